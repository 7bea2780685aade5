"""School, grade and class from whatever columns tell of them.

A roll may hold 学校 + 年级 + 班级, or one cell 中心小学2年级, or 就学情况 小学, or 三（2）班 with
the school's name telling which three. All texts of a child are read together, once per combination.

Stages are those of the facts: none (not yet in kindergarten), kindergarten, primary, junior,
senior, vocational, dropped_out, not_enrolled. Grades count through: primary 1-6, junior 7-9,
senior 10-12; kindergarten 1-3 (小班 中班 大班), vocational 1-3.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeVar

from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, squash
from homeward.engines.roll.words import kindergarten_classes, table

_Found = TypeVar("_Found")
_DIGITS: Final = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {
    str(n): n for n in range(10)
}
_NUMBER: Final = r"([一二三四五六七八九1-9])"
_JUNIOR: Final = re.compile(rf"(?:初中?){_NUMBER}(?!中|小)|初中?([一二三1-3])年级")
_SENIOR: Final = re.compile(r"高中?([一二三1-3])(?!中)(?:年级)?")
_VOCATIONAL: Final = re.compile(r"(?:职高|中职|中专|技校|职中|职)([一二三1-3])(?:年级)?")
_PRIMARY: Final = re.compile(r"小(?:学)?([一二三四五六1-6])(?:年级|年|$|[(（])")
_GRADE: Final = re.compile(
    rf"(?<!十){_NUMBER}年级|{_NUMBER}年(?![级\d制])|^{_NUMBER}(?=[(（]\d)|(?<![\d第]){_NUMBER}[(（]\d{{1,2}}[)）]班?$|^G?{_NUMBER}$"
)
_UPPER: Final = re.compile(r"十([一二])?年级")
# Short for grade and class: 三2班, 3.2, 3-2班; in kindergarten 大一班, 小（2）班; above that 1203班.
_SHORT: Final = (
    (
        re.compile(rf"^{_NUMBER}[.\-—](\d{{1,2}})班?$|^([一二三四五六七八九])(\d{{1,2}})班$"),
        r"\1\3(\2\4)班",
    ),
    (re.compile(r"^([大中小])[(]?([一二三四五六七八九\d])[)]?班$"), r"\1班(\2)"),
    (re.compile(r"^1([0-2])0([1-9])班?$"), r"1\1年级(\2)班"),
    (
        re.compile(r"^1([0-2])年级"),
        lambda found: f"十{'一二'[int(found[1]) - 1] if found[1] > '0' else ''}年级",
    ),
)
_ENTRY: Final = re.compile(r"(20\d{2})级|(?<!\d)(\d{2})级")
_THREE: Final = re.compile(r"(?<!\d)([1-9])0([1-9]|1\d)班?$")
_CLASS: Final = re.compile(
    r"[(（]?([一二三四五六七八九十\d]{1,2})[)）]?班|[(（]([一二三四五六七八九十\d]{1,2})[)）]$"
)
_STAGE_OF_GRADE: Final = ("primary",) * 6 + ("junior",) * 3 + ("senior",) * 3
_FIRST: Final = {"primary": 1, "junior": 7, "senior": 10, "vocational": 1, "kindergarten": 1}
_YEARS: Final = {"primary": 6, "junior": 3, "senior": 3, "vocational": 3, "kindergarten": 3}


class Schooling(NamedTuple):
    """What is known of a child's schooling; None = not collected."""

    school: str | None = None
    stage: str | None = None
    grade: int | None = None
    class_name: str | None = None
    unread: str | None = None  # a text about grade or stage that nobody could read


def read_schooling(
    school: Cell, school_grade: Cell, grade: Cell, class_name: Cell, stage: Cell, *, as_of: dt.date
) -> Schooling:
    """All school columns of one child together; the more special column wins."""
    of_school, of_both, of_grade = _word(school), _word(school_grade), _spelt(_word(grade))
    of_class, of_stage = _spelt(_word(class_name)), _word(stage)
    if of_grade in ("10", "11", "12"):
        of_grade = _spelt(f"{of_grade}年级")
    named = of_both or of_school
    name = _school_name(named) if named else None
    if state := _first(_state, (of_class, of_grade, of_both, of_stage, of_school)):
        return Schooling(name if named and not _state(named) else None, state)
    known = _first(_stage_of, (of_stage, named, of_grade))
    tail = of_school.removeprefix(name) if of_school and name else of_school
    texts = (of_grade, of_both, of_stage, of_class, tail)
    graded = _first(lambda word: _grade(word, known, as_of), texts)
    klass = _number_class(of_class) or _first(_class, (of_class, of_grade, of_both, tail))
    said = of_grade or of_stage
    unread = said if graded is None and said and not klass and not _stage_of(said) else None
    found_stage, found_grade = graded or (known, None)
    return Schooling(name, found_stage or known, found_grade, klass, unread)


def _first(read: Callable[[str], _Found | None], words: Iterable[str | None]) -> _Found | None:
    """The first thing that can be read from the words, in their order."""
    return next((found for word in words if word and (found := read(word))), None)


def _word(cell: Cell) -> str | None:
    text = squash(cell)
    return None if text in BLANK or text in NONE_WORDS else text


