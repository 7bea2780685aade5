"""Workbooks as other people lay them out, with known truth: one sheet a village or one for all, village
headings and sub-totals, groups merged or not, a third header row, blank columns, headers repeated in the
middle, footers. Written apart from `engines/population`, which makes rolls its own way.

Whatever the layout, every child comes out once, as what was written, and nothing is reported.
"""

import csv
import datetime as dt
import io
import random
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest

from homeward.engines.roll import find_doubles, read_roll

VILLAGES = ["石桥村", "大坪村", "龙井村", "高田村"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ["一诺", "梓涵", "浩宇", "子轩", "小军", "阿妹", "佳", "磊", "丹丹", "志强"]
KIN = [("爷爷", "paternal_grandfather"), ("姥姥", "maternal_grandmother"), ("大伯", "uncle"),
       ("姨妈", "aunt")]  # fmt: skip
PLACES = ["广东东莞", "东莞市长安镇", "浙江省义乌市", "本县县城", "省外"]
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
DAYS = ["{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}",
        " {0:%Y/%m/%d} ", "{0.year}．{0.month}．{0.day}", "{0:%Y-%m-%d} 00:00:00"]  # fmt: skip
YES_NO = [("是", "否"), ("√", None), ("Y", "N"), (1, 0), ("√", "×"), ("有", "无"), (True, False)]
SEX = [("男", "女"), (1, 2), ("M", "F"), ("☑男 □女", "□男 ☑女"), ("男孩", "女孩")]


@dataclass
class Field:
    """One column: its group and its headers, how a child is written, what must be read."""

    group: str
    headers: tuple[str, ...]
    write: Any
    got: Any
    want: Any


def person(rng: random.Random, serial: int, id_number: Any) -> dict[str, Any]:
    born = dt.date(2010, 1, 1) + dt.timedelta(days=rng.randrange(5000))
    male = rng.random() < 0.5
    surname = rng.choice(SURNAMES)

    def parent() -> dict[str, Any]:
        away = rng.random() < 0.6
        since = dt.date(rng.randrange(2015, 2026), rng.randrange(1, 13), rng.randrange(1, 28))
        return {
            "name": surname + rng.choice(GIVEN), "place": rng.choice(PLACES) if away else "在家",
            "state": "away" if away else "home", "since": since if away else None,
            "phone": f"138{rng.randrange(10**8):08d}",
        }  # fmt: skip

    return {
        "name": surname + rng.choice(GIVEN), "male": male, "born": born, "father": parent(),
        "id": id_number(born.isoformat(), "男" if male else "女", serial % 90 + 1),
        "mother": parent(), "village": rng.choice(VILLAGES), "kin": rng.choice(KIN),
        "carer": rng.choice(SURNAMES) + rng.choice(GIVEN), "low": rng.random() < 0.3,
        "note": rng.choice([None, "父母离异", "奶奶身体不好"]),
    }  # fmt: skip


def day(rng: random.Random, on: dt.date) -> Any:
    as_cell = dt.datetime.combine(on, dt.time())
    serial = (on - dt.date(1899, 12, 30)).days
    return rng.choice([rng.choice(DAYS).format(on), as_cell, int(f"{on:%Y%m%d}"), serial])


def phone(rng: random.Random, number: str) -> Any:
    spaced = f"{number[:3]} {number[3:7]}-{number[7:]}"
    return rng.choice([number, float(number), spaced, f"+86{number}", number.translate(WIDE)])


def number(rng: random.Random, text: str) -> str:
    cut = f"{text[:6]} {text[6:14]} {text[14:]}"
    styles = [
        text,
        text.lower(),
        f"'{text}",
        text.translate(WIDE),
        cut,
        f"{text[:14]}\n{text[14:]}",
    ]
    return rng.choice(styles)


def fields(rng: random.Random) -> list[Field]:
    sex, yes = rng.choice(SEX), rng.choice(YES_NO)
    found = [
        Field("", ("姓名", "儿童\n姓名", "*学生姓名"), lambda p: rng.choice([p["name"], f"{p['name']} "]),
              lambda e: e.name, lambda p: p["name"]),
        Field("", ("性别", "性 别"), lambda p: sex[0 if p["male"] else 1],
              lambda e: e.sex, lambda p: "male" if p["male"] else "female"),
        Field("", ("出生日期", "出生年月日（如2015-01-01）"), lambda p: day(rng, p["born"]),
              lambda e: e.born_on, lambda p: p["born"]),
        Field("", ("身份证号", "身份\n证号码"), lambda p: number(rng, p["id"]),
              lambda e: e.id.text, lambda p: p["id"]),
        Field("", ("是否低保户", "低保"), lambda p: yes[0 if p["low"] else 1],
              lambda e: e.low_income, lambda p: p["low"]),
    ]  # fmt: skip
    for who, zh in (("father", "父亲"), ("mother", "母亲")):
        found += [
            Field(zh, ("姓名",), lambda p, w=who: p[w]["name"],
                  lambda e, w=who: getattr(e, w).name, lambda p, w=who: p[w]["name"]),
            Field(zh, ("务工地点", "务工去向"), lambda p, w=who: p[w]["place"],
                  lambda e, w=who: getattr(e, w).state, lambda p, w=who: p[w]["state"]),
            Field(zh, ("外出时间",), lambda p, w=who: p[w]["since"] and day(rng, p[w]["since"]),
                  lambda e, w=who: getattr(e, w).since, lambda p, w=who: p[w]["since"]),
            Field(zh, ("电话", "联系电话"), lambda p, w=who: phone(rng, p[w]["phone"]),
                  lambda e, w=who: getattr(e, w).phones, lambda p, w=who: (p[w]["phone"],)),
        ]  # fmt: skip
    found += [
        Field("监护人", ("姓名",), lambda p: p["carer"], lambda e: e.carer.name, lambda p: p["carer"]),
        Field("监护人", ("与儿童关系", "关系"), lambda p: p["kin"][0],
              lambda e: e.carer.kinship, lambda p: p["kin"][1]),
        Field("", ("备注",), lambda p: p["note"], lambda e: e.note, lambda p: p["note"]),
    ]  # fmt: skip
    blocks: OrderedDict[str, list[Field]] = OrderedDict()
    for one in found:
        blocks.setdefault(one.group or one.headers[0], []).append(one)
    shuffled = list(blocks.values())
    rng.shuffle(shuffled)
    return [one for block in shuffled for one in block]


class Book:
    """One made workbook and where each child stands in it."""

    def __init__(self, seed: int, id_number: Any) -> None:
        self.rng = random.Random(seed)
        self.fields = fields(self.rng)
        self.grouped, self.third = self.rng.random() < 0.6, self.rng.random() < 0.3
        self.blank = self.rng.randrange(len(self.fields)) if self.rng.random() < 0.3 else -1
        self.labels = [self.rng.choice(one.headers) for one in self.fields]
        self.truth: dict[tuple[str, int], dict[str, Any]] = {}
        self.mode = self.rng.choice(["flat", "sheets", "sections"])
        people = [person(self.rng, n, id_number) for n in range(self.rng.randrange(8, 24))]
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        groups: dict[str, list[dict[str, Any]]] = {}
        for one in people:
            groups.setdefault(one["village"] if self.mode != "flat" else "名册", []).append(one)
        if self.mode == "sections":
            self._sections(groups)
        else:
            for at, (name, some) in enumerate(groups.items(), start=1):
                named = [name, f"{at}{name}", f"{name}（{len(some)}人）"]
                self._sheet(name if self.mode == "flat" else self.rng.choice(named), some)

    def _row(self, cells: list[Any], serial: Any = None) -> list[Any]:
        row = [serial, *cells]
        return row if self.blank < 0 else [*row[: self.blank + 1], None, *row[self.blank + 1 :]]

    def _header(self, sheet: Any) -> None:
        if self.third:
            sheet.append(["儿童信息"])
        if not self.grouped:
            sheet.append(
                self._row(
                    [f.group + x for f, x in zip(self.fields, self.labels, strict=True)], "序号"
                )
            )
            return
        tops = [f.group or x for f, x in zip(self.fields, self.labels, strict=True)]
        subs = [x if f.group else None for f, x in zip(self.fields, self.labels, strict=True)]
        firsts = [None if f.group and at and self.fields[at - 1].group == f.group else top
                  for at, (f, top) in enumerate(zip(self.fields, tops, strict=True))]  # fmt: skip
        sheet.append(self._row(firsts, "序号"))
        sheet.append(self._row(subs))

    def _body(self, sheet: Any, people: list[dict[str, Any]]) -> None:
        for serial, one in enumerate(people, start=1):
            sheet.append(self._row([f.write(one) for f in self.fields], serial))
            self.truth[sheet.title, sheet.max_row] = one
            if self.rng.random() < 0.08 and serial < len(people):
                self._header(sheet)

    def _sheet(self, title: str, people: list[dict[str, Any]]) -> None:
        sheet = self.book.create_sheet(title)
        for text in ("清河镇农村留守儿童基本情况统计表", "附件1")[: self.rng.randrange(3)]:
            sheet.append([text])
        self._header(sheet)
        self._body(sheet, people)
        sheet.append(["合计", None, f"{len(people)}人"])
        sheet.append(["填表人：何某", None, "审核人：", None, "联系电话：0797-5512345"])

    def _sections(self, groups: dict[str, list[dict[str, Any]]]) -> None:
        sheet = self.book.create_sheet("汇总")
        sheet.append(["清河镇农村留守儿童花名册"])
        self._header(sheet)
        for name, some in groups.items():
            sheet.append([self.rng.choice([name, f"{name}（{len(some)}人）", f"二、{name}"])])
            self._body(sheet, some)
            sheet.append(["小计", f"{len(some)}人"])
        sheet.append(["注：本表一式两份，父母外出时间填写最近一次外出的时间。"])

    def xlsx(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def csv(self) -> bytes:
        """The first sheet as a csv keeps it: numbers with a point, days as texts."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.rng.choice(",;\t"))
        for row in self.book.worksheets[0].iter_rows(values_only=True):
            writer.writerow(
                [
                    "" if one is None else f"{one:.1f}" if isinstance(one, float) else one
                    for one in row
                ]
            )
        return out.getvalue().encode(self.rng.choice(["utf-8-sig", "gb18030", "utf-16"]))


@pytest.mark.parametrize("seed", range(30))
def test_every_child_comes_out_once_as_written_and_nothing_is_reported(id_number, as_of, seed):
    made = Book(seed, id_number)
    single = len(made.book.worksheets) == 1
    data, name = (made.csv(), f"{made.book.worksheets[0].title}.csv") if single and seed % 2 else (
        made.xlsx(), "名册.xlsx")  # fmt: skip
    roll = read_roll(data, name, as_of=as_of)
    assert [(one.code, one.cell, one.read) for one in roll.problems] == []
    entries = {(entry.sheet, entry.row): entry for entry in roll.entries}
    assert sorted(entries) == sorted(made.truth)
    for where, child in made.truth.items():
        entry = entries[where]
        for one in made.fields:
            assert one.got(entry) == one.want(child), (where, one.headers)
        if made.mode != "flat":
            assert entry.village == child["village"]
    assert find_doubles(roll.entries) == []
