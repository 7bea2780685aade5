"""Coded columns: the words of `words.yaml` and the readers that know them.

Every reader takes a cell and returns the code, None when nothing was collected, or
`Doubt("word_unknown")` when there is a word nobody has taught us: it is kept apart and shown.
"""

import re
from functools import cache
from typing import Final

from homeward.engines.roll.tables import load_table
from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, Doubt, squash

_SPLIT: Final = re.compile(r"[、,;/|\\+&和及与]+")
_PARENS: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_ENUMERATED: Final = re.compile(r"^\(?[0-9①-⑩A-Ea-e][.、)]\s*")
_EDGES: Final = ":、-()（）"
_TICKED: Final = re.compile(r"[☑√✓✔■●](?:[(（]?)([^□☐○☑√✓✔■●\s]+)")
_BOXES: Final = re.compile("[□☐○☑√✓✔■●]")
_TRIMMED: Final = re.compile("^(?:享受|父母|家长|主要|靠)+|(?:救助|收入|为主)+$")
UNKNOWN: Final = "word_unknown"


@cache
def table(name: str) -> dict[str, str]:
    """Word -> code, for one section of `words.yaml`."""
    section = load_table("words.yaml")[name]
    return {str(word): code for code, words in section.items() for word in words}


@cache
def kindergarten_classes() -> dict[str, int | None]:
    """Kindergarten words -> year 0-3, None for the kindergarten itself."""
    return dict(load_table("words.yaml")["kindergarten_classes"])


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a section that is a plain list."""
    return frozenset(str(word) for word in load_table("words.yaml")[name])


@cache
def _ethnicities() -> dict[str, str]:
    names = [str(name) for name in load_table("words.yaml")["ethnicities"]]
    numbered = {f"{number:02d}": f"{name}族" for number, name in enumerate(names, start=1)}
    return (
        {name: f"{name}族" for name in names}
        | {f"{name}族": f"{name}族" for name in names}
        | numbered
    )


def _said(cell: Cell, *, none_is_blank: bool = True) -> str | None:
    """The squashed word of a cell, or None when it says nothing; of printed boxes the ticked
    one: □男 ☑女."""
    text = _chosen(squash(cell))
    if text in BLANK or (none_is_blank and text in NONE_WORDS):
        return None
    return _ENUMERATED.sub("", text) or text


def read_coded(cell: Cell, section: str, *, none_is_blank: bool = True) -> str | Doubt | None:
    """A word of `section`, a remark in brackets allowed: 差（奶奶年迈） is poor."""
    word = _said(cell, none_is_blank=none_is_blank)
    if word is None:
        return None
    known = table(section)
    found = known.get(word) or known.get(_PARENS.sub("", word))
    return found or Doubt(UNKNOWN)


def _chosen(text: str) -> str:
    """The answer ticked among several in one cell; the cell's own text where there is no tick."""
    if len(text) < 2 or not _BOXES.search(text):
        return text
    ticked = _TICKED.findall(text)
    words = [word for word in _BOXES.split(text) if word]
    if len(words) == 1:  # √男 and 女√ hold one answer
        return words[0] if len(ticked) == 1 or text[-1] in "☑√✓✔" else text
    return ticked[0] if len(ticked) == 1 else text


def read_sex(cell: Cell) -> str | Doubt | None:
    """male or female."""
    return read_coded(cell, "sex")


def read_hukou_rural(cell: Cell) -> bool | Doubt | None:
    """Whether the registration is rural."""
    found = read_coded(cell, "hukou_rural")
    return found if isinstance(found, Doubt) or found is None else found == "rural"


def read_ethnicity(cell: Cell) -> str | Doubt | None:
    """The name of GB/T 3304 with 族: 汉 and 汉族 are 汉族."""
    word = _said(cell)
    if word is None:
        return None
    known = _ethnicities()
    if (
        found := known.get(word)
        or known.get(_PARENS.sub("", word))
        or known.get(word.lstrip("0123456789.、-"))
    ):
        return found
    return word if word in word_set("ethnicity_other") else Doubt(UNKNOWN)


