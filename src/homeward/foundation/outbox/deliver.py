"""Emitting in the act's transaction, delivering afterwards with growing pauses."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction

from homeward.foundation import clock
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id

log = logging.getLogger(__name__)
Subscriber = Callable[[Any, Any], None]
LONGEST = 200
"""Characters of a subscriber's full name, as the table keeps it."""
HELD = timedelta(minutes=5)
SUBSCRIBERS: dict[type, list[Subscriber]] = {}
UNHURRIED: set[Subscriber] = set()
"""Subscribers whom the jobs call, so that whoever acted does not wait for them."""


def subscribe(event: type, *, unhurried: bool = False) -> Callable[[Subscriber], Subscriber]:
    """Call a function with (event, message id) after each event of this type was committed.

    It acts through its own commands and uses the message id as command id, so a second delivery
    changes nothing.

    Args:
        unhurried: not in the process of the act, but in the jobs' loop, within a second.
    """

    def keep(function: Subscriber) -> Subscriber:
        if len(_name(function)) > LONGEST:
            raise TypeError(f"{_name(function)}: too long a name for a subscriber")
        SUBSCRIBERS.setdefault(event, []).append(function)
        if unhurried:
            UNHURRIED.add(function)
        return function

    return keep


def _name(function: Subscriber) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def emit(event: object, at: datetime) -> None:
    """Leave an event for each of its subscribers, in the transaction of the act."""
    from homeward.foundation.commands.wire import to_json

    listeners = SUBSCRIBERS.get(type(event), [])
    if not listeners:
        return
    model = apps.get_model("outbox", "OutboxMessage")
    name, payload = type(event).__name__, to_json(event, type(event))
    model.objects.bulk_create(
        model(
            id=new_id(), event=name, subscriber=_name(listener), payload=payload, at=at, due_at=at
        )
        for listener in listeners
    )
    if not UNHURRIED.issuperset(listeners):
        transaction.on_commit(_deliver_now, robust=True)


def _deliver_now() -> None:
    deliver(unhurried=False)


def deliver(limit: int = 100, *, unhurried: bool = True) -> int:
    """Deliver what is due. Returns how many were delivered; a failure waits longer each time.

    Args:
        unhurried: also to subscribers who need not be told at once.
    """
    known = {
        _name(f): (kind, f)
        for kind, fs in SUBSCRIBERS.items()
        for f in fs
        if unhurried or f not in UNHURRIED
    }
    model = apps.get_model("outbox", "OutboxMessage")
    waiting = model.objects.filter(
        delivered_at__isnull=True, due_at__lte=clock.now(), subscriber__in=known
    )
    done = 0
    for message in waiting.order_by("due_at", "id")[:limit]:
        if _claim(message):
            done += _hand_over(message, *known[message.subscriber])
    return done


def _claim(message: Any) -> bool:
    """Take a message for a while, unless somebody else did: another worker, or a delivery that the
    subscriber's own command set off. If this process dies, the message comes again after the while.
    """
    later = clock.now() + HELD
    untouched = type(message).objects.filter(
        pk=message.pk, delivered_at__isnull=True, due_at=message.due_at
    )
    with transaction.atomic(), writing("outbox.deliver"):
        return bool(untouched.update(due_at=later))


def _hand_over(message: Any, kind: type, function: Subscriber) -> bool:
    from homeward.foundation.commands.wire import from_json

    trouble = ""
    try:
        function(from_json(message.payload, kind), message.id)
    except Exception as error:
        trouble = type(error).__name__
        log.warning("outbox: %s failed with %s", message.subscriber, trouble)
    at = clock.now()
    with transaction.atomic(), writing("outbox.deliver"):
        message.tries += 1
        message.trouble = trouble
        if trouble:
            message.due_at = at + timedelta(seconds=min(2 ** min(message.tries, 12), 3600))
        else:
            message.delivered_at = at
        message.save(update_fields=["tries", "trouble", "due_at", "delivered_at"])
    return not trouble
