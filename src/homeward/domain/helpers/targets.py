"""Where helpers and matches stand, and what holds a child's record because of them."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext

from homeward.domain.children.public import gives_way, holds_back, leans_on_children
from homeward.domain.helpers.models import Helper, Match, StepEvidence, VettingStep
from homeward.domain.helpers.record import move
from homeward.domain.helpers.states import MatchState
from homeward.domain.helpers.words import Ending
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import Target
from homeward.foundation.audit.subjects import Subject, tells_subjects
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.problems import NotFound


def target_of(helper: Helper) -> Target:
    """A helper stands where they live, and is somebody: to a stranger there is no such person."""
    return Target(place=helper.place, subject_id=helper.id)


def _found(helper: Helper | None) -> Target:
    if helper is None:
        raise NotFound()
    return target_of(helper)


@locator("helper_id")
def where_helper(ctx: Context, helper_id: UUID) -> Target:
    """A helper stands where they live."""
    return _found(Helper.objects.filter(pk=helper_id).first())


@locator("step_id")
def where_step(ctx: Context, step_id: UUID) -> Target:
    """A step stands where its helper does."""
    row = VettingStep.objects.select_related("helper").filter(pk=step_id).first()
    return _found(row.helper if row else None)


@locator("evidence_id")
def where_evidence(ctx: Context, evidence_id: UUID) -> Target:
    """A paper stands where its helper does."""
    row = StepEvidence.objects.select_related("helper").filter(pk=evidence_id).first()
    return _found(row.helper if row else None)


@locator("match_id")
def where_match(ctx: Context, match_id: UUID) -> Target:
    """A match stands where its child does."""
    row = Match.objects.filter(pk=match_id).first()
    if row is None:
        raise NotFound()
    return Target(row.place, row.school, row.child_id)


@tells_subjects
def name_helpers(ctx: Context, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Helpers whom the reader may read, for the audit."""
    rows = visible(ctx.actor, Helper.objects.filter(pk__in=ids), "helper.read")
    return {row.id: Subject("helper", row.name) for row in rows}


@leans_on_children
def with_matches(child_ids: Collection[UUID]) -> set[UUID]:
    """Children who were matched: their roll is not undone beneath it."""
    return set(Match.objects.filter(child_id__in=child_ids).values_list("child_id", flat=True))


@holds_back
def still_helped(child_ids: Collection[UUID]) -> set[str]:
    """A match that goes on."""
    going = Match.objects.filter(
        child_id__in=child_ids, state__in=(MatchState.ACTIVE, MatchState.SUSPENDED)
    )
    return {gettext("结对帮扶还没有结束")} if going.exists() else set()


@gives_way(Match)
def one_match(ctx: Context, gone: Match, kept: Match) -> bool:
    """With the same helper, the kept child's match goes on; the account's tie gives way by itself."""
    move(ctx, gone, "merge", ended_on=ctx.today, ending=Ending.MERGED)
    return True
