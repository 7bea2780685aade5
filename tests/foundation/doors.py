"""Commands and queries that only tests have, and an actor who may use them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from homeward.foundation.access.actor import Actor, Duty
from homeward.foundation.access.roles import FieldClass, Role
from homeward.foundation.access.scopes import Scope, ScopeKind
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.commands.registry import COMMANDS, QUERIES
from homeward.foundation.ids import new_id
from homeward.foundation.outbox.deliver import SUBSCRIBERS

ACTION = "trial.write"


def holder(*actions: str, area: str = "", user_id: UUID | None = None) -> Actor:
    """Somebody who holds these actions over an area, in a role that no file knows."""
    sees = frozenset({FieldClass.PUBLIC})
    role = Role("trial", {}, ScopeKind.AREA, sees, frozenset(actions or (ACTION,)), frozenset())
    return Actor(user_id or new_id(), (Duty(role, Scope(ScopeKind.AREA, area)),))


def call(actor: Actor, **more: Any) -> Context:
    """A call by this actor."""
    return Context(actor=actor, channel=Channel.API, **more)


@contextmanager
def trial_doors() -> Iterator[None]:
    """What is declared or subscribed inside the block is forgotten after it."""
    kept: list[tuple[dict[Any, Any], dict[Any, Any]]] = [
        (book, dict(book)) for book in (COMMANDS, QUERIES, SUBSCRIBERS)
    ]
    try:
        yield
    finally:
        for book, before in kept:
            book.clear()
            book.update(before)
