"""Turning a signed-in person into an actor."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from homeward.foundation.access.actor import Actor, Duty
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import Scope, ScopeKind


def load_actor(user_id: UUID, on: date) -> Actor:
    """The duties in force on a day. A role that the rule file no longer knows gives nothing."""
    known = roles()
    held = Appointment.objects.filter(_in_force(on), user_id=user_id)
    duties = tuple(
        Duty(known[row.role], Scope(ScopeKind(row.scope_kind), row.scope))
        for row in held
        if row.role in known
    )
    caseload: frozenset[UUID] = frozenset()
    family: frozenset[UUID] = frozenset()
    kinds = {duty.scope.kind for duty in duties}
    if kinds & {ScopeKind.CASELOAD, ScopeKind.FAMILY}:
        ties = Tie.objects.filter(_in_force(on), user_id=user_id).values_list("kind", "subject_id")
        caseload = frozenset(subject for kind, subject in ties if kind == ScopeKind.CASELOAD)
        family = frozenset(subject for kind, subject in ties if kind == ScopeKind.FAMILY)
    return Actor(user_id, duties, caseload, family)


def _in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
