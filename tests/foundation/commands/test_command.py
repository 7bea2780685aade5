"""The one way to write: permitted, transactional, audited, once per id."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest

from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.problems import CommandIdReused
from homeward.foundation.places.models import Place
from homeward.foundation.problems import NotFound, NotPermitted
from tests.foundation.doors import ACTION, call, holder
from tests.personas import COUNTY, NEXT_VILLAGE, VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]


class Kind(StrEnum):
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Written:
    place: str
    row: UUID
    on: date
    kinds: tuple[Kind, ...]
    note: str | None


def write_command(**options: Any) -> Callable[..., Written]:
    """A command that writes one place, with every type of value in its result."""

    @command(action=ACTION, says="写", **({"unscoped": "a trial"} | options))
    def write(ctx: Context, *, place: str, name: str = "试") -> Written:
        """Write one place."""
        Place.objects.create(code=place, name=name, level=12)
        ctx.trail.changed("name", None, name)
        return Written(place, ctx.command_id, ctx.today, (Kind.VILLAGE,), None)

    return write


def test_a_command_writes_its_row_its_audit_and_its_answer() -> None:
    ctx = call(holder())
    written = write_command()(ctx, place=VILLAGE)
    assert Place.objects.get(pk=VILLAGE).name == "试"
    event = AuditEvent.objects.get(command_id=ctx.command_id)
    assert (event.name, event.actor_id, event.channel) == (ACTION, ctx.actor.user_id, "api")
    assert json.loads(event.details)["place"] == VILLAGE
    assert "试" not in event.details, "a personal value goes into `sealed`"
    assert event.sealed
    log = CommandLog.objects.get(pk=ctx.command_id)
    assert "试" not in log.arguments + log.result
    assert written.on == date(2026, 9, 1)


def test_the_same_id_again_gives_the_first_answer_and_acts_once() -> None:
    """A phone that lost the network sends again and must not register a child twice."""
    write = write_command()
    ctx = call(holder())
    first = write(ctx, place=VILLAGE)
    again = write(call(ctx.actor, command_id=ctx.command_id), place=VILLAGE)
    assert again == first
    assert type(again) is Written
    assert [type(value) for value in (again.row, again.on, again.kinds[0])] == [UUID, date, Kind]
    assert AuditEvent.objects.filter(command_id=ctx.command_id).count() == 1


def test_an_id_is_not_used_for_other_content() -> None:
    write = write_command()
    ctx = call(holder())
    write(ctx, place=VILLAGE)
    with pytest.raises(CommandIdReused):
        write(call(ctx.actor, command_id=ctx.command_id), place=NEXT_VILLAGE)
    assert not Place.objects.filter(pk=NEXT_VILLAGE).exists()


def test_an_id_is_not_used_by_somebody_else() -> None:
    """Otherwise an id that was overheard would tell what the first actor did."""
    write = write_command()
    ctx = call(holder())
    write(ctx, place=VILLAGE)
    with pytest.raises(CommandIdReused):
        write(call(holder(), command_id=ctx.command_id), place=VILLAGE)


def test_an_id_is_not_used_for_another_command() -> None:
    write, other = write_command(), write_command(name="trial.other")
    ctx = call(holder())
    write(ctx, place=VILLAGE)
    with pytest.raises(CommandIdReused):
        other(call(ctx.actor, command_id=ctx.command_id), place=VILLAGE)


def test_an_exception_leaves_nothing_behind() -> None:
    @command(action=ACTION, unscoped="a trial", says="写")
    def fail(ctx: Context) -> None:
        """Write, then stumble."""
        Place.objects.create(code=VILLAGE, name="试", level=12)
        raise LookupError

    ctx = call(holder())
    with pytest.raises(LookupError):
        fail(ctx)
    assert not Place.objects.filter(pk=VILLAGE).exists()
    assert not AuditEvent.objects.filter(command_id=ctx.command_id).exists()
    assert not CommandLog.objects.filter(pk=ctx.command_id).exists()


def test_an_id_of_a_failed_command_may_be_used_again() -> None:
    """Mending the input and sending again under the same id is what a form does."""
    write = write_command()
    ctx = call(holder())
    with pytest.raises(Exception, match=r"(?i)not.null"):
        write(ctx, place=VILLAGE, name=None)
    assert write(call(ctx.actor, command_id=ctx.command_id), place=VILLAGE).place == VILLAGE


def test_without_the_action_nothing_is_run() -> None:
    with pytest.raises(NotPermitted):
        write_command()(call(holder("trial.read")), place=VILLAGE)
    assert not Place.objects.filter(pk=VILLAGE).exists()


@pytest.mark.usefixtures("county")
def test_outside_the_scope_looks_like_nothing_there() -> None:
    """A stranger must not learn from the error whether a record exists."""
    seen: list[str] = []

    @command(action=ACTION, on="place", says="写")
    def touch(ctx: Context, *, place: str) -> None:
        """Touch a place."""
        seen.append(place)

    with pytest.raises(NotFound):
        touch(call(holder(area=NEXT_VILLAGE)), place=VILLAGE)
    with pytest.raises(NotFound):
        touch(call(holder(area=COUNTY)), place="990101100299")  # no such village
    touch(call(holder(area=COUNTY)), place=VILLAGE)
    assert seen == [VILLAGE]


@pytest.mark.usefixtures("county")
def test_inside_the_scope_the_error_says_that_it_is_not_your_act() -> None:

    @command(action=ACTION, on="place", says="写")
    def touch(ctx: Context, *, place: str) -> None:
        """Touch a place."""

    with pytest.raises(NotPermitted):
        touch(call(holder("trial.read", area=COUNTY)), place=VILLAGE)


def test_a_command_inside_a_command_leaves_the_outer_door_open() -> None:
    write = write_command()

    @command(action=ACTION, unscoped="a trial", says="写", name="trial.outer")
    def outer(ctx: Context) -> None:
        """Call another command, then write on."""
        write(call(ctx.actor), place=VILLAGE)
        Place.objects.create(code=NEXT_VILLAGE, name="后", level=12)

    outer(call(holder()))
    assert Place.objects.filter(pk__in=[VILLAGE, NEXT_VILLAGE]).count() == 2


def test_positional_arguments_are_refused_instead_of_dropped() -> None:
    with pytest.raises(TypeError, match="keyword arguments only"):
        write_command()(call(holder()), VILLAGE)


def test_a_reason_is_kept_sealed() -> None:
    ctx = call(holder(), reason="家长电话告知")
    write_command()(ctx, place=VILLAGE)
    event = AuditEvent.objects.get(command_id=ctx.command_id)
    assert "家长" not in event.details
    assert "家长".encode() not in bytes(event.sealed)
