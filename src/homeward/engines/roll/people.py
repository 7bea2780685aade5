"""Names, kinship, and where a parent is: readers for everything said about a person."""

import re
from typing import Final, NamedTuple

from homeward.engines.gazetteer import UNKNOWN, resolve
from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, Doubt, squash, tidy
from homeward.engines.roll.words import read_yes_no, table, word_set

_PARENS: Final = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]?")
_NAME: Final = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af·〇]{1,30}\Z|[A-Za-z][A-Za-z .'\-·]{1,40}\Z"
)
_DOTS: Final = str.maketrans("•‧∙・･●。．.", "·········")
_LEADING: Final = re.compile(r"^(?:\d{1,3}[.、]|[★☆●※▲◆]+)")
_RANKS: Final = "大二三四五六七八九小幺老满堂表亲细长次之"
_DOUBLE_SURNAMES: Final = frozenset(
    {"欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "夏侯", "尉迟"}
)
_WITH: Final = re.compile(
    r"^(?:和|与|跟|由|随)|(?:一起|共同)?(?:生活|居住|同住|照顾|照看|抚养|住|带|照料|监护)$"
)
_STATES: Final = ("dead", "missing", "in_custody")
# Told inside a longer remark: 2019年因病去世, 离家出走多年, 重病在家, 没有外出务工, 今年已返乡.
_TOLD: Final = (
    ("dead", re.compile("去世|已故|病故|死亡|身亡|过世|逝世")),
    (
        "missing",
        re.compile("失联|失踪|离家出走|下落不明|音[讯信]|联系不上|未归(?!还)|不知去向|去向不明"),
    ),
    ("in_custody", re.compile("服刑|监狱|戒毒|坐牢|判刑")),
    ("home", re.compile(r"在?本?[村乡家]?[里中]?(?:务农|种[田地])\Z")),
    (
        "home",
        re.compile(
            "[未没无不](?:有)?(?:外出|出去|出门|在外)|(?<![不没才时尔])在家(?![政具电乡]|附近)"
        ),
    ),
    ("home", re.compile(r"(?:已|现|今年|去年|\d年)(?:返|回)(?:乡|家|村|老家)")),
)
_UNCLEAR: Final = re.compile("离异|离婚|改嫁|再婚|另嫁|重组|陪读|伴读")
_PLACE_SIGNS: Final = re.compile(
    "[省市县区州盟旗街路岛港]|[镇乡村](?![镇村干医委长教民])|[外务打]工|在外|.{2}(?:园|园区|厂|公司|酒店|矿)$"
)
_UNNAMED: Final = frozenset({"未取名", "未起名", "无名", "没取名", "未命名", "暂未取名", "待取名"})


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
    if name is None or name in BLANK or name in NONE_WORDS or name in _UNNAMED:
        return None
    return name if _NAME.match(name) else Doubt("name_unreadable", name)


def _name(cell: Cell) -> str | None:
    """The bare name of a cell: brackets off, spaces off between Han characters.

    A space inside a long name (阿依古丽 买买提) stands for its middle dot.
    """
    text = squash(cell)
    if text.isascii():  # a name in Latin letters keeps its spaces
        return tidy(cell) or None
    first, _, second = tidy(cell).partition(" ")
    if len(first) > 1 and len(second) > 1 and len(text) > 5 and " " not in second:
        text = f"{squash(first)}·{squash(second)}"
    if "(" in text or "[" in text or "【" in text:
        text = _PARENS.sub("", text) or text
    text = _LEADING.sub("", text)
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
    either. Of two people with names the first is taken, and it is said."""
    text = squash(cell)
    if text in BLANK or text in NONE_WORDS:
        return None
    if code := kinship_code(text) or kinship_code(_WITH.sub("", _WITH.sub("", text))):
        return Carer(None, code)
    if remark := _PARENS.search(text):
        return _with_remark(_PARENS.sub("", text), remark[1])
    for sign in "、,/;和与及:-":
        first, found, second = text.partition(sign)
        if found and first and second:
            return _two_words(first, second)
    first, _, second = tidy(cell).partition(" ")
    if len(first) > 1 and len(second) > 1 and len(text) < 8:
        return _two_words(squash(first), squash(second))
    return _one_word(text)


def _one_word(text: str) -> Carer | Doubt:
    """奶奶王桂英, 王桂英奶奶, 王桂英."""
    for length in (4, 3, 2):
        if len(text) > length + 1 and (code := table("kinship").get(text[:length])):
            name = text[length:].strip("·")
            return Carer(name, code) if _NAME.match(name) else Doubt("word_unknown")
        if (
            len(text) > max(length + 1, 3)
            and (code := table("kinship").get(text[-length:]))
            and _may_be_name(text[:-length])
        ):
            return Carer(text[:-length], code)
    name = text.translate(_DOTS)
    return Carer(name) if _NAME.match(name) else Doubt("word_unknown")


def read_kinship(cell: Cell) -> Carer | Doubt | None:
    """As `read_carer`, in a column about kinship: what the child is to the carer (孙子) counts
    too, and a word nobody knows is a name only when it begins like one."""
    text = squash(cell)
    known = table("child_side")
    if code := known.get(text) or known.get(text.lstrip(_RANKS)):
        return Carer(None, code)
    found = read_carer(cell)
    if isinstance(found, Carer) and found.kinship is None and not _may_be_name(found.name or ""):
        return Doubt("word_unknown")
    return found


def _may_be_name(text: str) -> bool:
    """Whether a text is written like a name: 2 to 4 characters behind a usual surname, or with a
    middle dot."""
    if "·" in text:
        return True
    return 1 < len(text) < 5 and (text[:1] in word_set("surnames") or text[:2] in _DOUBLE_SURNAMES)


def _with_remark(text: str, remark: str) -> Carer | Doubt:
    """王桂英（奶奶）, 王桂英（奶奶，65岁）, 奶奶（王桂英） or 爷爷（已故）."""
    said, of_text = kinship_code(re.split("[,、;]", remark)[0]), kinship_code(text)
    if said and of_text:
        return Carer(None, of_text)
    if said:
        return Carer(text or None, said)
    if of_text:
        if table("place").get(remark) in _STATES:
            return Doubt("word_unknown", Carer(None, of_text))
        return Carer(remark if _NAME.match(remark) and len(remark) < 5 else None, of_text)
    return Carer(text) if _NAME.match(text) else Doubt("word_unknown")


def _two_words(first: str, second: str) -> Carer | Doubt:
    """奶奶:王桂英, 爷爷、奶奶, 王桂英-奶奶; 爷爷王大山、奶奶李桂英 are two carers."""
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
    found = _one_word(first)
    if isinstance(found, Doubt) or not _NAME.match(second):
        return Doubt("word_unknown", found if isinstance(found, Carer) else None)
    return Doubt("carer_several", found)


def read_place(cell: Cell) -> Place | Doubt | None:
    """Where a parent is: a known word, a state told in a remark, a place on the map.

    Work, trade or illness (个体, 司机, 住院) say nothing of where somebody is: not a place.
    """
    text = squash(cell)
    if text in BLANK or text in NONE_WORDS:
        return None
    known = table("place")
    state = known.get(text) or known.get(_PARENS.sub("", text))
    if state is None:
        state = next((told for told, words in _TOLD if words.search(text)), None)
    if state == "unclear" or (state is None and _UNCLEAR.search(text)):
        return Doubt("word_unknown")
    if state is None and isinstance(answer := read_yes_no(text), bool) and len(text) < 3:
        return Place("away" if answer else "home")  # the column was answered, not filled
    if state == "away" or (state is None and _on_the_map(text)):
        return Place("away", tidy(cell))
    return Place(state) if state else Doubt("word_unknown")


def _on_the_map(text: str) -> bool:
    """Whether a text names a place, or at least speaks of one."""
    return bool(_PLACE_SIGNS.search(text)) or resolve(text) != UNKNOWN
