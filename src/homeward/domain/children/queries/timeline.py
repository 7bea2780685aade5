"""What happened to a child, newest first: what was recorded, and what each definition said since."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from homeward.domain.children.queries.known import Known
from homeward.domain.children.queries.shown import day
from homeward.domain.children.words import (
    CarerKind,
    ExitCause,
    Guardianship,
    Kinship,
    Stage,
    Truth,
    Whereabouts,
)
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
    """One line: when it was true and how exactly that is known, when it was recorded, its coded words."""

    kind: Sort
    on: date
    recorded_at: datetime
    what: str
    words: dict[str, str]
    precision: str = "day"


def timeline_of(known: Known) -> tuple[Event, ...]:
    """All events of one child."""
    events = [*_register(known), *_parents(known), *_care(known), *_school(known), *_status(known)]
    return tuple(sorted(events, key=lambda event: (event.on, event.recorded_at), reverse=True))


def _register(known: Known) -> list[Event]:
    found = []
    for row in known.stays:
        found.append(Event(Sort.REGISTER, row.since, row.recorded_at, "entered", {}))
        if row.until:
            words = {"cause": str(ExitCause(row.cause).label) if row.cause else ""}
            found.append(Event(Sort.REGISTER, row.until, row.recorded_at, "left", words))
    return found


def _parents(known: Known) -> list[Event]:
    kinship = {row.adult_id: str(Kinship(row.kinship).label) for row in known.kin}
    return [
        Event(
            Sort.PARENT, row.since or day_of(row.recorded_at), row.recorded_at, row.whereabouts,
            {
                "who": kinship[adult],
                "where": row.place_text,
                "whereabouts": str(Whereabouts(row.whereabouts).label),
                "since": day(row.since, row.since_precision) or "",
            },
            row.since_precision if row.since else "day",
        )
        for adult, spells in known.spells.items()
        for row in spells
    ]  # fmt: skip


def _care(known: Known) -> list[Event]:
    return [
        Event(
            Sort.CARE, row.since or day_of(row.recorded_at), row.recorded_at, row.kind or "",
            {
                "kind": str(CarerKind(row.kind).label) if row.kind else "",
                "rating": str(Guardianship(row.rating).label) if row.rating else "",
            },
        )
        for row in known.care
    ]  # fmt: skip


def _school(known: Known) -> list[Event]:
    return [
        Event(
            Sort.SCHOOL, row.since or day_of(row.recorded_at), row.recorded_at, row.stage or "",
            {
                "school": row.school__name or "",
                "stage": str(Stage(row.stage).label) if row.stage else "",
                "grade": str(row.grade or ""),
                "class": row.klass,
            },
        )
        for row in known.enrolments
    ]  # fmt: skip


def _status(known: Known) -> list[Event]:
    return [
        Event(
            Sort.STATUS, row.since, row.derived_at, row.truth,
            {
                "definition": row.definition,
                "version": str(row.version),
                "truth": str(Truth(row.truth).label),
            },
        )
        for row in known.answers
    ]  # fmt: skip
