"""Answers to scores: exact arithmetic, one pass, nothing random."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import TYPE_CHECKING

from homeward.engines.scoring import messages as say
from homeward.engines.scoring import reasons as because
from homeward.engines.scoring.banded import exact, values
from homeward.engines.scoring.instrument import Instrument, Number, Scale, plain
from homeward.engines.scoring.problem import (
    AnswerFault,
    AnswersRefused,
    ScoringProblem,
    age_faults,
)
from homeward.engines.scoring.result import Reason, ScaleScore, ScoreResult, ScoreStatus
from homeward.engines.scoring.words import Direction, Method

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGINE_VERSION = "1"
"""Raised whenever the same answers to the same instrument would score otherwise."""


def score(
    instrument: Instrument, answers: Mapping[str, int | None], age_years: int | None = None
) -> ScoreResult:
    """Score the answers of one person to one instrument.

    Args:
        instrument: what was asked, and how it counts.
        answers: by item, the value of the option chosen; None or no entry: not answered.
        age_years: the child's age in completed years; None: not known, then no band is read.

    Raises:
        AnswersRefused: an item, a value or an age that cannot be; every fault at once.
    """
    problem = ScoringProblem(instrument, answers, age_years)
    given = {item.id: answers.get(item.id) for item in instrument.items}
    missing = tuple(name for name, value in given.items() if value is None)
    applies = _applies(instrument, age_years)
    why: list[Reason] = []
    scales = []
    for scale in instrument.scales:
        lacking = [name for name in scale.items if given[name] is None]
        value = None if applies is False else _value(instrument, scale, given, lacking, missing)
        answered = len(scale.items) - len(lacking)
        if applies is not False:
            over = missing if scale.over_all else lacking
            why += _why(scale, value, answered, lacking, over, with_band=applies is True)
        scales.append(_scale_score(scale, value, answered, len(lacking), with_band=bool(applies)))
    safety = tuple(item.id for item in instrument.items if item.is_safety_answer(given[item.id]))
    unsaid = tuple(i.id for i in instrument.items if i.safety is not None and given[i.id] is None)
    digest = _input_hash(instrument, "answers", problem.answers, age_years)
    return _result(instrument, age_years, scales, why, safety, unsaid, missing, digest)


def score_totals(
    instrument: Instrument, totals: Mapping[str, Number | None], age_years: int | None = None
) -> ScoreResult:
    """Take over totals that were scored elsewhere, such as on licensed paper.

    Args:
        instrument: what was asked.
        totals: by scale, its value; None or no entry: not known.
        age_years: as in `score`.

    Raises:
        AnswersRefused: a scale, a value or an age that cannot be; every fault at once.
    """
    faults = [*age_faults(age_years), *_total_faults(instrument, totals)]
    if faults:
        raise AnswersRefused(faults)
    applies = _applies(instrument, age_years)
    why, scales = [], []
    for scale in instrument.scales:
        value = totals.get(scale.id) if applies is not False else None
        value = None if value is None else plain(Fraction(str(value)))
        if applies is not False:
            why.append(
                because.not_entered(scale) if value is None
                else because.entered(scale, value, with_band=applies is True)
            )  # fmt: skip
        scales.append(_scale_score(scale, value, 0, 0, with_band=bool(applies)))
    unsaid = tuple(item.id for item in instrument.items if item.safety is not None)
    digest = _input_hash(instrument, "totals", totals, age_years)
    return _result(instrument, age_years, scales, why, (), unsaid, unsaid, digest)


def _applies(instrument: Instrument, age_years: int | None) -> bool | None:
    """Whether the instrument is meant for this age; None when the age is not known."""
    return None if age_years is None else age_years in instrument.ages


def _value(
    instrument: Instrument, scale: Scale, given: Mapping[str, int | None],
    lacking: list[str], missing: tuple[str, ...],
) -> Number | None:  # fmt: skip
    """The value of a scale, or None when more is missing than its rule forgives."""
    answered = len(scale.items) - len(lacking)
    if not answered or len(missing if scale.over_all else lacking) > scale.missing:
        return None
    total = Fraction(0)
    for name in scale.items:
        value = given[name]
        if value is not None:
            total += instrument.item(name).score(value)
    if scale.method is Method.MEAN:
        total /= answered
    elif scale.method is Method.PRORATED:
        total *= Fraction(len(scale.items), answered)
    total *= scale.factor
    return plain(total if scale.method is Method.SUM else _rounded(scale, total))


def _rounded(scale: Scale, value: Fraction) -> Fraction:
    """To the scale's decimals; a half goes to the side on which the child is looked at."""
    unit = scale.step
    whole, rest = divmod(value, unit)
    half = unit / 2
    up = rest > half or (rest == half and scale.direction is Direction.WORSE)
    rounded = (whole + int(up)) * unit
    return min(max(rounded, exact(scale.low)), exact(scale.high))


