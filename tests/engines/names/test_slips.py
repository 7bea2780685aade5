"""Names got wrong on a phone, and the names that were meant."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.engines.names import (
    SLIPS,
    forms,
    look_alikes,
    misspelt,
    parts_of,
    slips,
    spellings,
    syllables,
)
from homeward.engines.names.shapes import neighbours
from homeward.engines.names.sound import known, like, splits


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("单雪", "shan xue"), ("仇英", "qiu ying"), ("曾强", "zeng qiang"), ("解放", "xie fang"),
        ("区月", "ou yue"), ("查理", "zha li"), ("任飞", "ren fei"), ("尉迟敬", "yu chi jing"),
        ("万俟明", "mo qi ming"), ("单于飞", "chan yu fei"), ("长孙顺", "zhang sun shun"),
        ("澹台明", "tan tai ming"), ("欧阳兰", "ou yang lan"), ("诸葛亮", "zhu ge liang"),
        ("万俟", "wan qi"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames(name: str, read: str) -> None:
    assert " ".join(syllables(name)) == read


@pytest.mark.parametrize(
    ("sign", "other"),
    [("未", "末"), ("己", "已"), ("王", "玉"), ("大", "太"), ("土", "士"), ("天", "夭")],
)
def test_characters_that_differ_by_a_stroke_are_taken_for_one_another(
    sign: str, other: str
) -> None:
    assert other in look_alikes(sign)
    assert sign in look_alikes(other)


def test_forms_of_one_character() -> None:
    assert "劉" in forms("刘")
    assert "国" in forms("國")
    assert "喆" in forms("哲")
    assert forms("刘") and "刘" not in forms("刘")


def test_look_alikes_are_made_from_strokes() -> None:
    made = neighbours({"土": "jfj", "士": "jfj", "王": "jjfj", "玉": "jjfjk", "龘": "jfj"})
    assert made == {"土": "士王", "士": "土王", "王": "土士玉", "玉": "王"}


def test_sounds_that_are_not_told_apart() -> None:
    assert set(like("zhang")) >= {"zhang", "zang", "zhan"}
    assert {"lan", "nan"} <= set(like("lan"))
    assert "fuang" not in like("huang"), "no such syllable"
    assert spellings(("zhang", "wei"))[0] == "zhangwei"
    assert "zhanwei" in spellings(("zhang", "wei"))


def test_keys_that_slipped() -> None:
    for typed in ("wangxaoming", "wangxiaomng", "wangxiaomning", "wnagxiaoming"):
        assert "wangxiaoming" in slips(typed)
    assert all(splits(one) for one in slips("lihua"))


def test_letters_as_syllables() -> None:
    assert parts_of("wangxiaoming") == ("wang", "xiao", "ming")
    assert parts_of("xian") == ("xian",)
    assert parts_of("wxm") == ()
    assert 390 < len(known()) < 420


NAMES = st.text(alphabet="王李张刘陈杨黄周吴徐小明国强雪梅思未土伟芳", min_size=2, max_size=4)


@settings(max_examples=100, deadline=None)
@given(NAMES, st.integers(0, 10_000))
def test_what_is_heard_or_slipped_leads_back_to_the_name(name: str, seed: int) -> None:
    sound = "".join(syllables(name))
    draw = random.Random(seed)
    heard = misspelt(draw, name, "heard")
    if heard:
        assert sound in spellings(parts_of(heard)) or sound in spellings(syllables(name))
    key = misspelt(draw, name, "key")
    if key and key != sound:
        assert sound in slips(key)


@pytest.mark.parametrize("kind", SLIPS)
def test_the_same_seed_slips_the_same_way(kind: str) -> None:
    told = [misspelt(random.Random(7), name, kind) for name in ("王小明", "刘雪梅", "陈土生")]
    assert told == [
        misspelt(random.Random(7), name, kind) for name in ("王小明", "刘雪梅", "陈土生")
    ]
    assert any(told)
