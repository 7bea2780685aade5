"""Records of this room follow their child to another village or school."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.public import (
    bring_along,
    go_along,
)
from homeward.domain.needs.models import Alert, Assessment, Report, Response, Round, Scoped, Seat
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe
from homeward.foundation.places.public import DivisionSucceeded

MODELS: tuple[type[Scoped], ...] = (Alert, Assessment, Response, Seat)


@dataclass(frozen=True, slots=True)
class NeedsFollowed:
    """How many records stand elsewhere now."""

    records: int


@command(
    action="need.follow", unscoped="the machine, after a child has moved", says="随儿童调整归属"
)
def follow_children_needs(ctx: Context) -> NeedsFollowed:
    """Bring place and school of every record in line with its child's."""
    return NeedsFollowed(bring_along(MODELS))


@command(
    action="need.follow", name="need.follow_child", says="随儿童调整归属",
    unscoped="the machine, after a child has moved",
)  # fmt: skip
def follow_child(ctx: Context, *, child_id: UUID) -> NeedsFollowed:
    """The same for one child's records."""
    return NeedsFollowed(bring_along(MODELS, child_id))


@command(
    action="place.follow", name="place.follow_needs", says="随区划变更调整筛查和报告",
    unscoped="the machine, after somebody with the right to it changed the divisions",
)  # fmt: skip
def follow_places(ctx: Context, *, old: str, moves: tuple[tuple[str, str], ...]) -> NeedsFollowed:
    """Let the rounds and reports of a moved area stand in the new one.

    Args:
        moves: (old code, new code) of every division that moved.
    """
    return NeedsFollowed(
        sum(
            model.objects.filter(place=before).update(place=after)
            for before, after in moves
            for model in (Round, Report)
        )
    )


@subscribe(DivisionSucceeded)
def on_succession(event: DivisionSucceeded, message_id: UUID) -> None:
    """Rounds and reports stand by themselves, not with a child."""
    ctx = Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
    follow_places(ctx, old=event.old, moves=event.moves)


go_along(MODELS, follow_child, follow_children_needs)
