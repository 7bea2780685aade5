"""Which rows below a header are children, and what the others are.

Told by shape before words: a row with an identity number, a birth date or a sex is a child,
whatever its name; only rows without any are looked at for totals, signatures, notes and village
headings.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from homeward.engines.roll.band import Band
from homeward.engines.roll.book import Sheet
from homeward.engines.roll.dates import Day, read_day
from homeward.engines.roll.entry import Skipped
from homeward.engines.roll.meanings import meaning_of
from homeward.engines.roll.people import read_child_name
from homeward.engines.roll.places import village_in
from homeward.engines.roll.problems import wording
from homeward.engines.roll.text import BLANK, Cell, Doubt, is_ditto, squash
from homeward.engines.roll.words import table

_TOTAL: Final = re.compile(
    r"^(?:.{0,10}(?:合计|小计|总计|共计|累计)|总数|总人数|人数|(?:总?共|共有)\d+[人名个].*)[::]?\d*[人名个]?$"
)
_SIGNER: Final = r"校长|园长|负责人|填表人|制表人|审核人|复核人|经办人|班主任|填报人|制表|填表"
_SIGNED: Final = re.compile(
    r"^(?:(?:填表|制表|填报|审核|复核|经办|登记|统计|审批|单位|主管|分管|村|乡镇|学校|报送)?"
    r"(?:单位|领导)?"
    r"(?:人|者|负责人|校长|园长|书记|主任|班主任|日期|时间|电话|单位|盖章|签章|公章)"
    r"(?:签字|签名|签章|盖章|意见)?[:(]"
    rf"|(?:{_SIGNER})(?:签字|签名)?$|第.{{1,4}}页|.{{0,12}}[(](?:盖章|公章|签章|签字)[)]"
    r"|.{0,12}(?:签字|签名|盖章|签章):?$)"
)
_NOTE: Final = re.compile(
    r"^(?:注|备注|说明|填表说明|附注|填写说明|要求)[::\d一1]|^\d[.、].{8}|^[((]?注意"
)
# A village standing alone over its rows, or its own block's title: 二、石桥村（12人）, 石桥村花名册.
_SECTION: Final = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]+[)]?[、.]?)?"
    r"(.{1,16}?(?:村民委员会|村委会|居委会|社区|村))"
    r"(?:[(]?\d+[人名]?[)]?|.*(?:名册|台账|登记表|汇总表|名单|统计表|情况表|摸底表|一览表|明细表|留守儿童))?:?$"
)
_GROUP: Final = re.compile(r"^.{2,10}(?:信息|情况|资料)$")  # the top of a header again
_EXAMPLE: Final = frozenset(
    ["例", "示例", "样例", "例如", "范例", "填写示例", "举例", "例子", "填表示例", "样本"]
)
_NUMBERED: Final = re.compile(r"^(?:[(]?\d{1,2}[)]?|[A-Z]|[甲乙丙丁戊己庚辛壬癸])$")
_CONTEXT: Final = frozenset(
    {"serial", "village", "township", "county", "group", "age", "school", "class_name", "grade"}
)


def skipped(sheet: str, row: int | None, why: str) -> Skipped:
    """A sheet or row (from 1) that is not read, with its reason."""
    return Skipped(sheet, row, why, wording("skipped", why))


@dataclass(slots=True)
class Body:
    """The rows below a header: children (indices from 0), the heading each stands under, and the
    rest. `other_table` is the row where a header with other columns begins."""

    children: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    other_table: int | None = None


def read_body(sheet: Sheet, band: Band) -> Body:
    """Sort all rows below the header."""
    at = {column.field: index for index, column in band.columns if column.field}
    sorter = _Sorter(sheet, band, at)
    body = Body()
    section: str | None = None
    for index in range(band.body, len(sheet.rows)):
        kind = sorter.kind(index)
        if kind == "child":
            body.children.append(index)
            if section:
                body.sections[index] = section
        elif kind == "section":
            section = sorter.section
        elif kind == "other_header":
            body.other_table = index
            body.skipped.append(skipped(sheet.name, index + 1, kind))
            break
        if kind not in ("child", "blank"):
            body.skipped.append(skipped(sheet.name, index + 1, kind))
            body.remarks += [cell for cell in sheet.rows[index] if isinstance(cell, str) and cell]
    return body


class _Sorter:
    """Sorts the rows of one sheet."""

    def __init__(self, sheet: Sheet, band: Band, at: dict[str, int]) -> None:
        self._rows, self._formulas, self._at = sheet.rows, sheet.formulas, at
        self._headers = {
            index: {squash(word) for word in column.header.split(" ")} | {squash(column.header)}
            for index, column in band.columns
        }
        self._context = {at[name] for name in _CONTEXT if name in at}
        self._name = at.get("name", -1)
        self._proofs = [at[name] for name in ("id", "born") if name in at]
        self._sex = at.get("sex", -1)
        self._first = at.get("serial", band.columns[0][0])
        self.section: str | None = None

    def kind(self, index: int) -> str:
        """child, blank, or why it is none: a key of `skipped` in problems.yaml."""
        row = self._rows[index]
        if row[self._first] in _EXAMPLE:
            return "example"
        name = row[self._name] if self._name >= 0 else None
        if isinstance(name, str) and 1 < len(name) < 5 and "计" not in name:
            for proof in self._proofs:
                cell = row[proof]
                if (
                    cell.__class__ is str
                    and (len(cell) == 18 or (len(cell) == 10 and cell[4] in "-/."))
                    and cell[:4].isdigit()
                    and cell.isascii()
                ):
                    return "child"
        return self._look(index, row)

    def _look(self, index: int, row: list[Cell]) -> str:
        texts = {
            column: text
            for column, cell in enumerate(row)
            if cell is not None and cell != "" and (text := squash(cell)) not in BLANK
        }
        if not texts:
            return "blank"
        strange = [c for c, text in texts.items() if text not in self._headers.get(c, ())]
        if self._other_header(texts, strange):
            return "other_header"
        if len(texts) - len(strange) >= max(2, len(texts) * 2 // 3):
            return "repeated_header"
        words = list(texts.values())
        if len(words) > 3 and all(_NUMBERED.match(word) for word in words):
            return "repeated_header"
        if self._shape(row):
            return "child"
        return self._without_shape(texts)

    @staticmethod
    def _other_header(texts: dict[int, str], strange: list[int]) -> bool:
        """Whether a row is a header with other columns than the one above: another table begins."""
        if not strange or len(texts) < 3:
            return False
        known = {c: meaning_of(text) for c, text in texts.items() if not text[-1:].isdigit()}
        fields = {one.field for one in known.values() if one.score == 100}
        new = any(known[c].score == 100 for c in strange if c in known)
        return new and "name" in fields and len(fields) > 2 and len(fields) * 2 > len(texts)

    def _shape(self, row: list[Cell]) -> bool:
        """Whether the row holds a birth date, something like an identity number, or a sex."""
        for proof in self._proofs:
            cell = row[proof]
            if proof == self._at.get("born"):
                day = read_day(cell)
                if isinstance(day, Day) or (
                    isinstance(day, Doubt) and day.code != "date_unreadable"
                ):
                    return True
            elif sum(sign.isdigit() for sign in squash(cell)) >= 15:
                return True
        return (
            self._sex >= 0
            and squash(row[self._sex]) in table("sex")
            and not squash(row[self._sex]).isdigit()
        )

    def _without_shape(self, texts: dict[int, str]) -> str:
        words = list(texts.values())
        if all(_GROUP.match(word) for word in words):
            return "repeated_header"
        if any(_TOTAL.match(word) for word in words[:4]):
            return "total"
        if any(_SIGNED.match(word) for word in words):
            return "signature"
        if _NOTE.match(words[0]) or (len(words) == 1 and len(words[0]) > 14):
            return "note"
        if (
            len(words) == 1
            and (found := _SECTION.match(words[0]))
            and (village := village_in(found[1]))
        ):
            self.section = village
            return "section"
        told = [column for column in texts if column not in self._context]
        if not told:
            return "blank"
        name = texts.get(self._name)
        if name and not is_ditto(name) and isinstance(read_child_name(name), str) and len(name) < 8:
            return "child"
        known = [column for column in told if column in self._headers and column != self._name]
        return "child" if len(known) >= 3 else "note"
