"""Rolls made by a generator of our own: shuffled columns, synonyms, styles, and faults at known rows.

What was planted is the oracle: the same child must come out whatever the style, each fault must be
reported at its row with its code, and nothing else may be reported.
"""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SURNAMES = "沈何卫韩尤许曹严华金"
GIVEN = ["小满", "安", "宁宁", "雨", "石头", "春生", "秋实", "立夏", "谷", "小寒"]
PLACES = ["上海", "广东东莞", "浙江省义乌市", "在家", "福建晋江"]
KIN = [
    ("奶奶", "grandparent"),
    ("外公", "grandparent"),
    ("大姨", "kin"),
    ("本人", "none"),
    ("父母", "parent"),
]
STAGES = [("中心小学", "三年级", "primary", 3), ("镇中学", "八年级", "junior", 8),
          ("县一中", "高一", "senior", 10),
          ("镇幼儿园", "中班", "kindergarten", 2)]  # fmt: skip

HEADERS = {
    "name": ["姓名", "儿童姓名", "学生姓名", "孩子姓名", "留守儿童姓名"],
    "sex": ["性别", "性 别"],
    "born": ["出生日期", "出生年月日", "生日", "儿童出生日期"],
    "id": ["身份证号", "公民身份号码", "身份证件号码", "儿童身份证号（18位）"],
    "village": ["村（社区）", "所在村", "行政村", "村居"],
    "school": ["就读学校", "学校名称", "所在学校"],
    "grade": ["年级", "就读年级", "所在年级"],
    "father": ["父亲姓名", "爸爸姓名", "父亲名字"],
    "father_place": ["父亲务工地点", "爸爸在哪打工", "父亲外出地点", "父亲工作地"],
    "father_since": ["父亲外出时间", "父亲何时外出", "父亲外出务工时间"],
    "father_phone": ["父亲联系电话", "父亲手机号", "爸爸电话", "父亲联系方式"],
    "mother": ["母亲姓名", "妈妈姓名"],
    "mother_place": ["母亲务工地点", "妈妈在哪打工", "母亲务工地（省、市）"],
    "carer": ["监护人姓名", "实际监护人", "照料人姓名"],
    "kin": ["与儿童关系", "监护人与儿童关系", "与监护人关系", "与被监护人关系"],
    "boarding": ["是否寄宿", "是否住校", "寄宿生"],
    "note": ["备注", "其他说明"],
}
DAYS = ["{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}",
        "{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month}-{0.day}", " {0:%Y-%m-%d}"]  # fmt: skip
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
HELD = {"name_missing", "date_impossible", "sex_contradicts_id", "born_contradicts_id", "adult"}


