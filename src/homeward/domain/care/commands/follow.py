"""Records of the care loop follow their child to another village or school."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from homeward.domain.care.models import (
    Case,
    Conference,
    Engagement,
    Goal,
    GoalRating,
    Invitation,
    Plan,
    PlanItem,
    Record,
    Referral,
    Review,
    SuggestionChoice,
    Task,
)
from homeward.domain.children.public import (
    ChildCard,
    ChildCorrected,
    ChildEnrolled,
    ChildrenFollowed,
    RollCommitted,
    cards_of,
)
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe

MODELS: tuple[type[Record], ...] = (
    Case, Plan, Goal, GoalRating, PlanItem, SuggestionChoice, Review, Task, Engagement, Referral,
    Conference, Invitation,
)  # fmt: skip
CHUNK = 500


@dataclass(frozen=True, slots=True)
class CareFollowed:
    """How many records stand elsewhere now."""

    records: int


@command(action="care.follow", unscoped="the machine, after children moved", says="随孩子调整所属")
def follow_children(ctx: Context, *, child_ids: tuple[UUID, ...]) -> CareFollowed:
    """Let the records of these children stand where their child stands now."""
    return CareFollowed(_followed(child_ids))


@command(
    action="care.follow", name="care.sweep", unscoped="the nightly worker, over every record",
    says="夜间核对所属",
)  # fmt: skip
def sweep_care(ctx: Context) -> CareFollowed:
    """The same for every record: a net under the events."""
    return CareFollowed(_followed(()))


def _followed(child_ids: tuple[UUID, ...]) -> int:
    moved = 0
    for model in MODELS:
        for some in _standing(model, child_ids):
            cards = cards_of({child for child, _, _ in some})
            for child, place, school in some:
                card = cards.get(child)
                if card and (card.place, card.school_id) != (place, school):
                    moved += _move(model, card, place, school)
    return moved


def _standing(
    model: type[Record], child_ids: tuple[UUID, ...]
) -> Iterator[tuple[tuple[UUID, str, UUID | None], ...]]:
    """Where records of a kind stand, each place once a child, some children at a time."""
    rows: QuerySet[Record] = QuerySet(model).filter(child_id__isnull=False)
    if child_ids:
        rows = rows.filter(child_id__in=child_ids)
    said = rows.order_by("child_id").values_list("child_id", "place", "school").distinct()
    standing = tuple(said)
    for start in range(0, len(standing), CHUNK):
        yield standing[start : start + CHUNK]


def _move(model: type[Record], card: ChildCard, place: str, school: UUID | None) -> int:
    rows: QuerySet[Record] = QuerySet(model).filter(
        child_id=card.child_id, place=place, school=school
    )
    return rows.update(place=card.place, school=card.school_id)


def _by_machine(message_id: UUID) -> Context:
    return Context(actor=machine(), channel=Channel.JOB, command_id=message_id)


@subscribe(ChildCorrected)
def on_correction(event: ChildCorrected, message_id: UUID) -> None:
    """The child may live in another village now."""
    follow_children(_by_machine(message_id), child_ids=(event.child_id,))


@subscribe(ChildEnrolled)
def on_enrolment(event: ChildEnrolled, message_id: UUID) -> None:
    """The child may go to another school now."""
    follow_children(_by_machine(message_id), child_ids=(event.child_id,))


@subscribe(RollCommitted)
def on_roll(event: RollCommitted, message_id: UUID) -> None:
    """A roll may have moved any of its children."""
    sweep_care(_by_machine(message_id))


@subscribe(ChildrenFollowed)
def on_divisions(event: ChildrenFollowed, message_id: UUID) -> None:
    """A village was merged or has another code."""
    sweep_care(_by_machine(message_id))
