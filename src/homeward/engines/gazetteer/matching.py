"""Find division names inside a text, each within the area read before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from homeward.engines.gazetteer.codes import Level
from homeward.engines.gazetteer.divisions import (
    single_counties,
    township_names,
    upper_names,
)
from homeward.engines.gazetteer.names import SHORTEST, forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Digits = tuple[str, ...]
"""Significant digits of the divisions a name may mean."""

_LONGEST = 24
_TOWNSHIP_WORD = re.compile("镇|乡|街道|苏木|农场|林场|开发区|工业园")
# 唐山路南区 and 台州路桥区 are districts, not roads.
_STREET = re.compile("[东西南北中]?(?:大道|大街|路(?!南区|北区|桥)|街(?!道)|巷|弄)")
_EMPTY_END = re.compile(
    "(?:市区|城区|县城|境内|打工|务工|上班|做工|经商|工作|内|里|等地|一带|那边|市|县|区)*"
)


def read_down(text: str, at: int, home: str | None) -> tuple[int, Digits]:
    """Read an address beginning at `at`: (where reading stopped, what it may mean)."""
    length, found = _first(text, at, home)
    return read_within(text, at + length, found, home) if found else (at, ())


def read_within(text: str, at: int, areas: Digits, home: str | None) -> tuple[int, Digits]:
    """Go on reading names that lie inside `areas`; names that do not are left unread."""
    while True:
        length, found = _next(text, at, areas, home)
        if not found:
            return at, areas
        at, areas = at + length, found


def find_later(text: str, home: str | None) -> tuple[int, Digits]:
    """The first place name that is not at the beginning: 富士康深圳.

    Only cities, provinces and counties by their full name count here: short county names are
    too often ordinary words.
    """
    for at in range(1, len(text) - 1):
        for length in _lengths(text, at):
            name = text[at : at + length]
            found = tuple(
                each
                for each in _upper().get(name, ())
                if len(each) <= Level.CITY or upper_names()[each] == name
            )
            if found and not _is_street(text, at + length):
                return read_within(text, at + length, found, home)
    return 0, ()


def other_area(text: str, at: int) -> Digits:
    """Provinces or cities named at `at` that end the text: the second of 江苏浙江."""
    for length in _lengths(text, at):
        codes = _upper().get(text[at : at + length], ())
        found = tuple(each for each in codes if len(each) <= Level.CITY)
        if found and says_no_more(text, at + length):
            return found
    return ()


def says_no_more(text: str, at: int) -> bool:
    """Whether what follows names no place: nothing, 打工, 一带."""
    return _EMPTY_END.fullmatch(text, at) is not None


def _first(text: str, at: int, home: str | None) -> tuple[int, Digits]:
    full_townships = _TOWNSHIP_WORD.search(text, at) is not None
    local = _townships_within(home[: Level.COUNTY]) if home and len(home) >= Level.COUNTY else {}
    for length in _lengths(text, at):
        name = text[at : at + length]
        found = _upper().get(name, ())
        if full_townships and not found:
            found = _townships().get(name, ())
        if not found:
            found = local.get(name, ())
        if found and not _is_street(text, at + length):
            return length, found
    return 0, ()


def _next(text: str, at: int, areas: Digits, home: str | None) -> tuple[int, Digits]:
    wants_townships = _wants_townships(text, at, areas, home)
    for length in _lengths(text, at):
        name = text[at : at + length]
        known = _upper().get(name, ())
        found = tuple(each for each in known if _inside(each, areas))
        if not found and wants_townships:
            below = (_townships_within(area).get(name, ()) for area in areas)
            found = tuple(sorted({each for group in below for each in group} - set(areas)))
        if not found:  # 上海市上海市: the same name twice
            found = tuple(each for each in known if each in areas)
        if found and not _is_street(text, at + length):
            return length, found
    return 0, ()


def _wants_townships(text: str, at: int, areas: Digits, home: str | None) -> bool:
    """Townships are read only where they can matter, so that they are seldom loaded."""
    if at >= len(text) or min(map(len, areas)) >= Level.TOWNSHIP:
        return False
    if _TOWNSHIP_WORD.search(text, at) or not single_counties().keys().isdisjoint(areas):
        return True
    return home is not None and home[: Level.COUNTY] in areas


def _inside(code: str, areas: Digits) -> bool:
    return any(len(code) > len(area) and code.startswith(area) for area in areas)


def _lengths(text: str, at: int) -> range:
    return range(min(_LONGEST, len(text) - at), SHORTEST - 1, -1)


def _is_street(text: str, end: int) -> bool:
    """上海南京路 lies in Shanghai: a name followed by 路 or 街 is a street's."""
    return _STREET.match(text, end) is not None


@cache
def _upper() -> Mapping[str, Digits]:
    return _by_name((each, forms(name, Level(len(each)))) for each, name in upper_names().items())


@cache
def _townships() -> Mapping[str, Digits]:
    return _by_name((each, (name,)) for each, name in township_names().items())


@lru_cache(maxsize=4_096)
def _townships_within(area: str) -> Mapping[str, Digits]:
    names = township_names()
    codes = _township_codes()
    inside = codes[bisect_left(codes, area) : bisect_left(codes, area + "~")]
    return _by_name((each, forms(names[each], Level.TOWNSHIP)) for each in inside)


@cache
def _township_codes() -> list[str]:
    return sorted(township_names())


def _by_name(named: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, Digits]:
    index: dict[str, list[str]] = {}
    for code, names in named:
        for name in names:
            index.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in index.items()}
