"""Cells of a roll's rows, in the words that clerks, teachers and village directors use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import datetime as dt

    from homeward.engines.population.layouts import Cell, Row, Style
    from homeward.engines.population.tables import County

_GRADES = {
    "kindergarten": ("小班", "中班", "大班"),
    "primary": tuple(f"{number}年级" for number in range(1, 7)),
    "junior": ("七年级", "八年级", "九年级"),
    "senior": ("高一", "高二", "高三"),
    "vocational": ("中职一年级", "中职二年级", "中职三年级"),
}
_NO_SCHOOL = {"none": "未入园", "dropped_out": "辍学", "not_enrolled": "不在学"}
_KINSHIP = {
    "grandfather": ("爷爷", "祖父"), "grandmother": ("奶奶", "祖母"),
    "maternal_grandfather": ("外公", "外祖父"), "maternal_grandmother": ("外婆", "外祖母"),
    "uncle": ("大伯", "舅舅", "叔叔"), "aunt": ("姑姑", "姨妈"), "friend": ("邻居",),
    "father": ("父亲",), "mother": ("母亲",),
}  # fmt: skip
_WHERE = {"home": "在家", "away": "外出", "dead": "去世", "missing": "失联", "in_custody": "服刑"}
_RATINGS = {"good": "较好", "fair": "一般", "poor": "差"}
_HEALTH = {"healthy": "健康", "disabled": "残疾", "ill": "患病"}
_PARENTS = ("father", "mother")


class RowWriter:
    """Turns rows of the county's tables into cells, in the words of a style."""

    def __init__(self, county: County, style: Style, rng: np.random.Generator) -> None:
        self._county, self._style, self._rng = county, style, rng
        self._children = {name: county.children.plain(name) for name in county.children.__slots__}
        self._adults = {name: county.adults.plain(name) for name in county.adults.__slots__}
        self._households = {
            name: county.households.plain(name) for name in county.households.__slots__
        }
        self._parents: dict[tuple[int, str], int] = {
            (household, kinship): row
            for row, (household, kinship) in enumerate(
                zip(self._adults["household"], self._adults["kinship"], strict=True)
            )
            if kinship in _PARENTS
        }
        spells = county.spells
        lasting = np.flatnonzero(np.isnat(spells.until))
        where, place = spells.plain("whereabouts"), spells.plain("place_text")
        since = spells.plain("since")
        adult = spells.adult.tolist()
        self._spell = {adult[row]: (where[row], since[row], place[row]) for row in lasting}
        self._township = {place.code[:9]: place.name for place in county.places.townships}

    def row(self, serial: int, child: int) -> Row:
        """The cells of one child by field."""
        told = {name: values[child] for name, values in self._children.items()}
        village = self._county.places.villages[told["village"]]
        township = self._county.places.county.name + self._township[village.code[:9]]
        low_income = self._households["low_income"][told["household"]]
        school, grade = self._schooling(told["school"], told["stage"], told["grade"])
        row: Row = {
            "serial": serial,
            "village": village.name,
            "group": self._households["group"][told["household"]],
            "name": told["name"],
            "sex": {"male": "男", "female": "女", None: None}[told["sex"]],
            "ethnicity": told["ethnicity"],
            "id": told["id_number"],
            "born": self._day(told["born_on"]),
            "hukou_place": township,
            "residence": township + village.name,
            "school": school,
            "grade": grade,
            "class": f"{grade}（{told['class_no']}）班" if told["class_no"] else None,
            "school_grade": f"{school or ''}{grade or ''}" or None,
            "boarding": self._yes_no(told["boarding"]),
            "health": _HEALTH.get(told["health"]),
            "unable": None,
            "rating": _RATINGS.get(told["guardianship"]),
            "low_income": self._yes_no(low_income),
            "note": None,
        }
        for parent, word in zip(_PARENTS, ("父亲", "母亲"), strict=True):
            self._parent(row, parent, word, self._parents[told["household"], parent])
        self._carer(row, told)
        return row

    def _parent(self, row: Row, parent: str, word: str, adult: int) -> None:
        where, since, place = self._spell.get(adult, (None, None, None))
        away = where == "away"
        row[f"{parent}_name"] = self._adults["name"][adult]
        row[f"{parent}_place"] = (place if away else None) or _WHERE.get(where or "")
        row[f"{parent}_since"] = self._since(since) if away and since else None
        row[f"{parent}_phone"] = self._adults["phone"][adult]
        if self._adults["able"][adult] is False:
            row["unable"] = word

    def _carer(self, row: Row, told: dict[str, object]) -> None:
        adult, kind = told["carer"], told["carer_kind"]
        row |= dict.fromkeys(("carer_name", "carer_kinship", "carer_born", "carer_phone"))
        if kind == "none":
            row["carer_kinship"] = "本人"
        elif kind == "parent" and self._rng.random() < 0.5:
            row["carer_kinship"] = "父母"
        elif isinstance(adult, int):
            born = self._adults["born_on"][adult]
            words = _KINSHIP[str(told["carer_kinship"])]
            row["carer_name"] = self._adults["name"][adult]
            row["carer_kinship"] = words[int(self._rng.integers(len(words)))]
            row["carer_born"] = born.isoformat() if born else None
            row["carer_phone"] = self._adults["phone"][adult]

    def _schooling(
        self, school: int | None, stage: str | None, grade: int | None
    ) -> tuple[str | None, str | None]:
        if school is None or stage is None or grade is None:
            return _NO_SCHOOL.get(stage or ""), None
        return self._county.places.schools[school].name, _GRADES[stage][grade - 1]

    def _yes_no(self, flag: bool | None) -> str | None:
        if self._style == "register":
            return None if flag is None else "是" if flag else "否"
        return "√" if flag else None

    def _day(self, when: dt.date) -> Cell:
        """Schools write birth days in many forms, one of them a date cell."""
        if self._style != "school":
            return when.isoformat()
        forms = (
            when,
            when.isoformat(),
            f"{when:%Y/%m/%d}",
            f"{when:%Y%m%d}",
            f"{when.year}.{when.month}.{when.day}",
            f"{when.year}年{when.month}月{when.day}日",
        )
        return forms[int(self._rng.integers(len(forms)))]

    def _since(self, when: dt.date) -> str:
        if self._style != "school":
            return when.isoformat()
        forms = (f"{when:%Y.%m}", f"{when:%Y-%m}", f"{when.year}年{when.month}月")
        return forms[int(self._rng.integers(len(forms)))]
