"""One child: everything the reader may know, with where it comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.domain.children.facts import definitions, explain, fetch, one
from homeward.domain.children.models import Benefit, Child, Enrolment, Particulars, Presence, Status
from homeward.domain.children.queries.family import HomeCard, home_of
from homeward.domain.children.queries.shown import PARTICULARS, FactLine, by_time, fact_lines
from homeward.domain.children.queries.timeline import Event, timeline_of
from homeward.domain.children.queries.who import Look, MaySee, may_see, who_looked
from homeward.domain.children.targets import age_on, where_child
from homeward.domain.children.words import Stage
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.models import Place

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
    child = Child.objects.get(pk=child_id)
    classes = ctx.actor.classes(READ, where_child(ctx, child_id))
    versions = by_time(Particulars.objects.filter(child_id=child_id))
    return ChildPage(
        child_id=child.id,
        name=child.name,
        sex=child.sex,
        born_on=child.born_on,
        age=age_on(child.born_on, ctx.today) if child.born_on else None,
        present=child.present,
        place=child.place,
        place_name=_place_name(child.place),
        registered_at=child.registered_at,
        facts=fact_lines(versions, PARTICULARS, classes),
        home=home_of(child_id, ctx.actor, classes),
        school=_school(child_id),
        benefits=tuple(
            Benefit.objects.now().filter(child_id=child_id).values_list("kind", "received")
        ),
        statuses=_explained(child_id, ctx.today, None) if child.present else (),
        timeline=timeline_of(child_id),
        may_see=may_see(child, ctx.today),
        looked=who_looked(child_id),
        withheld=tuple(c for c in FieldClass if c not in classes),
    )


@query(action=READ, name="child.believed", on="child_id", sensitive=True, says="查看当时掌握的情况")
def get_belief(ctx: Context, *, child_id: UUID, known_at: datetime) -> tuple[StatusCard, ...]:
    """What each definition said of the child from what was believed at an instant, on that day.

    Nothing for an instant at which the child was not on the register.
    """
    stays = Presence.objects.known(known_at).filter(child_id=child_id, until__isnull=True)
    if not stays.exists():
        return ()
    return _explained(child_id, day_of(known_at), known_at)


def _explained(child_id: UUID, on: date, known_at: datetime | None) -> tuple[StatusCard, ...]:
    rows = fetch(one(child_id), on, known_at)
    if not rows:
        return ()
    since = dict(
        Status.objects.filter(child_id=child_id, ended_at__isnull=True).values_list(
            "definition", "since"
        )
    )
    rules = {rule.id: rule for rule in definitions().in_force(on)}
    return tuple(
        StatusCard(
            said.rule, dict(rules[said.rule].title), said.version, str(said.truth),
            since.get(said.rule) if known_at is None else None, said.missing,
            tuple(
                ConditionLine(dict(c.says), str(c.truth), dict(c.read))
                for c in said.conditions
            ),
            dict(rules[said.rule].source.document),
        )
        for said in explain(rows[0], on)
    )  # fmt: skip


def _place_name(code: str) -> str:
    return Place.objects.filter(pk=code).values_list("name", flat=True).first() or code


def _school(child_id: UUID) -> SchoolCard | None:
    row = (
        Enrolment.objects.now()
        .filter(child_id=child_id, until__isnull=True)
        .select_related("school")
        .first()
    )
    if row is None:
        return None
    return SchoolCard(
        row.school_id, row.school.name if row.school else "",
        Stage(row.stage) if row.stage else None, row.grade, row.klass, row.boarding,
    )  # fmt: skip
