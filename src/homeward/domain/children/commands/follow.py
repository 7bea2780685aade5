"""Children follow their village when it is merged or gets another code."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.models import (
    Child,
    HeldRow,
    Household,
    Particulars,
    RollBatch,
    School,
    Status,
)
from homeward.domain.children.roll.ledger import Ledger, columns
from homeward.domain.children.status import derive_many
from homeward.domain.children.words import Source
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.outbox import subscribe
from homeward.foundation.places.public import FOLLOWS, DivisionSucceeded, as_machine


@dataclass(frozen=True, slots=True)
class ChildrenFollowed:
    """How many children stand in another village now."""

    old: str
    children: int


@command(
    action="place.follow",
    name="place.follow_children",
    unscoped=FOLLOWS,
    says="随区划变更调整儿童所属",
)
def follow_children(
    ctx: Context, *, old: str, moves: tuple[tuple[str, str], ...]
) -> ChildrenFollowed:
    """Believe each child of the moved villages in the new village from now on, and derive anew.

    Args:
        moves: (old code, new code) of every division that moved.
    """
    ledger = Ledger(ctx, Source.DIVISIONS)
    moved: list[UUID] = []
    for before, after in moves:
        rows = Particulars.objects.now().filter(place=before)
        for row in rows.values(*columns(Particulars)):
            ledger.revise(Particulars, row, {"place": after})
            moved.append(row["child_id"])
        for model in (Child, Household, School, Status, RollBatch, HeldRow):
            model.objects.filter(place=before).update(place=after)
    ledger.write((Particulars,))
    derive_many(ctx, moved)
    return ChildrenFollowed(old, len(moved))


@subscribe(DivisionSucceeded)
def on_succession(event: DivisionSucceeded, message_id: UUID) -> None:
    """A split moves nobody: somebody has to say who lives in which part."""
    follow_children(as_machine(message_id), old=event.old, moves=event.moves)
