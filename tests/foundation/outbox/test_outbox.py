"""Events reach their listeners after the commit: not on rollback, again after a failure, once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError

from homeward.foundation import clock, outbox
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.outbox.models import OutboxMessage
from tests.conftest import NOW
from tests.foundation.doors import ACTION, call, holder
from tests.personas import given_rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trial")]


@dataclass(frozen=True, slots=True)
class Happened:
    number: int


@dataclass(frozen=True, slots=True)
class Followed:
    number: int


def happen_command() -> Any:
    @command(action=ACTION, unscoped="a trial", says="发生")
    def happen(ctx: Context, *, number: int, fail: bool = False) -> Happened:
        """Let something happen."""
        if fail:
            outbox.emit(Happened(number), ctx.at)
            raise LookupError
        return Happened(number)

    return happen


def test_an_event_reaches_its_subscriber_after_the_commit() -> None:
    heard: list[Any] = []
    outbox.subscribe(Happened)(lambda event, message_id: heard.append((event, message_id)))
    happen_command()(call(holder()), number=7)
    message = OutboxMessage.objects.get()
    assert heard == [(Happened(7), message.id)]
    assert message.delivered_at == NOW


def test_whoever_acts_does_not_wait_for_an_unhurried_subscriber() -> None:
    heard: list[str] = []
    outbox.subscribe(Happened, unhurried=True)(lambda event, message_id: heard.append("later"))
    happen = happen_command()
    happen(call(holder()), number=7)
    assert heard == []

    @outbox.subscribe(Happened)
    def at_once(event: Happened, message_id: UUID) -> None:
        heard.append("at once")

    happen(call(holder()), number=8)
    assert heard == ["at once"]
    assert outbox.deliver() == 2
    assert outbox.deliver() == 0
    assert heard == ["at once", "later", "later"]


def test_an_event_is_not_told_before_the_commit() -> None:
    heard: list[Any] = []
    outbox.subscribe(Happened)(lambda event, message_id: heard.append(event))
    happen = happen_command()

    @command(action=ACTION, unscoped="a trial", says="写", name="trial.outer")
    def outer(ctx: Context) -> None:
        """Call another command, and look what was heard."""
        happen(call(ctx.actor), number=1)
        assert not heard

    outer(call(holder()))
    assert heard == [Happened(1)]


def test_an_event_of_a_rolled_back_act_is_never_told() -> None:
    heard: list[Any] = []
    outbox.subscribe(Happened)(lambda event, message_id: heard.append(event))
    with pytest.raises(LookupError):
        happen_command()(call(holder()), number=7, fail=True)
    outbox.deliver()
    assert heard == []
    assert not OutboxMessage.objects.exists()


def test_a_failed_delivery_is_tried_again_later_and_does_not_undo_the_act() -> None:
    heard: list[int] = []

    @outbox.subscribe(Happened)
    def stumble_twice(event: Happened, message_id: UUID) -> None:
        heard.append(event.number)
        if len(heard) < 3:
            raise ConnectionError("a name that must not be logged")

    happen_command()(call(holder()), number=7)
    message = OutboxMessage.objects.get()
    assert (message.tries, message.trouble, message.delivered_at) == (1, "ConnectionError", None)
    assert outbox.deliver() == 0, "not yet due"
    for seconds in (2, 4):
        with clock.frozen(clock.now() + timedelta(seconds=60 * seconds)):
            outbox.deliver()
    assert heard == [7, 7, 7]
    with clock.frozen(NOW + timedelta(days=1)):
        assert outbox.deliver() == 0
    assert heard == [7, 7, 7]


def test_one_deaf_listener_does_not_keep_the_others_waiting() -> None:
    heard: list[str] = []

    @outbox.subscribe(Happened)
    def deaf(event: Happened, message_id: UUID) -> None:
        raise ConnectionError

    @outbox.subscribe(Happened)
    def listening(event: Happened, message_id: UUID) -> None:
        heard.append("listening")

    happen_command()(call(holder()), number=7)
    assert heard == ["listening"]


def test_a_listener_whose_own_command_emits_is_called_once() -> None:
    """Its commit delivers what is waiting; the message in its own hands is not waiting."""
    heard: list[str] = []
    actor = holder()

    @command(action=ACTION, unscoped="a trial", says="跟进", name="trial.follow")
    def follow(ctx: Context, *, number: int) -> Followed:
        """Follow up."""
        return Followed(number)

    @outbox.subscribe(Happened)
    def on_happened(event: Happened, message_id: UUID) -> None:
        heard.append("happened")
        follow(call(actor, command_id=message_id), number=event.number)

    outbox.subscribe(Followed)(lambda event, message_id: heard.append("followed"))
    happen_command()(call(actor), number=7)
    assert heard == ["happened", "followed"]
    assert set(OutboxMessage.objects.values_list("tries", flat=True)) == {1}


def test_a_message_held_by_a_process_that_died_comes_again() -> None:
    heard: list[int] = []

    @outbox.subscribe(Happened)
    def die_first(event: Happened, message_id: UUID) -> None:
        heard.append(event.number)
        if len(heard) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        happen_command()(call(holder()), number=7)
    assert outbox.deliver() == 0
    with clock.frozen(NOW + timedelta(minutes=6)):
        assert outbox.deliver() == 1
    assert heard == [7, 7]


def test_messages_for_a_listener_that_is_gone_do_not_block_the_rest() -> None:
    heard: list[int] = []
    with given_rows():
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                id=UUID(int=number + 1),
                event="Old",
                subscriber="gone.listener",
                payload="{}",
                at=NOW - timedelta(days=1),
                due_at=NOW - timedelta(days=1),
            )
            for number in range(150)
        )
    outbox.subscribe(Happened)(lambda event, message_id: heard.append(event.number))
    happen_command()(call(holder()), number=7)
    assert heard == [7]


def test_an_event_nobody_listens_to_leaves_no_message() -> None:
    happen_command()(call(holder()), number=7)
    assert not OutboxMessage.objects.exists()


def test_messages_are_protected_like_everything_else() -> None:
    with pytest.raises(DatabaseError, match="write outside a command refused"):
        OutboxMessage.objects.create(
            id=UUID(int=1), event="x", subscriber="x", payload="", at=NOW, due_at=NOW
        )
