"""How many statements a screen costs, and that ten times the children cost no more of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from homeward.domain.children.public import (
    correct_child,
    export_children,
    get_child,
    list_children,
)
from homeward.domain.children.queries import lists
from homeward.domain.children.queries.known import OF_CHILD
from homeward.domain.children.words import Truth
from homeward.foundation.ids import new_id
from homeward.foundation.statements import answer, together
from tests.domain.children.registers import child, pupil, registered
from tests.personas import VILLAGE, People

LIST, SEARCH, CHILD = 8, 9, 28


def statements(call: Callable[[], Any]) -> int:
    """How many statements a call sends."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return len(sent)


def _more(people: People, count: int) -> None:
    school = pupil(school_id=people.school_id)
    for number in range(count):
        registered(people.wang, child=child(name=f"陈小{'溪河江海'[number % 4]}"), enrolment=school)


def test_a_list_costs_as_much_for_twenty_as_for_two(people: People) -> None:
    asked: tuple[dict[str, Any], ...] = (
        {}, {"place": VILLAGE}, {"definition": "moe", "truth": Truth.IN}, {"q": "chen"},
    )  # fmt: skip
    _more(people, 2)
    few = [statements(lambda: list_children(people.zhao.ctx, **one)) for one in asked]  # noqa: B023
    _more(people, 18)
    many = [statements(lambda: list_children(people.zhao.ctx, **one)) for one in asked]  # noqa: B023
    assert few == many
    assert max(many[:3]) <= LIST
    assert many[3] <= SEARCH


def test_a_childs_page_reads_each_thing_once(people: People) -> None:
    _more(people, 2)
    child_id = list_children(people.wang.ctx).children[0].child_id
    get_child(people.wang.ctx, child_id=child_id)
    again = statements(lambda: get_child(people.wang.ctx, child_id=child_id))
    assert again <= CHILD
    _more(people, 6)
    assert statements(lambda: get_child(people.wang.ctx, child_id=child_id)) == again


def test_a_table_of_everybody_costs_as_much_for_twenty_as_for_two(people: People) -> None:
    _more(people, 2)
    few = statements(lambda: list(export_children(people.zhao.ctx)))
    _more(people, 18)
    assert statements(lambda: list(export_children(people.zhao.ctx))) == few


@pytest.mark.parametrize("few", [-1, 10_000])
def test_a_name_is_found_whichever_side_the_search_begins(
    people: People, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Names first in a large register, children first in a small one: the same children."""
    _more(people, 8)
    monkeypatch.setattr(lists, "FEW", few)
    for typed, count in (("小溪", 2), ("cx", 8), ("海", 2), ("王", 0)):
        page = list_children(people.zhao.ctx, q=typed)
        assert (page.total, len(page.children)) == (count, count), typed


def test_pages_of_an_answer_follow_one_another_both_ways(people: People) -> None:
    """Read from the answers instead of the children, in the same order and with the same total."""
    _more(people, 7)
    truth = list_children(people.zhao.ctx).children[0].standings[0]
    asked: dict[str, Any] = {"definition": truth.definition, "truth": truth.truth}
    whole = list_children(people.zhao.ctx, **asked).children
    assert list(whole) == [c for c in list_children(people.zhao.ctx).children if c in whole]
    page = list_children(people.zhao.ctx, **asked, limit=2)
    seen = [page]
    while page.after:
        page = list_children(people.zhao.ctx, **asked, limit=2, after=page.after)
        seen.append(page)
    assert [line for one in seen for line in one.children] == list(whole)
    assert {one.total for one in seen} == {len(whole)}
    for earlier in reversed(seen[:-1]):
        page = list_children(people.zhao.ctx, **asked, limit=2, before=page.before)
        assert page.children == earlier.children


def test_questions_asked_together_are_answered_as_one_by_one(people: People) -> None:
    """And nothing of an answer is kept: the next call hears of what was written since."""
    _more(people, 1)
    child_id = list_children(people.wang.ctx).children[0].child_id
    questions = [one.of(child_id) for one in OF_CHILD]
    assert together(*questions) == [answer(one) for one in questions]
    assert together(*(one.of(new_id()) for one in OF_CHILD)) == [[] for _ in OF_CHILD]
    correct_child(people.wang.ctx, child_id=child_id, name="陈小湖")
    assert together(*questions)[0][0].name == "陈小湖"
