"""Whenever something is recorded about a child, its rules are run again.

Every command of the rooms below whose result names a child is listened to, so a new one cannot be
forgotten. The jobs deliver within a second; whoever recorded does not wait. Looking twice changes nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID, uuid5

from homeward.domain.children.public import (
    ChildrenParted,
    RollCommitted,
    RollUndone,
    touched_with,
)
from homeward.domain.watch.commands.look import differing, look_at, look_at_area
from homeward.foundation import clock
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.commands.registry import COMMANDS, LOCATORS
from homeward.foundation.outbox import subscribe
from homeward.foundation.problems import NotFound

BELOW = ("homeward.domain.children.", "homeward.domain.needs.", "homeward.domain.care.")
DEAF_TO = ("alert",)
"""Groups of commands that change no fact: what became of an alert is not read by a rule."""
AREAS = (RollCommitted, RollUndone)
"""Results that concern many children of one place."""


def events() -> tuple[type, ...]:
    """The results of commands that may have changed a fact of one child, each once."""
    found: dict[type, None] = {}
    for door in COMMANDS.values():
        event = door.returns()
        if not door.function.__module__.startswith(BELOW) or door.group in DEAF_TO:
            continue
        if event not in AREAS and _names_a_child(event):
            found[event] = None
    return tuple(found)


def _names_a_child(event: Any) -> bool:
    if not isinstance(event, type) or not is_dataclass(event):
        return False
    return any(field.name == "child_id" for field in fields(event))


def on_change(event: Any, message_id: UUID) -> None:
    """Something was recorded about a child."""
    if event.child_id is not None:
        _look(event.child_id, message_id)


def _look(changed: UUID, message_id: UUID) -> None:
    """Look at a child and its siblings, where a look would change anything."""
    for child_id in differing(touched_with(changed), clock.today()):
        # one id a child and message, so that a second delivery acts on nothing twice
        ctx = _as_machine(uuid5(message_id, str(child_id)))
        with suppress(NotFound):  # the roll that brought the child was undone in between
            look_at(ctx, child_id=child_id)


def on_parting(event: ChildrenParted, message_id: UUID) -> None:
    """A record stands by itself again; the child it was merged into is looked at as after any change."""
    _look(event.gone_id, message_id)


def on_roll(event: Any, message_id: UUID) -> None:
    """A roll was written, or taken back, for an area."""
    ctx = _as_machine(message_id)
    place = LOCATORS["batch_id"](ctx, event.batch_id).place
    look_at_area(ctx, place=place)


def listen() -> None:
    """Subscribe. Called once, when every room has declared its commands."""
    _to(events(), on_change)
    _to(AREAS, on_roll)
    subscribe(ChildrenParted, unhurried=True)(on_parting)


def _to(kinds: tuple[type, ...], function: Callable[[Any, UUID], None]) -> None:
    """One subscriber a kind: the outbox knows by a subscriber's name how to read a message."""
    for kind in kinds:

        def hear(event: Any, message_id: UUID) -> None:
            function(event, message_id)

        hear.__qualname__ = f"{function.__name__}.{kind.__name__}"
        subscribe(kind, unhurried=True)(hear)


def _as_machine(message_id: UUID) -> Context:
    return Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
