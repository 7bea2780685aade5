"""Of several dated versions one is in force."""

from dataclasses import dataclass
from datetime import date

import pytest

from homeward.engines.yamlfile import version_on


@dataclass(frozen=True, slots=True)
class Said:
    since: date


FIRST, SECOND = Said(date(2026, 1, 1)), Said(date(2026, 9, 1))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2020, 1, 1), FIRST),
        (date(2026, 8, 31), FIRST),
        (date(2026, 9, 1), SECOND),
        (date(2030, 1, 1), SECOND),
    ],
)
def test_the_latest_that_has_begun_and_the_first_before_all(day: date, found: Said) -> None:
    assert version_on((FIRST, SECOND), day) == found
