"""Appointments follow their area when it is merged or gets another code."""

from dataclasses import dataclass
from uuid import UUID

from homeward.foundation.access.models import Appointment
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id
from homeward.foundation.outbox import subscribe
from homeward.foundation.places.public import FOLLOWS, DivisionSucceeded, as_machine


@dataclass(frozen=True, slots=True)
class AppointmentsFollowed:
    """How many appointments reach over the new area now."""

    old: str
    appointments: int


@command(
    action="place.follow",
    name="people.follow_place",
    unscoped=FOLLOWS,
    says="随区划变更调整任职范围",
)
def follow_appointments(
    ctx: Context, *, old: str, moves: tuple[tuple[str, str], ...]
) -> AppointmentsFollowed:
    """End each appointment over a moved area and begin the same one over the new area.

    Args:
        moves: (old code, new code) of every division that moved.
    """
    followed = 0
    for before, after in moves:
        held = Appointment.objects.filter(place=before, until__isnull=True)
        for row in held.select_for_update():
            own_area = row.scope_kind == ScopeKind.AREA
            scope = after if own_area else row.scope
            Appointment.objects.filter(pk=row.id).update(until=ctx.today, ended_at=ctx.at)
            again = Appointment.objects.filter(
                user_id=row.user_id, role=row.role, scope=scope, until__isnull=True
            )
            if not again.exists():
                _begin(ctx, row, scope, after)
            followed += 1
        User.objects.filter(place=before).update(place=after)
    return AppointmentsFollowed(old, followed)


def _begin(ctx: Context, row: Appointment, scope: str, place: str) -> None:
    Appointment.objects.create(
        id=new_id(),
        user_id=row.user_id,
        role=row.role,
        scope_kind=row.scope_kind,
        scope=scope,
        place=place,
        since=ctx.today,
        granted_by=row.granted_by,
        granted_at=ctx.at,
    )


@subscribe(DivisionSucceeded)
def on_succession(event: DivisionSucceeded, message_id: UUID) -> None:
    """After a split somebody has to appoint anew: the machine does not choose."""
    follow_appointments(as_machine(message_id), old=event.old, moves=event.moves)
