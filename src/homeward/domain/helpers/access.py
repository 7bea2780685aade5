"""What a match opens and a lost vetting closes: the ties of a helper's account to children.

A tie bears the first day on which the vetting no longer holds, so that the check of rights itself ends it;
nothing has to run for that. What runs afterwards only says so: the match is paused and somebody is asked to
find another helper.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from homeward.domain.care.public import ask_responsible
from homeward.domain.care.words import Origin
from homeward.domain.helpers.models import Helper, Match
from homeward.domain.helpers.problems import NotVetted
from homeward.domain.helpers.record import change, move, require_vetted, standing_of, state_of
from homeward.domain.helpers.states import MatchState
from homeward.domain.helpers.vetting import FOREVER, cleared
from homeward.domain.helpers.words import HelperKind, Paused
from homeward.domain.needs.public import Severity
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import before_tie, ensure_appointed, put_tie
from homeward.foundation.commands.context import Context

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROLES = {HelperKind.ACTING_PARENT: "acting_parent"}
ROLE = "mentor"
"""The role of every other kind: it sees the least that is needed."""
PAUSED = {
    "zh": "帮扶人的结对已暂停，请安排接手",
    "en": "A helper's match is paused; arrange who takes over",
}


@before_tie
def may_be_given(ctx: Context, child_id: UUID, kind: ScopeKind, user_id: UUID) -> date | None:
    """A child is given by name to a vetted helper alone, and for as long as the vetting holds."""
    if kind != ScopeKind.CASELOAD:
        return None
    helper = Helper.objects.filter(user_id=user_id).first()
    if helper is None:
        raise NotVetted()
    require_vetted(helper, ctx.today)
    return _day_after(helper)


def _day_after(helper: Helper) -> date | None:
    if helper.vetted_until is None or helper.vetted_until == FOREVER:
        return None
    return helper.vetted_until + timedelta(days=1)


def team_of(helper: Helper) -> list[Helper]:
    """Who helps with a leader, the leader first; one person alone."""
    members = Helper.objects.filter(lead=helper).order_by("name", "id")
    return [helper, *members]


def give(ctx: Context, match: Match) -> None:
    """Let everybody of a match who has an account, and is vetted, see the child."""
    for helper in team_of(match.helper):
        if helper.user_id and cleared(state_of(helper, ctx.today)):
            role = ROLES.get(HelperKind(helper.kind), ROLE)
            ensure_appointed(ctx, helper.user_id, role)
            put_tie(ctx, match.child_id, helper.user_id, ScopeKind.CASELOAD)


def take(ctx: Context, match: Match) -> None:
    """Let nobody of a match see the child any more, unless by another match."""
    for helper in team_of(match.helper):
        if helper.user_id and not _helps_still(helper, match):
            _open_ties(helper.user_id).filter(subject_id=match.child_id).update(until=ctx.today)


def _helps_still(helper: Helper, but: Match) -> bool:
    leads = [one for one in (helper.id, helper.lead_id) if one]
    others = Match.objects.filter(
        helper_id__in=leads, child_id=but.child_id, state=MatchState.ACTIVE
    )
    return others.exclude(pk=but.pk).exists()


def _open_ties(user_id: UUID) -> "QuerySet[Tie]":
    return Tie.objects.filter(user_id=user_id, kind=ScopeKind.CASELOAD, until__isnull=True)


def refresh(ctx: Context, helper: Helper) -> None:
    """Work the vetting out anew after anything that it rests on, and let rights follow in this very act."""
    found = standing_of(helper, ctx.today)
    if (helper.vetted_until, helper.failed) != (found.until, bool(found.failed)):
        change(helper, vetted_until=found.until, failed=bool(found.failed))
    settle(ctx, helper)


def settle(ctx: Context, helper: Helper) -> int:
    """Ties last as long as the vetting; without one, they end today and active matches pause.

    Returns how many matches were paused.
    """
    ok = cleared(state_of(helper, ctx.today))
    if helper.user_id:
        ties = _open_ties(helper.user_id)
        if ok:
            ties.update(lapses_on=_day_after(helper))
        else:
            ties.exclude(lapses_on__lte=ctx.today).update(lapses_on=ctx.today)
    if ok:
        return 0
    active = Match.objects.filter(helper=helper, state=MatchState.ACTIVE)
    rows = list(active.select_for_update())
    for row in rows:
        pause(ctx, row, Paused.VETTING)
    return len(rows)


def pause(ctx: Context, match: Match, why: Paused, note: str = "") -> None:
    """Pause an active match: the helper no longer sees the child, the worker responsible is asked."""
    move(ctx, match, "suspend", paused_why=why, paused_note=note)
    take(ctx, match)
    ask_responsible(
        ctx, match.child_id, title=PAUSED, days=2, why="match", origin=Origin.MATCH,
        origin_id=match.id, severity=Severity.ORANGE,
    )  # fmt: skip
