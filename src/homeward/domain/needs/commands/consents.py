"""A family that says no to screening is not asked any more, also in rounds that are open."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from homeward.domain.children.public import ChildrenMerged, ConsentRecorded, blocked
from homeward.domain.needs.commands.rounds import SCREENING
from homeward.domain.needs.models import Seat
from homeward.domain.needs.words import SeatState
from homeward.foundation import clock
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe


@dataclass(frozen=True, slots=True)
class SeatsExcused:
    """How many seats of open rounds wait no longer."""

    seats: int


@command(
    action="need.follow", name="need.excuse", says="不再请孩子答卷",
    unscoped="the machine, after a family said no",
)  # fmt: skip
def excuse_child(ctx: Context, *, child_id: UUID) -> SeatsExcused:
    """Mark a child's open seats as refused."""
    waiting = Seat.objects.filter(
        child_id=child_id, state=SeatState.INVITED, round__closed_at__isnull=True
    )
    ctx.trail.about(child_id)
    return SeatsExcused(waiting.update(state=SeatState.REFUSED, at=ctx.at, by=None))


@subscribe(ChildrenMerged)
def on_merge(event: ChildrenMerged, message_id: UUID) -> None:
    """The no may have been the other record's, and the open seat as well."""
    if blocked([event.child_id], SCREENING, clock.today()):
        ctx = Context(actor=machine(), channel=Channel.JOB, command_id=uuid5(message_id, SCREENING))
        excuse_child(ctx, child_id=event.child_id)


@subscribe(ConsentRecorded)
def on_consent(event: ConsentRecorded, message_id: UUID) -> None:
    """Only a no changes anything."""
    if event.purpose != SCREENING or event.given:
        return
    ctx = Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
    excuse_child(ctx, child_id=event.child_id)
