"""Becoming a helper: the application, changes of it, the account, the team, stopping and coming back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from homeward.domain.children.words import Sex
from homeward.domain.helpers.access import give, refresh, settle
from homeward.domain.helpers.models import Helper, Match
from homeward.domain.helpers.problems import (
    AccountLinked,
    HelperFieldUnlikely,
    HelperIsStopped,
    HelperKnown,
    HelperNameMissing,
    HelperNotStopped,
    TeamUnfit,
)
from homeward.domain.helpers.record import change, locked, put, state_of
from homeward.domain.helpers.states import MatchState, VettingState
from homeward.domain.helpers.vetting import rules_on
from homeward.domain.helpers.words import TIMES, HelperKind
from homeward.engines.roll.identity import IdNumber, read_adult_id
from homeward.foundation.access.decide import require
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.crypto.seal import blind
from homeward.foundation.places.public import path_of
from homeward.foundation.problems import NotFound

MANAGE = "helper.manage"
ID_PURPOSE = "helper.id_number"
MOST = {"capacity": 30, "travel_km": 500}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class HelperDraft:
    """What a person who wants to help says of themselves; None and empty are 未采集.

    Attributes:
        birth_year: four digits.
        id_number: eighteen signs; kept sealed.
        capacity: children at once.
        availability: parts of a week such as `3-evening`.
        travel_km: how far at most, one way.
        wont_do: what they will not do, in their words.
    """

    name: str
    kind: HelperKind
    sex: Sex | None = None
    birth_year: int | None = None
    phone: str = ""
    id_number: str = ""
    capacity: int = 1
    availability: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    travel_km: int | None = None
    preferences: str = ""
    wont_do: str = ""


@dataclass(frozen=True, slots=True)
class HelperMoved:
    """Something of a helper was recorded; `state` is how the vetting stands now."""

    helper_id: UUID
    state: VettingState


@command(action="helper.apply", on="place", says="登记帮扶人申请")
def apply_as_helper(ctx: Context, *, place: str, helper: HelperDraft) -> HelperMoved:
    """Take down somebody who wants to help. They see no child before every step of the vetting holds.

    Args:
        place: 12-digit code of where they live: a village, township or county.

    Raises:
        HelperNameMissing, HelperFieldUnlikely, HelperKnown, NotFound: no such place.
    """
    path = path_of(place)
    if not path or path[-1].code != place:
        raise NotFound()
    values = columns(ctx, helper)
    try:
        with transaction.atomic():
            row = put(ctx, Helper, place=place, applied_on=ctx.today, **values)
    except IntegrityError:
        raise HelperKnown() from None
    return moved(ctx, row)


@command(action=MANAGE, name="helper.change", on="helper_id", says="修改帮扶人资料")
def change_helper(ctx: Context, *, helper_id: UUID, helper: HelperDraft) -> HelperMoved:
    """Put what is known now in place of what was. Another kind may ask for other steps.

    Raises:
        HelperNameMissing, HelperFieldUnlikely, HelperKnown.
    """
    row = locked(Helper, helper_id)
    values = columns(ctx, helper)
    try:
        with transaction.atomic():
            change(row, **values)
    except IntegrityError:
        raise HelperKnown() from None
    refresh(ctx, row)
    return moved(ctx, row)


def columns(ctx: Context, draft: HelperDraft) -> dict[str, Any]:
    """A draft as columns, checked."""
    if not draft.name.strip():
        raise HelperNameMissing()
    _check(ctx, draft)
    index = ""
    if draft.id_number.strip():
        number = read_adult_id(draft.id_number)
        if not isinstance(number, IdNumber) or not number.ok:
            raise HelperFieldUnlikely(field="id_number")
        index = blind(number.text, ID_PURPOSE)
    return {
        "name": draft.name.strip(), "kind": draft.kind, "sex": draft.sex,
        "birth_year": draft.birth_year, "phone": draft.phone.strip(),
        "id_number": draft.id_number.strip().upper(), "id_index": index, "capacity": draft.capacity,
        "availability": sorted(set(draft.availability)), "languages": list(draft.languages),
        "skills": list(draft.skills), "interests": list(draft.interests),
        "travel_km": draft.travel_km, "preferences": draft.preferences.strip(),
        "wont_do": draft.wont_do.strip(),
    }  # fmt: skip


def _check(ctx: Context, draft: HelperDraft) -> None:
    faults = {
        "name": len(draft.name.strip()) > LONGEST,
        "birth_year": draft.birth_year is not None
        and not ctx.today.year - 100 < draft.birth_year <= ctx.today.year - 6,
        "phone": len(draft.phone) > LONGEST,
        "availability": bool(set(draft.availability) - set(TIMES)),
        **{
            name: (value := getattr(draft, name)) is not None and not 0 <= value <= most
            for name, most in MOST.items()
        },
    }
    for name, wrong in faults.items():
        if wrong:
            raise HelperFieldUnlikely(field=name)


@command(action=MANAGE, name="helper.link_account", on="helper_id", says="关联帮扶人的账号")
def link_account(ctx: Context, *, helper_id: UUID, user_id: UUID) -> HelperMoved:
    """Say which account is the helper's. Active matches open at once, as far as the vetting holds.

    Raises:
        AccountLinked: to somebody else; NotFound: no such account in the actor's area.
    """
    row = locked(Helper, helper_id)
    require(ctx.actor, "people.read", LOCATORS["user_id"](ctx, user_id))
    if Helper.objects.filter(user_id=user_id).exclude(pk=helper_id).exists():
        raise AccountLinked()
    if row.user_id and row.user_id != user_id:
        old = Tie.objects.filter(user_id=row.user_id, kind=ScopeKind.CASELOAD, until__isnull=True)
        old.update(until=ctx.today)
    change(row, user_id=user_id)
    settle(ctx, row)
    for match in Match.objects.filter(helper_id=row.lead_id or row.id, state=MatchState.ACTIVE):
        give(ctx, match)
    return moved(ctx, row)


@command(action=MANAGE, name="helper.join_team", on="helper_id", says="加入代理家长小组")
def join_team(ctx: Context, *, helper_id: UUID, lead_id: UUID) -> HelperMoved:
    """Let an acting parent help in a team with a lead; it has three to five members, the lead among them.

    Raises:
        TeamUnfit: not acting parents, the lead follows somebody, or the team is full.
    """
    row, lead = locked(Helper, helper_id), Helper.objects.filter(pk=lead_id).first()
    if lead is None:
        raise NotFound()
    require(ctx.actor, MANAGE, LOCATORS["helper_id"](ctx, lead_id))
    least, most = rules_on(ctx.today).team
    kinds = {row.kind, lead.kind}
    members = Helper.objects.filter(lead=lead).exclude(pk=row.pk).count()
    leads_others = Helper.objects.filter(lead=row).exists()
    busy = Match.objects.filter(helper=row, state__in=(MatchState.ACTIVE, MatchState.SUSPENDED))
    if (
        kinds != {HelperKind.ACTING_PARENT} or lead.lead_id or leads_others or row.pk == lead.pk
        or members + 2 > most or busy.exists()
    ):  # fmt: skip
        raise TeamUnfit(least=least, most=most)
    change(row, lead=lead)
    for match in Match.objects.filter(helper=lead, state=MatchState.ACTIVE):
        give(ctx, match)
    return moved(ctx, row)


@command(action=MANAGE, name="helper.leave_team", on="helper_id", says="退出代理家长小组")
def leave_team(ctx: Context, *, helper_id: UUID) -> HelperMoved:
    """Let somebody help alone again; the children of the team are out of their sight at once."""
    row = locked(Helper, helper_id)
    if row.lead_id and row.user_id:
        children = Match.objects.filter(helper_id=row.lead_id).values("child_id")
        ties = Tie.objects.filter(user_id=row.user_id, kind=ScopeKind.CASELOAD, until__isnull=True)
        ties.filter(subject_id__in=children).update(until=ctx.today)
    change(row, lead=None)
    return moved(ctx, row)


@command(action=MANAGE, name="helper.stop", on="helper_id", says="停用帮扶人")
def stop_helper(ctx: Context, *, helper_id: UUID) -> HelperMoved:
    """Stop somebody at once: no child is in their sight any more, and active matches pause.

    Raises:
        ReasonMissing, HelperIsStopped.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    row = locked(Helper, helper_id)
    if row.stopped_on:
        raise HelperIsStopped()
    change(row, stopped_on=ctx.today, stopped_by=ctx.actor.user_id, stopped_why=ctx.reason.strip())
    settle(ctx, row)
    return moved(ctx, row)


@command(action=MANAGE, name="helper.resume", on="helper_id", says="恢复帮扶人")
def resume_helper(ctx: Context, *, helper_id: UUID) -> HelperMoved:
    """Take a stop back; the call's reason says why. Paused matches stay so until a person resumes them.

    Raises:
        ReasonMissing, HelperNotStopped.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    row = locked(Helper, helper_id)
    if row.stopped_on is None:
        raise HelperNotStopped()
    change(row, stopped_on=None, stopped_by=None, stopped_why="")
    refresh(ctx, row)
    return moved(ctx, row)


def moved(ctx: Context, row: Helper) -> HelperMoved:
    """What a command about a helper says."""
    return HelperMoved(row.id, state_of(row, ctx.today))
