"""Who may see a child's page, and who did."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.domain.children.models import Child
from homeward.engines.gazetteer import parent
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.models import User
from homeward.foundation.audit.models import AuditEvent

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


def may_see(child: Child, on: date) -> tuple[MaySee, ...]:
    """Everybody whose open appointment lets them read this child, nearest first."""
    return _who_may(READ, child, on)


def who_may(action: str, child_id: UUID, on: date) -> tuple[MaySee, ...]:
    """Everybody whose open appointment lets them do something for this child, nearest first."""
    return _who_may(action, Child.objects.get(pk=child_id), on)


def _who_may(action: str, child: Child, on: date) -> tuple[MaySee, ...]:
    readers = [role.id for role in roles().values() if action in role.actions]
    areas = ["", child.place]
    while above := parent(areas[-1]):
        areas.append(above)
    tied = Tie.objects.filter(subject_id=child.id, until__isnull=True).values_list(
        "user_id", "kind"
    )
    reach = Q(scope_kind=ScopeKind.AREA, scope__in=areas)
    reach |= Q(scope_kind=ScopeKind.SCHOOL, scope=str(child.school_id or "-"))
    for user_id, kind in tied:
        reach |= Q(scope_kind=kind, user_id=user_id)
    held = Appointment.objects.filter(reach, role__in=readers, since__lte=on).filter(
        Q(until__isnull=True) | Q(until__gt=on)
    )
    rows = sorted(held, key=lambda row: row.scope.rstrip("0"), reverse=True)
    names = dict(User.objects.filter(pk__in=[r.user_id for r in rows]).values_list("id", "name"))
    return tuple(MaySee(r.user_id, names.get(r.user_id, ""), r.role, r.scope) for r in rows)


def who_looked(child_id: UUID) -> tuple[Look, ...]:
    """The latest readings of this child's data, newest first; not those of protected records."""
    rows = list(
        AuditEvent.objects.filter(subject_id=child_id, reading=True, reads="").order_by("-at")[
            :LATEST
        ]
    )
    names = dict(
        User.objects.filter(pk__in={row.actor_id for row in rows}).values_list("id", "name")
    )
    return tuple(Look(row.at, names.get(row.actor_id, ""), row.name) for row in rows)
