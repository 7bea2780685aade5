"""Tables of the care loop."""

from homeward.domain.care.models.case import (
    Case,
    Goal,
    GoalRating,
    Plan,
    PlanItem,
    Review,
    SuggestionChoice,
)
from homeward.domain.care.models.record import Record, Step
from homeward.domain.care.models.together import Conference, Invitation, Referral
from homeward.domain.care.models.transfer import Incoming, Transfer
from homeward.domain.care.models.work import Engagement, Task

__all__ = [
    "Case",
    "Conference",
    "Engagement",
    "Goal",
    "GoalRating",
    "Incoming",
    "Invitation",
    "Plan",
    "PlanItem",
    "Record",
    "Referral",
    "Review",
    "Step",
    "SuggestionChoice",
    "Task",
    "Transfer",
]
