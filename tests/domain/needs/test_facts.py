"""The facts of this room: what is not collected stays unknown, and 1,000 children cost one statement."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import duckdb
import pytest

from homeward.domain.children.public import record_care, several
from homeward.domain.children.words import CarerKind, Guardianship
from homeward.domain.needs.facts import protected_facts
from homeward.domain.needs.instruments import book
from homeward.domain.needs.public import (
    NEEDS_FACTS,
    AnswerDraft,
    Certainty,
    HomeChecks,
    Informant,
    NotTaken,
    Situation,
    assess,
    close_report,
    file_report,
    open_school_round,
    record_response,
    refuse_seat,
)
from tests.conftest import NOW
from tests.domain.needs.seats import answers, pupil
from tests.personas import People

NAMES = {
    "guardianship_rating", "guardianship_days", "who5_score", "phq_a_score", "gad_7_score",
    "psc_17_score", "self_harm_answer", "belonging_band", "security_band", "loneliness_band",
    "goals_band", "self_protection_band", "family_education_band", "school_connection_band",
    "basic_living_band", "days_since_screened", "unattended_ticked", "lives_alone_ticked",
    "carer_excluded_ticked", "carer_ill_ticked", "suspected_harm_open", "refused_screening",
}  # fmt: skip


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.zhou and people.wu and people.he
    return pupil(people)


def facts_of(*children: UUID, days: int = 0) -> list[dict[str, Any]]:
    """The facts of children on a day, through DuckDB, by id."""
    on = NOW.date() + timedelta(days=days)
    rows = NEEDS_FACTS.select(several(children), on)
    names = NEEDS_FACTS.table().names
    given = f"SELECT *, DATE '{on.isoformat()}' AS today FROM raw_rows"
    found = duckdb.from_arrow(NEEDS_FACTS.to_arrow(rows)).query(
        "raw_rows", NEEDS_FACTS.query(names, given)
    )
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _record(
    people: People, child_id: UUID, instrument: str, *given: AnswerDraft, **more: Any
) -> None:
    said = {"informant": Informant.CHILD, "answers": given} | more
    record_response(people.wu.ctx, child_id=child_id, instrument=instrument, **said)


def test_the_names_are_those_that_rules_rely_on() -> None:
    assert {column.fact.name for column in NEEDS_FACTS.columns} == NAMES


def test_nothing_asked_is_nothing_known(people: People, child_id: Any) -> None:
    (found,) = facts_of(child_id)
    assert found.pop("child_id").replace("-", "") == child_id.hex
    assert found.pop("suspected_harm_open") is False  # what nobody reported is not open
    assert set(found.values()) == {None}


def test_answers_become_facts(people: People, child_id: Any) -> None:
    _record(people, child_id, "who-5", *answers("who-5", 2))
    _record(people, child_id, "phq-a", *answers("phq-a", 1, self_harm=0))
    _record(people, child_id, "belonging", *answers("belonging", 1))
    _record(people, child_id, "psc-17", *answers("psc-17", 1), informant=Informant.TEACHER)
    (found,) = facts_of(child_id, days=3)
    assert (found["who5_score"], found["phq_a_score"], found["psc_17_score"]) == (40, 8, 17)
    assert found["self_harm_answer"] is False and found["gad_7_score"] is None
    assert found["belonging_band"] in {b.id for b in book().get("belonging").scales[0].bands}
    assert found["days_since_screened"] == 3
    _record(people, child_id, "phq-a", *answers("phq-a", 0, self_harm=1))
    (found,) = facts_of(child_id)
    assert (found["phq_a_score"], found["self_harm_answer"]) == (1, True)


def test_who_was_not_asked_about_safety_has_not_said_no(people: People, child_id: Any) -> None:
    _record(people, child_id, "who-5", *answers("who-5", 2))
    assert facts_of(child_id)[0]["self_harm_answer"] is None


def test_too_little_answered_is_no_score(people: People, child_id: Any) -> None:
    _record(people, child_id, "who-5", answers("who-5", 2)[0])
    (found,) = facts_of(child_id)
    assert found["who5_score"] is None and found["days_since_screened"] == 0


def test_visits_become_facts(people: People, child_id: Any) -> None:
    record_care(people.wang.ctx, child_id=child_id, kind=CarerKind.KIN)
    checks = HomeChecks(unattended=True, lives_alone=False)
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.POOR, checks=checks)
    (found,) = facts_of(child_id, days=10)
    assert (found["guardianship_rating"], found["guardianship_days"]) == ("poor", 10)
    assert (found["unattended_ticked"], found["lives_alone_ticked"]) == (True, False)
    assert found["carer_ill_ticked"] is None
    record_care(people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR)
    assert facts_of(child_id)[0]["guardianship_rating"] == "fair"  # one truth, the register's


def test_an_open_report_and_a_refusal(people: People, child_id: Any) -> None:
    round_id = open_school_round(
        people.zhou.ctx, school_id=people.school_id, title="秋季", instruments=("who-5",),
        informant=Informant.CHILD, due_on=NOW.date(),
    ).round_id  # fmt: skip
    assert facts_of(child_id)[0]["refused_screening"] is False
    refuse_seat(people.zhou.ctx, child_id=child_id, round_id=round_id, how=NotTaken.REFUSED)
    report = file_report(
        people.zhou.ctx, child_id=child_id, situation=Situation.OTHER, what="听到哭喊",
        certainty=Certainty.SUSPECTED,
    )  # fmt: skip
    (found,) = facts_of(child_id)
    assert (found["refused_screening"], found["suspected_harm_open"]) == (True, True)
    close_report(people.he.call(reason="已查明"), report_id=report.report_id)
    assert facts_of(child_id)[0]["suspected_harm_open"] is False


def test_many_children_cost_one_statement(
    people: People, child_id: Any, django_assert_num_queries: Any
) -> None:
    children = [child_id, *(pupil(people, f"孩子{n}") for n in range(5))]
    for one in children:
        _record(people, one, "who-5", *answers("who-5", 3))
    with django_assert_num_queries(1):
        found = facts_of(*children)
    assert [row["who5_score"] for row in found] == [60] * 6
    assert facts_of() == []


def test_what_children_say_of_themselves_is_protected() -> None:
    held = protected_facts()
    assert {"self_harm_answer", "phq_a_score", "loneliness_band", "suspected_harm_open"} <= held
    assert not held & {"guardianship_rating", "basic_living_band", "days_since_screened"}
    assert held <= NAMES
