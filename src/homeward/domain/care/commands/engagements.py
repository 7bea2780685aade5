"""What is agreed to be done with a child, and what was done: as few fields as it takes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care.done import Told, close_task, told_item, write
from homeward.domain.care.models import Engagement
from homeward.domain.care.owners import sees_protected
from homeward.domain.care.problems import DateInPast, MinutesUnlikely, ProtectedOnly
from homeward.domain.care.record import card_of, locked, make, move, reasoned
from homeward.domain.care.states import EngagementState
from homeward.domain.care.words import Engaged, Initiator, Present, Way
from homeward.domain.needs.words import Reads
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import DateInFuture, Invalid

ACTION = "engagement.record"
DAY = 1440  # minutes


@dataclass(frozen=True, slots=True)
class EngagementPlanned:
    """Something was agreed for a day."""

    engagement_id: UUID
    child_id: UUID
    kind: Engaged
    planned_on: date


@dataclass(frozen=True, slots=True)
class EngagementRecorded:
    """Something was done; `task_id` is the task that it did, `next_task_id` the one after it."""

    engagement_id: UUID
    child_id: UUID
    kind: Engaged
    held_on: date
    task_id: UUID | None
    next_task_id: UUID | None


@dataclass(frozen=True, slots=True)
class EngagementFailed:
    """What was agreed did not come about, or was called off."""

    engagement_id: UUID
    child_id: UUID
    state: EngagementState


@command(action=ACTION, name="engagement.plan", on="child_id", says="约定服务")
def plan_engagement(
    ctx: Context, *, child_id: UUID, kind: Engaged, planned_on: date, channel: Way | None = None,
    plan_item_id: UUID | None = None,
) -> EngagementPlanned:  # fmt: skip
    """Agree on a visit, call, talk or session for a day.

    Raises:
        DateInPast, OtherChild, ProtectedOnly.
    """
    card = card_of(child_id)
    if planned_on < ctx.today:
        raise DateInPast(on=planned_on)
    reads = _reads(ctx, Target(card.place, card.school_id, child_id), kind)
    item = told_item(child_id, kind, channel, plan_item_id)
    row = make(
        ctx, Engagement, "plan", card, kind=kind, channel=channel or "", item=item,
        planned_on=planned_on, reads=reads,
    )  # fmt: skip
    return EngagementPlanned(row.id, child_id, kind, planned_on)


@command(action=ACTION, name="engagement.record", on="child_id", says="记录服务")
def record_engagement(
    ctx: Context, *, child_id: UUID, kind: Engaged, channel: Way | None = None,
    held_on: date | None = None, with_whom: tuple[Present, ...] = (), minutes: int | None = None,
    text: str = "", child_words: str = "", plan_item_id: UUID | None = None,
    task_id: UUID | None = None,
) -> EngagementRecorded:  # fmt: skip
    """Record what was done today, or on an earlier day. Kind alone is enough.

    The task that it does is closed, and the next one opened when it recurs. Without a plan item it
    counts for the only running item whose cadence asks for it.

    Args:
        text: what was seen and agreed; sealed.
        child_words: what the child said, in its own words; sealed.

    Raises:
        DateInFuture, MinutesUnlikely, OtherChild, ProtectedOnly, NotInThisState.
    """
    card = card_of(child_id)
    reads = _reads(ctx, Target(card.place, card.school_id, child_id), kind)
    told = Told(
        kind, channel, _held(ctx, held_on), _unique(with_whom), _minutes(minutes), text, child_words
    )
    item = told_item(child_id, kind, channel, plan_item_id)
    row = write(ctx, card, told, item, reads)
    task, after = close_task(ctx, row, task_id)
    return EngagementRecorded(row.id, child_id, kind, told.held_on, task, after)


@command(
    action="engagement.record_contact", name="engagement.record_contact", on="child_id",
    says="记录父母与孩子联系",
)  # fmt: skip
def record_contact(
    ctx: Context, *, child_id: UUID, parent: Present, channel: Way = Way.PHONE,
    held_on: date | None = None, minutes: int | None = None, feelings: bool | None = None,
    begun_by: Initiator | None = None, child_words: str = "",
) -> EngagementRecorded:  # fmt: skip
    """Record that a parent and the child were in contact (Minors Protection Law art. 23).

    What they said stays theirs (art. 63); only whether they talked of feelings is asked, and None is
    not collected.

    Raises:
        Invalid: neither father nor mother. DateInFuture, MinutesUnlikely.
    """
    if parent not in (Present.FATHER, Present.MOTHER):
        raise Invalid(fields="parent")
    card = card_of(child_id)
    kind = Engaged.PARENT_CONTACT
    told = Told(
        kind, channel, _held(ctx, held_on), (Present.CHILD, parent), _minutes(minutes), "",
        child_words, parent, feelings, begun_by,
    )  # fmt: skip
    row = write(ctx, card, told, told_item(child_id, kind, channel, None), Reads.CARE)
    task, after = close_task(ctx, row, None)
    return EngagementRecorded(row.id, child_id, kind, told.held_on, task, after)


@command(action=ACTION, name="engagement.hold", on="engagement_id", says="记录约定的服务已进行")
def hold_engagement(
    ctx: Context, *, engagement_id: UUID, held_on: date | None = None, channel: Way | None = None,
    with_whom: tuple[Present, ...] = (), minutes: int | None = None, text: str = "",
    child_words: str = "", task_id: UUID | None = None,
) -> EngagementRecorded:  # fmt: skip
    """Record that what was agreed was done.

    Raises:
        DateInFuture, MinutesUnlikely, OtherChild, NotInThisState.
    """
    row = locked(Engagement, engagement_id)
    on = _held(ctx, held_on)
    move(
        ctx, row, "hold", held_on=on, done_by=ctx.actor.user_id, minutes=_minutes(minutes),
        channel=channel or row.channel, with_whom=list(_unique(with_whom)), evidence=text,
        child_words=child_words,
    )  # fmt: skip
    task, after = close_task(ctx, row, task_id)
    return EngagementRecorded(row.id, row.child_id, Engaged(row.kind), on, task, after)


@command(action=ACTION, name="engagement.miss", on="engagement_id", says="记录约定的服务未成")
def miss_engagement(ctx: Context, *, engagement_id: UUID) -> EngagementFailed:
    """Record that what was agreed did not come about; the call's reason says why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reason = reasoned(ctx)
    row = locked(Engagement, engagement_id)
    move(ctx, row, "miss", evidence=reason)
    return EngagementFailed(row.id, row.child_id, EngagementState.MISSED)


@command(action=ACTION, name="engagement.call_off", on="engagement_id", says="取消约定的服务")
def call_off_engagement(ctx: Context, *, engagement_id: UUID) -> EngagementFailed:
    """Call off what was agreed; the call's reason says why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reason = reasoned(ctx)
    row = locked(Engagement, engagement_id)
    move(ctx, row, "call_off", evidence=reason)
    return EngagementFailed(row.id, row.child_id, EngagementState.CALLED_OFF)


def _reads(ctx: Context, target: Target, kind: Engaged) -> Reads:
    if kind != Engaged.SESSION:
        return Reads.CARE
    if not sees_protected(ctx, ACTION, target):
        raise ProtectedOnly()
    return Reads.PROTECTED


def _held(ctx: Context, held_on: date | None) -> date:
    on = held_on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    return on


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 0 <= minutes <= DAY:
        raise MinutesUnlikely()
    return minutes


def _unique(with_whom: tuple[Present, ...]) -> tuple[Present, ...]:
    return tuple(dict.fromkeys(with_whom))
