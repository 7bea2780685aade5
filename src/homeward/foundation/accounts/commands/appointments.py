"""Appointing people: you may grant only what you hold, where you hold it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.foundation.access.actor import Actor
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.roles import Role, roles
from homeward.foundation.access.scopes import ScopeKind, Target
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.problems import (
    AlreadyAppointed,
    CountyHasOfficer,
    MayNotEnd,
    MayNotGrant,
    NotACounty,
    RoleUnknown,
    ScopeMissing,
)
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import LOCATORS, locator
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Level, Place
from homeward.foundation.problems import NotFound

COUNTY_OFFICER = "county_officer"
Check = Callable[[Context, UUID, ScopeKind, UUID], date | None]
"""(ctx, child, kind, person) -> the first day on which the tie no longer counts, None for no such day."""
_BEFORE_TIE: list[Check] = []


def before_tie(function: Check) -> Check:
    """Declare what must hold before a child is given to somebody by name; it raises where it does not,
    and says until when what holds will hold.
    """
    _BEFORE_TIE.append(function)
    return function


@dataclass(frozen=True, slots=True)
class Appointed:
    """A person holds a role from a day on."""

    appointment_id: UUID
    user_id: UUID
    role: str
    scope: str


@dataclass(frozen=True, slots=True)
class AppointmentEnded:
    """A person no longer holds a role."""

    appointment_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class Tied:
    """A named child was put into, or taken out of, a person's caseload or family."""

    user_id: UUID
    child_id: UUID
    kind: str


@locator("appointment_id")
def where_appointment(ctx: Context, appointment_id: UUID) -> Target:
    """An appointment stands where its scope does."""
    row = Appointment.objects.filter(pk=appointment_id).first()
    if row is None:
        raise NotFound()
    return Target(place=row.place)


@command(action="people.appoint", on="user_id", says="任命岗位")
def appoint(
    ctx: Context, *, user_id: UUID, role: str, scope: str = "", since: date | None = None
) -> Appointed:
    """Give a person in one's area a role over an area, a school, a caseload or a family.

    Args:
        scope: a 12-digit division code, or a school's id; empty for caseload and family.

    Raises:
        RoleUnknown, ScopeMissing, MayNotGrant, AlreadyAppointed.
    """
    granted = roles().get(role)
    if granted is None or role == "machine":
        raise RoleUnknown(role=role)
    scope, place = _reach(ctx, granted, scope, user_id)
    target = Target(place=place)
    if not may_grant(ctx.actor, granted, target) and (
        user_id == ctx.actor.user_id or not may_give_unheld(ctx.actor, granted, target)
    ):
        raise MayNotGrant(role=granted.title["zh"])
    return _appoint(ctx, user_id, granted, scope, place, since or ctx.today)


@command(action="people.open_county", on="place", says="设立县级工作人员")
def open_county(ctx: Context, *, place: str, user_id: UUID) -> Appointed:
    """Appoint a county's first officer. The operator holds no officer's rights, so only the first.

    Raises:
        NotACounty: a part of a county would be a way round the officer it has.
        CountyHasOfficer: from then on the county appoints its own people.
    """
    role = roles()[COUNTY_OFFICER]
    if not Place.objects.filter(pk=place, level=Level.COUNTY, until__isnull=True).exists():
        raise NotACounty()
    if not User.objects.filter(pk=user_id).exists():
        raise NotFound()
    held = Appointment.objects.filter(role=role.id, scope=place, until__isnull=True)
    if held.exists():
        raise CountyHasOfficer()
    return _appoint(ctx, user_id, role, place, place, ctx.today)


def may_grant(actor: Actor, role: Role, target: Target) -> bool:
    """Whether one duty of the actor names this role, and holds all it would give, at this target."""
    return any(
        role.id in duty.role.appoints
        and role.actions <= duty.role.actions
        and role.sees <= duty.role.sees
        and actor.covers(duty, target)
        for duty in actor.duties_for("people.appoint")
    )


def may_give(actor: Actor, role: Role, target: Target) -> bool:
    """Whether the actor may give this role to somebody else, and so may take it away."""
    return may_grant(actor, role, target) or may_give_unheld(actor, role, target)


def may_give_unheld(actor: Actor, role: Role, target: Target) -> bool:
    """Whether a duty of the actor may give this role to others without holding it (ADR 0010)."""
    return any(
        role.id in duty.role.appoints_unheld and actor.covers(duty, target)
        for duty in actor.duties_for("people.appoint")
    )


