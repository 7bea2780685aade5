"""What a form about a child starts with: who could do it, and how it was the last time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care.models import Engagement
from homeward.domain.care.owners import DOES
from homeward.domain.care.states import EngagementState
from homeward.domain.care.words import Engaged, Initiator, Present, Way
from homeward.domain.children.public import MaySee, who_may
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class LastTime:
    """How the latest engagement of a kind was; nothing of what was said in it."""

    held_on: date
    channel: Way | None
    with_whom: tuple[Present, ...]
    minutes: int | None
    parent: Present | None
    begun_by: Initiator | None


@query(action=DOES, name="task.people", on="child_id", says="查看可以交办的人")
def people_for(ctx: Context, *, child_id: UUID) -> tuple[MaySee, ...]:
    """Everybody who can be given something to do for a child, nearest first, each once."""
    found: dict[UUID, MaySee] = {}
    for one in who_may(DOES, child_id, ctx.today):
        found.setdefault(one.user_id, one)
    return tuple(found.values())


@query(
    action="engagement.record_contact", name="engagement.last", on="child_id", says="沿用上次的情况"
)
def last_time(ctx: Context, *, child_id: UUID, kind: Engaged) -> LastTime | None:
    """The latest of a kind that the actor may read, or did; None when there is none."""
    held = Engagement.objects.filter(child_id=child_id, kind=kind, state=EngagementState.HELD)
    own = held.filter(done_by=ctx.actor.user_id)
    rows = (visible(ctx.actor, held, "engagement.read") | own).order_by("-held_on", "-recorded_at")
    row = rows.first()
    if row is None or row.held_on is None:
        return None
    return LastTime(
        row.held_on, Way(row.channel) if row.channel else None,
        tuple(Present(who) for who in row.with_whom), row.minutes,
        Present(row.parent) if row.parent else None,
        Initiator(row.begun_by) if row.begun_by else None,
    )  # fmt: skip
