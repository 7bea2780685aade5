"""A name as it is compared: one script, one sound, one order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from homeward.engines.names import look_alikes, syllables
from homeward.engines.names.shapes import FORMS

_CACHED = 1 << 15  # a few townships' names, so that the next registration reads none anew
_NOTHING = frozenset(
    ("不详", "不知", "不明", "未知", "无", "没有", "去世", "已故", "-", "/", "无名氏")
)
"""Written where a name should stand, and no name."""

_COMPOUND = frozenset(
    (
        "欧阳", "上官", "司徒", "司马", "诸葛", "尉迟", "皇甫", "令狐", "慕容", "东方", "公孙", "夏侯",
        "端木", "独孤", "南宫",
    )
)  # fmt: skip
_VARIANTS = ("TWVariants.txt", "HKVariants.txt", "JPVariants.txt")
# Surnames that registers use for one another, lost to the second simplification.
_TAKEN_FOR = {"萧": "肖", "傅": "付", "闫": "阎", "丘": "邱", "戴": "代"}
_SILENT = frozenset("·•.'’‘`-\x00")
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))
"""Sounds that much of the country does not keep apart, written one way."""
_HU = tuple(("hu" + vowel, "f" + vowel) for vowel in "aei")


@dataclass(frozen=True, slots=True)
class Reading:
    """One name, read.

    Attributes:
        written: without spaces and dots, in one case.
        folded: variant and traditional characters in their everyday form.
        surname, given: of `folded`; a name in Latin letters is all surname.
        first, last: sign of `given`.
        signs: how many `given` has.
        surname_alike, first_alike, last_alike: signs that these are taken for by their strokes.
        sound: pinyin in one piece, without tones.
        fuzzy: `sound` with the sounds of many dialects merged.
        initials: first letters of the syllables; "" of a Latin name.
        turned: the characters of `folded` in a fixed order; "" of a Latin name.
        given_first: sound of the name with the surname last; "" of a Latin name.
        given_first_fuzzy: the same with merged sounds; of a Latin name, whose order nobody knows, `fuzzy`.
        latin: written in Latin letters.
    """

    written: str
    folded: str
    surname: str
    given: str
    first: str
    last: str
    signs: int
    surname_alike: str
    first_alike: str
    last_alike: str
    sound: str
    fuzzy: str
    initials: str
    turned: str
    given_first: str
    given_first_fuzzy: str
    latin: bool


@lru_cache(_CACHED)
def read_name(name: str) -> Reading | None:
    """A name as it is compared; None where no name was written."""
    written = "".join(
        sign for sign in name.casefold() if sign not in _SILENT and not sign.isspace()
    )
    if not written or name.strip() in _NOTHING:
        return None
    latin = written.isascii()
    folded = written if latin else "".join(map(_fold, written))
    cut = 2 if folded[:2] in _COMPOUND and len(folded) > 2 else 1
    given = "" if latin else folded[cut:]
    read = syllables(folded)
    sound = "".join(read)
    given_first = "" if latin else "".join((*read[cut:], *read[:cut]))
    return Reading(
        written=written,
        folded=folded,
        surname=folded if latin else folded[:cut],
        given=given,
        first=given[:1],
        last=given[-1:],
        signs=len(given),
        surname_alike="" if latin else _alike(folded[:cut]),
        first_alike=_alike(given[:1]),
        last_alike=_alike(given[-1:]),
        sound=sound,
        fuzzy=merge_sounds(sound),
        initials="" if latin else "".join(part[:1] for part in read),
        turned="" if latin else "".join(sorted(folded)),
        given_first=given_first,
        given_first_fuzzy=merge_sounds(given_first or sound),
        latin=latin,
    )


def merge_sounds(sound: str) -> str:
    """Pinyin as somebody writes it who does not hear zh from z, n from l, ng from n, h from f."""
    for one, other in (*_MERGED, *_HU):
        sound = sound.replace(one, other)
    return sound


@cache
def _fold(sign: str) -> str:
    simple = _table("TSCharacters.txt")
    for file in _VARIANTS:
        other = _table(file).get(sign)
        if other and sign not in simple and other in simple:
            sign = other
    sign = simple.get(sign, sign)
    return _TAKEN_FOR.get(sign) or _name_forms().get(sign, sign)


@cache
def _name_forms() -> dict[str, str]:
    """Forms that people choose for names, by the commonest of each."""
    return {sign: min(group, key=_seldom) for group in FORMS for sign in group}


def _seldom(sign: str) -> bytes:
    """GB 2312 has its common characters first, the others after them, and the rest not at all."""
    return sign.encode("gb2312", "ignore") or b"\xff"


@cache
def _alike(sign: str) -> str:
    """Signs that differ by a stroke, in one text; "" for none, and for more than one sign."""
    return "".join(look_alikes(sign)) if len(sign) == 1 else ""


@cache
def _table(file: str) -> dict[str, str]:
    """One of OpenCC's tables of characters: the first alternative."""
    text = files("opencc").joinpath("dictionary", file).read_text("utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {one: other.split()[0] for one, other in pairs if len(one) == 1}
