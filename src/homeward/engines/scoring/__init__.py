"""Questions as data, and answers to scores: sums, reversed items, missing items, bands.

    book = load_instruments(shipped_files("instruments"))
    score(book.get("who-5"), {"cheerful": 2, "calm": 1, ...}, 13).scales[0].band

A score says who should be looked at first. It is never a finding of medicine, and what was not
answered is never taken for "no": beyond what the instrument's own rule forgives, a scale has no
value. A safety answer is named whatever else holds: age, gaps or a total that cannot be made.
"""

from homeward.engines.scoring.instrument import (
    THIRDS,
    Ages,
    Band,
    Instrument,
    InstrumentBook,
    Item,
    Option,
    Scale,
)
from homeward.engines.scoring.load import InstrumentError, InstrumentErrors, load_instruments
from homeward.engines.scoring.problem import AnswerFault, AnswersRefused, ScoringProblem
from homeward.engines.scoring.result import Reason, ScaleScore, ScoreResult, ScoreStatus
from homeward.engines.scoring.score import ENGINE_VERSION, score, score_totals
from homeward.engines.scoring.words import (
    Construct,
    Direction,
    Informant,
    Method,
    Reads,
    Severity,
)
from homeward.engines.yamlfile import shipped_files

__all__ = [
    "ENGINE_VERSION",
    "THIRDS",
    "Ages",
    "AnswerFault",
    "AnswersRefused",
    "Band",
    "Construct",
    "Direction",
    "Informant",
    "Instrument",
    "InstrumentBook",
    "InstrumentError",
    "InstrumentErrors",
    "Item",
    "Method",
    "Option",
    "Reads",
    "Reason",
    "Scale",
    "ScaleScore",
    "ScoreResult",
    "ScoreStatus",
    "ScoringProblem",
    "Severity",
    "load_instruments",
    "score",
    "score_totals",
    "shipped_files",
]
