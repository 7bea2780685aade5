"""Names as people get them wrong on a phone: what the search is measured by.

Each slip is drawn from a seed, so that the same list comes again. A slip changes one thing:

    homophone   one character for another of the same sound (any of GB 2312's common ones)
    look_alike  one character for one that differs by a stroke
    form        one character in its traditional form, or in another form of names
    heard       the pinyin as it is heard: zh/z, n/l, an/ang ...
    key         the pinyin with one key wrong, missing, too many, or two swapped
    pinyin      the pinyin, right
    part        the given name alone
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from homeward.engines.names.reading import syllables
from homeward.engines.names.shapes import forms, look_alikes
from homeward.engines.names.sound import LETTERS, spellings

Slip = Callable[[random.Random, str], str]


def misspelt(draw: random.Random, name: str, kind: str) -> str | None:
    """A name with one slip of a kind; None where the name offers none."""
    found = SLIPS[kind](draw, name)
    return found if found and found != name else None


def _change(draw: random.Random, name: str, others: Callable[[str], tuple[str, ...]]) -> str:
    places = [at for at, sign in enumerate(name) if others(sign)]
    if not places:
        return ""
    at = draw.choice(places)
    return name[:at] + draw.choice(others(name[at])) + name[at + 1 :]


def _homophone(draw: random.Random, name: str) -> str:
    """The surname stays: people know whose child it is."""
    at = draw.randrange(1, len(name)) if len(name) > 1 else 0
    same = [sign for sign in _by_sound().get(syllables(name)[at], ()) if sign != name[at]]
    return name[:at] + draw.choice(same) + name[at + 1 :] if same else ""


def _heard(draw: random.Random, name: str) -> str:
    others = spellings(syllables(name))[1:]
    return draw.choice(others) if others else ""


def _key(draw: random.Random, name: str) -> str:
    sound = "".join(syllables(name))
    at, letter = draw.randrange(len(sound)), draw.choice(LETTERS)
    return draw.choice(
        [
            sound[:at] + sound[at + 1 :],
            sound[:at] + letter + sound[at:],
            sound[:at] + letter + sound[at + 1 :],
            sound[:at] + sound[at : at + 2][::-1] + sound[at + 2 :],
        ]
    )


@cache
def _by_sound() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            sign = bytes((high, low)).decode("gb2312", "ignore")
            if sign:
                found[syllables("一" + sign)[1]].append(sign)
    return found


SLIPS: Mapping[str, Slip] = MappingProxyType(
    {
        "homophone": _homophone,
        "look_alike": lambda draw, name: _change(draw, name, look_alikes),
        "form": lambda draw, name: _change(draw, name, forms),
        "heard": _heard,
        "key": _key,
        "pinyin": lambda draw, name: "".join(syllables(name)),
        "part": lambda draw, name: name[1:] if len(name) > 2 else "",
    }
)
