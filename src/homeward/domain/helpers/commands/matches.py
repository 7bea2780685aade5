"""A match: proposed, published by a person, agreed by the three, begun, paused, ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from homeward.domain.care.problems import ChildNotPresent
from homeward.domain.care.public import unask
from homeward.domain.care.record import card_of
from homeward.domain.care.words import Origin
from homeward.domain.children.public import require_consent
from homeward.domain.children.words import ConsentWay
from homeward.domain.helpers.access import give, pause, take, team_of
from homeward.domain.helpers.models import Answer, Helper, Match, MatchStep
from homeward.domain.helpers.problems import (
    HandOverToNobody,
    HelperFull,
    HelperTooFar,
    MatchedAlready,
    RefusedBefore,
    TeamUnfit,
)
from homeward.domain.helpers.record import locked, move, put, require_vetted, state_of
from homeward.domain.helpers.states import MatchState
from homeward.domain.helpers.vetting import cleared, rules_on
from homeward.domain.helpers.words import Asked, Ending, Paused
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import DateInFuture, Invalid, NotFound

DECIDE = "match.decide"
CASELOAD = "caseload"
COUNTY = 6  # digits of the code that places of one county share
BUSY = (MatchState.ACTIVE, MatchState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class MatchMoved:
    """A match was made or moved."""

    match_id: UUID
    child_id: UUID
    helper_id: UUID
    state: MatchState


@command(action="match.propose", on="child_id", says="提出结对")
def propose_match(ctx: Context, *, child_id: UUID, helper_id: UUID, text: str = "") -> MatchMoved:
    """Propose that a helper helps a child. Nobody is told and nothing opens before a person publishes it.

    Args:
        text: why these two.

    Raises:
        ChildNotPresent, NotFound, HelperTooFar, NotVetted, RefusedBefore, MatchedAlready, ConsentRefused.
    """
    card = card_of(child_id)
    if not card.present:
        raise ChildNotPresent()
    helper = Helper.objects.filter(pk=helper_id).first()
    if helper is None:
        raise NotFound()
    if helper.place[:COUNTY] != card.place[:COUNTY]:
        raise HelperTooFar()
    require_vetted(helper, ctx.today)
    require_consent(child_id, CASELOAD, ctx.today)
    no = Answer.objects.filter(child_id=child_id, helper=helper, agreed=False).first()
    if no:
        raise RefusedBefore(who=Asked(no.by).label)
    try:
        with transaction.atomic():
            row = put(
                ctx, Match, child_id=child_id, place=card.place, school=card.school_id,
                helper=helper, kind=helper.kind, state=MatchState.PROPOSED, reason=text.strip(),
                proposed_on=ctx.today,
            )  # fmt: skip
            _first_step(ctx, row)
    except IntegrityError:
        raise MatchedAlready() from None
    return _moved(row)


def _first_step(ctx: Context, row: Match) -> None:
    put(
        ctx, MatchStep, match=row, child_id=row.child_id, place=row.place, school=row.school,
        turn=1, move="propose", start="", to=row.state,
    )  # fmt: skip


@command(action=DECIDE, name="match.publish", on="match_id", says="公布结对并征求意见")
def publish_match(ctx: Context, *, match_id: UUID) -> MatchMoved:
    """Decide that the three are asked.

    Raises:
        MatchNotInThisState, NotVetted.
    """
    row = locked(Match, match_id)
    require_vetted(row.helper, ctx.today)
    move(ctx, row, "publish", published_on=ctx.today, published_by=ctx.actor.user_id)
    return _moved(row)


@command(action="match.answer", on="match_id", says="登记结对意见")
def answer_match(
    ctx: Context, *, match_id: UUID, by: Asked, agreed: bool, way: ConsentWay,
    on: date | None = None, who: str = "", note: str = "",
) -> MatchMoved:  # fmt: skip
    """Record what the child, the carer or the helper said. Three yeses agree; one no ends it for good.

    Args:
        way: how they said so.
        who: who spoke for the carer; empty for the child or the helper themselves.

    Raises:
        DateInFuture, MatchNotInThisState.
    """
    day = on or ctx.today
    if day > ctx.today:
        raise DateInFuture(on=day)
    row = locked(Match, match_id)
    if agreed:
        move(ctx, row, "hear")
    else:
        move(ctx, row, "decline", ended_on=ctx.today)
    put(
        ctx, Answer, match=row, helper_id=row.helper_id, child_id=row.child_id, place=row.place,
        school=row.school, by=by, agreed=agreed, way=way, on=day, who=who.strip(), note=note.strip(),
    )  # fmt: skip
    yes = set(Answer.objects.filter(match=row, agreed=True).values_list("by", flat=True))
    if agreed and yes == set(Asked.values):
        move(ctx, row, "agree")
    return _moved(row)


@command(action=DECIDE, name="match.start", on="match_id", says="开始结对")
def start_match(ctx: Context, *, match_id: UUID) -> MatchMoved:
    """Begin: from now on, and while the vetting holds, the helper sees the least of the child that is needed.

    Raises:
        MatchNotInThisState, NotVetted, HelperFull, TeamUnfit, ConsentRefused, ChildNotPresent, MayNotGrant.
    """
    row = locked(Match, match_id)
    helper = locked(Helper, row.helper_id)
    move(ctx, row, "start", started_on=ctx.today)
    _check_fit(ctx, row, helper)
    give(ctx, row)
    return _moved(row)


def _check_fit(ctx: Context, row: Match, helper: Helper) -> None:
    """Whether a helper may help this child today."""
    if not card_of(row.child_id).present:
        raise ChildNotPresent()
    require_vetted(helper, ctx.today)
    require_consent(row.child_id, CASELOAD, ctx.today)
    busy = Match.objects.filter(helper=helper, state__in=BUSY).exclude(pk=row.pk).count()
    if busy >= helper.capacity:
        raise HelperFull(capacity=helper.capacity)
    team = team_of(helper)
    least, most = rules_on(ctx.today).team
    able = all(cleared(state_of(one, ctx.today)) for one in team)
    if helper.lead_id or (len(team) > 1 and not (least <= len(team) <= most and able)):
        raise TeamUnfit(least=least, most=most)


@command(action=DECIDE, name="match.suspend", on="match_id", says="暂停结对")
def suspend_match(ctx: Context, *, match_id: UUID) -> MatchMoved:
    """Pause; the call's reason says why. The child is out of the helper's sight at once.

    Raises:
        ReasonMissing, MatchNotInThisState.
    """
    row = locked(Match, match_id)
    pause(ctx, row, Paused.BY_HAND, _reason(ctx))
    return _moved(row)


@command(action=DECIDE, name="match.resume", on="match_id", says="继续结对")
def resume_match(ctx: Context, *, match_id: UUID) -> MatchMoved:
    """Go on after a pause, if everything that a beginning asks still holds.

    Raises:
        MatchNotInThisState, NotVetted, HelperFull, TeamUnfit, ConsentRefused, ChildNotPresent.
    """
    row = locked(Match, match_id)
    move(ctx, row, "resume", paused_why="", paused_note="")
    _check_fit(ctx, row, locked(Helper, row.helper_id))
    give(ctx, row)
    unask(ctx, Origin.MATCH, [row.id])
    return _moved(row)


@command(action=DECIDE, name="match.end", on="match_id", says="结束结对")
def end_match(
    ctx: Context, *, match_id: UUID, ending: Ending, next_helper_id: UUID | None = None,
    text: str = "",
) -> MatchMoved:  # fmt: skip
    """End a match that was begun. Saying good-bye well is part of it: plan the last meeting with the child.

    Args:
        ending: planned, early or handed over.
        next_helper_id: the helper who takes over, when it is one of the house.
        text: how the good-bye was; for an early end why; for a hand-over to somebody
            outside the house to whom.

    Raises:
        ReasonMissing: an early end without a text; HandOverToNobody, MatchNotInThisState, NotFound.
    """
    if ending not in (Ending.PLANNED, Ending.EARLY, Ending.HANDED_OVER):
        raise Invalid(fields="ending")
    if ending == Ending.EARLY and not text.strip():
        raise ReasonMissing()
    if ending == Ending.HANDED_OVER and not (next_helper_id or text.strip()):
        raise HandOverToNobody()
    row = locked(Match, match_id)
    if (
        next_helper_id
        and not Helper.objects.filter(pk=next_helper_id, place__startswith=row.place[:COUNTY])
        .exclude(pk=row.helper_id)
        .exists()
    ):
        raise NotFound()
    move(
        ctx, row, "end", ended_on=ctx.today, ending=ending, end_note=text.strip(),
        next_helper_id=next_helper_id,
    )  # fmt: skip
    take(ctx, row)
    unask(ctx, Origin.MATCH, [row.id])
    return _moved(row)


@command(action="match.propose", name="match.withdraw", on="match_id", says="撤回结对")
def withdraw_match(ctx: Context, *, match_id: UUID) -> MatchMoved:
    """Take back what has not begun; the call's reason says why.

    Raises:
        ReasonMissing, MatchNotInThisState.
    """
    row = locked(Match, match_id)
    move(ctx, row, "withdraw", ended_on=ctx.today, ending=Ending.WITHDRAWN, end_note=_reason(ctx))
    return _moved(row)


def _reason(ctx: Context) -> str:
    if not ctx.reason.strip():
        raise ReasonMissing()
    return ctx.reason.strip()


def _moved(row: Match) -> MatchMoved:
    return MatchMoved(row.id, row.child_id, row.helper_id, MatchState(row.state))