def _reach(ctx: Context, role: Role, scope: str, user_id: UUID) -> tuple[str, str]:
    """The scope of an appointment in its one spelling, and the place where it stands."""
    match role.scope:
        case ScopeKind.AREA:
            if not Place.objects.filter(pk=scope, until__isnull=True).exists():
                raise ScopeMissing()
            return scope, scope
        case ScopeKind.SCHOOL:
            try:
                school = UUID(scope)
            except ValueError as error:
                raise ScopeMissing() from error
            # One spelling: `can` compares texts, `visible` compares ids.
            return str(school), LOCATORS["school_id"](ctx, school).place
    return "", User.objects.get(pk=user_id).place


def _appoint(
    ctx: Context, user_id: UUID, role: Role, scope: str, place: str, since: date
) -> Appointed:
    open_rows = Appointment.objects.filter(user_id=user_id, role=role.id, scope=scope)
    if open_rows.filter(until__isnull=True).exists():
        raise AlreadyAppointed()
    row = Appointment.objects.create(
        id=ctx.command_id,
        user_id=user_id,
        role=role.id,
        scope_kind=role.scope,
        scope=scope,
        place=place,
        since=since,
        granted_by=ctx.actor.user_id,
        granted_at=ctx.at,
    )
    return Appointed(row.id, user_id, role.id, scope)


@command(action="people.end_appointment", on="appointment_id", says="结束任职")
def end_appointment(ctx: Context, *, appointment_id: UUID) -> AppointmentEnded:
    """End an appointment today; its rights are gone at once.

    Raises:
        MayNotEnd: it is neither the actor's own nor one that the actor could give.
    """
    row = Appointment.objects.select_for_update().get(pk=appointment_id)
    role = roles().get(row.role)
    own = row.user_id == ctx.actor.user_id
    if role and not own and not may_give(ctx.actor, role, Target(place=row.place)):
        raise MayNotEnd(role=role.title["zh"])
    if row.until is None:
        row.until, row.ended_by, row.ended_at = ctx.today, ctx.actor.user_id, ctx.at
        row.save(update_fields=["until", "ended_by", "ended_at"])
    return AppointmentEnded(row.id, row.user_id)


@command(action="people.tie", on="child_id", says="把孩子交给一位负责人")
def tie_child(ctx: Context, *, child_id: UUID, user_id: UUID, kind: ScopeKind) -> Tied:
    """Put a child into a person's caseload or family."""
    if kind not in (ScopeKind.CASELOAD, ScopeKind.FAMILY):
        raise ScopeMissing()
    if not User.objects.filter(pk=user_id).exists():
        raise NotFound()
    put_tie(ctx, child_id, user_id, kind)
    return Tied(user_id, child_id, kind)


def put_tie(ctx: Context, child_id: UUID, user_id: UUID, kind: ScopeKind) -> None:
    """A tie for as long as what it rests on holds; inside a command only.

    Raises: what those who declared a condition raise.
    """
    days = [check(ctx, child_id, kind, user_id) for check in _BEFORE_TIE]
    lapses_on = min((day for day in days if day), default=None)
    held = Tie.objects.filter(user_id=user_id, subject_id=child_id, kind=kind, until__isnull=True)
    if not held.update(lapses_on=lapses_on):
        Tie.objects.create(
            id=new_id(), user_id=user_id, subject_id=child_id, kind=kind, since=ctx.today,
            lapses_on=lapses_on,
        )  # fmt: skip


def ensure_appointed(ctx: Context, user_id: UUID, role: str) -> None:
    """Give somebody a role over children by name, unless it is held already; inside a command only.

    Raises:
        MayNotGrant: the actor could not give this role where the account stands.
    """
    granted = roles()[role]
    open_rows = Appointment.objects.filter(user_id=user_id, role=role, until__isnull=True)
    if open_rows.exists():
        return
    place = User.objects.get(pk=user_id).place
    if not may_grant(ctx.actor, granted, Target(place=place)):
        raise MayNotGrant(role=granted.title["zh"])
    Appointment.objects.create(
        id=new_id(), user_id=user_id, role=role, scope_kind=granted.scope, scope="", place=place,
        since=ctx.today, granted_by=ctx.actor.user_id, granted_at=ctx.at,
    )  # fmt: skip


@command(action="people.tie", name="people.untie", on="child_id", says="收回负责人")
def untie_child(ctx: Context, *, child_id: UUID, user_id: UUID, kind: ScopeKind) -> Tied:
    """Take a child out of a person's caseload or family; the rights are gone at once."""
    held = Tie.objects.filter(user_id=user_id, subject_id=child_id, kind=kind, until__isnull=True)
    held.update(until=ctx.today)
    return Tied(user_id, child_id, kind)
