"""Reading accounts: who is signed in, and who works in one's area."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import visible
from homeward.foundation.access.load import HELD, actor_of, in_force, load_actor
from homeward.foundation.access.models import Appointment
from homeward.foundation.access.scopes import span
from homeward.foundation.accounts.commands.self import digest_of
from homeward.foundation.accounts.models import ApiToken, User
from homeward.foundation.audit.subjects import Subject, tells_subjects
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.statements import ready

READ = "people.read"
PAGE = 50


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


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of accounts, how many there are in all, and the last of them if more follow."""

    people: tuple[PersonLine, ...]
    total: int
    after: UUID | None


@query(action=READ, unscoped="filters by the reader's own area", says="查看人员")
def list_people(
    ctx: Context,
    *,
    role: str = "",
    q: str = "",
    place: str = "",
    scope: str = "",
    after: UUID | None = None,
) -> PeoplePage:
    """Up to 50 accounts in the reader's areas with their open appointments, by name.

    Args:
        role: only those who hold it now.
        q: a part of the name or of the log-in name.
        place: a 12-digit code; only accounts of its area.
        scope: a code or a school's id; only those appointed to exactly that.
        after: the last account of the page before.
    """
    users = visible(ctx.actor, User.objects.all(), READ)
    if role or scope:
        held_now = {"role": role, "scope": scope}
        holders = Appointment.objects.filter(until__isnull=True)
        holders = holders.filter(**{name: value for name, value in held_now.items() if value})
        users = users.filter(pk__in=holders.values("user_id"))
    if q:
        users = users.filter(Q(name__icontains=q) | Q(username__icontains=q))
    if place:
        users = users.filter(place__range=span(place))
    rows = list(_behind(users, after).order_by("name", "id")[: PAGE + 1])
    page = rows[:PAGE]
    held = _held([user.id for user in page])
    lines = tuple(
        PersonLine(u.id, u.username, u.name, u.place, u.is_active, tuple(held.get(u.id, ())))
        for u in page
    )
    return PeoplePage(lines, users.count(), page[-1].id if len(rows) > PAGE else None)


def _behind(users: QuerySet[User], after: UUID | None) -> QuerySet[User]:
    last = User.objects.filter(pk=after).first() if after else None
    if last is None:
        return users
    return users.filter(Q(name__gt=last.name) | Q(name=last.name, id__gt=last.id))


def _held(user_ids: list[UUID]) -> dict[UUID, list[HeldRole]]:
    """The open appointments of some people, the oldest first."""
    held: dict[UUID, list[HeldRole]] = {}
    rows = Appointment.objects.filter(user_id__in=user_ids, until__isnull=True)
    for row in rows.order_by("since"):
        line = HeldRole(row.id, row.role, row.scope, row.place, row.since, row.until)
        held.setdefault(row.user_id, []).append(line)
    return held


@tells_subjects
def name_people(ctx: Context, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Accounts that the reader may read, for the audit."""
    rows = visible(ctx.actor, User.objects.filter(pk__in=ids), READ)
    return {row.id: Subject("person", row.name) for row in rows}


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
    """The person behind an API token; None when it is unknown, expired or revoked, or the account
    is stopped. Asked anew at each call, so that whatever is taken away is gone with the next one.
    """
    digest = digest_of(secret)
    if held := _token_duties(digest=digest, on=on):
        return actor_of(held[0][0], [row[1:] for row in held], on)
    owner = _token_owner(digest=digest, on=on)
    return Actor(owner[0][0]) if owner else None  # who holds no office may do nothing, but is known


def _good_tokens(digest: str, on: date) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(
        digest=digest, revoked_at__isnull=True, expires_on__gte=on, user__is_active=True
    )


@ready
def _token_owner(digest: str, on: date) -> QuerySet[ApiToken, tuple[UUID]]:
    return _good_tokens(digest, on).values_list("user_id")


@ready
def _token_duties(digest: str, on: date) -> QuerySet[Appointment, tuple[UUID, str, str, str, str]]:
    owner = _good_tokens(digest, on).values("user_id")
    return Appointment.objects.filter(in_force(on), user_id__in=owner).values_list("user_id", *HELD)
