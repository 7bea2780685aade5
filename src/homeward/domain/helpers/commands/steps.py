"""The steps of vetting: passed or failed, on which day, checked by whom, with the papers that show it."""

import base64
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.helpers.access import refresh
from homeward.domain.helpers.commands.people import MANAGE
from homeward.domain.helpers.models import Helper, StepEvidence, VettingStep
from homeward.domain.helpers.problems import EvidenceTooLarge, EvidenceUnreadable, StepUnknown
from homeward.domain.helpers.record import locked, put, state_of
from homeward.domain.helpers.states import VettingState
from homeward.domain.helpers.vetting import rules_on
from homeward.domain.helpers.words import Evidence, StepResult
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import DateInFuture

MAX_BYTES = 5 * 2**20
SIGNS = (
    (b"%PDF-", Evidence.PDF),
    (b"\xff\xd8\xff", Evidence.JPG),
    (b"\x89PNG\r\n\x1a\n", Evidence.PNG),
)
"""How files of each kind begin; what a file is called proves nothing."""


@dataclass(frozen=True, slots=True)
class StepRecorded:
    """A step was recorded; `state` and `until` are how the vetting stands now."""

    helper_id: UUID
    step_id: UUID
    state: VettingState
    until: date | None


@dataclass(frozen=True, slots=True)
class EvidenceKept:
    """A paper was kept."""

    helper_id: UUID
    step_id: UUID
    evidence_id: UUID


@command(action=MANAGE, name="helper.record_step", on="helper_id", says="登记核查步骤")
def record_step(
    ctx: Context, *, helper_id: UUID, step: str, on: date | None = None, with_whom: str = "",
    note: str = "",
) -> StepRecorded:  # fmt: skip
    """Record that a step was passed. Who records it is who vouches for it.

    Args:
        step: a code of `rules/vetting.yaml`.
        with_whom: the referee, the office that answered, who else was there.

    Raises:
        StepUnknown, DateInFuture.
    """
    return _record(ctx, helper_id, step, on, StepResult.PASSED, with_whom, note)


@command(action=MANAGE, name="helper.fail_step", on="helper_id", says="登记核查未通过")
def fail_step(
    ctx: Context, *, helper_id: UUID, step: str, on: date | None = None, with_whom: str = ""
) -> StepRecorded:
    """Record that a step was not passed; the call's reason says why. Every child is out of sight at once.

    Raises:
        ReasonMissing, StepUnknown, DateInFuture.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    return _record(ctx, helper_id, step, on, StepResult.FAILED, with_whom, ctx.reason)


def _record(
    ctx: Context, helper_id: UUID, step: str, on: date | None, result: StepResult, with_whom: str,
    note: str,
) -> StepRecorded:  # fmt: skip
    helper, day = locked(Helper, helper_id), on or ctx.today
    known = {rule.id for rule in rules_on(ctx.today).kinds[helper.kind]}
    if step not in known:
        raise StepUnknown(step=step[:20])
    if day > ctx.today:
        raise DateInFuture(on=day)
    turn = VettingStep.objects.filter(helper=helper).count() + 1
    row = put(
        ctx, VettingStep, helper=helper, step=step, turn=turn, result=result, on=day,
        with_whom=with_whom.strip(), note=note.strip(),
    )  # fmt: skip
    refresh(ctx, helper)
    return StepRecorded(helper.id, row.id, state_of(helper, ctx.today), helper.vetted_until)


def kind_of(data: bytes) -> Evidence | None:
    """What a file is by how it begins; None for what is not taken."""
    return next((kind for sign, kind in SIGNS if data.startswith(sign)), None)


@command(action=MANAGE, name="helper.attach", on="step_id", says="附上核查材料")
def attach_evidence(ctx: Context, *, step_id: UUID, data: bytes) -> EvidenceKept:
    """Keep a scanned paper with its step, sealed: PDF, JPG or PNG up to 5 MB.

    Raises:
        EvidenceTooLarge, EvidenceUnreadable.
    """
    if len(data) > MAX_BYTES:
        raise EvidenceTooLarge(limit=MAX_BYTES // 2**20)
    kind = kind_of(data)
    if kind is None:
        raise EvidenceUnreadable()
    step = VettingStep.objects.get(pk=step_id)
    row = put(
        ctx, StepEvidence, step=step, helper_id=step.helper_id, kind=kind, size=len(data),
        data=base64.b64encode(data).decode(),
    )  # fmt: skip
    return EvidenceKept(step.helper_id, step.id, row.id)
