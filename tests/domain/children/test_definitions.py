"""Families told in plain words, to every definition's answer; and the passing of time."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from homeward.domain.children.drafts import WhereaboutsDraft
from homeward.domain.children.facts import definitions
from homeward.domain.children.models import Child, Status
from homeward.domain.children.public import enrol_child, exit_child, sweep_status
from homeward.domain.children.words import ExitCause, Hukou, Precision, Stage, Whereabouts
from homeward.foundation import clock
from homeward.foundation.problems import NotPermitted
from tests.domain.children.registers import (
    at,
    away,
    child,
    digests,
    father,
    home,
    missing,
    mother,
    pupil,
    registered,
    truths,
)
from tests.personas import NEXT_VILLAGE, People, machine_ctx

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("families.yaml").read_text("utf-8")
)
FATHER = {"now": {"whereabouts": "away", "since": date(2026, 1, 5), "place": "广东深圳"}}
MOTHER = {"now": {"whereabouts": "home"}}
TODAY = date(2026, 9, 1)


def _now(said: dict[str, Any] | None) -> WhereaboutsDraft | None:
    if said is None:
        return None
    more = dict(said)
    more["whereabouts"] = Whereabouts(more["whereabouts"])
    more["since_precision"] = Precision(more.get("since_precision", "day"))
    return WhereaboutsDraft(**more)


def _parents(case: dict[str, Any]) -> tuple[Any, ...]:
    found = []
    for name, usual, make in (("father", FATHER, father), ("mother", MOTHER, mother)):
        said = case.get(name, {})
        if said is not None:
            told = usual | said
            found.append(make(_now(told["now"]), able=told.get("able")))
    return tuple(found)


def _school(said: dict[str, Any] | None) -> Any:
    return None if said is None else pupil(stage=Stage(said["stage"]), grade=None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_family_as_told(people: People, case: dict[str, Any]) -> None:
    own = dict(case.get("child", {}))
    if "hukou" in own:
        own["hukou"] = Hukou(own["hukou"])
    child_id = registered(
        people.wang,
        child=child(**own),
        parents=_parents(case),
        enrolment=_school(case["school"]) if "school" in case else pupil(),
    )
    assert truths(child_id) == case["then"]
    for definition, facts in case.get("asks", {}).items():
        assert missing(child_id, definition) == set(facts)


def test_the_table_tries_every_answer_of_every_definition() -> None:
    tried = {(name, truth) for case in CASES for name, truth in case["then"].items()}
    rules = {rule.id for rule in definitions().in_force(TODAY)}
    assert tried == {(rule, truth) for rule in rules for truth in ("in", "out", "unknown")}


def _answers(child_id: Any, definition: str) -> list[tuple[str, date, date | None]]:
    rows = Status.objects.filter(child=child_id, definition=definition).order_by("derived_at")
    return [
        (row.truth, row.since, clock.day_of(row.ended_at) if row.ended_at else None) for row in rows
    ]


def test_months_are_completed_and_birthdays_reached_while_everybody_sleeps(people: People) -> None:
    """The sweep of each night answers for its day; only what changed is ended and written anew."""
    parents = (father(away(date(2026, 8, 1))), mother(home(), able=False))
    leaver = registered(people.wang, parents=parents)
    turning = registered(
        people.sun,
        NEXT_VILLAGE,
        child=child(name="陈大河", born_on=date(2010, 10, 31)),
        parents=(father(home()), mother(home())),
    )
    grown = registered(
        people.sun, NEXT_VILLAGE, child=child(name="陈江", born_on=date(2010, 10, 31)),
        parents=(father(away(date(2026, 1, 1))), mother(away(date(2026, 1, 1)))),
    )  # fmt: skip
    with clock.frozen(at(2026, 10, 30, 1)):
        assert sweep_status(machine_ctx()).changed == 0
    with clock.frozen(at(2026, 10, 31, 1)):  # sixteen today
        before = set(Status.objects.values_list("id", flat=True))
        swept = sweep_status(machine_ctx())
        # grown: mca-2016 and local-2024 change from in to out; turning: the condition of age alone
        written = Status.objects.exclude(id__in=before)
        assert {(row.child_id, row.definition) for row in written} == {
            (child_id, name) for child_id in (turning, grown) for name in ("mca-2016", "local-2024")
        }
        assert (swept.children, swept.changed) == (3, 4)
        assert sweep_status(machine_ctx()).changed == 0
    assert _answers(grown, "mca-2016") == [
        ("in", TODAY, date(2026, 10, 31)),
        ("out", date(2026, 10, 31), None),
    ]
    with clock.frozen(at(2026, 11, 1, 1)):  # three months away today
        sweep_status(machine_ctx())
    assert _answers(leaver, "moe") == [
        ("out", TODAY, date(2026, 11, 1)),
        ("in", date(2026, 11, 1), None),
    ]
    assert _answers(leaver, "acwf-2013") == [("in", TODAY, None)]
    rows = Status.objects.filter(child=leaver, definition="moe").order_by("derived_at")
    versions = {rule.id: rule.version for rule in definitions().in_force(TODAY)}
    assert [row.version for row in rows] == [versions["moe"]] * 2
    assert rows[0].ended_by == rows[1].command


def test_only_the_machine_sweeps(people: People) -> None:
    for somebody in (people.wang, people.zhao, people.yunwei):
        with pytest.raises(NotPermitted):
            sweep_status(somebody.ctx)


def test_a_sweep_changes_statuses_alone_and_asks_nobody_who_left(people: People) -> None:
    gone = registered(people.wang)
    exit_child(people.wang.ctx, child_id=gone, cause=ExitCause.MOVED)
    registered(people.wang, child=child(name="陈小河"))
    before = digests("Status")
    with clock.frozen(at(2031, 4, 1)):
        assert sweep_status(machine_ctx()).children == 1
    assert digests("Status") == before
    assert truths(gone) == {}


def test_an_answer_that_holds_on_keeps_its_first_day(people: People) -> None:
    """Since when somebody counts is what officials ask; a change that does not matter leaves it."""
    child_id = registered(people.wang)
    with clock.frozen(at(2026, 9, 20)):
        enrol_child(people.wang.ctx, child_id=child_id, stage=Stage.PRIMARY, grade=6)
        sweep_status(machine_ctx())
    assert _answers(child_id, "moe") == [("in", TODAY, None)]
    assert Child.objects.count() == 1
