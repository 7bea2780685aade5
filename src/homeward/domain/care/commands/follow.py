"""Records of the care loop follow their child to another village or school."""

from dataclasses import dataclass
from uuid import UUID

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
    bring_along,
    go_along,
)
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

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


go_along(MODELS, follow_child_care, sweep_care)
