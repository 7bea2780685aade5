"""Referral and its way back: offered, answered, fed back, closed; each on a clock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care import owners
from homeward.domain.care.models import Referral
from homeward.domain.care.problems import ConsentMissing
from homeward.domain.care.record import card_of, locked, make, move, reasoned, told
from homeward.domain.care.schedule import drop_tasks, finish_tasks, put_task, within
from homeward.domain.care.states import ReferralState
from homeward.domain.care.targets import target_of
from homeward.domain.care.words import Origin, ReferredTo
from homeward.domain.children.public import standings
from homeward.domain.children.words import ConsentState
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

REFERRAL = "referral"
ANSWER_WITHIN, FEEDBACK_WITHIN = 3, 30  # days; defaults of Homeward, no official interval was found
TO_ANSWER = {"zh": "答复转介", "en": "Answer the referral"}
TO_FEED_BACK = {"zh": "反馈转介结果", "en": "Say what came of the referral"}


@dataclass(frozen=True, slots=True)
class ReferralMoved:
    """A referral was offered, answered, fed back or closed; `due_on` is when the next step is due."""

    referral_id: UUID
    child_id: UUID
    to: ReferredTo
    state: ReferralState
    due_on: date | None


@command(action="referral.offer", on="child_id", says="提出转介")
def offer_referral(
    ctx: Context, *, child_id: UUID, to: ReferredTo, text: str, consent: bool,
    to_whom: str = "", owner_id: UUID | None = None,
) -> ReferralMoved:  # fmt: skip
    """Refer a child on; an answer is due in three days.

    Args:
        text: why, and what is hoped for; sealed.
        consent: the guardian agrees to this referral. Without it, and without a yes on record to referrals,
            or against a no on record, the call's reason must say why.
        to_whom: the office or person outside the house; sealed.
        owner_id: the receiver, when it is a person of the house; the answer is on their list, else on
            the list of counsellors or of the one who refers.

    Raises:
        ConsentMissing, TextMissing, PersonUnfit, OwnerMissing.
    """
    said = standings([child_id], ctx.today, REFERRAL)[child_id, REFERRAL]
    consent = said != ConsentState.REFUSED and (consent or said == ConsentState.GIVEN)
    if not consent and not ctx.reason.strip():
        raise ConsentMissing()
    card = card_of(child_id)
    target = Target(card.place, card.school_id, child_id)
    role = "counsellor" if to == ReferredTo.COUNSELLOR else ""
    owner = owners.chosen(ctx, target, owner_id, default=role)
    due = within(ctx, ANSWER_WITHIN, safety=True)
    row = make(
        ctx, Referral, "offer", card, to=to, to_whom=to_whom, owner_id=owner_id,
        reason=told(text), consent=consent, offered_on=ctx.today, due_on=due,
    )  # fmt: skip
    put_task(
        ctx, row, owner, title=TO_ANSWER, due_on=due, why="referral", origin=Origin.REFERRAL,
        origin_id=row.id, safety=True,
    )  # fmt: skip
    return _moved(row)


@command(action="referral.answer", name="referral.accept", on="referral_id", says="接受转介")
def accept_referral(ctx: Context, *, referral_id: UUID, text: str = "") -> ReferralMoved:
    """Take a referral on, or record that the office outside did; feedback is due in thirty days.

    Raises:
        NotInThisState, OwnerMissing.
    """
    row = locked(Referral, referral_id)
    due = within(ctx, FEEDBACK_WITHIN)
    move(ctx, row, "accept", answer=text, due_on=due)
    finish_tasks(ctx, Origin.REFERRAL, [row.id])
    put_task(
        ctx, row, owners.chosen(ctx, target_of(row), row.owner_id), title=TO_FEED_BACK, due_on=due,
        why="referral", origin=Origin.REFERRAL, origin_id=row.id,
    )  # fmt: skip
    return _moved(row)


@command(action="referral.answer", name="referral.refuse", on="referral_id", says="不接受转介")
def refuse_referral(ctx: Context, *, referral_id: UUID) -> ReferralMoved:
    """Decline a referral; the call's reason says why. Whoever referred still has to close it.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reason = reasoned(ctx)
    row = locked(Referral, referral_id)
    move(ctx, row, "refuse", answer=reason)
    finish_tasks(ctx, Origin.REFERRAL, [row.id])
    return _moved(row)


@command(action="referral.answer", name="referral.feed_back", on="referral_id", says="反馈转介结果")
def feed_back_referral(ctx: Context, *, referral_id: UUID, text: str) -> ReferralMoved:
    """Say what came of it to whoever referred; may be said again as long as it is not closed.

    Raises:
        TextMissing, NotInThisState.
    """
    row = locked(Referral, referral_id)
    move(ctx, row, "feed_back", feedback=told(text))
    finish_tasks(ctx, Origin.REFERRAL, [row.id])
    return _moved(row)


@command(action="referral.offer", name="referral.close", on="referral_id", says="结束转介")
def close_referral(ctx: Context, *, referral_id: UUID) -> ReferralMoved:
    """Close a referral that was fed back, refused, or is no longer needed.

    Before it was answered or fed back, the call's reason must say why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    row = locked(Referral, referral_id)
    if row.state in (ReferralState.OFFERED, ReferralState.ACCEPTED):
        reasoned(ctx)
    move(ctx, row, "close", closed_on=ctx.today)
    drop_tasks(ctx, Origin.REFERRAL, [row.id])
    return _moved(row)


def _moved(row: Referral) -> ReferralMoved:
    waits = row.state in (ReferralState.OFFERED, ReferralState.ACCEPTED)
    return ReferralMoved(
        row.id, row.child_id, ReferredTo(row.to), ReferralState(row.state),
        row.due_on if waits else None,
    )  # fmt: skip
