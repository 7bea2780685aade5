"""Tables of the room of helpers."""

from homeward.domain.helpers.models.match import Answer, Match, MatchStep
from homeward.domain.helpers.models.person import Helper, StepEvidence, VettingStep

__all__ = ["Answer", "Helper", "Match", "MatchStep", "StepEvidence", "VettingStep"]
