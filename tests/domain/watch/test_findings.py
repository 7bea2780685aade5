"""A child's page: what the rules say, the colour with its reasons, and what to ask for next."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import register_child
from homeward.domain.needs.public import (
    RANK,
    FindingDraft,
    Reads,
    Severity,
    colours_of,
    raise_alert,
)
from homeward.domain.watch.public import Open, findings_of, triage
from homeward.foundation import clock
from homeward.foundation.problems import NotFound
from tests.personas import VILLAGE, People, given_rows, machine_ctx

AT = datetime(2026, 9, 1, 10, tzinfo=clock.CHINA)


def nameless(people: People) -> UUID:
    """A child of the school of whom only name, age and school are known."""
    draft = ParticularsDraft(name="陈小溪", born_on=date(2021, 3, 1))
    return register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id


def test_a_rule_that_cannot_tell_says_what_to_collect_and_raises_nothing(people: People) -> None:
    said = findings_of(people.wang.ctx, child_id=nameless(people))
    truths = {one.rule: str(one.truth) for one in said.said}
    assert truths["r01.unattended"] == "unknown"
    assert truths["r15.boarding"] == "unknown"
    assert said.triage.colour is Severity.GREEN
    asked = {line.fact: line for line in said.collect}
    assert asked["unattended_ticked"].gravest is Severity.RED
    assert asked["unattended_ticked"].rules == ("r01.unattended",)
    assert asked["enrolled"].says["zh"] == "在园或在学"
    ranks = [RANK[line.gravest] for line in said.collect]
    assert ranks == sorted(ranks, reverse=True), "what matters most is asked for first"


def _raised(child_id: UUID, rule: str, severity: Severity, reads: Reads) -> None:
    title = {"zh": "试", "en": "Trial"}
    draft = FindingDraft(
        rule=rule, version=1, severity=severity, title=title, reads=reads,
        owner="child_protection_lead" if reads == Reads.PROTECTED else "child_director",
    )  # fmt: skip
    with given_rows():
        raise_alert(machine_ctx(), child_id, draft)


def test_the_colour_of_a_reader_comes_from_what_the_reader_may_see(people: People) -> None:
    child_id = nameless(people)
    _raised(child_id, "x.open", Severity.YELLOW, Reads.CARE)
    _raised(child_id, "x.closed", Severity.RED, Reads.PROTECTED)
    director = findings_of(people.wang.ctx, child_id=child_id)
    assert director.triage.colour is Severity.YELLOW
    assert [reason.rule for reason in director.triage.reasons] == ["x.open"]
    assert "r09.self_harm" not in {one.rule for one in director.said}
    lead = findings_of(people.he.ctx, child_id=child_id)
    assert lead.triage.colour is Severity.RED
    told = {one.rule for one in lead.said}
    assert "r09.self_harm" in told
    assert "r10.suspected_harm" not in told, "the report goes around whoever is accused"
    for reader in (people.wang, people.he):
        (colour,) = colours_of(reader.ctx, child_ids=(child_id,))
        assert colour.severity == findings_of(reader.ctx, child_id=child_id).triage.colour


def test_the_stranger_finds_no_such_child(people: People) -> None:
    with pytest.raises(NotFound):
        findings_of(people.sun.ctx, child_id=nameless(people))


ALERTS = st.lists(
    st.builds(
        Open,
        rule=st.sampled_from(["a", "b", "c", "d"]),
        severity=st.sampled_from(list(Severity)),
        due_at=st.integers(-100, 100).map(lambda hours: AT + timedelta(hours=hours)),
        eased=st.booleans(),
    )
)


@given(ALERTS)
def test_a_colour_is_that_of_its_gravest_alert_and_every_alert_is_a_reason(
    alerts: list[Open],
) -> None:
    found = triage(alerts, AT)
    assert RANK[found.colour] == max((RANK[one.severity] for one in alerts), default=0)
    assert sorted(r.rule for r in found.reasons) == sorted(one.rule for one in alerts)
    assert sum(r.overdue for r in found.reasons) == sum(one.due_at < AT for one in alerts)
    ranks = [RANK[reason.severity] for reason in found.reasons]
    assert ranks == sorted(ranks, reverse=True)


def test_nothing_open_is_green_without_reasons() -> None:
    assert triage([], AT) == triage(iter(()), AT)
    assert triage([], AT).colour is Severity.GREEN
