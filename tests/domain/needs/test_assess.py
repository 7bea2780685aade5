"""Guardianship assessed at a visit: one truth with the register, and checks that may stay open."""

from datetime import date, timedelta
from typing import Any

import pytest

from homeward.domain.children.models import Care
from homeward.domain.children.problems import ChildHasLeft
from homeward.domain.children.public import exit_child, record_care
from homeward.domain.children.words import CarerKind, ExitCause, Guardianship
from homeward.domain.needs.models import Assessment
from homeward.domain.needs.public import HomeChecks, assess, get_needs
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.conftest import NOW
from tests.domain.needs.seats import pupil
from tests.personas import People


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.sun and people.zhou
    child = pupil(people)
    record_care(people.wang.ctx, child_id=child, kind=CarerKind.GRANDPARENT)
    return child


def test_the_rating_is_the_registers_and_the_assessment_says_why(
    people: People, child_id: Any
) -> None:
    checks = HomeChecks(unattended=False, carer_ill=True)
    said = assess(
        people.wang.ctx, child_id=child_id, rating=Guardianship.POOR, checks=checks, note="奶奶住院"
    )
    care = Care.objects.now().get(child_id=child_id, until__isnull=True)
    assert (care.rating, care.kind, care.source) == ("poor", "grandparent", "visit")
    line = get_needs(people.zhou.ctx, child_id=child_id).assessments[0]
    assert (line.assessment_id, line.rating, line.note) == (said.assessment_id, "poor", "奶奶住院")
    assert (line.checks["unattended"], line.checks["carer_ill"]) == (False, True)
    assert line.checks["water_hazard"] is None and line.counts
    with pytest.raises((NotFound, NotPermitted)):
        assess(people.sun.ctx, child_id=child_id, rating=Guardianship.GOOD)
    with pytest.raises(NotPermitted):
        assess(people.zhou.ctx, child_id=child_id, rating=Guardianship.GOOD)


def test_the_later_visit_counts_whenever_it_was_typed(people: People, child_id: Any) -> None:
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR)
    before = NOW.date() - timedelta(days=40)
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.POOR, assessed_on=before)
    assert Assessment.objects.get(followed_at__isnull=True).rating == "fair"
    assert Care.objects.now().get(child_id=child_id, until__isnull=True).rating == "fair"
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.GOOD)
    lines = get_needs(people.wang.ctx, child_id=child_id).assessments
    assert [(one.rating, one.counts) for one in lines] == [
        ("good", True), ("fair", False), ("poor", False),
    ]  # fmt: skip


def test_what_it_refuses(people: People, child_id: Any) -> None:
    with pytest.raises(DateInFuture):
        assess(
            people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR,
            assessed_on=date(2026, 9, 2),
        )  # fmt: skip
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.MOVED)
    with pytest.raises(ChildHasLeft):
        assess(people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR)


def test_the_evidence_holds_nothing_in_the_open(people: People, child_id: Any) -> None:
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR, note="奶奶住院")
    row = AuditEvent.objects.get(name="need.assess")
    assert "奶奶" not in row.details and b"note" not in bytes(row.sealed) and row.sealed
    assert verify().holds
