"""The three truth values."""

from __future__ import annotations

from enum import StrEnum


class Truth(StrEnum):
    """What a rule says of one row. `UNKNOWN` is never `FALSE`: a fact is missing."""

    TRUE = "in"
    FALSE = "out"
    UNKNOWN = "unknown"


LETTERS = {"T": Truth.TRUE, "F": Truth.FALSE, "U": Truth.UNKNOWN}
"""How the conditions of a finding are written, one letter a condition: `TFU`."""

TRUTHS = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)
"""Their codes in a compiled statement: 0, 1, 2."""
