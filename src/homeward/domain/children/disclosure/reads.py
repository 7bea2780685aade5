"""Everyone who read a child's data, from the evidence: by person and day, with how often and what for."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from json import loads
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from homeward.domain.children.disclosure.queries import HELD
from homeward.domain.children.targets import records_of
from homeward.foundation import clock
from homeward.foundation.access.models import Appointment
from homeward.foundation.accounts.public import person_names
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.subjects import unseal_for

PAGE = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened through which channel, and how often; `what` is a query of the registry."""

    what: str
    channel: str
    times: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One person on one day.

    Attributes:
        name: empty for the machine.
        held: the roles that the person held on that day, each with its scope.
        reasons: who had asked for a printout and why, where a worker made one for the family.
    """

    on: date
    user_id: UUID | None
    name: str
    held: tuple[tuple[str, str], ...]
    opened: tuple[Opened, ...]
    times: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Fifty lines, the latest first. `times`: how often the data was read in all."""

    readings: tuple[Reading, ...]
    page: int
    pages: int
    times: int


class _Row(NamedTuple):
    on: date
    actor_id: UUID | None
    name: str
    channel: str
    times: int


@query(action=HELD, name="child.held_readers", on="child_id", says="查看谁看过孩子的资料")
def list_readings(ctx: Context, *, child_id: UUID, page: int = 1) -> ReadingsPage:
    """Everyone who read this child's data, also by the records that were merged into it.

    As on the child's page: what may be known to a few only (`reads`) is not among it, so that nobody
    learns from here that there is a report. Lists, in which the child is one of many, leave no line.

    Args:
        page: from 1; beyond the last one there is nothing.
    """
    rows = _rows(records_of(child_id))
    grouped: dict[tuple[date, UUID | None], list[_Row]] = {}
    for row in rows:
        grouped.setdefault((row.on, row.actor_id), []).append(row)
    keys = sorted(grouped, key=lambda key: (key[0], str(key[1])), reverse=True)
    pages = max(1, -(-len(keys) // PAGE))
    shown = keys[(max(page, 1) - 1) * PAGE :][:PAGE]
    names = person_names([user for _, user in shown if user])
    held = _held([user for _, user in shown if user])
    reasons = _reasons(records_of(child_id))
    return ReadingsPage(
        tuple(
            Reading(
                on, user, names.get(user, "") if user else "",
                tuple(_on(held.get(user, ()), on)) if user else (),
                tuple(_opened(grouped[on, user])), sum(row.times for row in grouped[on, user]),
                reasons.get((on, user), ()),
            )
            for on, user in shown
        ),
        page, pages, sum(row.times for row in rows),
    )  # fmt: skip


def _events(ids: Collection[UUID]) -> Q:
    return Q(subject_id__in=ids, reading=True, reads="")


def _rows(ids: Collection[UUID]) -> list[_Row]:
    days = AuditEvent.objects.filter(_events(ids)).annotate(on=TruncDate("at", tzinfo=clock.CHINA))
    counted = days.values("on", "actor_id", "name", "channel").annotate(times=Count("id"))
    return [_Row(**row) for row in counted.order_by("on")]


def _opened(rows: Iterable[_Row]) -> Iterable[Opened]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row.name, row.channel] += row.times
    return (Opened(name, channel, times) for (name, channel), times in sorted(counts.items()))


def _reasons(ids: Collection[UUID]) -> dict[tuple[date, UUID | None], tuple[str, ...]]:
    """Day and person -> why a printout was made for the family."""
    rows = AuditEvent.objects.filter(_events(ids), name=HELD).exclude(sealed=b"").order_by("at")
    found: dict[tuple[date, UUID | None], dict[str, None]] = {}
    for row in rows:
        text = unseal_for(row.subject_id, bytes(row.sealed)) if row.subject_id else None
        if reason := str(loads(text).get("reason", "")) if text else "":
            found.setdefault((clock.day_of(row.at), row.actor_id), {})[reason] = None
    return {key: tuple(reasons) for key, reasons in found.items()}


def _held(user_ids: Collection[UUID]) -> dict[UUID, list[Appointment]]:
    found: dict[UUID, list[Appointment]] = {}
    for row in Appointment.objects.filter(user_id__in=user_ids).order_by("since", "id"):
        found.setdefault(row.user_id, []).append(row)
    return found


def _on(rows: Iterable[Appointment], on: date) -> Iterable[tuple[str, str]]:
    """Role and scope of the appointments that were in force at any time of a day."""
    held = ((r.role, r.scope) for r in rows if r.since <= on and (r.until is None or r.until >= on))
    return dict.fromkeys(held)
