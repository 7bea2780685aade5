"""School, grade and class from whatever columns tell of them.

A roll may hold 学校 + 年级 + 班级, or one cell 中心小学2年级, or 就学情况 小学, or 三（2）班 with the
school's name telling which three. All texts of a child are read together, once per combination.

Stages are those of the facts: none (not yet in kindergarten), kindergarten, primary, junior, senior,
vocational, dropped_out, not_enrolled. Grades count through: primary 1-6, junior 7-9, senior 10-12;
kindergarten 1-3 (小班 中班 大班), vocational 1-3.
"""

import datetime as dt
import re
import unicodedata
from typing import Final, NamedTuple

from homeward.engines.roll.text import BLANK, NONE_WORDS, Cell, squash

_DIGITS: Final = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {
    str(n): n for n in range(10)
}
_NUMBER: Final = r"([一二三四五六七八九1-9])"
_KINDERGARTEN: Final = (
    ("学前班", 3),
    ("大大班", 3),
    ("幼大", 3),
    ("大班", 3),
    ("幼中", 2),
    ("中班", 2),
    ("幼小", 1),
    ("小班", 1),
    ("小小班", 1),
    ("托班", 0),
    ("托儿班", 0),
    ("托管班", 0),
    ("亲子班", 0),
    ("幼儿园", None),
    ("幼儿班", None),
    ("幼儿", None),
    ("托儿所", 0),
)
# Looked for in this order: the first word found tells the stage.
_STATES: Final = (
    ("dropped_out", ("辍学", "失学", "退学")),
    (
        "not_enrolled",
        (
            "不在学",
            "已毕业",
            "毕业未升学",
            "初中毕业",
            "小学毕业",
            "未升学",
            "未就读",
            "毕业在家",
            "离校",
        ),
    ),
    (
        "none",
        (
            "未入学",
            "未上学",
            "未入园",
            "未上幼儿园",
            "学龄前",
            "学前",
            "未到入学年龄",
            "未读书",
            "未达入学年龄",
            "散居",
            "婴幼儿",
            "未入托",
            "未达学龄",
            "还未上学",
            "没上学",
            "未上",
            "未满3岁",
            "年幼",
        ),
    ),
)
_SCHOOLS: Final = (
    (
        "vocational",
        (
            "中职",
            "职高",
            "职中",
            "中专",
            "技校",
            "技工",
            "职业",
            "职教",
            "卫校",
            "中等专业",
            "师范学校",
            "技师",
        ),
    ),
    ("kindergarten", ("幼儿园", "幼稚园", "幼教", "托儿")),
    ("senior", ("高中", "高级中学", "普高")),
    ("junior", ("初中", "初级中学", "中学初", "初级")),
    (
        "primary",
        (
            "小学",
            "完小",
            "村小",
            "教学点",
            "中心校",
            "附小",
            "一小",
            "二小",
            "三小",
            "四小",
            "五小",
            "实小",
        ),
    ),
)
_JUNIOR: Final = re.compile(rf"(?:初中?){_NUMBER}(?!中|小)|初中?([一二三1-3])年级")
_SENIOR: Final = re.compile(r"高中?([一二三1-3])(?!中)(?:年级)?")
_VOCATIONAL: Final = re.compile(r"(?:职高|中职|中专|技校|职中|职)([一二三1-3])(?:年级)?")
_PRIMARY: Final = re.compile(r"小(?:学)?([一二三四五六1-6])(?:年级|年|$|[(（])")
_GRADE: Final = re.compile(
    rf"{_NUMBER}年级|{_NUMBER}年(?![级\d制])|^{_NUMBER}(?=[(（]\d)|(?<![\d第]){_NUMBER}[(（]\d{{1,2}}[)）]班?$|^G?{_NUMBER}$"
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
    named = _word(school_grade) or _word(school)
    parts = [
        word
        for word in (
            _word(class_name),
            _word(grade),
            _word(school_grade),
            _word(stage),
            _word(school),
        )
        if word
    ]
    if not parts:
        return Schooling()
    if state := next((state for word in parts for state in (_state(word),) if state), None):
        return Schooling(_school_name(named) if named and not _state(named) else None, state)
    school_stage = next(
        (found for word in (_word(stage), named) if word for found in (_stage_of(word),) if found),
        None,
    )
    name = _school_name(named) if named else None
    graded = next(
        (
            found
            for word in (
                _word(grade),
                _word(school_grade),
                _word(stage),
                _word(class_name),
                _word(school),
            )
            if word
            for found in (
                _grade(
                    word if word != named or word == _word(school_grade) else _tail(word, name),
                    school_stage,
                    as_of,
                ),
            )
            if found
        ),
        None,
    )
    klass = next(
        (
            found
            for word in (_word(class_name), _word(grade), _word(school_grade))
            if word
            for found in (_class(word),)
            if found
        ),
        None,
    )
    found_stage, found_grade = graded or (school_stage, None)
    unread = None
    if (
        graded is None
        and (said := _word(grade) or _word(stage))
        and not (school_stage and _stage_of(said))
        and not klass
    ):
        unread = said
    return Schooling(name, found_stage or school_stage, found_grade, klass, unread)


def _word(cell: Cell) -> str | None:
    text = squash(cell)
    return None if text in BLANK or text in NONE_WORDS else text


def _state(word: str) -> str | None:
    return next(
        (
            state
            for state, words in _STATES
            for said in words
            if said in word and "学前班" not in word
        ),
        None,
    )


def _stage_of(word: str) -> str | None:
    """The stage a school's name or a stage word tells; 县一中 may be junior or senior and tells none."""
    found = next((stage for stage, words in _SCHOOLS for said in words if said in word), None)
    if found is None and any(
        said in word for said, _ in _KINDERGARTEN if said.endswith("班") and word.endswith(said)
    ):
        return "kindergarten"
    return found


def _tail(word: str, name: str | None) -> str:
    return word.removeprefix(name) if name else word


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
        for said, number in _KINDERGARTEN:
            if said in word and (stage in (None, "kindergarten") or "幼" in said):
                return "kindergarten", number
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
    """2023级: the school year since entering, counted from September; only where the stage is known."""
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
        return f"{int(word)}班" if re.fullmatch(r"\d{1,2}", word) else None
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
_NAME_END: Final = re.compile(rf"^(.*(?:{_ENDS}))|^(.*?(?:高中|初中))")


def _school_name(word: str) -> str | None:
    """The school's name without the grade behind it; None when the text is only a grade or a stage."""
    found = _NAME_END.match(word)
    if found:
        name = found[1] or found[2]
        rest = word[len(name) :]
        if (
            (rest.startswith(("(", "（")))
            and not re.match(r"[(（]\d", rest)
            and (close := re.match(r"[(（][^)）]*[)）]", rest))
        ):
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
    if _grade(word, None, dt.date(2000, 9, 1)) or _stage_of(word):
        return None
    return word


def stage_word(word: str) -> str | None:
    """The stage one word of a form names: 小学, 高中, 辍学, 未入园."""
    return _state(word) or _stage_of(word)
