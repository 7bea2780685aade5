"""Names, kinship, and where a parent is: readers for everything said about a person."""

import re
from typing import Final, NamedTuple

from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, Doubt, squash, tidy
from homeward.engines.roll.words import read_yes_no, table

_PARENS: Final = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]?")
_NAME: Final = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af·〇]{1,30}$|[A-Za-z][A-Za-z .'\-·]{1,40}$"
)
_DOTS: Final = str.maketrans("•‧∙・･●。．.", "·········")
_RANKS: Final = "大二三四五六七八九小幺老满堂表亲细"
_WITH: Final = re.compile(
    r"^(?:和|与|跟|由|随)|(?:一起|共同)?(?:生活|居住|同住|照顾|照看|抚养|住|带|照料|监护)$"
)
_STATES: Final = ("dead", "missing", "in_custody")


class Person(NamedTuple):
    """A grown-up as one cell tells: a name, and a state when the cell says so (已故, 失联,
    服刑)."""

    name: str | None
    state: str | None = None


class Carer(NamedTuple):
    """A carer as one cell tells: a name, a kinship code, or both (奶奶 王桂英)."""

    name: str | None
    kinship: str | None = None


class Place(NamedTuple):
    """Where a parent is: home, away, dead, missing, in_custody; and the place's text when away."""

    state: str
    text: str | None = None


def read_child_name(cell: Cell) -> str | Doubt | None:
    """A child's name without spaces; a middle dot of a minority name is kept as ·."""
    name = (
        cell if isinstance(cell, str) and 1 < len(cell) < 5 and _NAME.match(cell) else _name(cell)
    )
    if name is None or name in BLANK or name in NONE_WORDS:
        return None
    return name if _NAME.match(name) else Doubt("name_unreadable", name)


def _name(cell: Cell) -> str | None:
    """The bare name of a cell: brackets off, spaces off between Han characters."""
    text = squash(cell)
    if text.isascii():  # a name in Latin letters keeps its spaces
        return tidy(cell) or None
    if "(" in text or "[" in text or "【" in text:
        text = _PARENS.sub("", text) or text
    return text.translate(_DOTS).strip("·,、:;*-") or None


def read_adult_name(cell: Cell) -> Person | Doubt | None:
    """A parent's or grandparent's name; 已故 in its place or in brackets is a state."""
    name = read_child_name(cell)
    if name is None:
        return None
    states = table("place")
    text = squash(cell)
    remark = _PARENS.search(text)
    said = states.get(remark[1]) if remark else states.get(text)
    state = said if said in _STATES else None
    if isinstance(name, Doubt):
        return Doubt("word_unknown", Person(None, state))
    if name in states:
        return Person(None, state) if state else Doubt("word_unknown")
    return Person(name, state)


def kinship_code(word: str) -> str | None:
    """The code of a kinship word, ranks taken off: 大伯, 三舅, 小姨."""
    known = table("kinship")
    code = known.get(word)
    bare = word
    while code is None and len(bare) > 1 and bare[0] in _RANKS:
        bare = bare[1:]
        code = known.get(bare)
    return code


def carer_kind(kinship: str | None) -> str | None:
    """parent, grandparent, kin, friend or none; None when it cannot be told."""
    return table("carer_kind").get(kinship) if kinship else None


def read_carer(cell: Cell) -> Carer | Doubt | None:
    """Who cares for the child: a kinship word, a name, or both; in either column people write
    either."""
    text = squash(cell)
    if text in BLANK or text in NONE_WORDS:
        return None
    if code := kinship_code(text) or kinship_code(_WITH.sub("", _WITH.sub("", text))):
        return Carer(None, code)
    if remark := _PARENS.search(text):
        return _with_remark(_PARENS.sub("", text), remark[1])
    for sign in "、,/和与及:;-":
        first, found, second = text.partition(sign)
        if found:
            return _two_words(first, second)
    for length in (4, 3, 2):
        if len(text) > length + 1 and (code := table("kinship").get(text[:length])):
            name = text[length:].strip("·")
            return Carer(name, code) if _NAME.match(name) else Doubt("word_unknown")
        if (
            len(text) > length + 1
            and len(text) > 3
            and (code := table("kinship").get(text[-length:]))
        ):
            return Carer(text[:-length], code)
    return (
        Carer(text.translate(_DOTS))
        if _NAME.match(text.translate(_DOTS))
        else Doubt("word_unknown")
    )


def read_kinship(cell: Cell) -> Carer | Doubt | None:
    """As `read_carer`, in a column about kinship: what the child is to the carer (孙子) counts
    too."""
    code = table("child_side").get(squash(cell))
    return Carer(None, code) if code else read_carer(cell)


def _with_remark(text: str, remark: str) -> Carer | Doubt:
    """王桂英（奶奶） or 奶奶（王桂英）."""
    if code := kinship_code(remark):
        return Carer(text or None, code)
    if code := kinship_code(text):
        return Carer(remark if _NAME.match(remark) and len(remark) < 5 else None, code)
    return Carer(text) if _NAME.match(text) else Doubt("word_unknown")


def _two_words(first: str, second: str) -> Carer | Doubt:
    """奶奶:王桂英, 爷爷、奶奶, 王桂英-奶奶."""
    one, two = kinship_code(first), kinship_code(second)
    if one and two:
        kinds = {carer_kind(one), carer_kind(two)}
        if kinds == {"grandparent"}:
            return Carer(None, "grandparents")
        if kinds == {"parent"}:
            return Carer(None, "parents")
        return Carer(None, one)
    if one or two:
        name = second if one else first
        return Carer(name if _NAME.match(name) else None, one or two)
    return Carer(first) if _NAME.match(first) and _NAME.match(second) else Doubt("word_unknown")


def read_place(cell: Cell) -> Place | Doubt | None:
    """Where a parent is; any text that is no known word is a place away from home."""
    text = squash(cell)
    if text in BLANK or text in NONE_WORDS:
        return None
    state = table("place").get(text) or table("place").get(_PARENS.sub("", text))
    if state == "unclear":
        return Doubt("word_unknown")
    if state is None and (
        found := re.search(
            r"(已?去世|已故|病故|死亡|身亡|失联|失踪|离家出走|下落不明|服刑|监狱|戒毒)", text
        )
    ):
        state = table("place").get(found[1])
    if state is None and isinstance(answer := read_yes_no(text), bool) and len(text) < 3:
        return Place("away" if answer else "home")  # the column was answered, not filled
    if state is None and not any(sign.isalpha() for sign in text):
        return Doubt("word_unknown")
    if state in (None, "away"):
        return Place("away", tidy(cell))
    return Place(state)
