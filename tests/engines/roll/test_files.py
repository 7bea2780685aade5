"""What kinds of file are read, and that bytes of any other kind are refused in plain words."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.engines.roll import RollUnreadable, mark, read_roll
from homeward.engines.roll import package as package_limits

AS_OF = dt.date(2026, 9, 1)
LINES = ["花名册", "姓名{d}性别{d}出生日期{d}备注", "沈小满{d}女{d}2016-09-27{d}奶奶照顾",
         "沈小安{d}男{d}2017.1.2{d}"]  # fmt: skip


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_in_any_encoding_and_delimiter(encoding, delimiter, end):
    text = end.join(LINES).format(d=delimiter) + end
    roll = read_roll(text.encode(encoding), "某村.csv", as_of=AS_OF)
    assert [(entry.name, entry.row) for entry in roll.entries] == [("沈小满", 3), ("沈小安", 4)]
    assert roll.entries[0].sheet == "某村"
    assert roll.problems == ()


def test_csv_cells_over_several_lines_count_as_one_row():
    text = '姓名,性别,出生日期,备注\n沈小满,女,2016-09-27,"一\n二"\n沈小安,男,2017-01-02,\n'
    roll = read_roll(text.encode(), "a.csv", as_of=AS_OF)
    assert [(entry.row, entry.note) for entry in roll.entries] == [(2, "一 二"), (3, None)]


def test_a_number_kept_as_text_by_a_csv_trick_is_read(id_number):
    text = f'姓名,性别,出生日期,身份证号\n沈小满,女,2016-09-27,"=""{id_number()}"""\n'
    roll = read_roll(text.encode(), "a.csv", as_of=AS_OF)
    assert (roll.entries[0].id.text, roll.problems) == (id_number(), ())


def test_a_formula_in_a_csv_is_reported():
    text = "姓名,性别,出生日期,备注\n沈小满,女,2016-09-27,=cmd|' /C calc'!A0\n"
    roll = read_roll(text.encode(), "a.csv", as_of=AS_OF)
    assert [one.code for one in roll.problems] == ["formula"]
    assert roll.entries[0].note is None


def test_an_empty_xlsx_is_no_roll(workbook):
    roll = read_roll(workbook({"表": []}), "a.xlsx", as_of=AS_OF)
    assert [one.code for one in roll.problems] == ["no_roll"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n", "wrong_kind"),
        (b"%PDF-1.7 ...", "wrong_kind"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "wrong_kind"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xff\xfe\x00", "encoding"),
        ("姓名,性别\n".encode("gb18030") + b"\xff\xff\n", "encoding"),
    ],
)
def test_other_bytes_are_refused_with_what_to_do(data, code):
    with pytest.raises(RollUnreadable) as caught:
        read_roll(data, "a.xlsx", as_of=AS_OF)
    assert caught.value.code == code
    assert caught.value.message["zh"].endswith("。")
    assert caught.value.message["en"].endswith(".")


def repacked(data, name, content):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


def test_a_part_that_unpacks_too_far_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(package_limits, "MAX_PART", 100_000)
    bomb = repacked(workbook({"表": [["姓名"]]}), "xl/worksheets/sheet1.xml", b" " * 200_000)
    with pytest.raises(RollUnreadable, match="too large"):
        read_roll(bomb, "a.xlsx", as_of=AS_OF)


def test_a_part_that_lies_about_its_size_is_refused(workbook):
    """The size a zip claims is written by whoever made it."""
    data = bytearray(repacked(workbook({"表": [["姓名"]]}), "xl/styles.xml", b" " * 100_000))
    size = (100_000).to_bytes(4, "little")
    assert data.count(size) >= 1
    with pytest.raises(RollUnreadable):
        read_roll(bytes(data.replace(size, (10).to_bytes(4, "little"))), "a.xlsx", as_of=AS_OF)


def test_a_stray_cell_far_away_does_not_eat_the_memory():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "性别", "出生日期"])
    book.active.cell(1_048_576, 16_384, "x")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(RollUnreadable, match="far below"):
        read_roll(out.getvalue(), "a.xlsx", as_of=AS_OF)


