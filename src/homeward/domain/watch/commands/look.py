"""Looking: gather facts, run the rules, and let the alerts follow what they say."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from homeward.domain.children.public import Chosen, cards_of, present_lots, several
from homeward.domain.needs.public import ease_alerts, raise_alerts, standing_alerts
from homeward.domain.watch.differ import Differences, differences, drafts
from homeward.domain.watch.facts import gather
from homeward.domain.watch.rules import evaluator, facts_read
from homeward.foundation import bulk
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK = 10_000
"""Children looked at together: one statement a room, one scan for all rules."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of a look.

    Attributes:
        raised: alerts raised, raised anew or made more urgent.
        eased: alerts whose rule is no longer true.
        digest: SHA-256 over child, rule and change of each, in order.
    """

    children: int
    raised: int
    eased: int
    digest: str


@command(action="watch.look", on="child_id", says="重新核对预警")
def look_at(ctx: Context, *, child_id: UUID) -> Looked:
    """Run all rules over one child, and raise, change or ease what differs.

    Of a child who has left the register nothing more is found; what stands is eased.
    """
    tally = _Tally()
    card = cards_of([child_id]).get(child_id)
    if card and card.present:
        tally.look(ctx, several([child_id]), [child_id])
    else:
        tally.eased = len(ease_alerts(ctx, standing_alerts([child_id])))
    return tally.looked()


@command(action="watch.look", name="watch.look_area", on="place", says="重新核对一个地区的预警")
def look_at_area(ctx: Context, *, place: str) -> Looked:
    """The same for every child of an area."""
    return _look_at_many(ctx, place)


@command(
    action="watch.sweep",
    unscoped="the nightly worker, over the whole register",
    says="夜间核对预警",
)
def sweep_alerts(ctx: Context) -> Looked:
    """Run all rules over every child: days pass, so contacts grow old and months are completed."""
    return _look_at_many(ctx, "")


def differing(ids: list[UUID], on: date) -> list[UUID]:
    """Those of some children for whom a look would change anything. Reads only."""
    found, _ = _compare(several(ids), ids, on)
    return sorted({*(child for child, _ in found.raised), *(child for child, _ in found.eased)})


def _look_at_many(ctx: Context, place: str) -> Looked:
    tally = _Tally()
    with bulk.in_one_go():
        for lot in present_lots(place, CHUNK):
            tally.look(ctx, lot.chosen, lot.places)
    return tally.looked()


def _compare(chosen: Chosen, ids: Collection[UUID], on: date) -> "tuple[Differences, pa.Table]":
    rules = evaluator(on)
    facts = gather(chosen, on, facts_read(on))
    said = rules.evaluate(facts)
    return differences(rules.rules, said, standing_alerts(ids), on), facts


class _Tally:
    """Looks at one lot of children after another, and keeps count."""

    def __init__(self) -> None:
        self.children = self.raised = self.eased = 0
        self.hash = hashlib.sha256()

    def look(self, ctx: Context, chosen: Chosen, ids: Collection[UUID]) -> None:
        """Let the alerts of these children follow the rules."""
        found, facts = _compare(chosen, ids, ctx.today)
        self.children += len(ids)
        if found.raised:
            raise_alerts(ctx, drafts(evaluator(ctx.today), facts, found.raised))
        if found.eased:
            ease_alerts(ctx, found.eased)
        self.raised += len(found.raised)
        self.eased += len(found.eased)
        for change, keys in (("+", [(c, r.id) for c, r in found.raised]), ("-", found.eased)):
            for child, rule in sorted(keys):
                self.hash.update(f"{change}{child}{rule}\n".encode())

    def looked(self) -> Looked:
        """The whole of it."""
        return Looked(self.children, self.raised, self.eased, self.hash.hexdigest())
