"""Read a work place as people write it: 广东深圳, 石城县丰山乡大坪村, 本县县城, 外省.

Names are read from the left, each inside the area read before it, as addresses are written.
Of several readings the larger area wins (吉林 is the province), then the one nearest to home;
if still undecided all are kept as candidates.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from homeward.engines.gazetteer.codes import Level, prefix
from homeward.engines.gazetteer.matching import (
    Digits,
    find_later,
    other_area,
    read_down,
    read_within,
    says_no_more,
)
from homeward.engines.gazetteer.phrases import Phrase, names_seat, opening_phrase, region
from homeward.engines.gazetteer.resolution import UNKNOWN, Resolution

_READ_AT_MOST = 200
# Spaces and marks, and the placeholders that official lists put where no city stands.
_NOISE = re.compile(r"[\s\-—－_·.。:：()（）【】\[\]\"'“”‘’]+|市辖区|(?:省|自治区)直辖县级行政区划")
_ALTERNATIVES = re.compile("[、/,，;；|+]|或者|或")
_LEAD = re.compile("(?:中国|现在|现|目前|父母|长期|一直|外出|前往|在(?!家)|去|到|赴)+")
_BEYOND = re.compile("以外|之外|外$|外地|外务工|外打工")


def resolve(text: str, near: str | None = None) -> Resolution:
    """The area a free text names.

    Args:
        text: as written in the roll; street, village and factory after the area are ignored.
        near: division code of the home, which decides between namesakes and gives 本县 its
            area; None when not known.

    Returns:
        The resolution; `UNKNOWN` when nothing in the text names a place.

    Raises:
        BadDivisionCode: `near` is not a division code.
    """
    home = None if near is None else prefix(near)[: Level.TOWNSHIP]
    return _resolve(text[:_READ_AT_MOST], home)


@lru_cache(maxsize=65_536)
def _resolve(text: str, home: str | None) -> Resolution:
    folded = unicodedata.normalize("NFKC", text)
    parts = [part for each in _ALTERNATIVES.split(folded) if (part := _NOISE.sub("", each))]
    if len(parts) > 1:
        return _several(parts, home)
    return _one(parts[0], home) if parts else UNKNOWN


def _one(text: str, home: str | None) -> Resolution:
    end, found = read_down(text, 0, home)
    lead = _LEAD.match(text)
    if not found and lead:
        return _one(text[lead.end() :], home)
    phrase = None if found else opening_phrase(text)
    if phrase is not None:
        return _relative(text, phrase, home)
    exact = bool(found)
    if not found:
        areas = region(text)
        if areas:
            return _settled(areas, home, exact=len(areas) == 1, decide=False)
        end, found = find_later(text, home)
    return _placed(text, end, found, home, exact=exact)


def _placed(text: str, end: int, found: Digits, home: str | None, *, exact: bool) -> Resolution:
    """A resolution from the names read up to `end`."""
    if not found:
        return UNKNOWN
    rest = text[end:]
    if _BEYOND.match(rest):
        return _beyond(_settled(found, home, exact=True), home)
    second = other_area(text, end)
    if second:
        both = _candidates(found, home) + _candidates(second, home)
        return _settled(both, home, exact=False, decide=False)
    whole = exact and says_no_more(text, end)
    return _settled(found, home, exact=whole, seat=names_seat(rest))


def _relative(text: str, phrase: Phrase, home: str | None) -> Resolution:
    """本县, 外省, 本县丰山乡, 外省深圳: words relative to home, a name may follow."""
    base = home[: phrase.inside] if home and phrase.inside else None
    start = phrase.length
    end, found = read_within(text, start, (base,), home) if base else read_down(text, start, home)
    if found and (base is None or found != (base,)):
        return _placed(text, end, found, home, exact=True)
    return Resolution(
        prefix=base,
        level=None if base is None else Level(len(base)),
        candidates=() if base is None else (base,),
        exact=False,
        inside=phrase.inside,
        outside=phrase.outside,
        seat=phrase.seat,
    )


def _several(parts: list[str], home: str | None) -> Resolution:
    """Alternatives (广东、福建) or one address cut by commas (广东省，深圳市)."""
    candidates: Digits = ()
    relations: set[Resolution] = set()
    for part in parts:
        _, nested = read_within(part, 0, candidates, home) if candidates else (0, ())
        if nested != candidates:
            candidates = nested
            continue
        answer = _one(part, home)
        if answer.inside is not None or answer.outside is not None:
            relations.add(answer)
        candidates += tuple(each for each in answer.candidates if each not in candidates)
    if not relations:
        return _settled(candidates, home, exact=False, decide=False) if candidates else UNKNOWN
    return relations.pop() if len(relations) == 1 and not candidates else UNKNOWN


def _beyond(area: Resolution, home: str | None) -> Resolution:
    """江西省外: outside that area, which says something only to a home inside it."""
    if area.prefix is None or home is None or not home.startswith(area.prefix):
        return UNKNOWN
    return Resolution(None, None, (), exact=False, outside=area.level)


def _settled(
    found: Digits, home: str | None, *, exact: bool, seat: bool = False, decide: bool = True
) -> Resolution:
    """The resolution for these readings; without `decide` all of them stand side by side."""
    candidates = _candidates(found, home) if decide else tuple(sorted(set(found)))
    area = _common_area(candidates)
    alone = len(candidates) == 1 and (
        len(candidates[0]) == Level.PROVINCE
        or all(each.startswith(candidates[0]) for each in found)
    )
    return Resolution(
        prefix=area,
        level=None if area is None else Level(len(area)),
        candidates=candidates,
        exact=exact and alone,
        seat=seat,
    )


def _candidates(found: Digits, home: str | None) -> Digits:
    """The larger areas among the readings, and of these the one nearest to home if one is."""
    highest = min(map(len, found))
    largest = sorted({each for each in found if len(each) == highest})
    if len(largest) == 1 or home is None:
        return tuple(largest)
    nearness = {each: len(_common_area((each, home)) or "") for each in largest}
    nearest = [each for each in largest if nearness[each] == max(nearness.values())]
    return tuple(nearest) if nearness[nearest[0]] else tuple(largest)


def _common_area(candidates: Digits) -> str | None:
    """Digits of the smallest area that holds all candidates; None when no province does."""
    for at in sorted(Level, reverse=True):
        heads = {each[:at] for each in candidates}
        if len(heads) == 1 and min(map(len, candidates)) >= at:
            return heads.pop()
    return None
