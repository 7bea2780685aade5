"""Facts of care: computed for a day, NULL where nothing was recorded, the same on both databases."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import duckdb
import pytest

from homeward.domain.care.public import (
    CARE_FACTS,
    add_item,
    agree_plan,
    offer_referral,
    record_contact,
    record_engagement,
)
from homeward.domain.care.words import Engaged, Present, ReferredTo, Way
from homeward.domain.children.facts import all_present, one, several
from homeward.foundation import clock
from tests.domain.care.loops import opened, visits
from tests.domain.children.registers import at
from tests.personas import People

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
NOTHING = {
    "days_since_parent_contact": None, "calls_without_feelings_weeks": None,
    "call_minutes_typical": None, "days_since_visit": None, "has_case": False, "has_plan": False,
    "plan_items_running": 0, "benefit_applied": None, "cadence_missed": None, "open_referrals": 0,
}  # fmt: skip


def facts(child_id: UUID, as_of: date = TODAY) -> dict[str, Any]:
    """The documented facts of one child, as the room that joins them computes them."""
    rows = CARE_FACTS.select(one(child_id), as_of)
    names = [column.fact.name for column in CARE_FACTS.columns]
    table = CARE_FACTS.to_arrow(rows)
    with duckdb.connect() as base:
        base.register("care_rows", table)
        source = f"SELECT *, DATE '{as_of}' AS today FROM care_rows"
        found = base.execute(CARE_FACTS.query(names, source)).fetchone()
    assert found is not None
    return dict(zip(names, found, strict=True))


def contact(people: People, on: date, feelings: bool | None, **more: Any) -> None:
    record_contact(
        people.wang.ctx, child_id=people.child_id, parent=Present.MOTHER, held_on=on,
        feelings=feelings, **more,
    )  # fmt: skip


def test_of_a_child_without_any_record_little_is_known(people: People) -> None:
    assert facts(people.child_id) == NOTHING


def test_what_the_loop_did_is_known(people: People) -> None:
    case = opened(people.wang, people.child_id)
    visits(people.wang, case.plan_id)
    add_item(people.wang.ctx, plan_id=case.plan_id, programme="s13.benefit_help")
    assert facts(people.child_id)["has_plan"] is False  # not agreed yet
    agree_plan(people.wang.ctx, plan_id=case.plan_id, child_heard=True)
    record_engagement(people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT)
    record_engagement(people.wang.ctx, child_id=people.child_id, kind=Engaged.HELP)
    offer_referral(
        people.wang.ctx, child_id=people.child_id, to=ReferredTo.EDUCATION, text="x", consent=True
    )
    known = facts(people.child_id)
    assert (known["has_case"], known["has_plan"], known["plan_items_running"]) == (True, True, 2)
    assert (known["days_since_visit"], known["benefit_applied"]) == (0, True)
    assert (known["cadence_missed"], known["open_referrals"]) == (0, 1)
    later = facts(people.child_id, date(2026, 12, 2))
    assert (later["days_since_visit"], later["cadence_missed"]) == (92, 3)
    before = facts(people.child_id, date(2026, 8, 31))
    assert before == NOTHING


CASES: list[tuple[str, Callable[[People], None], dict[str, Any]]] = [
    (
        "talk of feelings every week",
        lambda p: [contact(p, date(2026, 8, day), True) for day in (4, 11, 18, 25)],
        {"days_since_parent_contact": 7, "calls_without_feelings_weeks": 0},
    ),
    (
        "calls for four weeks since, and never a word of it",
        lambda p: [
            contact(p, date(2026, 7, 20), True),
            *(contact(p, date(2026, 8, day), False) for day in (3, 10, 17)),
        ],
        {"days_since_parent_contact": 15, "calls_without_feelings_weeks": 4},
    ),
    (
        "never since the first call",
        lambda p: [contact(p, date(2026, 8, 3), False), contact(p, date(2026, 8, 31), False)],
        {"days_since_parent_contact": 1, "calls_without_feelings_weeks": 4},
    ),
    (
        "once nobody asked: unknown",
        lambda p: [contact(p, date(2026, 8, 3), False), contact(p, date(2026, 8, 31), None)],
        {"calls_without_feelings_weeks": None},
    ),
    (
        "not asked, but later they did talk of it",
        lambda p: [contact(p, date(2026, 8, 3), None), contact(p, date(2026, 8, 31), True)],
        {"calls_without_feelings_weeks": 0},
    ),
    (
        "minutes of calls only, of the last eight weeks",
        lambda p: [
            contact(p, date(2026, 6, 1), True, minutes=60),
            contact(p, date(2026, 8, 3), True, minutes=2),
            contact(p, date(2026, 8, 10), True, minutes=3, channel=Way.VIDEO),
            contact(p, date(2026, 8, 15), True, minutes=600, channel=Way.VISIT_HOME),
        ],
        {"call_minutes_typical": 2.5},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("act", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_contacts_between_parent_and_child(
    people: People, act: Callable[[People], None], expected: dict[str, Any]
) -> None:
    act(people)
    known = facts(people.child_id)
    assert {name: known[name] for name in expected} == expected


def test_rows_come_by_id_for_those_chosen(people: People) -> None:
    contact(people, TODAY, True)
    for chosen in (one(people.child_id), several([people.child_id]), all_present()):
        rows = CARE_FACTS.select(chosen, TODAY)
        assert len(rows) == 1 and len(rows[0]) == len(CARE_FACTS.raw)
        assert UUID(rows[0][0]) == people.child_id
    assert CARE_FACTS.select(several([]), TODAY) == []
    with clock.frozen(at(2026, 9, 30)):
        assert facts(people.child_id, clock.today())["days_since_parent_contact"] == 29
