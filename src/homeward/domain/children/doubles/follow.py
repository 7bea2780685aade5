"""What follows when a child is registered, and when two records are merged or parted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from homeward.domain.children.commands.register import ChildRegistered
from homeward.domain.children.doubles.pairs import (
    AT_ONCE,
    RAISED,
    WAITING,
    between,
    likely,
    raise_pairs,
    touching,
)
from homeward.domain.children.doubles.records import of_children
from homeward.domain.children.doubles.scoring import ask_about, version
from homeward.domain.children.doubles.sweep import SWEEP
from homeward.domain.children.merge.commands import ChildrenMerged, ChildrenParted
from homeward.domain.children.models import DoublePair
from homeward.domain.children.roll.undo import goes_with_children, leans_on_children
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe

if TYPE_CHECKING:
    from django.db.models import QuerySet

State = DoublePair.State


@dataclass(frozen=True, slots=True)
class DoublesLooked:
    """How many pairs about one child wait now that did not wait before."""

    looked_at: UUID
    raised: int


@dataclass(frozen=True, slots=True)
class PairsFollowed:
    """How many pairs stand otherwise after two records were merged or parted."""

    kept_id: UUID
    pairs: int


@command(action=SWEEP, name="double.look", on="child_id", says="查找与一个孩子相似的记录")
def look_at_child(ctx: Context, *, child_id: UUID) -> DoublesLooked:
    """Look for doubles of one child just registered, through whichever door."""
    return DoublesLooked(child_id, _look(ctx, child_id, DoublePair.Found.REGISTRATION))


def _look(ctx: Context, child_id: UUID, by: DoublePair.Found) -> int:
    found = of_children([child_id]).to_pylist()
    if not found:
        return 0
    return raise_pairs(ctx, likely(ask_about(found[0], RAISED)), by, version())


@command(action=SWEEP, name="double.follow", on="child_id", says="随合并调整疑似重复")
def follow_merge(
    ctx: Context, *, child_id: UUID, gone_id: UUID, parted: bool = False
) -> PairsFollowed:
    """Close the pair of two records that were merged, and ask no more about the one that is gone.

    When they were parted again the pair is a question again, and the record that is back is looked at.
    """
    row = between(child_id, gone_id)
    pairs = 0
    if row:
        row.state, row.command = State.OPEN if parted else State.MERGED, ctx.command_id
        if parted:
            row.decided_by = row.decided_at = row.reason = None
        row.save(force_update=True)
        pairs = 1
    if parted:
        return PairsFollowed(child_id, pairs + _look(ctx, gone_id, DoublePair.Found.NIGHT))
    others = touching(gone_id).filter(state__in=(*WAITING, State.SAME))
    pairs += others.update(state=State.WITHDRAWN, command=ctx.command_id)
    return PairsFollowed(child_id, pairs)


@leans_on_children
def decided_about(child_ids: Collection[UUID]) -> set[UUID]:
    """Those of some children of whom a person said that they are, or are not, another record's child."""
    found: set[UUID] = set()
    for rows in _touching_any(child_ids):
        decided = rows.filter(decided_at__isnull=False).values_list("one_id", "other_id")
        found.update(end for ends in decided for end in ends)
    return found & set(child_ids)


@goes_with_children
def end_pairs(ctx: Context, child_ids: Collection[UUID]) -> None:
    """Nothing is asked of children who are taken back."""
    for rows in _touching_any(child_ids):
        rows.delete()


def _touching_any(child_ids: Collection[UUID]) -> Iterator["QuerySet[DoublePair]"]:
    ids = sorted(child_ids)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        yield DoublePair.objects.filter(one_id__in=some)
        yield DoublePair.objects.filter(other_id__in=some)


@subscribe(ChildRegistered, unhurried=True)
def on_registered(event: ChildRegistered, message_id: UUID) -> None:
    """Whoever registered need not wait for it."""
    look_at_child(_as_machine(message_id), child_id=event.child_id)


@subscribe(ChildrenMerged)
def on_merged(event: ChildrenMerged, message_id: UUID) -> None:
    """The pair is decided by the merge."""
    follow_merge(_as_machine(message_id), child_id=event.child_id, gone_id=event.gone_id)


@subscribe(ChildrenParted)
def on_parted(event: ChildrenParted, message_id: UUID) -> None:
    """Whether they are one child is open again."""
    ctx = _as_machine(message_id)
    follow_merge(ctx, child_id=event.child_id, gone_id=event.gone_id, parted=True)


def _as_machine(message_id: UUID) -> Context:
    return Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
