"""Reviews: a look at the whole plan, on a clock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care.commands.cases import schedule_review
from homeward.domain.care.models import Case, Review
from homeward.domain.care.owners import Owner
from homeward.domain.care.programmes import cadences
from homeward.domain.care.record import locked, move
from homeward.domain.care.schedule import finish_tasks, next_due, put_task, within, worked
from homeward.domain.care.states import CaseState
from homeward.domain.care.words import Origin, Outcome
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

CADENCE, BEAT = "house.review", "review"
TO_CLOSE = {"zh": "结束个案：写明原因", "en": "Close the case and say why"}
DAYS_TO_CLOSE = 7


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A plan was reviewed; `next_on` is the day of the next review, None when it is to be closed."""

    review_id: UUID
    child_id: UUID
    outcome: Outcome
    next_on: date | None


@command(action="review.hold", on="review_id", says="复核计划")
def hold_review(
    ctx: Context, *, review_id: UUID, outcome: Outcome, text: str = "",
    child_heard: bool | None = None, child_words: str = "",
) -> ReviewHeld:  # fmt: skip
    """Record a review; the next is due by the cadence `house.review`, or the case is to be closed.

    Args:
        text: what was found and agreed; sealed.
        child_heard: whether the child was asked; None is not collected.

    Raises:
        NotInThisState.
    """
    review = locked(Review, review_id)
    move(
        ctx, review, "hold", held_on=ctx.today, held_by=ctx.actor.user_id, outcome=outcome,
        text=text, child_heard=child_heard, child_words=child_words,
    )  # fmt: skip
    finish_tasks(ctx, Origin.REVIEW, [review.id])
    case = Case.objects.select_for_update().get(pk=review.case_id)
    if case.state != CaseState.OPEN:
        return ReviewHeld(review.id, review.child_id, outcome, None)
    if outcome == Outcome.CLOSE:
        put_task(
            ctx, case, Owner(case.owner_role, case.owner_id), title=TO_CLOSE,
            due_on=within(ctx, DAYS_TO_CLOSE), why="close", origin=Origin.REVIEW,
            origin_id=case.id,
        )  # fmt: skip
        return ReviewHeld(review.id, review.child_id, outcome, None)
    profile = cadences()[CADENCE]
    beat = profile.beat(BEAT)
    assert beat
    after = schedule_review(ctx, case, worked(ctx, next_due(profile, beat, ctx.today)))
    return ReviewHeld(review.id, review.child_id, outcome, after.due_on)
