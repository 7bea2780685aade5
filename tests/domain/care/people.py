"""More named people around one child: counsellor, mother, and somebody who sees the protected class."""

from typing import Any
from uuid import UUID

from homeward.domain.children.public import enrol_child
from homeward.foundation.access.actor import Actor, Duty
from homeward.foundation.access.roles import FieldClass, Role, roles
from homeward.foundation.access.scopes import Scope, ScopeKind
from homeward.foundation.accounts.public import appoint, tie_child
from homeward.foundation.commands.context import Channel, Context
from tests.personas import TOWNSHIP, VILLAGE, People, Persona, person


def pupil(people: People) -> UUID:
    """陈小溪, at the school of 清溪镇."""
    enrol_child(people.wang.ctx, child_id=people.child_id, school_id=people.school_id)
    return people.child_id


def mother(people: People) -> Persona:
    """刘秀英, who works in Shenzhen."""
    made = person(people.li, "liu", "刘秀英", TOWNSHIP)
    appoint(people.li.ctx, user_id=made.user_id, role="parent")
    tie_child(
        people.wang.ctx, child_id=people.child_id, user_id=made.user_id, kind=ScopeKind.FAMILY
    )
    return made


def confidant(user_id: UUID) -> Actor:
    """A director of 清溪村 in a role that also sees what is protected."""
    director = roles()["child_director"]
    sees = frozenset({*director.sees, FieldClass.PROTECTED})
    trusted = Role("child_director", {}, director.scope, sees, director.actions, frozenset())
    return Actor(user_id, (Duty(trusted, Scope(ScopeKind.AREA, VILLAGE)),))


def by(actor: Actor, **more: Any) -> Context:
    """A call of an actor."""
    return Context(actor=actor, channel=Channel.WEB, **more)
