"""Names as they are misheard, misread and mistyped. The signs are the 3,755 common ones of GB 2312."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from homeward.engines.names import look_alikes, syllables
from homeward.engines.population.syllables import HAN_SURNAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

_SURNAME_SLIPS = 0.2
"""Share of misheard signs that are the surname; given names are guessed more often."""
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("ang", "an"), ("eng", "en"),
         ("ing", "in"), ("hu", "f"))  # fmt: skip
_PET = ("宝宝", "毛毛", "妞妞", "豆豆", "狗娃", "小胖", "丫丫", "石头")


def same_sound(name: str, rng: np.random.Generator) -> str:
    """One sign, now and then two, written as another that sounds the same."""
    changed = _exchanged(name, rng, lambda sign: _by_sound().get(_sound(sign), ()))
    if len(name) > 2 and rng.random() < 0.15:
        changed = _exchanged(changed, rng, lambda sign: _by_sound().get(_sound(sign), ()))
    return changed


def near_sound(name: str, rng: np.random.Generator) -> str:
    """One sign written as another that sounds alike in many dialects."""
    return _exchanged(name, rng, lambda sign: [
        other for sound in _near_sounds(_sound(sign)) for other in _by_sound().get(sound, ())
    ])  # fmt: skip


def variant(name: str, rng: np.random.Generator) -> str:
    """In traditional characters, all of it or one sign."""
    traditional = _traditional()
    changed = "".join(traditional.get(sign, sign) for sign in name)
    if rng.random() < 0.5:
        return changed
    return _exchanged(name, rng, lambda sign: [traditional[sign]] if sign in traditional else [])


def look_alike(name: str, rng: np.random.Generator) -> str:
    """One sign written as one that differs from it by a stroke."""
    return _exchanged(name, rng, look_alikes)


def typo(name: str, rng: np.random.Generator) -> str:
    """One sign after the surname that is simply wrong."""
    at = int(rng.integers(1, len(name))) if len(name) > 1 else 0
    signs = _signs()
    return name[:at] + signs[int(rng.integers(0, len(signs)))] + name[at + 1 :]


def dropped(name: str, rng: np.random.Generator) -> str:
    """A given name of two signs loses one."""
    if len(name) < 3:
        return name
    at = int(rng.integers(len(name) - 2, len(name)))
    return name[:at] + name[at + 1 :]


def pinyin(name: str, rng: np.random.Generator) -> str:
    """In Latin letters, in one of the ways people write them."""
    read = [part.capitalize() for part in syllables(name)]
    given = "".join(read[1:]).capitalize()
    ways = (
        f"{read[0]} {given}",
        "".join(read).lower(),
        " ".join(read).upper(),
        f"{given} {read[0]}",
    )
    return ways[int(rng.integers(0, len(ways)))] if given else name


def initials(name: str) -> str:
    """First letters alone."""
    return "".join(part[:1] for part in syllables(name))


def pet_name(name: str, rng: np.random.Generator) -> str:
    """The surname and a pet name."""
    return name[:1] + _PET[int(rng.integers(0, len(_PET)))]


def somebody_else(name: str, rng: np.random.Generator) -> str:
    """Another adult in the parent's place: a step-parent, a grandparent."""
    surnames, signs = list(HAN_SURNAMES), _signs()
    surname = name[:1] if rng.random() < 0.5 else surnames[int(rng.integers(0, len(surnames)))]
    return surname + "".join(signs[int(at)] for at in rng.integers(0, len(signs), 2))


def _exchanged(name: str, rng: np.random.Generator, others: Callable[[str], Sequence[str]]) -> str:
    """One sign exchanged for one of its others; the name itself where none has any."""
    places = list(range(1, len(name))) or [0]
    order = [places[int(at)] for at in rng.permutation(len(places))]
    order = [0, *order] if rng.random() < _SURNAME_SLIPS else [*order, 0]
    for at in order:
        choices = [sign for sign in others(name[at]) if sign != name[at]]
        if choices:
            return name[:at] + choices[int(rng.integers(0, len(choices)))] + name[at + 1 :]
    return name


@cache
def _sound(sign: str) -> str:
    """As a given name reads it: behind a surname, which is read on its own."""
    return syllables("一" + sign)[1]


@cache
def _near_sounds(sound: str) -> tuple[str, ...]:
    found = set()
    for one, other in _NEAR:
        for old, new in ((one, other), (other, one)):
            if old[0] in "ae" or old in ("ing", "in"):
                changed = sound[: -len(old)] + new if sound.endswith(old) else sound
            else:
                changed = new + sound[len(old) :] if sound.startswith(old) else sound
            if changed != sound and changed in _by_sound():
                found.add(changed)
    return tuple(sorted(found))


@cache
def _signs() -> tuple[str, ...]:
    """The common characters, in the order of GB 2312."""
    found = []
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            if (high, low) < (0xD7, 0xFA):
                found.append(bytes((high, low)).decode("gb2312"))
    return tuple(found)


@cache
def _by_sound() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for sign in _signs():
        found[_sound(sign)].append(sign)
    return dict(found)


@cache
def _traditional() -> Mapping[str, str]:
    text = files("opencc").joinpath("dictionary", "STCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {one: other.split()[0] for one, other in pairs if other.split()[0] != one}
