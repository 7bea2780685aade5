"""The least that somebody who helps a child by name has to know. No scope: the caller has decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.queries.family import phones_of
from homeward.domain.children.queries.known import known_of
from homeward.domain.children.targets import age_on
from homeward.engines.names import given_name


@dataclass(frozen=True, slots=True)
class HelpedFacts:
    """First name, age, school, village, and how the carer is reached. Empty or None: not collected."""

    first_name: str
    age: int | None
    school: str
    village: str
    carer_name: str
    carer_phones: tuple[str, ...]


def helped_facts(child_id: UUID, on: date) -> HelpedFacts:
    """What is known on a day."""
    known = known_of(child_id, on)
    child = known.child
    school = next((row.school__name for row in known.enrolments if row.until is None), "")
    care = next((row for row in known.care if row.until is None and row.adult_id), None)
    adult = known.adults.get(care.adult_id) if care and care.adult_id else None
    return HelpedFacts(
        given_name(child.name), age_on(child.born_on, on) if child.born_on else None, school or "",
        child.place_name or child.place, adult.name if adult else "", phones_of(adult),
    )  # fmt: skip
