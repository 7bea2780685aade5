"""Records of the care loop follow their child to another village or school."""

from dataclasses import dataclass
from uuid import UUID, uuid5

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
    ChildCorrected,
    ChildEnrolled,
    ChildrenFollowed,
    ChildrenMerged,
    ChildrenParted,
    RollCommitted,
    bring_along,
    follow_as_machine,
)
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.outbox import subscribe

MODELS: tuple[type[Record], ...] = (
    Case, Plan, Goal, GoalRating, PlanItem, SuggestionChoice, Review, Task, Engagement, Referral,
    Conference, Invitation,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CareFollowed:
    """How many records stand elsewhere now."""

    records: int


@command(action="care.follow", unscoped="the machine, after a child moved", says="随孩子调整所属")
def follow_child_care(ctx: Context, *, child_id: UUID) -> CareFollowed:
    """Let the records of a child stand where it stands now."""
    return CareFollowed(bring_along(MODELS, child_id))


@command(
    action="care.follow", name="care.sweep", unscoped="the nightly worker, over every record",
    says="夜间核对所属",
)  # fmt: skip
def sweep_care(ctx: Context) -> CareFollowed:
    """The same for every record: a net under the events."""
    return CareFollowed(bring_along(MODELS))


@subscribe(ChildCorrected)
def on_correction(event: ChildCorrected, message_id: UUID) -> None:
    """The child may live in another village now."""
    _follow(message_id, event.child_id)


@subscribe(ChildEnrolled)
def on_enrolment(event: ChildEnrolled, message_id: UUID) -> None:
    """The child may go to another school now."""
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
    """A roll may have moved any of its children."""
    _follow(message_id, None)


@subscribe(ChildrenFollowed)
def on_divisions(event: ChildrenFollowed, message_id: UUID) -> None:
    """A village was merged or has another code."""
    _follow(message_id, None)


def _follow(message_id: UUID, child_id: UUID | None) -> None:
    follow_as_machine(MODELS, message_id, child_id, follow_child_care, sweep_care)