def _spelt(word: str | None) -> str | None:
    """A short form written out."""
    for pattern, whole in _SHORT if word else ():
        word = pattern.sub(whole, word or "")
    return word


def _number_class(word: str | None) -> str | None:
    """A bare number in the column of classes."""
    return f"{int(word)}班" if word and re.fullmatch(r"\d{1,2}", word) else None


def _state(word: str) -> str | None:
    if re.search("学前(?:班|教育|[一二三123]年|[大中小]班)", word):
        return None
    return next((state for said, state in table("school_states").items() if said in word), None)


def _stage_of(word: str) -> str | None:
    """The stage a school's name or a stage word tells; 县一中 may be junior or senior and tells
    none."""
    found = next((stage for said, stage in table("schools").items() if said in word), None)
    if found is None and any(
        said in word
        for said in kindergarten_classes()
        if said.endswith("班") and word.endswith(said)
    ):
        return "kindergarten"
    return found


def _grade(word: str, stage: str | None, as_of: dt.date) -> tuple[str | None, int | None] | None:
    """(stage, grade) of one text, or None when it tells no grade."""
    for pattern, of, first in (
        (_VOCATIONAL, "vocational", 0),
        (_SENIOR, "senior", 9),
        (_JUNIOR, "junior", 6),
    ):
        if found := pattern.search(word):
            number = _DIGITS[next(group for group in found.groups() if group)]
            return of, number if of == "junior" and number > 6 else number + first
    if stage != "primary":
        for said, year in kindergarten_classes().items():
            if said in word and (stage in (None, "kindergarten") or "幼" in said):
                return "kindergarten", year
    if found := _UPPER.search(word):
        return "senior", 10 + " 一二".index(found[1] or " ")
    if found := _PRIMARY.search(word):
        return "primary", _DIGITS[found[1]]
    if found := _GRADE.search(word) or _THREE.search(word):
        return _staged(_DIGITS[next(group for group in found.groups() if group)], stage)
    if found := _ENTRY.search(word):
        return _entered(int(found[1] or f"20{found[2]}"), stage, as_of)
    return None


def _staged(number: int, stage: str | None) -> tuple[str | None, int | None]:
    """A bare number: grade 1-9 counted through, unless the school says it counts anew."""
    if stage == "senior":
        return stage, number + 9 if number <= 3 else None
    if stage == "vocational":
        return stage, number if number <= 3 else None
    if stage == "junior" and number <= 3:
        return stage, number + 6
    if stage == "kindergarten":
        return stage, None
    return _STAGE_OF_GRADE[number - 1], number


def _entered(year: int, stage: str | None, as_of: dt.date) -> tuple[str | None, int | None] | None:
    """2023级: the school year since entering, counted from September; only where the stage is
    known."""
    if stage is None:
        return None
    number = as_of.year - (as_of.month < 8) - year + 1
    return (stage, _FIRST[stage] + number - 1) if 1 <= number <= _YEARS[stage] else None


def _class(word: str) -> str | None:
    """2班 of 三（2）班, 302, 1年级（2）班; the class's own name when it has no number."""
    if found := _THREE.search(word):
        return f"{int(found[2])}班"
    every = list(_CLASS.finditer(word))
    if not every:
        return None
    number = every[-1][1] or every[-1][2]
    return f"{_count(number)}班"


def _count(number: str) -> int:
    if number.isdigit():
        return int(unicodedata.normalize("NFKC", number))
    high, ten, low = number.partition("十")
    return (_DIGITS.get(high, 1) * 10 if ten else 0) + _DIGITS.get(low if ten else high, 0)


_ENDS: Final = (
    "幼儿园|小学校|小学|初级中学|高级中学|完全中学|中心学校|中学|完小|教学点|学校|中心校|职高|职中|技校|中专|学院|"
    "[一二三四五六七八九十实]中|附小|附中|实小|[一二三四五六七八九]小"
)
_NO_SCHOOL: Final = re.compile(
    "^(?:在|随|跟|外地|外省|外县|县外|省外).*(?:读书|上学|就读|读|学习)$"
)
_NAME_END: Final = re.compile(rf"^(.*(?:{_ENDS}))|^(.*?(?:高中|初中))")


def _school_name(word: str) -> str | None:
    """The school's name without the grade behind it; None when the text is only a grade or a
    stage."""
    found = _NAME_END.match(word)
    if found:
        name = found[1] or found[2]
        rest = word[len(name) :]
        if (
            (rest.startswith(("(", "（")))
            and not re.match(r"[(（]\d", rest)
            and (close := re.match(r"[(（][^)）]*[)）]", rest))
        ):
            if not _grade(close[0][1:-1], None, dt.date(2000, 9, 1)):
                name += close[0]
        elif rest and not re.match(
            r"[一二三四五六七八九\d初高大中小托学(（幼班年级在住部\-,、/:·]", rest
        ):
            name = word
        return (
            None
            if name in ("小学", "中学", "初中", "高中", "幼儿园", "学校", "中专", "职高", "技校")
            else name
        )
    if _grade(word, None, dt.date(2000, 9, 1)) or _stage_of(word) or _NO_SCHOOL.search(word):
        return None
    return word


def stage_word(word: str) -> str | None:
    """The stage one word of a form names: 小学, 高中, 辍学, 未入园."""
    return _state(word) or _stage_of(word)
