"""Where a father or mother is: left, came back, died, cannot be reached."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children import adults
from homeward.domain.children.drafts import AdultDraft, WhereaboutsDraft
from homeward.domain.children.problems import ParentNotRecorded
from homeward.domain.children.record import locked_child
from homeward.domain.children.status import derive_many
from homeward.domain.children.words import Kinship, Precision, Source, Whereabouts
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context


@dataclass(frozen=True, slots=True)
class ParentRecorded:
    """Where a parent is has been recorded; siblings share the parent, so they are named too."""

    child_id: UUID
    parent: Kinship
    adult_id: UUID
    siblings: tuple[UUID, ...]


@command(action="child.record_parent", on="child_id", says="记录父母去向")
def record_parent(
    ctx: Context,
    *,
    child_id: UUID,
    parent: Kinship,
    whereabouts: Whereabouts | None = None,
    since: date | None = None,
    since_precision: Precision = Precision.DAY,
    place: str = "",
    work: str = "",
    contact: str = "",
    adult: AdultDraft | None = None,
    source: Source = Source.FAMILY,
) -> ParentRecorded:
    """Record where a parent is now, and what is known of that parent.

    Ends the stretch before and begins a new one; the status of this child and of all brothers and
    sisters follows in the same transaction.

    Args:
        place: the work place as the family says it, such as 广东深圳.

    Raises:
        ParentNotRecorded: no such parent yet, and no name given.
        DateInFuture, SpellOverlaps, IdNumberInvalid.
    """
    child = locked_child(ctx, child_id)
    kin = adults.kin_of(child_id, parent)
    if kin is None:
        if parent not in (Kinship.FATHER, Kinship.MOTHER) or not (adult and adult.name):
            raise ParentNotRecorded()
        met = adults.meet(ctx, child.place, adult, source)
        adults.relate(ctx, child_id, met, parent, source)
        adult_id = met.id
    else:
        adult_id = kin.adult_id
        if adult:
            adults.update(ctx, adult_id, child.place, adult, source)
    if whereabouts:
        draft = WhereaboutsDraft(
            whereabouts=whereabouts, since=since, since_precision=since_precision, place=place,
            work=work, contact=contact,
        )  # fmt: skip
        adults.settle(ctx, adult_id, child.place, draft, source)
    family = adults.children_of([adult_id])
    derive_many(ctx, family)
    return ParentRecorded(child_id, parent, adult_id, tuple(c for c in family if c != child_id))
