"""What is handed to this room: findings from rules, answers and scores from people."""

from dataclasses import dataclass, field
from typing import Any

from homeward.domain.needs.words import Reads, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDraft:
    """A rule found true of a child, with all that a person needs to understand and act.

    Attributes:
        owner: the role that must act.
        due_days, due_hours: from the moment it is raised; no days means by the end of the same day.
            Hours go before days.
        conditions: one letter (T, F, U) a condition; `says` has their words in the same order.
        read: the values that the rule read, by fact.
        source, article: the document the rule stands on, and where in it.
        task: code of what to do.
    """

    rule: str
    version: int
    severity: Severity
    title: dict[str, str]
    owner: str
    reads: Reads = Reads.CARE
    due_days: int = 0
    due_hours: int | None = None
    conditions: str = ""
    says: tuple[dict[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    read: dict[str, Any] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    article: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """One answer; `value` None: not answered."""

    item: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """One score of an instrument whose text may not be shipped."""

    scale: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeChecks:
    """The home-safety checks of a visit: True when the trouble is there, None when not looked at."""

    unattended: bool | None = None
    lives_alone: bool | None = None
    carer_ill: bool | None = None
    carer_excluded: bool | None = None
    basics_unmet: bool | None = None
    feelings_unheard: bool | None = None
    kept_from_school: bool | None = None
    house_hazard: bool | None = None
    road_hazard: bool | None = None
    water_hazard: bool | None = None
    animal_hazard: bool | None = None
