"""Reading the audit: what happened in one's area, one act in full, and whether the evidence is whole."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.foundation import clock
from homeward.foundation.access.decide import visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target, span
from homeward.foundation.accounts.models import User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.subjects import Subject, readable
from homeward.foundation.audit.verify import Verdict, verify
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import locator
from homeward.foundation.crypto.subjects import HOUSE, unseal_for
from homeward.foundation.problems import NotFound

PAGE = 50
READ = "audit.read"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. `details` is JSON of ids, codes and counts; personal values stay sealed.

    Attributes:
        actor_name: empty for the machine.
        subject: only where the reader may read the record itself.
        sealed: whether personal values were kept with it.
    """

    event_id: UUID
    at: datetime
    name: str
    reading: bool
    actor_id: UUID | None
    actor_name: str
    channel: str
    place: str
    subject_id: UUID | None
    subject: Subject | None
    details: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One personal value before and after, as it was kept."""

    what: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One act in full.

    Attributes:
        opened: whether the reader may open its personal values; False leaves the next two empty.
        reason: what the actor gave as reason.
        erased: the values were kept, and are gone with the subject's key.
    """

    line: AuditLine
    chain: int
    seq: int
    hash: str
    opened: bool
    reason: str
    changes: tuple[Change, ...]
    erased: bool


@locator("event_id")
def where_event(ctx: Context, event_id: UUID) -> Target:
    """An audit row stands where its act did."""
    row = AuditEvent.objects.filter(pk=event_id).values_list("place", "subject_id", "reads").first()
    if row is None:
        raise NotFound()
    return Target(place=row[0], subject_id=row[1], reads=row[2])


@query(action=READ, unscoped="filters by the reader's own area", says="查看日志")
def list_events(
    ctx: Context,
    *,
    name: str = "",
    who: str = "",
    place: str = "",
    reading: bool | None = None,
    since: date | None = None,
    until: date | None = None,
    actor_id: UUID | None = None,
    subject_id: UUID | None = None,
    before: UUID | None = None,
) -> tuple[AuditLine, ...]:
    """Up to 50 acts in the reader's areas, newest first.

    Args:
        name: only this command or query, such as `people.appoint`.
        who: only acts of people with this log-in name or name.
        place: a 12-digit code; only acts inside it.
        reading: only readings of data, or only acts that changed something.
        since, until: days in China, both included.
        actor_id, subject_id: only acts by, or on, one person.
        before: the last act of the page before.
    """
    rows = visible(ctx.actor, AuditEvent.objects.all(), READ).order_by("-id")
    wanted = {"name": name, "actor_id": actor_id, "subject_id": subject_id, "id__lt": before}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    if reading is not None:
        rows = rows.filter(reading=reading)
    if place:
        rows = rows.filter(place__range=span(place))
    if who:
        named = User.objects.filter(Q(username__iexact=who) | Q(name=who))
        rows = rows.filter(actor_id__in=named.values("id"))
    if since:
        rows = rows.filter(at__gte=clock.midnight(since))
    if until:
        rows = rows.filter(at__lt=clock.midnight(until + timedelta(days=1)))
    return _lines(ctx, rows[:PAGE])


@query(action=READ, name="audit.look", on="event_id", sensitive=True, says="查看一条日志")
def read_event(ctx: Context, *, event_id: UUID) -> AuditPage:
    """One act with the personal values that were sealed with it, and a row that says who looked.

    They open only to duties that see identity fields, and of a subject only to who may read it.
    """
    row = AuditEvent.objects.get(pk=event_id)
    line = _lines(ctx, AuditEvent.objects.filter(pk=event_id))[0]
    opened = line.sealed and _may_open(ctx, row, line)
    text = unseal_for(row.subject_id or HOUSE, bytes(row.sealed)) if opened else None
    kept: dict[str, Any] = json.loads(text) if text else {}
    reason = str(kept.pop("reason", ""))
    changes = tuple(_change(what, value) for what, value in kept.items())
    return AuditPage(
        line, row.chain, row.seq, row.hash, opened, reason, changes, opened and text is None
    )


def _may_open(ctx: Context, row: AuditEvent, line: AuditLine) -> bool:
    target = Target(place=row.place, subject_id=row.subject_id, reads=row.reads)
    sees = ctx.actor.classes(READ, target)
    return FieldClass.IDENTITY in sees and (row.subject_id is None or line.subject is not None)


def _change(what: str, value: Any) -> Change:
    if isinstance(value, list) and len(value) == 2:
        return Change(what, value[0], value[1])
    return Change(what, None, value)


def _lines(ctx: Context, rows: "QuerySet[AuditEvent]") -> tuple[AuditLine, ...]:
    """Rows with the names of who acted and on whom, in a few look-ups."""
    found = list(rows)
    actors = {row.actor_id for row in found}
    names = dict(User.objects.filter(pk__in=actors).values_list("id", "name"))
    subjects = readable(ctx, {row.subject_id for row in found if row.subject_id})
    return tuple(
        AuditLine(
            row.id,
            row.at,
            row.name,
            row.reading,
            row.actor_id,
            names.get(row.actor_id, "") if row.actor_id else "",
            row.channel,
            row.place,
            row.subject_id,
            subjects.get(row.subject_id) if row.subject_id else None,
            row.details,
            bool(row.sealed),
        )
        for row in found
    )


@query(action="audit.verify", unscoped="the chains are the whole house's", says="核验日志")
def verify_audit(ctx: Context) -> Verdict:
    """Walk every chain; the first fault of each is named."""
    return verify()


def acts_since(low: str, high: str, at: datetime, but: UUID) -> int:
    """How many acts changed anything in a range of places at or after an instant.

    Args:
        low, high: division codes, both included.
        but: a command that does not count.
    """
    acts = AuditEvent.objects.filter(reading=False, at__gte=at, place__range=(low, high))
    return acts.exclude(command_id=but).count()


@dataclass(frozen=True, slots=True)
class Changing:
    """An act that changed something of one record."""

    event_id: UUID
    at: datetime
    name: str


def changed_since(subject_ids: Collection[UUID], at: datetime) -> tuple[Changing, ...]:
    """What was done to some records at or after an instant, the latest first, as far as anybody may know.

    Requests of the family for a correction, which change nothing, are not among it.
    """
    acts = AuditEvent.objects.filter(
        subject_id__in=subject_ids, reading=False, reads="", at__gte=at
    ).exclude(name__startswith="correction.")
    rows = acts.order_by("-at", "-id").values_list("id", "at", "name")
    return tuple(Changing(*row) for row in rows[:PAGE])