@dataclass
class Planted:
    """A made roll: its cells by field, and the codes planted by row index."""

    rows: list[dict]
    faults: list[tuple[int, str]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def people(rng, id_number, count):
    for serial in range(count):
        born = dt.date(2009, 1, 1) + dt.timedelta(days=rng.randrange(6000))
        male = rng.random() < 0.5
        place, (kin, kind) = rng.choice(PLACES), rng.choice(KIN)
        school, grade, stage, number = rng.choice(STAGES)
        surname = rng.choice(SURNAMES)
        left = dt.date(2020, 1, 1) + dt.timedelta(days=rng.randrange(2000))
        yield {
            "name": surname + rng.choice(GIVEN), "sex": "男" if male else "女", "born": born,
            "id": id_number(born.isoformat(), "男" if male else "女", serial % 90 + 1),
            "village": rng.choice(["大坪村", "石桥村"]), "school": school, "grade": grade,
            "father": surname + "大山", "father_place": place,
            "father_since": None if place == "在家" else left,
            "father_phone": f"1380{rng.randrange(10**7):07d}", "mother": "何水英",
            "mother_place": rng.choice(PLACES), "carer": None if kin in ("本人", "父母") else "王桂英",
            "kin": kin, "boarding": rng.choice(["是", "否"]), "note": None,
            "truth": (kind, stage, number),
        }  # fmt: skip


def styled(rng, person):
    """The same person, written as somebody else would."""
    cells = dict(person)
    for day in ("born", "father_since"):
        if cells[day]:
            as_cell = dt.datetime.combine(cells[day], dt.time())
            cells[day] = rng.choice([*(style.format(cells[day]) for style in DAYS), as_cell])
    number, phone = person["id"], person["father_phone"]
    cells["id"] = rng.choice([number, number.lower(), f" {number} ", f"'{number}", number.translate(WIDE),
                              f"{number[:6]} {number[6:14]} {number[14:]}"])  # fmt: skip
    cells["father_phone"] = rng.choice([phone, int(phone), f"{phone[:3]} {phone[3:7]}-{phone[7:]}",
                                        f"+86{phone}", phone.translate(WIDE)])  # fmt: skip
    cells["name"] = rng.choice([person["name"], " ".join(person["name"]), f"{person['name']} "])
    cells["sex"] = rng.choice([person["sex"], person["sex"] + "性", f" {person['sex']}"])
    return cells


def spoil(rng, person, cells, kind, id_number):
    """Plant one fault; returns the codes it must raise."""
    sex, born = person["sex"], person["born"]
    if kind == "id_checksum":
        cells["id"] = person["id"][:-1] + ("3" if person["id"][-1] != "3" else "4")
    elif kind == "id_precision_lost":
        cells["id"] = float(person["id"][:15] + "000")
    elif kind == "id_missing":
        cells["id"] = rng.choice(["无", "待补", "-", "/", None, "不详"])
    elif kind == "sex_contradicts_id":
        cells["sex"] = "男" if sex == "女" else "女"
    elif kind == "born_contradicts_id":
        cells["born"] = (born + dt.timedelta(days=400)).isoformat()
    elif kind == "date_impossible":
        cells["born"] = rng.choice(["2015-02-30", "2015.13.01", "2014年6月31日", "20150230"])
    elif kind == "adult":
        cells["born"] = "2001-05-06"
        cells["id"] = id_number("2001-05-06", sex, 7)
    elif kind == "name_missing":
        cells["name"] = rng.choice([None, "", "无", "/"])
    elif kind == "phone_invalid":
        cells["father_phone"] = person["father_phone"][:-1]
    elif kind == "formula":
        cells["note"] = '=HYPERLINK("http://127.0.0.1","x")'


FAULTS = ["id_checksum", "id_precision_lost", "id_missing", "sex_contradicts_id", "born_contradicts_id",
          "date_impossible", "adult", "name_missing", "phone_invalid", "formula"]  # fmt: skip


def planted(seed, id_number, count=60, faults=True):
    rng = random.Random(seed)
    made = Planted([])
    persons = list(people(rng, id_number, count))
    spoiled = (
        dict(zip(rng.sample(range(count), len(FAULTS)), FAULTS, strict=True)) if faults else {}
    )
    for at, person in enumerate(persons):
        cells = styled(rng, person)
        if at in spoiled:
            spoil(rng, person, cells, spoiled[at], id_number)
            made.faults.append((at, spoiled[at]))
        made.rows.append({"person": person, "cells": cells})
    made.order = list(HEADERS)
    rng.shuffle(made.order)
    return made, rng


def table(made, rng):
    """Title, header of synonyms, rows, blank lines in between, totals and signatures."""
    lines = [["某乡留守儿童花名册"], [rng.choice(HEADERS[name]) for name in made.order]]
    where = {}
    for at, row in enumerate(made.rows):
        if rng.random() < 0.05:
            lines.append([])
        where[at] = len(lines) + 1
        lines.append([row["cells"][name] for name in made.order])
    lines += [["合计", f"{len(made.rows)}人"], ["填表人：", None, "审核人："]]
    return lines, where


@pytest.mark.parametrize("seed", range(12))
def test_planted_faults_are_reported_at_their_rows_and_nothing_else(read, id_number, seed):
    made, rng = planted(seed, id_number)
    lines, where = table(made, rng)
    roll = read(lines)
    assert len(roll.entries) == len(made.rows)
    found = Counter((one.row, one.code) for one in roll.problems)
    assert found == Counter((where[at], kind) for at, kind in made.faults)
    held = {entry.row for entry in roll.entries if entry.held}
    assert held == {where[at] for at, kind in made.faults if kind in HELD}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_same_children_in_any_style_and_order_are_the_same(read, id_number, seed):
    made, rng = planted(seed, id_number, count=8, faults=False)
    lines, _ = table(made, rng)
    roll = read(lines)
    assert roll.problems == ()
    for entry, row in zip(roll.entries, made.rows, strict=True):
        person = row["person"]
        kind, stage, grade = person["truth"]
        assert (entry.name, entry.id.text, entry.born_on) == (
            person["name"],
            person["id"],
            person["born"],
        )
        assert (entry.father.name, entry.father.phones) == (
            person["father"],
            (person["father_phone"],),
        )
        assert entry.father.state == ("home" if person["father_place"] == "在家" else "away")
        assert entry.father.since == person["father_since"]
        assert (entry.carer.kind, entry.carer.name) == (kind, person["carer"])
        assert (entry.stage, entry.grade, entry.village) == (stage, grade, person["village"])
        assert entry.boarding is (person["boarding"] == "是")


def test_style_does_not_change_the_digest(read, id_number):
    """So that the same file saved by another program changes nothing."""
    made, rng = planted(5, id_number, count=20, faults=False)
    one, _ = table(made, rng)
    for row in made.rows:
        row["cells"] = styled(rng, row["person"])
    other, _ = table(made, rng)
    assert [e.digest for e in read(one).entries] == [e.digest for e in read(other).entries]


@pytest.mark.slow
def test_time_grows_with_the_rows_not_faster(read, id_number, workbook, as_of):
    import time

    from homeward.engines.roll import read_roll

    def seconds(count):
        made, rng = planted(3, id_number, count=count, faults=False)
        data = workbook({"名册": table(made, rng)[0]})
        start = time.process_time()
        assert len(read_roll(data, "a.xlsx", as_of=as_of).entries) == count
        return time.process_time() - start

    assert seconds(8000) < 20 * max(seconds(800), 0.05)
