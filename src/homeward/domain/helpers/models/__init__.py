"""Tables of the room of helpers."""

from homeward.domain.helpers.models.helper import Helper, StepEvidence, VettingStep
from homeward.domain.helpers.models.match import Answer, Match, MatchStep

__all__ = ["Answer", "Helper", "Match", "MatchStep", "StepEvidence", "VettingStep"]
