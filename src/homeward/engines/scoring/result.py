"""What answers amount to, and why."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.scoring.instrument import Number
    from homeward.engines.scoring.words import Severity
    from homeward.engines.yamlfile import Words


class ScoreStatus(StrEnum):
    """How far the answers carry.

    COMPLETE: nothing is missing. PARTIAL: something is missing, and some scale has a value all
    the same. UNDECIDED: no scale has a value, or the age is not known, so that no band may be
    read. NOT_APPLICABLE: the instrument is not meant for this age.
    """

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """One scale's value; None where the answers do not decide it.

    Attributes:
        band, severity: None where there is no value, no band is published, or the age is unknown.
        answered, missing: how many of the scale's items; both 0 for a total that was entered.
    """

    id: str
    value: Number | None
    band: str | None
    severity: Severity | None
    answered: int
    missing: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the explanation: a stable code, and the sentence in both languages."""

    code: str
    says: Words
    scale: str | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """The scores of one set of answers.

    Attributes:
        safety: items whose answer needs a person the same day, whatever the status is.
        missing: items not answered; of entered totals, the safety items nobody has told us of.
        input_hash: SHA-256 (hex) of engine, instrument and answers; equal input, equal hash.
    """

    status: ScoreStatus
    scales: tuple[ScaleScore, ...]
    safety: tuple[str, ...]
    missing: tuple[str, ...]
    explanation: tuple[Reason, ...]
    engine_version: str
    instrument: str
    instrument_version: int
    input_hash: str

    def scale(self, scale_id: str) -> ScaleScore:
        """The score of one scale.

        Raises:
            KeyError: there is no such scale.
        """
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        raise KeyError(scale_id)

    def canonical(self) -> bytes:
        """The result as JSON bytes: equal input gives equal bytes, on every machine."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()
