"""What is known of one child's needs, as far as the reader may see: answers, scores, change, assessments."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.words import Guardianship
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.models import Assessment, Response, Score
from homeward.domain.needs.problems import InstrumentUnknown
from homeward.domain.needs.words import HomeCheck, Informant, Reads
from homeward.engines.scoring import Instrument
from homeward.foundation.access.decide import visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.crypto.seal import unseal

READ = "need.read"


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """One scale of one response. `change` is against this informant's response before; None: none there."""

    scale: str
    title: dict[str, str]
    value: float | None
    band: str
    band_title: dict[str, str]
    severity: str
    change: float | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer in words; `value` None: not answered."""

    item: str
    text: dict[str, str]
    value: int | None
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One response, with its scores and its answers."""

    response_id: UUID
    instrument: str
    title: dict[str, str]
    standing: dict[str, str]
    informant: Informant
    reads: Reads
    answered_on: date
    recorded_by: str
    status: str
    safety: bool | None
    scores_only: bool
    scales: tuple[ScaleLine, ...]
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """One assessment of guardianship; `checks`: True when the trouble is there, None when not looked at."""

    assessment_id: UUID
    rating: Guardianship
    checks: dict[str, bool | None]
    note: str
    assessed_on: date
    recorded_by: str
    counts: bool


@dataclass(frozen=True, slots=True)
class NeedsOfChild:
    """Newest first. `withheld`: the classes this reader never sees here, whether there is any or not."""

    child_id: UUID
    responses: tuple[ResponseLine, ...]
    assessments: tuple[AssessmentLine, ...]
    withheld: tuple[FieldClass, ...]


@query(action=READ, name="need.of_child", on="child_id", sensitive=True, says="查看一个孩子的需要")
def get_needs(ctx: Context, *, child_id: UUID) -> NeedsOfChild:
    """A child's responses with scores and change, and its assessments, in the classes of the reader."""
    classes = ctx.actor.classes(READ, LOCATORS["child_id"](ctx, child_id))
    rows = list(
        visible(ctx.actor, Response.objects.filter(child_id=child_id), READ).order_by(
            "-answered_on", "-recorded_at", "-id"
        )
    )
    names = person_names({row.recorded_by for row in rows if row.recorded_by})
    scored = _scores(rows)
    return NeedsOfChild(
        child_id,
        tuple(_response(row, rows[n + 1 :], scored, names) for n, row in enumerate(rows)),
        assessments_of(ctx, child_id),
        tuple(one for one in (FieldClass.CARE, FieldClass.PROTECTED) if one not in classes),
    )


def assessments_of(ctx: Context, child_id: UUID) -> tuple[AssessmentLine, ...]:
    """The assessments that a reader may see, inside a query that has asked and recorded already."""
    rows = list(
        visible(ctx.actor, Assessment.objects.filter(child_id=child_id), READ).order_by(
            "-assessed_on", "-recorded_at", "-id"
        )
    )
    names = person_names({row.recorded_by for row in rows if row.recorded_by})
    return tuple(_assessment(row, names) for row in rows)


def _scores(rows: list[Response]) -> dict[UUID, list[Score]]:
    found: dict[UUID, list[Score]] = {}
    for score in Score.objects.filter(response_id__in=[row.id for row in rows]).order_by("id"):
        found.setdefault(score.response_id, []).append(score)
    return found


def _response(
    row: Response, earlier: list[Response], scored: dict[UUID, list[Score]], names: dict[UUID, str]
) -> ResponseLine:
    instrument = _instrument(row)
    key = (row.instrument, row.informant)
    before = next((one for one in earlier if (one.instrument, one.informant) == key), None)
    past = {one.scale: one.value for one in scored.get(before.id, [])} if before else {}
    return ResponseLine(
        row.id, row.instrument, dict(instrument.title) if instrument else {},
        dict(instrument.standing or {}) if instrument else {}, Informant(row.informant),
        Reads(row.reads), row.answered_on,
        names.get(row.recorded_by, "") if row.recorded_by else "", row.status, row.safety,
        row.scores_only,
        tuple(_scale(one, instrument, past.get(one.scale)) for one in scored.get(row.id, [])),
        _answers(row, instrument),
    )  # fmt: skip


def _instrument(row: Response) -> Instrument | None:
    """The version that was answered; None when its file is gone, and only numbers are left."""
    try:
        return instrument_of(row.instrument, row.version)
    except InstrumentUnknown:
        return None


def _scale(score: Score, instrument: Instrument | None, before: float | None) -> ScaleLine:
    known = {one.id: one for one in instrument.scales} if instrument else {}
    scale = known.get(score.scale)
    titles = {band.id: dict(band.title) for band in scale.bands} if scale else {}
    change = None
    if before is not None and score.value is not None:
        change = round(score.value - before, 6)
    return ScaleLine(
        score.scale, dict(scale.title) if scale else {}, score.value, score.band,
        titles.get(score.band, {}), score.severity, change,
    )  # fmt: skip


def _answers(row: Response, instrument: Instrument | None) -> tuple[AnswerLine, ...]:
    if row.answers is None or instrument is None:
        return ()
    given: dict[str, int | None] = json.loads(unseal(row.answers, "needs.answers"))
    lines = []
    for item in instrument.items:
        value = given.get(item.id)
        label = next((dict(o.label) for o in item.options if o.value == value), {})
        lines.append(AnswerLine(item.id, dict(item.text), value, label))
    return tuple(lines)


def _assessment(row: Assessment, names: dict[UUID, str]) -> AssessmentLine:
    return AssessmentLine(
        row.id, Guardianship(row.rating), {str(one): getattr(row, one) for one in HomeCheck},
        unseal(row.note, "needs.assessment_note") if row.note else "", row.assessed_on,
        names.get(row.recorded_by, "") if row.recorded_by else "", row.followed_at is None,
    )  # fmt: skip
