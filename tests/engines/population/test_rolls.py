"""Rolls of a synthetic county as workbooks."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from homeward.engines.population import CountyParams, county, roll, roll_workbook
from homeward.engines.population.people import check_character

AS_OF = dt.date(2026, 9, 1)
STYLES = ("register", "school", "villages")


@pytest.fixture(scope="module")
def made():
    """The demonstration county."""
    return county(CountyParams(), 11, AS_OF)


def rows_of(made_roll):
    """Rows as dictionaries by heading, over all sheets."""
    found = []
    for sheet in made_roll.sheets:
        if sheet.header:
            names = sheet.header[0]
            found += [dict(zip(names, row, strict=True)) for row in sheet.rows]
    return found


def test_register_has_every_child_of_the_township_once(made):
    """Present children only, numbered from 1."""
    code = made.places.townships[1].code
    rows = rows_of(roll(made, code, "register", 1))
    villages = {row for row, place in enumerate(made.places.villages) if place.code[:9] == code[:9]}
    there = [
        name
        for name, village, left in zip(
            made.children.plain("name"),
            made.children.plain("village"),
            made.children.plain("left_on"),
            strict=True,
        )
        if village in villages and left is None
    ]
    assert sorted(row["儿童姓名"] for row in rows) == sorted(there)
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))


def test_school_roll_has_two_header_rows_and_pupils_only(made):
    """Title, two header rows with merged groups, total and signatures."""
    sheet = roll(made, "990101100", "school", 1).sheets[0]
    assert len(sheet.header) == 2
    assert sheet.header[0][9] == "父亲"
    assert sheet.header[1][9:13] == ("姓名", "务工地", "外出时间", "电话")
    assert {row[5][-2:] for row in sheet.rows} == {"年级"}
    assert sheet.below[0][0] == "合计"


def test_village_rolls_have_a_sheet_a_village(made):
    """And a sheet of explanations last."""
    sheets = roll(made, "990101100000", "villages", 1).sheets
    assert len(sheets) == 8 + 1
    assert sheets[-1].name == "填表说明"
    assert sum(len(sheet.rows) for sheet in sheets) == sheets[-2].rows[-1][0]


@pytest.mark.parametrize("style", STYLES)
def test_same_seed_same_workbook(made, style):
    """Benches measure the same file on every machine."""
    first, second = (roll_workbook(roll(made, "990101", style, 4, 0.05)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("style", STYLES)
def test_workbook_holds_the_cells_of_the_roll(made, style):
    """Read back by another library; formulas stay texts."""
    written = roll(made, "990101101", style, 4, 0.1)
    book = load_workbook(BytesIO(roll_workbook(written)))
    assert book.sheetnames == [sheet.name for sheet in written.sheets]
    for sheet in written.sheets:
        page = book[sheet.name]
        for number, line in enumerate(sheet.lines(), start=1):
            for column, cell in enumerate(line, start=1):
                got = page.cell(number, column)
                if isinstance(cell, dt.date):
                    assert got.value.date() == cell
                else:
                    assert got.value == cell
                assert got.data_type != "f"


def test_planted_faults_are_where_the_key_says(made):
    """A bench counts what an importer misses by this key."""
    spoilt = roll(made, "990101", "register", 9, 0.1)
    clean = {row["序号"]: row for row in rows_of(roll(made, "990101", "register", 9))}
    rows = {row["序号"]: row for row in rows_of(spoilt)}
    kinds = {}
    for fault in spoilt.planted:
        before, after = clean[fault.serial], rows[fault.serial]
        assert before != after
        assert sum(before[name] != after[name] for name in before) <= 2
        kinds.setdefault(fault.kind, []).append((before, after))
    assert len(kinds) == 14
    assert all(
        check_character(after["身份证号"][:17]) != after["身份证号"][17]
        for _, after in kinds["id_checksum"]
    )
    assert all(isinstance(after["身份证号"], float) for _, after in kinds["id_precision_lost"])
    assert all(after["出生日期"] == "2015-02-30" for _, after in kinds["impossible_date"])
    untouched = set(clean) - {fault.serial for fault in spoilt.planted}
    assert all(clean[serial] == rows[serial] for serial in untouched)
    assert len(rows) == len(clean) + len(spoilt.doubles)
    for first, second, kind in spoilt.doubles:
        assert rows[second]["出生日期"] == rows[first]["出生日期"]
        assert rows[second]["儿童姓名"].replace(" ", "") == rows[first]["儿童姓名"]
        assert (rows[second]["身份证号"] is None) == (kind == "no_id")


def test_a_place_without_children_is_refused(made):
    """An empty workbook would look like a success."""
    with pytest.raises(ValueError, match="990102"):
        roll(made, "990102100", "register", 1)
    with pytest.raises(ValueError, match="faults"):
        roll(made, "990101", "register", 1, 2.0)
