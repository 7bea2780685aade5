"""Who may see a child's page, and who did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.models import Child
from homeward.engines.gazetteer import parent
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.models import User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.statements import Among, Lookup, together

READ = "child.read"
LATEST = 20


@dataclass(frozen=True, slots=True)
class MaySee:
    """A person whose duty reaches this child."""

    user_id: UUID
    name: str
    role: str
    scope: str


@dataclass(frozen=True, slots=True)
class Look:
    """One reading of this child's data."""

    at: datetime
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Readers:
    """Everybody whose open appointment lets them read a child, nearest first, and the latest
    readings of the child's data, newest first.
    """

    may_see: tuple[MaySee, ...]
    looked: tuple[Look, ...]


def readers_of(child_id: UUID, place: str, school_id: UUID | None, on: date) -> Readers:
    """Who may see a child's page, and who did."""
    tied, looks = together(_TIED.of(child_id), _LOOKS.of(child_id))
    held = _held(READ, tied, place, school_id, on)
    people = {user for *_, user in held} | {row.actor_id for row in looks if row.actor_id}
    names = {row.id: row.name for row in (_PEOPLE(people) if people else ())}
    return Readers(
        tuple(MaySee(user, names.get(user, ""), role, scope) for scope, role, user in held),
        tuple(
            Look(row.at, names.get(row.actor_id, "") if row.actor_id else "", row.name)
            for row in looks
        ),
    )


def who_may(action: str, child_id: UUID, on: date) -> tuple[MaySee, ...]:
    """Everybody whose open appointment lets them do something for this child, nearest first."""
    child = Child.objects.get(pk=child_id)
    held = _held(action, _TIED(child_id), child.place, child.school_id, on)
    people = {user for *_, user in held}
    names = {row.id: row.name for row in (_PEOPLE(people) if people else ())}
    return tuple(MaySee(user, names.get(user, ""), role, scope) for scope, role, user in held)


def _held(
    action: str, tied: "Sequence[_Tied]", place: str, school_id: UUID | None, on: date
) -> list[tuple[str, str, UUID]]:
    """Scope, role and person of the appointments that reach the child, nearest first."""
    rows = _appointments(action, tied, place, school_id, on)
    held = rows.values_list("scope", "role", "user_id")
    return sorted(held, key=lambda row: row[0].rstrip("0"), reverse=True)


def _appointments(
    action: str, tied: "Sequence[_Tied]", place: str, school_id: UUID | None, on: date
) -> QuerySet[Appointment]:
    areas = ["", place]
    while above := parent(areas[-1]):
        areas.append(above)
    reach = Q(scope_kind=ScopeKind.AREA, scope__in=areas)
    reach |= Q(scope_kind=ScopeKind.SCHOOL, scope=str(school_id or "-"))
    for row in tied:
        if row.lapses_on and row.lapses_on <= on:
            continue
        reach |= Q(scope_kind=row.kind, user_id=row.user_id)
    readers = [role.id for role in roles().values() if action in role.actions]
    held = Appointment.objects.filter(reach, role__in=readers, since__lte=on)
    return held.filter(Q(until__isnull=True) | Q(until__gt=on))


class _Tied(NamedTuple):
    user_id: UUID
    kind: str
    lapses_on: date | None


class _Look(NamedTuple):
    at: datetime
    actor_id: UUID | None
    name: str


class _Person(NamedTuple):
    id: UUID
    name: str


_TIED = Lookup(_Tied, lambda child: Tie.objects.filter(subject_id=child, until__isnull=True))
_LOOKS = Lookup(
    _Look,
    lambda child: AuditEvent.objects.filter(subject_id=child, reading=True, reads="").order_by(
        "-at"
    )[:LATEST],
)
_PEOPLE = Lookup(_Person, lambda ids: User.objects.filter(Among("id", ids)))
