"""A child's answers came in: where its plan asks for a screening each term, that one has been done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care.done import close_task, told_item
from homeward.domain.care.models import Engagement
from homeward.domain.care.record import card_of, make
from homeward.domain.care.words import Engaged
from homeward.domain.needs.public import ResponseRecorded
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe


@dataclass(frozen=True, slots=True)
class ScreeningNoted:
    """Whether a plan asked for these answers, and which task they did."""

    child_id: UUID
    engagement_id: UUID | None = None
    task_id: UUID | None = None


@command(
    action="care.follow", name="engagement.note_screening", says="把交回的问卷记入计划",
    unscoped="the machine, after answers were recorded",
)  # fmt: skip
def note_screening(
    ctx: Context, *, child_id: UUID, held_on: date, done_by: UUID | None
) -> ScreeningNoted:
    """Count answers for the plan that asked for them: that they came, never what they say.

    Nothing is written where no running item asks for a screening, and once a day at most: a paper of
    three instruments is one screening.
    """
    item = told_item(child_id, Engaged.SCREENING, None, None)
    known = Engagement.objects.filter(item=item, kind=Engaged.SCREENING, held_on=held_on)
    if item is None or known.exists():
        return ScreeningNoted(child_id)
    row = make(
        ctx, Engagement, "record", card_of(child_id), kind=Engaged.SCREENING, item=item,
        held_on=held_on, done_by=done_by,
    )  # fmt: skip
    task_id, _next = close_task(ctx, row, None)
    return ScreeningNoted(child_id, row.id, task_id)


@subscribe(ResponseRecorded)
def on_answers(event: ResponseRecorded, message_id: UUID) -> None:
    """Somebody typed in what was answered; most plans ask for none."""
    if told_item(event.child_id, Engaged.SCREENING, None, None) is None:
        return
    ctx = Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
    note_screening(
        ctx, child_id=event.child_id, held_on=event.answered_on, done_by=event.recorded_by
    )
