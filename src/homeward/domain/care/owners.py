"""Who is responsible: a person whose duty reaches the child, or whoever holds a role there."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.care.problems import OwnerMissing, PersonUnfit
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.roles import FieldClass, roles
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context

DOES = "task.do"
"""The action of those who can be given something to do."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A role, and the person in it when one is named."""

    role: str
    user_id: UUID | None = None


def role_of(actor: Actor, target: Target) -> str:
    """The role in which somebody may be given work for a child; empty when there is none."""
    duties = (duty for duty in actor.duties_for(DOES) if actor.covers(duty, target))
    return next((duty.role.id for duty in duties), "")


def myself(ctx: Context, target: Target) -> Owner:
    """The actor as owner.

    Raises:
        OwnerMissing: nobody, or somebody without work for this child.
    """
    role = role_of(ctx.actor, target)
    if not role:
        raise OwnerMissing()
    return Owner(role, ctx.actor.user_id)


def chosen(
    ctx: Context, target: Target, owner_id: UUID | None, role: str = "", *, default: str = ""
) -> Owner:
    """The person named, else the role named, else the default role, else the actor.

    Raises:
        PersonUnfit: that person's duties do not reach the child.
        OwnerMissing: no such role, or one that has no tasks.
    """
    if owner_id:
        found = role_of(load_actor(owner_id, ctx.today), target)
        if not found:
            raise PersonUnfit()
        return Owner(found, owner_id)
    role = role or default
    if not role:
        return myself(ctx, target)
    known = roles().get(role)
    if known is None or DOES not in known.actions:
        raise OwnerMissing()
    own = any(d.role.id == role and ctx.actor.covers(d, target) for d in ctx.actor.duties_for(DOES))
    return Owner(role, ctx.actor.user_id if own else None)


def sees_protected(ctx: Context, action: str, target: Target) -> bool:
    """Whether the actor reaches a child with the protected class."""
    return FieldClass.PROTECTED in ctx.actor.classes(action, target)
