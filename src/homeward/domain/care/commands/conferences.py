"""Case conferences: who was asked, who came, what was decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care import owners
from homeward.domain.care.models import Conference, Invitation
from homeward.domain.care.problems import DateInPast, NobodyAsked, NotAskedHere
from homeward.domain.care.record import card_of, locked, make, move, reasoned, told
from homeward.domain.care.schedule import drop_tasks, finish_tasks, put_task
from homeward.domain.care.states import ConferenceState, InvitationState
from homeward.domain.care.words import Origin
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

TO_HOLD = {"zh": "召开个案会商并记录决定", "en": "Hold the conference and record what was decided"}


@dataclass(frozen=True, slots=True)
class ConferenceCalled:
    """People around a child were asked together."""

    conference_id: UUID
    child_id: UUID
    on: date
    asked: int


@dataclass(frozen=True, slots=True)
class InvitationAnswered:
    """Somebody said whether they come."""

    conference_id: UUID
    child_id: UUID
    state: InvitationState


@dataclass(frozen=True, slots=True)
class ConferenceMoved:
    """A conference was held or called off; `came` counts those who were asked and came."""

    conference_id: UUID
    child_id: UUID
    state: ConferenceState
    came: int


@command(action="conference.call", on="child_id", says="召集会商")
def call_conference(
    ctx: Context, *, child_id: UUID, on: date, purpose: str, invited: tuple[UUID, ...]
) -> ConferenceCalled:
    """Ask those around a child to come together. Only people whose duty reaches the child are asked.

    Raises:
        DateInPast, TextMissing, NobodyAsked, PersonUnfit, OwnerMissing.
    """
    people = tuple(dict.fromkeys(invited))
    if not people:
        raise NobodyAsked()
    if on < ctx.today:
        raise DateInPast(on=on)
    card = card_of(child_id)
    target = Target(card.place, card.school_id, child_id)
    for user_id in people:
        owners.chosen(ctx, target, user_id)
    row = make(ctx, Conference, "call", card, on=on, purpose=told(purpose))
    for user_id in people:
        make(ctx, Invitation, "ask", row, conference=row, user_id=user_id)
    put_task(
        ctx, row, owners.myself(ctx, target), title=TO_HOLD, due_on=on, why="conference",
        origin=Origin.CONFERENCE, origin_id=row.id,
    )  # fmt: skip
    return ConferenceCalled(row.id, child_id, on, len(people))


@command(
    action="conference.answer", name="conference.answer", on="conference_id", says="答复会商邀请"
)
def answer_invitation(ctx: Context, *, conference_id: UUID, coming: bool) -> InvitationAnswered:
    """Say whether one comes; may be said anew until the conference is held.

    Raises:
        NotAskedHere, NotInThisState.
    """
    rows = Invitation.objects.select_for_update().filter(conference_id=conference_id)
    row = next((each for each in rows if each.user_id == ctx.actor.user_id), None)
    if row is None:
        raise NotAskedHere()
    wanted = InvitationState.COMING if coming else InvitationState.DECLINED
    if row.state != wanted:
        move(ctx, row, "accept" if coming else "decline")
    return InvitationAnswered(conference_id, row.child_id, wanted)


@command(action="conference.call", name="conference.hold", on="conference_id", says="记录会商")
def hold_conference(
    ctx: Context, *, conference_id: UUID, decision: str, came: tuple[UUID, ...],
    child_heard: bool | None = None, held_on: date | None = None,
) -> ConferenceMoved:  # fmt: skip
    """Record who came and what was decided. Who was asked and is not named did not come.

    Raises:
        TextMissing, NotInThisState.
    """
    row = locked(Conference, conference_id)
    move(
        ctx, row, "hold", decision=told(decision), child_heard=child_heard,
        held_on=min(held_on or ctx.today, ctx.today),
    )  # fmt: skip
    asked = Invitation.objects.filter(conference=row)
    count = asked.filter(user_id__in=came).update(came=True)
    asked.exclude(user_id__in=came).update(came=False)
    finish_tasks(ctx, Origin.CONFERENCE, [row.id])
    return ConferenceMoved(row.id, row.child_id, ConferenceState.HELD, count)


@command(action="conference.call", name="conference.call_off", on="conference_id", says="取消会商")
def call_off_conference(ctx: Context, *, conference_id: UUID) -> ConferenceMoved:
    """Call a conference off; the call's reason says why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reasoned(ctx)
    row = locked(Conference, conference_id)
    move(ctx, row, "call_off")
    drop_tasks(ctx, Origin.CONFERENCE, [row.id])
    return ConferenceMoved(row.id, row.child_id, ConferenceState.CALLED_OFF, 0)
