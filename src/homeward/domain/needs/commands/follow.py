"""Records of this room follow their child to another village or school."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from homeward.domain.children.public import (
    ChildCorrected,
    ChildEnrolled,
    ChildrenFollowed,
    ChildrenMerged,
    ChildrenParted,
    RollCommitted,
    bring_along,
    follow_as_machine,
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


@subscribe(ChildCorrected)
def on_correction(event: ChildCorrected, message_id: UUID) -> None:
    """A correction may have moved the child to another village."""
    _follow(message_id, event.child_id)


@subscribe(ChildEnrolled)
def on_enrolment(event: ChildEnrolled, message_id: UUID) -> None:
    """Another school's counsellor answers for the child now."""
    _follow(message_id, event.child_id)


@subscribe(ChildrenMerged)
def on_merge(event: ChildrenMerged, message_id: UUID) -> None:
    """What the other record knew of the school may be the child's school now."""
    _follow(message_id, event.child_id)


@subscribe(ChildrenParted)
def on_parting(event: ChildrenParted, message_id: UUID) -> None:
    """Each of the two stands where it stood."""
    _follow(message_id, event.child_id)
    _follow(uuid5(message_id, "gone"), event.gone_id)


@subscribe(RollCommitted)
def on_roll(event: RollCommitted, message_id: UUID) -> None:
    """A roll may have moved many."""
    _follow(message_id, None)


@subscribe(ChildrenFollowed)
def on_division(event: ChildrenFollowed, message_id: UUID) -> None:
    """The village got another code."""
    _follow(message_id, None)


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


def _follow(message_id: UUID, child_id: UUID | None) -> None:
    follow_as_machine(MODELS, message_id, child_id, follow_child, follow_children_needs)
