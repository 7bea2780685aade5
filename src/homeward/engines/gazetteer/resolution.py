"""What a written work place turned out to be, and whether it lies across a boundary."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.engines.gazetteer.codes import Level, prefix
from homeward.engines.gazetteer.divisions import single_counties


@dataclass(frozen=True, slots=True)
class Resolution:
    """The area a text means, as far as it can be told.

    Attributes:
        prefix: significant digits of the smallest area certain to hold the place; None when
            no area is certain.
        level: level of that area.
        candidates: digits of every division the text may mean; one when it is unambiguous.
        exact: one division was meant and the whole text was read.
        inside: the text says the place lies in the home area of this level (本县).
        outside: the text says it lies outside the home area of this level (外省).
        seat: the place is the seat of its county (县城).
    """

    prefix: str | None
    level: Level | None
    candidates: tuple[str, ...]
    exact: bool
    inside: Level | None = None
    outside: Level | None = None
    seat: bool = False


UNKNOWN = Resolution(None, None, (), exact=False)


def crosses(resolution: Resolution, home_code: str, level: Level) -> bool | None:
    """Whether the work place lies in another division of this level than home.

    Args:
        resolution: the work place.
        home_code: division code of the home.
        level: COUNTY or TOWNSHIP (any level is answered).

    Returns:
        True or False when certain; None when the text or the home code is too coarse to tell:
        本省 leaves open whether the county was left, 外省 does not.
    """
    home = _divided(prefix(home_code))
    answers = {_apart(_divided(each), home, level) for each in resolution.candidates}
    if len(answers) == 1 and None not in answers:
        return answers.pop()
    if resolution.outside is not None and resolution.outside <= level:
        return True
    if resolution.inside is not None and resolution.inside >= level:
        return False
    if resolution.seat and level is Level.TOWNSHIP and _is_rural_township(home):
        return True
    return None


def _apart(place: str, home: str, level: Level) -> bool | None:
    shared = min(len(place), len(home), level)
    if place[:shared] != home[:shared]:
        return True
    return False if shared == level else None


def _divided(digits: str) -> str:
    """A prefecture without counties counts as its own single county (东莞 4419 as 441900)."""
    return single_counties().get(digits, digits)


def _is_rural_township(home: str) -> bool:
    """A 乡 (serial 200 to 399, GB/T 10114) is not its county's seat: 县城 lies outside it."""
    return len(home) >= Level.TOWNSHIP and "200" <= home[Level.COUNTY : Level.TOWNSHIP] <= "399"
