"""Layouts of rolls: headings, sheets, title and signature lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homeward.engines.population.tables import County

Style = Literal["register", "school", "villages"]
Cell = str | int | float | dt.date | None
Row = dict[str, Cell]

REGISTER = {
    "serial": "序号", "village": "村（社区）", "name": "儿童姓名", "sex": "性别",
    "ethnicity": "民族", "id": "身份证号", "born": "出生日期", "hukou_place": "户籍所在地",
    "residence": "现居住地", "school": "就读学校", "grade": "年级", "boarding": "是否寄宿",
    "health": "健康状况", "father_name": "父亲姓名", "father_place": "父亲务工地点",
    "father_since": "父亲外出时间", "father_phone": "父亲联系电话", "mother_name": "母亲姓名",
    "mother_place": "母亲务工地点", "mother_since": "母亲外出时间", "mother_phone": "母亲联系电话",
    "unable": "无监护能力一方", "carer_name": "实际监护人", "carer_kinship": "与儿童关系",
    "carer_born": "监护人出生日期", "carer_phone": "监护人联系电话", "rating": "监护状况",
    "low_income": "是否低保", "note": "备注",
}  # fmt: skip
SCHOOL = {
    "serial": "序号", "name": "学生姓名", "sex": "性别", "id": "身份证件号", "born": "出生年月日",
    "grade": "年级", "class": "班级", "boarding": "寄宿生", "residence": "家庭住址",
    "father_name": "姓名", "father_place": "务工地", "father_since": "外出时间",
    "father_phone": "电话", "mother_name": "姓名", "mother_place": "务工地",
    "mother_since": "外出时间", "mother_phone": "电话",
    "carer_name": "姓名", "carer_kinship": "关系", "carer_phone": "电话", "note": "备注",
}  # fmt: skip
VILLAGES = {
    "serial": "编号", "group": "村民小组", "name": "姓名", "sex": "性别", "id": "公民身份号码",
    "born": "出生日期", "school_grade": "学校年级", "father_name": "爸爸姓名",
    "father_place": "爸爸在哪打工", "father_phone": "爸爸电话", "mother_name": "妈妈姓名",
    "mother_place": "妈妈在哪打工", "mother_phone": "妈妈电话", "carer_kinship": "跟谁住",
    "carer_name": "跟谁住（姓名）", "rating": "监护情况", "low_income": "低保户", "note": "说明",
}  # fmt: skip
_GROUPS = {"父亲": (9, 12), "母亲": (13, 16), "监护人": (17, 19)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines above, header lines, rows, lines below, merged ranges.

    Attributes:
        name: of the sheet.
        above: title lines.
        header: one or two lines.
        rows: children.
        below: total and signature lines.
        merged: (first row, first column, last row, last column), counted from 0.
    """

    name: str
    above: tuple[tuple[Cell, ...], ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[tuple[Cell, ...], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """All lines from the top of the sheet."""
        return self.above + self.header + self.rows + self.below


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault: the row's serial number and the kind."""

    serial: int
    kind: str


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll with the faults planted in it.

    Attributes:
        style: the layout.
        as_of: the day it was filled in.
        sheets: in order.
        planted: what was planted, by the row's own 序号 or 编号.
        doubles: (serial of the first, serial of the second, "exact" or "no_id").
    """

    style: Style
    as_of: dt.date
    sheets: tuple[Sheet, ...]
    planted: tuple[Planted, ...]
    doubles: tuple[tuple[int, int, str], ...]


def _cells(rows: Sequence[Row], layout: dict[str, str]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row[name] for name in layout) for row in rows)


def _register(county: County, township: str, rows: list[Row]) -> tuple[Sheet, ...]:
    return (Sheet("花名册", (), (tuple(REGISTER.values()),), _cells(rows, REGISTER)),)


def _school(county: County, township: str, rows: list[Row]) -> tuple[Sheet, ...]:
    width = len(SCHOOL)
    term = f"{county.as_of.year}年{'秋' if county.as_of.month >= 8 else '春'}季学期"
    place = _name_of(county, township)
    title: tuple[Cell, ...] = (f"{place}中心学校留守儿童登记表（{term}）", *[None] * (width - 1))
    names = list(SCHOOL.values())
    upper: list[Cell] = list(names)
    lower: list[Cell] = [None] * width
    for group, (first, last) in _GROUPS.items():
        upper[first : last + 1] = [group, *[None] * (last - first)]
        lower[first : last + 1] = names[first : last + 1]
    blank: list[Cell] = [None] * width
    total = tuple(["合计", f"{len(rows)}人", *blank[2:]])
    signed = tuple(["填表人：", None, None, "校长签字：", *blank[4:]])
    merged = ((0, 0, 0, width - 1), *((1, first, 1, last) for first, last in _GROUPS.values()))
    header = (tuple(upper), tuple(lower))
    cells = _cells(rows, SCHOOL)
    return (Sheet("留守儿童登记", (title,), header, cells, (total, signed), merged),)


def _villages(county: County, township: str, rows: list[Row]) -> tuple[Sheet, ...]:
    day = county.as_of
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        by_place.setdefault(str(row["residence"]), []).append(row)
    sheets: list[Sheet] = []
    taken: set[str] = set()
    for place, own in by_place.items():
        name = str(own[0]["village"])
        above = (
            (f"{name}农村留守儿童基本情况台账",),
            (f"填报单位：{place}", None, None, f"填报日期：{day.year}年{day.month}月{day.day}日"),
        )
        title = name if name not in taken else f"{name}{len(sheets)}"
        taken.add(name)
        header = (tuple(VILLAGES.values()),)
        below = (("小计", None, len(own)),)
        sheets.append(Sheet(title, above, header, _cells(own, VILLAGES), below))
    return (
        *sheets,
        Sheet("填表说明", (("1. 父母外出务工三个月以上的均应登记。",),), (), ()),
    )


def _name_of(county: County, area: str) -> str:
    names = {place.code[:9]: place.name for place in county.places.townships}
    return county.places.county.name + names.get(area[:9], "")


BUILD: dict[Style, Callable[[County, str, list[Row]], tuple[Sheet, ...]]] = {
    "register": _register,
    "school": _school,
    "villages": _villages,
}
"""Sheets of a style from the county, the area's code and the rows."""