def _scale_score(
    scale: Scale, value: Number | None, answered: int, missing: int, *, with_band: bool
) -> ScaleScore:
    band = scale.band_of(value) if with_band and value is not None else None
    return ScaleScore(
        scale.id, value, band.id if band else None, band.severity if band else None,
        answered, missing,
    )  # fmt: skip


def _why(
    scale: Scale, value: Number | None, answered: int, lacking: list[str],
    over: tuple[str, ...] | list[str], *, with_band: bool,
) -> list[Reason]:  # fmt: skip
    if value is None:
        return [because.too_much_missing(scale, over)]
    found = [because.scored(scale, value, answered, with_band=with_band)]
    if lacking and scale.method is Method.SUM:
        found.append(because.counted_as_nothing(scale, lacking))
    elif lacking:
        found.append(because.filled_in_proportion(scale, lacking))
    return found


def _result(
    instrument: Instrument, age_years: int | None, scales: list[ScaleScore], why: list[Reason],
    safety: tuple[str, ...], unsaid: tuple[str, ...], missing: tuple[str, ...], digest: str,
) -> ScoreResult:  # fmt: skip
    status = _status(instrument, age_years, scales, missing)
    first = [because.safety_answer(safety)] if safety else []
    if status is ScoreStatus.NOT_APPLICABLE and age_years is not None:
        first.append(because.outside_ages(instrument, age_years))
    elif age_years is None:
        first.append(because.age_unknown(instrument))
    last = [because.safety_unanswered(unsaid)] if unsaid else []
    if not instrument.validated:
        last.append(because.own_scale())
    return ScoreResult(
        status, tuple(scales), safety, missing, (*first, *why, *last), ENGINE_VERSION,
        instrument.id, instrument.version, digest,
    )  # fmt: skip


def _status(
    instrument: Instrument, age_years: int | None, scales: list[ScaleScore],
    missing: tuple[str, ...],
) -> ScoreStatus:  # fmt: skip
    applies = _applies(instrument, age_years)
    if applies is False:
        return ScoreStatus.NOT_APPLICABLE
    without = sum(scale.value is None for scale in scales)
    if applies is None or without == len(scales):
        return ScoreStatus.UNDECIDED
    return ScoreStatus.PARTIAL if without or missing else ScoreStatus.COMPLETE


def _total_faults(instrument: Instrument, totals: Mapping[str, Number | None]) -> list[AnswerFault]:
    known = {scale.id: scale for scale in instrument.scales}
    faults = []
    for name in sorted(totals):
        value = totals[name]
        if name not in known:
            faults.append(AnswerFault.of(name, say.unknown_scale(name, known)))
        elif value is not None and not _is_possible(known[name], value):
            scale = known[name]
            faults.append(
                AnswerFault.of(name, say.total_out_of_range(value, scale.low, scale.high))
            )
    return faults


def _is_possible(scale: Scale, value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool) or value != value:
        return False
    return scale.low <= value <= scale.high and Fraction(str(value)) in values(scale)


def _input_hash(
    instrument: Instrument, kind: str, given: Mapping[str, Number | None], age_years: int | None
) -> str:
    """Order does not count, and None is as good as nothing."""
    said = {name: plain(Fraction(str(v))) for name, v in given.items() if v is not None}
    parts = [ENGINE_VERSION, instrument.id, instrument.version, instrument.digest, kind, said,
             age_years]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
