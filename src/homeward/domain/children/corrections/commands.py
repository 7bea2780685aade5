"""Asking for a correction, answering, refusing with the reason, taking it back."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from homeward.domain.children.corrections.problems import (
    AnsweredAlready,
    AskedBySomebodyElse,
    NotTheirChange,
    WhoMissing,
    WordsMissing,
)
from homeward.domain.children.erasure.terms import rights
from homeward.domain.children.models import CorrectionRequest
from homeward.domain.children.targets import records_of, where_child
from homeward.domain.children.words import ConsentWay, CorrectionState, HeldSection
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.scopes import ScopeKind, Target
from homeward.foundation.audit.public import changed_since
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.commands.registry import locator
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import Invalid, NotFound

ASK = "correction.ask"
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class CorrectionMoved:
    """A request was made, answered, refused or taken back."""

    child_id: UUID
    correction_id: UUID
    state: CorrectionState
    due_on: date


@locator("correction_id")
def where_correction(ctx: Context, correction_id: UUID) -> Target:
    """A request stands where its child does."""
    row = CorrectionRequest.objects.filter(pk=correction_id).first()
    if row is None:
        raise NotFound()
    return where_child(ctx, row.child_id)


def is_family(actor: Actor, child_id: UUID, action: str) -> bool:
    """Whether somebody acts for the own child, and not as a worker."""
    kinds = {duty.scope.kind for duty in actor.duties_for(action)}
    return ScopeKind.FAMILY in kinds and child_id in actor.family


@command(action=ASK, on="child_id", says="申请更正孩子的资料")
def ask_correction(
    ctx: Context,
    *,
    child_id: UUID,
    section: HeldSection,
    wrong: str,
    right: str = "",
    who: str = "",
    way: ConsentWay = ConsentWay.ONLINE,
) -> CorrectionMoved:
    """Ask that something be corrected (Personal Information Protection Law art. 46).

    Answered within the days of `rules/rights.yaml`, counted from the day it was asked.

    Args:
        wrong, right: what is not right, and what would be.
        who: of the family, who asked; a worker who writes it down must say.
        way: how they asked.

    Raises:
        WordsMissing, WhoMissing, Invalid.
    """
    if not wrong.strip():
        raise WordsMissing()
    if not who.strip() and not is_family(ctx.actor, child_id, ASK):
        raise WhoMissing()
    due_on = ctx.today + timedelta(days=rights(ctx.today).correct_within)
    row = CorrectionRequest.objects.create(
        id=new_id(), child_id=child_id, state=CorrectionState.ASKED, section=section, way=way,
        wrong=_sealed("wrong", wrong), right=_sealed("right", right), who=_sealed("who", who),
        asked_at=ctx.at, asked_by=ctx.actor.user_id, due_on=due_on, command=ctx.command_id,
    )  # fmt: skip
    return CorrectionMoved(child_id, row.id, CorrectionState.ASKED, due_on)


@command(action="correction.answer", on="correction_id", says="答复更正申请")
def answer_correction(
    ctx: Context, *, correction_id: UUID, what: str, changed_by: UUID | None = None
) -> CorrectionMoved:
    """Say that it was corrected, and what was changed.

    Args:
        what: in words for the family.
        changed_by: the audit row of the command that changed it, if one did.

    Raises:
        WordsMissing, AnsweredAlready, NotTheirChange, Invalid.
    """
    if not what.strip():
        raise WordsMissing()
    row = _waiting(correction_id)
    if changed_by:
        acts = changed_since(records_of(row.child_id), row.asked_at)
        if changed_by not in {act.event_id for act in acts}:
            raise NotTheirChange()
    return _end(ctx, row, CorrectionState.CORRECTED, what, changed_by)


@command(
    action="correction.answer",
    name="correction.refuse",
    on="correction_id",
    says="不更正并说明理由",
)
def refuse_correction(ctx: Context, *, correction_id: UUID) -> CorrectionMoved:
    """Nothing is changed. The call's reason is told to the family (art. 50).

    Raises:
        ReasonMissing, AnsweredAlready, Invalid.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    return _end(ctx, _waiting(correction_id), CorrectionState.REFUSED, ctx.reason)


@command(action=ASK, name="correction.withdraw", on="correction_id", says="撤回更正申请")
def withdraw_correction(ctx: Context, *, correction_id: UUID) -> CorrectionMoved:
    """Take it back; only whoever asked may, so that no request disappears.

    Raises:
        AnsweredAlready, AskedBySomebodyElse.
    """
    row = _waiting(correction_id)
    if row.asked_by != ctx.actor.user_id:
        raise AskedBySomebodyElse()
    return _end(ctx, row, CorrectionState.WITHDRAWN, "")


def _waiting(correction_id: UUID) -> CorrectionRequest:
    row = CorrectionRequest.objects.select_for_update().get(pk=correction_id)
    if row.state != CorrectionState.ASKED:
        raise AnsweredAlready()
    return row


def _end(
    ctx: Context, row: CorrectionRequest, state: CorrectionState, answer: str,
    changed_by: UUID | None = None,
) -> CorrectionMoved:  # fmt: skip
    row.state, row.answer, row.changed_by = state, _sealed("answer", answer), changed_by
    row.ended_at, row.ended_by = ctx.at, ctx.actor.user_id
    row.save(update_fields=["state", "answer", "changed_by", "ended_at", "ended_by"])
    ctx.trail.about(row.child_id)
    return CorrectionMoved(row.child_id, row.id, state, row.due_on)


def _sealed(name: str, text: str) -> bytes | None:
    text = text.strip()
    if len(text) > LONGEST or "\x00" in text:
        raise Invalid(fields=name)
    return seal(text, f"correction.{name}") if text else None
