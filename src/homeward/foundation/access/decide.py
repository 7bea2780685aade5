"""The decisions: `can` draws the button, `require` guards the door, `visible` filters the list."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext

from homeward.foundation.access.actor import Actor
from homeward.foundation.access.scopes import Scope, ScopeKind, Target
from homeward.foundation.problems import NotFound, NotPermitted

M = TypeVar("M", bound=Model)


def _reading(action: str) -> str:
    """The action of reading what `action` acts on: who may read a record may be told why not."""
    return action.partition(".")[0] + ".read"


def can(actor: Actor, action: str, target: Target | None = None) -> bool:
    """Whether the actor may do this to this target; without a target, whether to anybody at all."""
    duties = actor.duties_for(action)
    if target is None:
        return bool(duties)
    return any(actor.covers(duty, target) for duty in duties)


def require(actor: Actor, action: str, target: Target | None = None, says: str = "") -> None:
    """Raise unless `can`.

    Args:
        says: the act in the reader's words, for the refusal.

    Raises:
        NotPermitted: no duty holds the action, or the target is known to the actor but this is not theirs.
        NotFound: the target lies outside every duty of the actor.
    """
    if can(actor, action, target):
        return
    if target is None or _knows(actor, action, target):
        raise NotPermitted(action=gettext(says) if says else action)
    raise NotFound()


def _knows(actor: Actor, action: str, target: Target) -> bool:
    """Whether the actor may be told why not: may read the record, or has a duty over the bare place."""
    if can(actor, _reading(action), target):
        return True
    return target.subject_id is None and any(actor.covers(duty, target) for duty in actor.duties)


def visible(actor: Actor, rows: "QuerySet[M]", action: str) -> "QuerySet[M]":
    """The rows that the actor may do this to, one condition a duty.

    The model says where its rows stand: `scope_columns` maps place, school and subject to columns, and
    `reads` to the column that names the field class a duty must see to reach the row at all.
    """
    columns: dict[str, str] = rows.model.scope_columns  # type: ignore[attr-defined]
    allowed = Q()
    for duty in actor.duties_for(action):
        reach = _reach(actor, duty.scope, columns)
        if "reads" in columns:
            reach &= Q((f"{columns['reads']}__in", ["", *duty.role.sees]))
        allowed |= reach
    if not allowed:
        return rows.none()
    return rows.filter(allowed)


def _reach(actor: Actor, scope: Scope, columns: dict[str, str]) -> Q:
    match scope.kind:
        case ScopeKind.AREA if "place" in columns:
            return Q((f"{columns['place']}__range", scope.span))
        case ScopeKind.SCHOOL if "school" in columns:
            return Q((columns["school"], scope.value))
        case ScopeKind.CASELOAD if "subject" in columns:
            return Q((f"{columns['subject']}__in", actor.caseload))
        case ScopeKind.FAMILY if "subject" in columns:
            return Q((f"{columns['subject']}__in", actor.family))
    return Q(pk__in=[])
