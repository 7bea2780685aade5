"""Four colours: how soon somebody must act for a child. Of the situation and its clock, never of the child.

The levels follow Sichuan's screening of 2025 (green, yellow, orange, red). A colour comes from the open
alerts alone and from none that the reader may not see: what a reader is shown, these reasons explain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Colour(StrEnum):
    """From calm to at once; the order is the order of urgency."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def rank(self) -> int:
        """The more urgent, the higher."""
        return list(Colour).index(self)


@dataclass(frozen=True, slots=True)
class Open:
    """An open alert as triage sees it.

    Attributes:
        eased: its rule is no longer true and a person has yet to confirm that.
    """

    rule: str
    severity: Colour
    due_at: datetime
    eased: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a child has its colour: an alert, and whether its time has run out."""

    rule: str
    severity: Colour
    overdue: bool


@dataclass(frozen=True, slots=True)
class Triage:
    """A colour with its reasons, the most urgent first; green has none."""

    colour: Colour
    reasons: tuple[Reason, ...]


def triage(alerts: Iterable[Open], now: datetime) -> Triage:
    """The colour of a child.

    1. The colour is that of the gravest open alert that still holds.
    2. An alert that has eased counts yellow until a person has confirmed it: it is not over yet.
    3. Reasons stand by colour, then overdue before due, then by their time.
    """
    found = sorted(alerts, key=lambda a: (-_colour(a).rank, a.due_at > now, a.due_at, a.rule))
    if not found:
        return Triage(Colour.GREEN, ())
    reasons = tuple(Reason(a.rule, _colour(a), a.due_at <= now) for a in found)
    return Triage(reasons[0].severity, reasons)


def _colour(alert: Open) -> Colour:
    return Colour.YELLOW if alert.eased else alert.severity
