"""Looking names up: by characters from any place, by sound, by initials, in any writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.engines.names import MAX, search_key, sort_key, tokens

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6)
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def finds(typed: str, name: str) -> bool:
    """Whether a search finds a name: what was typed begins one of its tokens."""
    key = search_key(typed)
    return bool(key) and any(token.startswith(key) for token in tokens(name))


@given(name=HAN, data=st.data())
def test_any_part_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    """Two characters from anywhere are enough, as the index of a roll would not be."""
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert finds(name[start:end], name)


@given(name=ANY, data=st.data())
def test_whatever_signs_a_name_has_its_end_finds_it(name: str, data: st.DataObject) -> None:
    """Dots, apostrophes, spaces, capitals: typed or not typed, they do not hide a child."""
    start = data.draw(st.integers(0, len(name) - 1))
    assert not search_key(name[start:]) or finds(name[start:], name)


@given(name=ANY)
def test_tokens_fit_their_column_and_are_never_empty(name: str) -> None:
    assert all(0 < len(token) <= MAX for token in tokens(name))
    assert 0 < len(sort_key(name)) <= MAX
    assert len(search_key(name)) <= MAX


@given(name=HAN)
def test_looking_up_is_the_same_however_it_is_typed(name: str) -> None:
    assert search_key(f" {name} ") == search_key(name)
    assert tokens(name) == tokens(f"{name[0]} {name[1:]}")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("小明", "王小明"),
        ("明", "王小明"),
        ("wangxiaom", "王小明"),
        ("WXM", "王小明"),
        ("xm", "王小明"),
        ("xiao ming", "王小明"),
        ("shan", "单小溪"),
        ("sxx", "单小溪"),
        ("dan", "单小溪"),  # its everyday reading, by whoever does not know better
        ("zeng", "曾国强"),
        ("ceng", "曾国强"),
        ("zgq", "曾国强"),
        ("qiu", "仇宇"),
        ("阿依古丽", "阿依古丽·买买提"),
        ("买买提", "阿依古丽·买买提"),
        ("maimaiti", "阿依古丽·买买提"),
        ("o'brien", "O’Brien"),
        ("obr", "O'Brien"),
        ("lv", "吕明"),
    ],
)
def test_a_child_is_found_as_people_type(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("小红", "王小明"), ("wm", "王小明"), ("cengx", "单小溪"), ("王明", "王小明")],
)
def test_another_child_is_not_found(typed: str, name: str) -> None:
    assert not finds(typed, name)


def test_an_empty_search_is_no_search() -> None:
    assert search_key(" · ") == ""


def test_lists_read_as_a_roll_by_sound() -> None:
    """单 stands under s, 曾 under z; equal sounds stay apart by their characters."""
    names = ["曾一", "单一", "李四", "王五", "陈一", "陈衣"]
    assert sorted(names, key=sort_key) == ["陈一", "陈衣", "李四", "单一", "王五", "曾一"]
    assert sort_key("李一") != sort_key("李衣")
