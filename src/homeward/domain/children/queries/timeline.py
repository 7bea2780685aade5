"""What happened to a child, newest first: what was recorded, and what each definition said since."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from homeward.domain.children.models import Care, Enrolment, Kin, Presence, Spell, Status
from homeward.domain.children.queries.shown import day
from homeward.domain.children.words import Truth
from homeward.foundation.clock import day_of


class Sort(StrEnum):
    """Kinds of events a reader may filter by."""

    REGISTER = "register"
    PARENT = "parent"
    CARE = "care"
    SCHOOL = "school"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Event:
    """One line: when it was true, when it was recorded, and its coded words."""

    kind: Sort
    on: date
    recorded_at: datetime
    what: str
    words: dict[str, str]


def timeline_of(child_id: UUID) -> tuple[Event, ...]:
    """All events of one child."""
    events = [*_register(child_id), *_parents(child_id), *_care(child_id), *_school(child_id)]
    events += _status(child_id)
    return tuple(sorted(events, key=lambda event: (event.on, event.recorded_at), reverse=True))


def _register(child_id: UUID) -> list[Event]:
    found = []
    for row in Presence.objects.now().filter(child_id=child_id):
        found.append(Event(Sort.REGISTER, row.since, row.recorded_at, "entered", {}))
        if row.until:
            words = {"cause": row.get_cause_display()}
            found.append(Event(Sort.REGISTER, row.until, row.recorded_at, "left", words))
    return found


def _parents(child_id: UUID) -> list[Event]:
    kin = {row.adult_id: row for row in Kin.objects.now().filter(child_id=child_id)}
    return [
        Event(
            Sort.PARENT, row.since or day_of(row.recorded_at), row.recorded_at, row.whereabouts,
            {
                "who": kin[row.adult_id].get_kinship_display(),
                "where": row.place_text,
                "whereabouts": row.get_whereabouts_display(),
                "since": day(row.since, row.since_precision) or "",
            },
        )
        for row in Spell.objects.now().filter(adult_id__in=kin)
    ]  # fmt: skip


def _care(child_id: UUID) -> list[Event]:
    return [
        Event(
            Sort.CARE, row.since or day_of(row.recorded_at), row.recorded_at, row.kind or "",
            {
                "kind": row.get_kind_display() if row.kind else "",
                "rating": row.get_rating_display() if row.rating else "",
            },
        )
        for row in Care.objects.now().filter(child_id=child_id)
    ]  # fmt: skip


def _school(child_id: UUID) -> list[Event]:
    rows = Enrolment.objects.now().filter(child_id=child_id).select_related("school")
    return [
        Event(
            Sort.SCHOOL, row.since or day_of(row.recorded_at), row.recorded_at, row.stage or "",
            {
                "school": row.school.name if row.school else "",
                "stage": row.get_stage_display() if row.stage else "",
                "grade": str(row.grade or ""),
            },
        )
        for row in rows
    ]  # fmt: skip


def _status(child_id: UUID) -> list[Event]:
    rows = Status.objects.filter(child_id=child_id).order_by("derived_at")
    return [
        Event(
            Sort.STATUS, row.since, row.derived_at, row.truth,
            {
                "definition": row.definition,
                "version": str(row.version),
                "truth": str(Truth(row.truth).label),
            },
        )
        for row in rows
    ]  # fmt: skip
