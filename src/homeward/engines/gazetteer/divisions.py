"""The published divisions, read from the package data file when first needed.

Source: modood/Administrative-divisions-of-China (WTFPL), codes as of 2023-06-30; see
`data/NOTICE`. Two layers are loaded apart: 3,351 provinces, cities and counties, which answer
most questions, and 41,352 townships.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from homeward.engines.gazetteer.codes import Level, level, normalise, prefix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PUBLISHED_ON = "2023-06-30"


@dataclass(frozen=True, slots=True)
class Division:
    """One published division: 12-digit code, name and level."""

    code: str
    name: str
    level: Level


def divisions() -> Iterator[Division]:
    """Every published division, from provinces down to townships, by level and code.

    A prefecture without counties is published twice under one code (441900 and 4419); it
    comes once, as a city.
    """
    for layer in (upper_names(), township_names()):
        for digits, name in layer.items():
            yield Division(normalise(digits), name, Level(len(digits)))


def find(code: str) -> Division | None:
    """The published division with this code, or None."""
    digits = prefix(code)
    layer = township_names() if len(digits) == Level.TOWNSHIP else upper_names()
    name = layer.get(digits)
    return None if name is None else Division(normalise(digits), name, level(code))


@cache
def upper_names() -> Mapping[str, str]:
    """Names of provinces, cities and counties by significant digits."""
    return {code: name for code, name in _lines(townships=False) if prefix(code) == code}


@cache
def township_names() -> Mapping[str, str]:
    """Names of townships by significant digits (9)."""
    lines = _lines(townships=True)
    return {code: name for code, name in lines if not code.endswith("000")}


@cache
def single_counties() -> Mapping[str, str]:
    """Digits of the one county of each prefecture that has no more: {4419: 441900, ...}.

    Townships there hang from the prefecture itself (东莞, 中山, 儋州, 嘉峪关).
    """
    below: dict[str, list[str]] = {}
    for code, _ in _lines(townships=False):
        if len(code) == Level.COUNTY:
            below.setdefault(code[: Level.CITY], []).append(code)
    return {city: codes[0] for city, codes in below.items() if len(codes) == 1}


def _lines(*, townships: bool) -> Iterator[tuple[str, str]]:
    """(published code, name) of one layer; the upper layer stops before the townships."""
    packed = files("homeward.engines.gazetteer") / "data" / "divisions.csv.gz"
    with packed.open("rb") as stream, gzip.open(stream, "rt", encoding="utf-8") as lines:
        for line in lines:
            code, _, name = line.rstrip("\n").partition(",")
            is_township = len(code) == Level.TOWNSHIP
            if is_township and not townships:
                return
            if is_township == townships:
                yield code, name
