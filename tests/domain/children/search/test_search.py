"""One box finds a child by whatever a person remembers, inside the reader's scope and no further."""

from datetime import date

import pytest

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.public import (
    correct_child,
    enrol_child,
    exit_child,
    merge_children,
    record_parent,
    search_children,
)
from homeward.domain.children.search.words import Why
from homeward.domain.children.words import ExitCause, Kinship
from homeward.foundation.problems import NotPermitted
from tests.domain.children.registers import PHONE, away, child, father, id_number, registered
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, People, Persona

pytestmark = pytest.mark.django_db


def found(by: Persona, typed: str, **more: str) -> list[tuple[str, Why]]:
    hits = search_children(by.ctx, q=typed, **more).hits
    return [(hit.child.name, hit.why) for hit in hits]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("王晓明", Why.NAME), ("晓明", Why.PART), ("王晓", Why.PART), ("晓", Why.PART),
        ("wangxiaoming", Why.PINYIN), ("xiaoming", Why.PINYIN), ("wxm", Why.INITIALS),
        ("wangxi", Why.BEGINS), ("王小明", Why.SOUND), ("小明", Why.SOUND), ("王晓敏", Why.HEARD),
        ("王曉明", Why.FORM), ("玉晓明", Why.SHAPE), ("wangxaoming", Why.KEY), ("wangxiaomin", Why.BEGINS),
        ("wangxiaomimg", Why.KEY), ("王 晓 明", Why.NAME),
        ("wang xiao ming", Why.PINYIN),
    ],
)  # fmt: skip
def test_however_it_is_typed(people: People, typed: str, why: Why) -> None:
    registered(people.wang, child=child(name="王晓明"))
    registered(people.wang, child=child(name="李国强"))
    assert found(people.wang, typed)[0] == ("王晓明", why)


def test_the_whole_name_comes_before_what_only_sounds_so(people: People) -> None:
    for name in ("王小明明", "王晓鸣", "王小明", "汪小明"):
        registered(people.wang, child=child(name=name))
    assert found(people.wang, "王小明") == [
        ("王小明", Why.NAME), ("王小明明", Why.PART), ("王晓鸣", Why.SOUND), ("汪小明", Why.SOUND),
    ]  # fmt: skip


def test_a_surname_in_both_readings(people: People) -> None:
    registered(people.wang, child=child(name="单雪梅"))
    assert found(people.wang, "shanxuemei")[0][0] == "单雪梅"
    assert found(people.wang, "danxuemei")[0][0] == "单雪梅"


def test_by_number_for_those_alone_who_may_read_numbers(people: People) -> None:
    number = id_number(date(2015, 3, 1))
    one = registered(people.wang, child=child(id_number=number))
    enrol_child(people.zhao.ctx, child_id=one, school_id=people.school_id)
    assert found(people.wang, number) == [("陈小溪", Why.NUMBER)]
    assert found(people.sun, number) == [], "the next village's director"
    assert found(people.zhou, number) == [], "a teacher sees the child, but no number"
    assert found(people.zhou, "陈小溪") == [("陈小溪", Why.NAME)]


def test_by_any_of_the_phones_around_the_child(people: People) -> None:
    one = registered(people.wang)
    assert found(people.wang, PHONE) == [("陈小溪", Why.PHONE)]
    assert found(people.wang, "139 0000 0003") == [("陈小溪", Why.PHONE)], "the carer's"
    assert found(people.sun, PHONE) == []
    correct_child(people.wang.ctx, child_id=one, phones=("13900000008", "13900000009"))
    assert found(people.wang, "13900000009") == [("陈小溪", Why.PHONE)], "the second of the family"
    record_parent(
        people.wang.ctx, child_id=one, parent=Kinship.FATHER,
        adult=AdultDraft(name="陈大山", phones=("13911111111",)),
    )  # fmt: skip
    assert found(people.wang, PHONE) == [], "what is no longer believed finds nobody"


def test_by_a_parents_name_and_with_the_village(people: People) -> None:
    registered(people.wang)
    registered(people.zhao, FAR_VILLAGE, parents=(father(away(), phones=("13922222222",)),))
    assert found(people.wang, "陈大山") == [("陈小溪", Why.KIN)]
    assert len(found(people.zhao, "陈大山")) == 2
    assert len(found(people.zhao, "白石村 陈小溪")) == 1
    assert len(found(people.zhao, "白石 小溪")) == 1, "the village without its ending"
    assert len(found(people.zhao, "陈小溪 刘秀英")) == 1, "only one of them has this mother"
    assert found(people.zhao, "云岭 陈小溪") == []


def test_by_village_and_by_school(people: People) -> None:
    one = registered(people.wang)
    enrol_child(people.zhao.ctx, child_id=one, school_id=people.school_id)
    assert found(people.wang, "清溪村") == [("陈小溪", Why.PLACE)]
    assert found(people.zhao, "小学")[0] == ("陈小溪", Why.SCHOOL)


def test_scope_is_obeyed_and_place_narrows(people: People) -> None:
    registered(people.wang)
    registered(people.sun, NEXT_VILLAGE, child=child(name="陈小西"))
    assert found(people.wang, "陈小") == [("陈小溪", Why.PART)]
    assert {name for name, _ in found(people.li, "陈小")} == {"陈小溪", "陈小西"}
    assert found(people.li, "陈小", place=VILLAGE) == [("陈小溪", Why.PART)]
    with pytest.raises(NotPermitted):
        found(people.qian, "陈小")


def test_those_who_left_come_last_and_merged_records_never(people: People) -> None:
    gone = registered(people.wang, child=child(name="陈小溪"))
    registered(people.wang, child=child(name="陈小溪"), parents=())
    merged = registered(people.wang, child=child(name="陈小溪"), parents=())
    kept = registered(people.wang, child=child(name="陈小希"), parents=())
    exit_child(people.wang.ctx, child_id=gone, cause=ExitCause.ERROR)
    merge_children(people.li.call(reason="同一个孩子"), child_id=kept, other_id=merged)
    hits = search_children(people.wang.ctx, q="陈小溪").hits
    assert [(hit.child.name, hit.present) for hit in hits] == [
        ("陈小溪", True), ("陈小希", True), ("陈小溪", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "'", "\x00", "😀", "x" * 400, "1", "12345678901234567890"]
)
def test_odd_input_finds_nothing_and_breaks_nothing(people: People, typed: str) -> None:
    registered(people.wang)
    assert found(people.wang, typed) == []


def test_no_more_than_asked_for_and_says_that_there_are_more(people: People) -> None:
    for _ in range(6):
        registered(people.wang, parents=())
    answer = search_children(people.wang.ctx, q="陈小溪", limit=5)
    assert (len(answer.hits), answer.more) == (5, True)
