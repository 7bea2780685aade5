"""Division codes: structure only, no names.

A code names an area by its leading digits: province 2, city 4, county 6, township 9,
village 12 (GB/T 2260, GB/T 10114 and the statistical division codes). The stored form is
always 12 digits, padded with zeros on the right; the shorter forms are accepted on entry.
"""

from __future__ import annotations

from enum import IntEnum

CODE_LENGTH = 12


class Level(IntEnum):
    """Level of a division; the value is its number of significant digits."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    TOWNSHIP = 9
    VILLAGE = 12


_LENGTHS = frozenset(int(each) for each in Level)


class BadDivisionCode(ValueError):
    """A text that cannot be a division code."""

    def __init__(self, code: str) -> None:
        """Keep the code that was read, so that the caller can show it."""
        self.code = code
        super().__init__(
            f"{code!r} is not a division code: give 2, 4, 6, 9 or 12 digits, not beginning 00"
        )


def normalise(code: str) -> str:
    """The 12-digit form of a code given by 2, 4, 6, 9 or 12 digits.

    >>> normalise("360735")
    '360735000000'

    Raises:
        BadDivisionCode: not digits, another length, or no province.
    """
    fits = code.isascii() and code.isdigit() and len(code) in _LENGTHS
    if not fits or code.startswith("00"):
        raise BadDivisionCode(code)
    return code.ljust(CODE_LENGTH, "0")


def level(code: str) -> Level:
    """Level of the division a code names: the least that holds all its non-zero digits."""
    full = normalise(code)
    return next(each for each in Level if not full[each:].strip("0"))


def prefix(code: str) -> str:
    """The significant digits: the text every code inside the area begins with."""
    full = normalise(code)
    return full[: level(full)]


def parent(code: str) -> str | None:
    """12-digit code of the area one level up; None above a province.

    Prefectures without counties repeat themselves as a county (441900 is also 4419), so the
    parent of their townships is the prefecture itself.
    """
    own = level(code)
    if own is Level.PROVINCE:
        return None
    above = max(each for each in Level if each < own)
    return normalise(normalise(code)[:above])


def span(code: str) -> tuple[str, str]:
    """Lowest and highest 12-digit code inside the area, both included: an indexed range."""
    digits = prefix(code)
    return digits.ljust(CODE_LENGTH, "0"), digits.ljust(CODE_LENGTH, "9")


def contains(area: str, code: str) -> bool:
    """Whether `code` names the area itself or a division inside it."""
    return normalise(code).startswith(prefix(area))


def same_county(first: str, second: str) -> bool:
    """Whether both codes lie in one county; False when either is coarser than a county."""
    return _same(first, second, Level.COUNTY)


def same_township(first: str, second: str) -> bool:
    """Whether both codes lie in one township; False when either is coarser than that."""
    return _same(first, second, Level.TOWNSHIP)


def _same(first: str, second: str, at: Level) -> bool:
    if level(first) < at or level(second) < at:
        return False
    return normalise(first)[:at] == normalise(second)[:at]
