"""Scopes: over which part of the world a duty reaches."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from homeward.engines.gazetteer import codes


class ScopeKind(StrEnum):
    """Four ways to be responsible, and one for acts that concern nobody in particular."""

    AREA = "area"  # a division code; reaches everything below it
    SCHOOL = "school"  # pupils enrolled at one school now
    CASELOAD = "caseload"  # children tied to this person by name
    FAMILY = "family"  # one's own children


@dataclass(frozen=True, slots=True)
class Scope:
    """`value` is a 12-digit division code or a school's id; empty for caseload and family."""

    kind: ScopeKind
    value: str = ""

    @property
    def span(self) -> tuple[str, str]:
        """Lowest and highest 12-digit code inside an area; the empty value is the whole country."""
        return span(self.value)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a record stands: its area, its school, and the person it is about.

    `reads` is the field class that a duty must see to reach the record at all; empty for none.
    """

    place: str = ""
    school_id: UUID | None = None
    subject_id: UUID | None = None
    reads: str = ""


def span(area: str) -> tuple[str, str]:
    """Lowest and highest 12-digit code inside an area; the empty area is the whole country."""
    return codes.span(area) if area else ("0" * 12, "9" * 12)


def covers_area(area: str, place: str) -> bool:
    """Whether a place lies inside an area (both 12-digit codes; an empty place lies nowhere)."""
    low, high = span(area)
    return bool(place) and low <= place <= high