def read_yes_no(cell: Cell) -> bool | Doubt | None:
    """A written yes or no; ticks count as yes (what a blank means is the column's matter)."""
    if isinstance(cell, bool):
        return cell
    word = squash(cell)
    if word not in word_set("ticks"):
        word = _chosen(word)
    if word in word_set("negative"):
        return False
    if word in word_set("ticks") or word in word_set("positive"):
        return True
    if word in BLANK:
        return None
    if word.startswith(("是", "有", "√", "✓")):
        return True
    if word.startswith(("否", "无", "不", "未", "没", "×")):
        return False
    return Doubt(UNKNOWN)


def read_who_away(cell: Cell) -> bool | str | Doubt | None:
    """Whether both parents are away, or which of them (father, mother) where the cell names one."""
    found = table("who_away").get(_chosen(squash(cell)))
    if found is None:
        return read_yes_no(cell)
    return found == "both" if found in ("both", "one") else found


def read_left_behind(cell: Cell) -> bool | str | Doubt | None:
    """What 是否留守儿童 tells of the parents: a bare yes does not say who is away."""
    word = squash(cell)
    if found := table("left_behind").get(word):
        return found == "both" if found in ("both", "one", "no") else found
    answer = read_who_away(cell)
    return None if answer is True and table("who_away").get(word) is None else answer


def is_tick(cell: Cell) -> bool:
    """Whether a cell holds a mark instead of a word."""
    return cell is True or squash(cell) in word_set("ticks")


def read_unable_parent(cell: Cell) -> str | Doubt | None:
    """Which parent has no capacity: father, mother, both or neither."""
    return read_coded(cell, "unable", none_is_blank=False)


def read_many(cell: Cell, section: str) -> tuple[str, ...] | Doubt | None:
    """Several words in one cell; 无 is an answer: none of them, ()."""
    text = squash(cell)
    if text in BLANK:
        return None
    if text in NONE_WORDS or text in ("否", "均无", "未享受"):
        return ()
    known = table(section)
    found: list[str] = []
    unknown = False
    for part in _SPLIT.split(text):
        word = _ENUMERATED.sub("", _PARENS.sub("", part))
        code = known.get(word) or known.get(_TRIMMED.sub("", word))
        unknown = unknown or (code is None and bool(word))
        if code and code not in found:
            found.append(code)
    return Doubt(UNKNOWN, tuple(found) or None) if unknown else tuple(found)


def read_health(cell: Cell) -> tuple[str | None, str | None] | Doubt | None:
    """(healthy | disabled | ill, what was said beyond that): 肢体残疾三级 is disabled, 白血病 is
    ill."""
    word = _said(cell)
    if word is None:
        return ("healthy", None) if squash(cell) == "无" else None
    known = table("health")
    base = _PARENS.sub("", word)
    if code := known.get(word):
        return code, None
    if code := known.get(base):
        return code, word[len(base) :].strip("()（）") or None
    if "残" in word or any(kind in word for kind in ("聋", "盲", "智障", "脑瘫")):
        return "disabled", word
    if re.fullmatch(r".{2,4}[一二三四1-4]级", base) and disability(base, None)[0]:
        return "disabled", word
    if word.endswith(("病", "症", "癌", "瘤", "炎", "喘", "癫痫")) or word.startswith(
        ("患", "先天性")
    ):
        return "ill", word.removeprefix("患病").strip(_EDGES) or None
    return Doubt(UNKNOWN)


def disability(text: str | None, level: str | None) -> tuple[str | None, int | None]:
    """(kind, level 1-4) of what was written about a disability."""
    said = f"{text or ''}{level or ''}"
    kind = next((code for word, code in table("disability_kinds").items() if word in said), None)
    found = re.search(r"([一二三四1-4])级", said) or re.fullmatch(
        r"\s*([一二三四1-4])\s*", level or ""
    )
    return kind, "一二三四1234".index(found[1]) % 4 + 1 if found else None