def test_hidden_sheets_are_listed_not_read():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "性别", "出生日期"])
    book.active.append(["沈小满", "女", "2016-09-27"])
    book.create_sheet("旧表").append(["姓名", "性别", "出生日期"])
    book["旧表"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    roll = read_roll(out.getvalue(), "a.xlsx", as_of=AS_OF)
    assert [(one.sheet, one.why) for one in roll.skipped] == [("旧表", "hidden")]


def either(data):
    """Reads, or is refused; nothing else may happen."""
    try:
        roll = read_roll(data, "a.xlsx", as_of=AS_OF)
    except RollUnreadable:
        return
    mark(data, "a.xlsx", roll.problems)


@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_random_bytes_are_read_or_refused(data, head):
    either(head + data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(workbook, data):
    whole = bytearray(
        workbook({"表": [["姓名", "性别", "出生日期"], ["沈小满", "女", "2016-09-27"]]})
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    either(bytes(whole[: data.draw(st.integers(1, len(whole)))]))


WORDS = ["姓名", "性别", "出生日期", "身份证号", "父亲", "母亲", "监护人", "电话", "务工地",
         "同上", "无", "合计", "=1+1", "2016-09-27", "√", "13800000001", "大坪村",
         "填表人：", "", "\x00", "\ud800", "沈小满", "3级", "G3"]  # fmt: skip
CELLS = st.one_of(
    st.sampled_from([word for word in WORDS if word not in ("\x00", "\ud800")]),
    st.none(),
    st.integers(-(10**6), 10**19),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 1, 1)),  # noqa: DTZ001
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=9))
def test_random_cells_under_a_header_never_break_the_reader(workbook, rows):
    head = [
        "姓名",
        "性别",
        "出生日期",
        "身份证号",
        "父亲务工地点",
        "父亲外出时间",
        "父亲电话",
        "年级",
        "备注",
    ]
    either(workbook({"表": [head, *rows]}))


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.lists(st.sampled_from(WORDS), max_size=8), max_size=12))
def test_random_tables_never_break_the_reader(rows):
    text = "\n".join(",".join(row) for row in rows)
    either(text.encode("utf-8", "replace"))


def test_hidden_rows_are_read_and_said():
    """A filter hides rows; whoever saved the file may not know."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", "性别", "出生日期"])
    book.active.append(["沈小满", "女", "2016-09-27"])
    book.active.append(["沈小安", "男", "2014-03-05"])
    book.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    roll = read_roll(out.getvalue(), "a.xlsx", as_of=AS_OF)
    assert len(roll.entries) == 2
    assert [(one.code, one.read) for one in roll.problems] == [("rows_hidden", "3")]


def test_a_sheet_coloured_to_its_last_row_is_read():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "性别", "出生日期"])
    book.active.append(["沈小满", "女", "2016-09-27"])
    book.active.cell(1_048_576, 16_384).font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    assert len(read_roll(out.getvalue(), "a.xlsx", as_of=AS_OF).entries) == 1


def test_an_old_xls_is_read_like_an_xlsx():
    """Made once by another program: a title, groups over sub-headers, a date cell, a hidden sheet."""
    data = (Path(__file__).parent / "old.xls").read_bytes()
    roll = read_roll(data, "名册.xls", as_of=AS_OF)
    one, two = roll.entries
    assert (one.name, one.born_on, one.sheet, one.row) == (
        "沈小满",
        dt.date(2016, 9, 27),
        "石桥村",
        4,
    )
    assert (one.father.name, one.father.place_text, one.mother.state) == (
        "沈大山",
        "广东东莞",
        "home",
    )
    assert (two.name, two.father.phones, two.village) == ("沈小安", ("13800000002",), "石桥村")
    assert [one.code for one in roll.problems] == ["id_precision_lost"]
    assert [(one.sheet, one.why) for one in roll.skipped] == [
        ("石桥村", "total"),
        ("旧表", "hidden"),
    ]
