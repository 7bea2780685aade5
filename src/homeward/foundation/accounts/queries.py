"""Reading accounts: who is signed in, and who works in one's area."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import visible
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.models import Appointment
from homeward.foundation.accounts.commands.self import digest_of
from homeward.foundation.accounts.models import ApiToken, User
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One appointment of a person."""

    appointment_id: UUID
    role: str
    scope: str
    place: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One account in a list."""

    user_id: UUID
    username: str
    name: str
    place: str
    is_active: bool
    roles: tuple[HeldRole, ...]


@query(action="people.read", unscoped="filters by the reader's own area", says="查看人员")
def list_people(ctx: Context, *, role: str = "") -> tuple[PersonLine, ...]:
    """Accounts in the reader's areas with their open appointments, by name."""
    users = visible(ctx.actor, User.objects.all(), "people.read").order_by("name", "id")
    if role:
        holders = Appointment.objects.filter(role=role, until__isnull=True)
        users = users.filter(pk__in=holders.values("user_id"))
    held: dict[UUID, list[HeldRole]] = {}
    rows = Appointment.objects.filter(user_id__in=users.values("pk"), until__isnull=True)
    for row in rows.order_by("since"):
        line = HeldRole(row.id, row.role, row.scope, row.place, row.since, row.until)
        held.setdefault(row.user_id, []).append(line)
    return tuple(
        PersonLine(u.id, u.username, u.name, u.place, u.is_active, tuple(held.get(u.id, ())))
        for u in users
    )


def find_appointments(user_id: UUID, on: date) -> tuple[HeldRole, ...]:
    """What a person is appointed to on a day, the oldest first."""
    rows = Appointment.objects.filter(user_id=user_id, since__lte=on).order_by("since")
    return tuple(
        HeldRole(row.id, row.role, row.scope, row.place, row.since, row.until)
        for row in rows
        if row.until is None or row.until > on
    )


def find_actor(user_id: UUID, on: date) -> Actor:
    """The signed-in person with the duties of the day."""
    return load_actor(user_id, on)


def find_token_actor(secret: str, on: date) -> Actor | None:
    """The person behind an API token; None when it is unknown, expired or revoked."""
    row = ApiToken.objects.filter(
        digest=digest_of(secret), revoked_at__isnull=True, expires_on__gte=on, user__is_active=True
    ).first()
    return load_actor(row.user_id, on) if row else None
