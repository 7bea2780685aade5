"""Four colours: how soon somebody must act for a child. Of the situation and its clock, never of the child.

The levels follow Sichuan's screening of 2025 (green, yellow, orange, red). A colour comes from open alerts
alone, and for a reader only from those the reader may see: what is shown, the reasons explain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from homeward.domain.needs.public import RANK, Severity


@dataclass(frozen=True, slots=True)
class Open:
    """An alert that nobody has decided.

    Attributes:
        eased: its rule is no longer true; it keeps its colour until a person has confirmed that.
    """

    rule: str
    severity: Severity
    due_at: datetime
    eased: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a child has its colour: an alert, and whether its time has run out."""

    rule: str
    severity: Severity
    overdue: bool
    eased: bool


@dataclass(frozen=True, slots=True)
class Triage:
    """A colour with its reasons, the most urgent first; green has none."""

    colour: Severity
    reasons: tuple[Reason, ...]


def triage(alerts: Iterable[Open], now: datetime) -> Triage:
    """The colour of a child: that of its gravest open alert.

    Reasons stand by colour, then those that still hold before eased ones, then by their time.
    """
    found = sorted(alerts, key=lambda a: (-RANK[a.severity], a.eased, a.due_at, a.rule))
    reasons = tuple(Reason(a.rule, a.severity, a.due_at < now, a.eased) for a in found)
    return Triage(reasons[0].severity if reasons else Severity.GREEN, reasons)
