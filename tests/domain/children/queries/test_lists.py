"""Lists: filtered, searched, paged by key; exactly what the reader may see, in the order of a roll."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.domain.children.models import Child, NameToken
from homeward.domain.children.public import (
    correct_child,
    count_children,
    enrol_child,
    exit_child,
    export_children,
    list_children,
)
from homeward.domain.children.words import ExitCause, Stage, Truth
from homeward.engines.names import sort_key, tokens
from homeward.foundation import clock
from homeward.foundation.ids import new_id
from homeward.foundation.problems import Invalid, NotPermitted
from tests.domain.children.registers import (
    away,
    child,
    father,
    home,
    mother,
    pupil,
    registered,
    truths,
)
from tests.personas import COUNTY, FAR_VILLAGE, NEXT_VILLAGE, TOWNSHIP, VILLAGE, People, given_rows

FEW_NAMES = st.sampled_from(
    ["王明", "王敏", "汪明", "王 明", "A", "a", "阿·米娜", "阿米娜", "单一", "山一", "|", "~"]
)
NAMES = FEW_NAMES | st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4
)


@pytest.fixture
def family(people: People) -> dict[str, UUID]:
    """Six children of three villages, told apart by what is known of them."""
    both_away = (father(away(date(2026, 1, 1))), mother(away(date(2026, 1, 1))))
    at_home = (father(home()), mother(home()))
    school = pupil(school_id=people.school_id)
    wang, sun, zhao = people.wang, people.sun, people.zhao
    return {
        "单小溪": registered(wang, child=child(name="单小溪"), parents=both_away, enrolment=school),
        "曾明": registered(wang, child=child(name="曾明"), parents=at_home),
        "李小明": registered(wang, child=child(name="李小明"), parents=()),
        "王小明": registered(sun, NEXT_VILLAGE, child=child(name="王小明"), enrolment=school),
        "王大明": registered(sun, NEXT_VILLAGE, child=child(name="王大明", born_on=None)),
        "赵远": registered(zhao, FAR_VILLAGE, child=child(name="赵远"), parents=both_away),
    }


def found(people: People, who: str = "zhao", **asked: Any) -> list[str]:
    """The names a reader gets, and that the total says so."""
    page = list_children(getattr(people, who).ctx, **asked)
    assert page.total == len(page.children)
    return [line.name for line in page.children]


def test_everybody_sees_exactly_their_own(people: People, family: dict[str, UUID]) -> None:
    """A director's village, a supervisor's township, a teacher's school, an acting parent's child."""
    assert found(people, "wang") == ["李小明", "单小溪", "曾明"]
    assert found(people, "sun") == ["王大明", "王小明"]
    assert found(people, "li") == ["李小明", "单小溪", "曾明", "王大明", "王小明"]
    assert found(people, "zhao") == [*found(people, "li"), "赵远"]
    assert found(people, "zhou") == ["单小溪", "王小明"]
    tied = people.child_id
    assert [line.child_id for line in list_children(people.lin.ctx).children] == [tied]
    for nobody in (people.qian, people.yunwei):
        with pytest.raises(NotPermitted):
            list_children(nobody.ctx)


def test_a_filter_never_reaches_outside_the_readers_area(
    people: People, family: dict[str, UUID]
) -> None:
    for asked in (
        {"place": NEXT_VILLAGE}, {"place": COUNTY, "q": "王小明"}, {"q": "zhaoyuan"},
        {"school_id": people.school_id, "q": "王"},
    ):  # fmt: skip
        assert found(people, "wang", **asked) == []


def test_filters_by_place_and_school(people: People, family: dict[str, UUID]) -> None:
    assert found(people, place=VILLAGE) == ["李小明", "单小溪", "曾明"]
    assert found(people, place=TOWNSHIP) == found(people, "li")
    assert found(people, place=COUNTY) == found(people)
    assert found(people, school_id=people.school_id) == ["单小溪", "王小明"]
    assert found(people, school_id=people.school_id, place=NEXT_VILLAGE) == ["王小明"]
    assert found(people, school_id=new_id()) == []


def test_filters_by_answer_and_by_missing_fact(people: People, family: dict[str, UUID]) -> None:
    """Each against the answers one by one, and with every other filter beside it."""
    said = {name: truths(child_id) for name, child_id in family.items()}
    for definition in ("mca-2016", "moe", "acwf-2013", "nbs-2020", "local-2024"):
        for truth in Truth:
            expected = {name for name in family if said[name][definition] == truth}
            assert set(found(people, definition=definition, truth=truth)) == expected
            there = {name for name in expected if name.startswith("王")}
            asked: dict[str, Any] = {"definition": definition, "truth": truth}
            assert set(found(people, **asked, place=NEXT_VILLAGE)) == there
            assert set(found(people, **asked, q="wang")) == there
        assert set(found(people, definition=definition)) == set(family)
    for truth in Truth:
        assert set(found(people, truth=truth)) == {n for n in family if truth in said[n].values()}
    assert found(people, missing="age_years") == ["王大明"]
    assert found(people, missing="father_away") == ["李小明"]
    assert found(people, missing="mother_cannot_care", definition="moe") == []
    assert found(people, missing="father_away", definition="acwf-2013") == ["李小明"]
    assert found(people, missing="away") == []  # no whole name of a fact


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("小明", ["李小明", "王小明"]),
        ("明", ["李小明", "曾明", "王大明", "王小明"]),
        ("王小", ["王小明"]),
        ("xm", ["李小明", "王小明"]),
        ("WANG", ["王大明", "王小明"]),
        ("shan", ["单小溪"]),
        ("zengm", ["曾明"]),
        ("zm", ["曾明"]),
        ("ceng", ["曾明"]),
        ("小红", []),
        ("%", []),
        ("_", []),
        ("\x00", None),
        ("  ", None),
    ],
)
def test_a_child_is_found_by_characters_sound_or_initials(
    people: People, family: dict[str, UUID], typed: str, names: list[str] | None
) -> None:
    """Two characters from anywhere; a search for nothing is no search."""
    assert found(people, q=typed) == (found(people) if names is None else names)


def test_children_who_left_are_listed_apart(people: People, family: dict[str, UUID]) -> None:
    exit_child(people.wang.ctx, child_id=family["曾明"], cause=ExitCause.MOVED)
    assert found(people, "wang") == ["李小明", "单小溪"]
    assert found(people, "wang", present=False) == ["曾明"]
    assert found(people, "sun", present=False) == []


def test_lists_follow_moves_and_new_names_at_once(people: People, family: dict[str, UUID]) -> None:
    correct_child(people.li.ctx, child_id=family["曾明"], place=NEXT_VILLAGE, name="曾晓")
    enrol_child(
        people.zhao.ctx, child_id=family["赵远"], school_id=people.school_id, stage=Stage.PRIMARY
    )
    assert found(people, "wang") == ["李小明", "单小溪"]
    assert found(people, "sun") == ["王大明", "王小明", "曾晓"]
    assert found(people, "zhou") == ["单小溪", "王小明", "赵远"]
    for definition in count_children(people.sun.ctx).definitions:
        assert definition.inside + definition.outside + definition.unknown == 3


def test_the_table_as_a_file_is_the_list_row_by_row(
    people: People, family: dict[str, UUID]
) -> None:
    """Whoever may export gets what the list shows under the same filters; a teacher may not."""
    for asked in (
        {}, {"place": VILLAGE}, {"school_id": people.school_id}, {"q": "xm"},
        {"definition": "moe", "truth": Truth.IN}, {"missing": "age_years"},
    ):  # fmt: skip
        for reader in (people.wang, people.sun, people.li, people.zhao):
            listed = list_children(reader.ctx, **asked).children
            heading, *rows = export_children(reader.ctx, **asked)
            assert [row[:7] for row in rows] == [
                (
                    str(line.child_id), line.name, line.sex or "",
                    line.born_on.isoformat() if line.born_on else "", line.place, line.place_name,
                    line.school_name,
                )
                for line in listed
            ]  # fmt: skip
            answers = [dict(zip(heading[7:], row[7:], strict=True)) for row in rows]
            assert answers == [{s.definition: s.truth for s in line.standings} for line in listed]
    for other in (people.zhou, people.lin, people.qian):
        with pytest.raises(NotPermitted):
            export_children(other.ctx)


def test_counts_are_those_of_counting_one_by_one(people: People, family: dict[str, UUID]) -> None:
    for reader in (people.wang, people.sun, people.li, people.zhao):
        for place in ("", VILLAGE, TOWNSHIP, COUNTY):
            lines = list_children(reader.ctx, place=place, limit=200).children
            counts = count_children(reader.ctx, place=place)
            assert counts.children == len(lines)
            said = {
                (s.definition, s.truth, line.child_id) for line in lines for s in line.standings
            }
            for found_ in counts.definitions:
                for truth, number in (
                    (Truth.IN, found_.inside), (Truth.OUT, found_.outside),
                    (Truth.UNKNOWN, found_.unknown),
                ):  # fmt: skip
                    assert number == sum((d, t) == (found_.definition, truth) for d, t, _ in said)
                waiting = [
                    fact
                    for line in lines
                    for s in line.standings
                    if s.definition == found_.definition and s.truth == Truth.UNKNOWN
                    for fact in s.missing
                ]
                assert dict(found_.missing) == {fact: waiting.count(fact) for fact in waiting}


@pytest.mark.parametrize("key", ["nonsense", "990101100201.", f"{VILLAGE}.{'0' * 32}"])
def test_a_key_nobody_gave_out_is_refused(
    people: People, family: dict[str, UUID], key: str
) -> None:
    with pytest.raises(Invalid):
        list_children(people.wang.ctx, after=key)


@pytest.mark.parametrize("limit", [-5, 0, 1, 10_000])
def test_a_page_has_at_least_one_child_and_at_most_two_hundred(
    people: People, family: dict[str, UUID], limit: int
) -> None:
    page = list_children(people.wang.ctx, limit=limit)
    assert len(page.children) == (3 if limit == 10_000 else 1)
    assert page.total == 3


@contextmanager
def _children(villages: list[str], names: list[str]) -> Iterator[set[UUID]]:
    """Bare children of these names for the length of a block."""
    made = [
        Child(
            id=new_id(), command=new_id(), registered_at=clock.now(), name=name,
            sort_key=sort_key(name), place=villages[number % len(villages)],
        )
        for number, name in enumerate(names)
    ]  # fmt: skip
    with given_rows():
        Child.objects.bulk_create(made)
        NameToken.objects.bulk_create(
            NameToken(token=token, child_id=one.id) for one in made for token in tokens(one.name)
        )
    yield {one.id for one in made}
    with given_rows():
        NameToken.objects.filter(child_id__in=[one.id for one in made]).delete()
        Child.objects.filter(pk__in=[one.id for one in made]).delete()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(NAMES, max_size=25), limit=st.integers(1, 7))
def test_paging_visits_every_child_once_in_order(
    people: People, names: list[str], limit: int
) -> None:
    """Both ways, with equal names, equal sounds, and signs that databases sort each in its own way."""
    villages = [VILLAGE, NEXT_VILLAGE]
    reader = people.li
    with _children(villages, names) as made:
        rows = {row.id: (row.place, row.sort_key, str(row.id)) for row in Child.objects.all()}
        expected = sorted(made, key=lambda one: rows[one])
        seen: list[UUID] = []
        pages = 0
        after = ""
        while pages == 0 or after:
            page = list_children(reader.ctx, after=after, limit=limit)
            assert page.total == len(names)
            assert len(page.children) <= limit
            if page.before:
                back = list_children(reader.ctx, before=page.before, limit=limit)
                assert [c.child_id for c in back.children] == seen[-limit:]
            seen += [line.child_id for line in page.children]
            after, pages = page.after, pages + 1
        assert seen == expected
        assert pages == max(1, -(-len(names) // limit))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(NAMES, min_size=1, max_size=8), data=st.data())
def test_any_part_of_a_name_finds_its_child(
    people: People, names: list[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    reader = people.wang
    with _children([VILLAGE], names):
        hits = list_children(reader.ctx, q=name[start:end], limit=200)
        assert name in [line.name for line in hits.children]
        assert hits.total == len(hits.children)
