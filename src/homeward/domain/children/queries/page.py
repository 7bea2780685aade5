"""One child: everything the reader may know, with where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.domain.children.facts import definitions, explain, fetch, one
from homeward.domain.children.merge.book import came_later
from homeward.domain.children.models import Presence
from homeward.domain.children.queries.family import HomeCard, home_of
from homeward.domain.children.queries.known import AnswerRow, EnrolmentRow, known_of
from homeward.domain.children.queries.shown import PARTICULARS, FactLine, fact_lines
from homeward.domain.children.queries.timeline import Event, timeline_of
from homeward.domain.children.queries.who import Look, MaySee, readers_of
from homeward.domain.children.targets import age_on
from homeward.domain.children.words import Stage
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

READ = "child.read"


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition of a definition, in the reader's languages, with what it read."""

    says: dict[str, str]
    truth: str
    read: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StatusCard:
    """What one definition says of the child, why, since when, and by which rule version."""

    definition: str
    title: dict[str, str]
    version: int
    truth: str
    since: date | None
    missing: tuple[str, ...]
    conditions: tuple[ConditionLine, ...]
    source: dict[str, str]


@dataclass(frozen=True, slots=True)
class SchoolCard:
    """Where the child goes to school now."""

    school_id: UUID | None
    school: str
    stage: Stage | None
    grade: int | None
    klass: str
    boarding: bool | None


@dataclass(frozen=True, slots=True)
class ChildPage:
    """The most opened page. `withheld` names the classes whose fields are absent for this reader."""

    child_id: UUID
    name: str
    sex: str | None
    born_on: date | None
    age: int | None
    present: bool
    place: str
    place_name: str
    registered_at: datetime
    facts: tuple[FactLine, ...]
    home: HomeCard
    school: SchoolCard | None
    benefits: tuple[tuple[str, bool], ...]
    statuses: tuple[StatusCard, ...]
    timeline: tuple[Event, ...]
    may_see: tuple[MaySee, ...]
    looked: tuple[Look, ...]
    withheld: tuple[FieldClass, ...]


@query(action=READ, on="child_id", sensitive=True, says="查看一个孩子")
def get_child(ctx: Context, *, child_id: UUID) -> ChildPage:
    """Everything the reader may know of one child now; fields above the reader's class are absent."""
    return child_page(ctx, child_id)


def child_page(ctx: Context, child_id: UUID) -> ChildPage:
    """The same, inside a query of a room above that has asked and recorded already."""
    known = known_of(child_id, ctx.today)
    child = known.child
    classes = ctx.actor.classes(READ, Target(child.place, child.school_id, child_id))
    readers = readers_of(child_id, child.place, child.school_id, ctx.today)
    return ChildPage(
        child_id=child_id,
        name=child.name,
        sex=child.sex,
        born_on=child.born_on,
        age=age_on(child.born_on, ctx.today) if child.born_on else None,
        present=child.present,
        place=child.place,
        place_name=child.place_name or child.place,
        registered_at=child.registered_at,
        facts=fact_lines(known.particulars, PARTICULARS, classes),
        home=home_of(known, ctx.actor, classes),
        school=_school(known.enrolments),
        benefits=tuple((row.kind, row.received) for row in known.benefits),
        statuses=_explained(known.raw, ctx.today, known.answers) if child.present else (),
        timeline=timeline_of(known),
        may_see=readers.may_see,
        looked=readers.looked,
        withheld=tuple(c for c in FieldClass if c not in classes),
    )


@query(action=READ, name="child.believed", on="child_id", sensitive=True, says="查看当时掌握的情况")
def get_belief(ctx: Context, *, child_id: UUID, known_at: datetime) -> tuple[StatusCard, ...]:
    """What each definition said of the child from what was believed at an instant, on that day.

    Nothing for an instant at which the child was not on the register.
    """
    others = came_later(child_id, known_at)
    stays = Presence.objects.known(known_at).filter(child_id=child_id, until__isnull=True)
    if not stays.exclude(pk__in=others).exists():
        return ()
    on = day_of(known_at)
    return _explained(fetch(one(child_id), on, known_at, but=others), on)


def _explained(
    raw: Sequence[Any], on: date, answers: Sequence[AnswerRow] = ()
) -> tuple[StatusCard, ...]:
    """Each definition's answer worked out anew; `answers` tell since when it has stood."""
    if not raw:
        return ()
    since = {row.definition: row.since for row in answers if row.ended_at is None}
    rules = {rule.id: rule for rule in definitions().in_force(on)}
    return tuple(
        StatusCard(
            said.rule, dict(rules[said.rule].title), said.version, str(said.truth),
            since.get(said.rule), said.missing,
            tuple(
                ConditionLine(dict(c.says), str(c.truth), dict(c.read))
                for c in said.conditions
            ),
            dict(rules[said.rule].source.document),
        )
        for said in explain(raw[0], on)
    )  # fmt: skip


def _school(rows: Sequence[EnrolmentRow]) -> SchoolCard | None:
    row = next((row for row in rows if row.until is None), None)
    if row is None:
        return None
    return SchoolCard(
        row.school_id, row.school__name or "", Stage(row.stage) if row.stage else None, row.grade,
        row.klass, row.boarding,
    )  # fmt: skip
