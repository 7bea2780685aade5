"""Turning a signed-in person into an actor."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.foundation.access.actor import Actor, Duty
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import Scope, ScopeKind
from homeward.foundation.statements import ready

Held = tuple[str, str, str, str]
HELD = ("role", "scope_kind", "scope", "place")
"""What makes a duty of an appointment."""


def load_actor(user_id: UUID, on: date) -> Actor:
    """The duties in force on a day. A role that the rule file no longer knows gives nothing."""
    return actor_of(user_id, _held(user_id=user_id, on=on), on)


def actor_of(user_id: UUID, held: Iterable[Held], on: date) -> Actor:
    """The same for whoever has the appointments in force already, as `HELD`."""
    known = roles()
    duties = tuple(
        Duty(known[role], Scope(ScopeKind(kind), scope), place)
        for role, kind, scope, place in held
        if role in known
    )
    caseload: frozenset[UUID] = frozenset()
    family: frozenset[UUID] = frozenset()
    kinds = {duty.scope.kind for duty in duties}
    if kinds & {ScopeKind.CASELOAD, ScopeKind.FAMILY}:
        ties = _ties(user_id=user_id, on=on)
        caseload = frozenset(subject for kind, subject in ties if kind == ScopeKind.CASELOAD)
        family = frozenset(subject for kind, subject in ties if kind == ScopeKind.FAMILY)
    return Actor(user_id, duties, caseload, family)


def in_force(on: date) -> Q:
    """The appointments of a day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def tied(on: date) -> Q:
    """The ties of a day: begun, not ended, and not lapsed."""
    return in_force(on) & (Q(lapses_on__isnull=True) | Q(lapses_on__gt=on))


@ready
def _held(user_id: UUID, on: date) -> QuerySet[Appointment, Held]:
    return Appointment.objects.filter(in_force(on), user_id=user_id).values_list(*HELD)


@ready
def _ties(user_id: UUID, on: date) -> QuerySet[Tie, tuple[str, UUID]]:
    return Tie.objects.filter(tied(on), user_id=user_id).values_list("kind", "subject_id")
