"""One person's page: the account, every appointment it ever held, and who gave it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.foundation.access.decide import can
from homeward.foundation.access.models import Appointment
from homeward.foundation.access.roles import FieldClass, Role, roles
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.commands.appointments import may_give
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.queries import READ
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal

PHONE = "user.phone"
END = "people.end_appointment"


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """One appointment, open or ended; `by` is the name of who gave it, empty for the machine."""

    appointment_id: UUID
    role: str
    scope_kind: str
    scope: str
    since: date
    until: date | None
    by: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One account. `phone` is None where none was collected, or where the reader may not see it."""

    user_id: UUID
    username: str
    name: str
    place: str
    is_active: bool
    must_change_password: bool
    made_at: datetime
    phone_readable: bool
    phone: str | None
    appointments: tuple[AppointmentLine, ...]


@query(action=READ, name="people.look", on="user_id", sensitive=True, says="查看一位人员")
def get_person(ctx: Context, *, user_id: UUID) -> PersonPage:
    """One account of the reader's areas, open appointments first, then the latest ended."""
    user = User.objects.get(pk=user_id)
    sees = ctx.actor.classes(READ, Target(place=user.place, subject_id=user.id))
    readable = FieldClass.IDENTITY in sees
    rows = list(Appointment.objects.filter(user_id=user_id).order_by("-since", "-granted_at"))
    rows.sort(key=lambda row: row.until is not None)
    return PersonPage(
        user.id,
        user.username,
        user.name,
        user.place,
        user.is_active,
        user.must_change_password,
        user.made_at,
        readable,
        unseal(user.phone, PHONE) if readable and user.phone else None,
        _appointments(ctx, rows),
    )


def _appointments(ctx: Context, rows: list[Appointment]) -> tuple[AppointmentLine, ...]:
    givers = {row.granted_by for row in rows if row.granted_by}
    names = dict(User.objects.filter(pk__in=givers).values_list("id", "name"))
    return tuple(
        AppointmentLine(
            row.id,
            row.role,
            row.scope_kind,
            row.scope,
            row.since,
            row.until,
            names.get(row.granted_by, "") if row.granted_by else "",
            row.until is None and _may_end(ctx, row),
        )
        for row in rows
    )


def _may_end(ctx: Context, row: Appointment) -> bool:
    """The same rule that guards the command: one's own, or one that the reader could give."""
    role = roles().get(row.role)
    target = Target(place=row.place)
    if role is None or not can(ctx.actor, END, target):
        return False
    return row.user_id == ctx.actor.user_id or may_give(ctx.actor, role, target)


def grantable(ctx: Context, place: str) -> tuple[Role, ...]:
    """The roles that this actor may give over a place."""
    target = Target(place=place)
    return tuple(role for role in roles().values() if may_give(ctx.actor, role, target))
