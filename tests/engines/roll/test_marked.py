"""The marked workbook is theirs again: same sheets and cells, problem cells filled, nothing executable."""

import io

import openpyxl
import pytest

from homeward.engines.roll import mark, official_template, read_roll

HEAD = ["姓名", "性别", "出生日期", "父亲电话", "备注"]
GOOD = ["沈小满", "女", "2016-09-27", "13800000001", "好"]
BAD = ["沈小安", "男", "2015-02-30", "1380000", "=1+1"]


@pytest.fixture
def marked(workbook, as_of):
    data = workbook(
        {"大坪村": [["名册", None, None, None, None], HEAD, GOOD, BAD], "说明": [["请填写"]]},
        {"大坪村": ["A1:E1"]},
    )
    roll = read_roll(data, "a.xlsx", as_of=as_of)
    return openpyxl.load_workbook(io.BytesIO(mark(data, "a.xlsx", roll.problems)))


def test_sheets_cells_and_merges_are_kept(marked):
    assert marked.sheetnames == ["大坪村", "说明"]
    sheet = marked["大坪村"]
    assert [cell.value for cell in sheet[3]][:5] == GOOD
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:E1"]


def test_problem_cells_are_filled_commented_and_explained(marked):
    sheet = marked["大坪村"]
    assert sheet["F2"].value == "需核实"
    for cell in ("C4", "D4", "E4"):
        assert sheet[cell].fill.fill_type == "solid"
        assert sheet[cell].comment is not None
        assert sheet["A2" if cell == "C4" else "A3"].fill.fill_type is None
    assert "没有这一天" in sheet["F4"].value
    assert sheet["F3"].value is None


def test_no_cell_is_a_formula(marked):
    """A text that looks like a formula goes back as text."""
    cells = [cell for sheet in marked for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert marked["大坪村"]["E4"].value == "=1+1"
    assert marked["大坪村"]["E4"].data_type == "s"


@pytest.mark.parametrize("text", ["=1+1", "+SUM(1)", "-2+3", "@x", "=cmd|' /C calc'!A0"])
def test_injected_text_stays_text(workbook, as_of, text):
    data = "\n".join([",".join(HEAD), ",".join([*GOOD[:4], text])]).encode()
    roll = read_roll(data, "a.csv", as_of=as_of)
    sheet = openpyxl.load_workbook(io.BytesIO(mark(data, "a.csv", roll.problems))).worksheets[0]
    assert (sheet["E2"].value, sheet["E2"].data_type) == (text, "s")


def test_reading_and_marking_again_changes_nothing(workbook, as_of):
    """The 需核实 column we added is neither asked about nor added twice."""
    data = workbook({"大坪村": [HEAD, GOOD, BAD]})
    first = read_roll(data, "a.xlsx", as_of=as_of)
    again = mark(data, "a.xlsx", first.problems)
    second = read_roll(again, "a.xlsx", as_of=as_of)
    assert [entry.digest for entry in second.entries] == [entry.digest for entry in first.entries]
    assert [one.code for one in second.problems] == [one.code for one in first.problems]
    third = openpyxl.load_workbook(io.BytesIO(mark(again, "a.xlsx", second.problems)))
    assert [cell.value for cell in third["大坪村"][1]] == [*HEAD, "需核实"]


FILLED = {
    "儿童 姓名": "沈小满", "儿童 性别": "女", "儿童 民族": "汉族", "儿童 出生日期": "2016-09-27",
    "所在村": "大坪村", "是否登记户口": "是", "户籍性质": "农村居民", "身体情况": "残疾", "残疾 类别": "肢体",
    "残疾 等级": "三级", "就学情况": "小学", "就读学校": "中心小学", "年级": "五年级", "班级": "2班",
    "是否学校寄宿": "否", "祖父 姓名": "沈老山", "祖父 出生日期": "1950-01-02", "外祖母 姓名": "去世",
    "父亲 姓名": "沈大山", "父亲 当前务工地点": "上海", "父亲 外出时间": "2023-02",
    "父亲 联系电话": "13800000001",
    "母亲 姓名": "何水英", "母亲 当前务工地点": "在家", "父母双方同时外出": "否", "无监护能力一方": "母亲",
    "实际监护人 姓名": "沈老山", "实际监护人 与儿童关系": "祖父", "有无委托监护人": "有",
    "委托监护人 姓名": "何桂",
    "委托监护人 与被监护人关系": "姑姑", "监护类型": "一般", "监护情况": "一般",
    "家庭经济来源": "打工、种养殖", "救助帮扶": "低保",
}  # fmt: skip


def test_every_column_of_the_official_form_is_recognised_and_read(as_of):
    """The form we hand out must come back without a question."""
    template = official_template()
    empty = read_roll(template, "a.xlsx", as_of=as_of)
    assert (empty.entries, [one.code for one in empty.problems]) == ((), ["no_children"])
    fields = [column.field for column in empty.columns]
    assert all(fields)
    assert len(set(fields)) == len(fields)
    book = openpyxl.load_workbook(io.BytesIO(template))
    columns = {column.header: column.letter for column in empty.columns}
    for header, text in FILLED.items():
        book["登记表"][f"{columns[header]}5"] = text
    out = io.BytesIO()
    book.save(out)
    roll = read_roll(out.getvalue(), "a.xlsx", as_of=as_of)
    assert [one.code for one in roll.problems] == ["id_missing"]
    entry = roll.entries[0]
    assert (entry.health, entry.disability_kind, entry.disability_level) == (
        "disabled",
        "physical",
        3,
    )
    assert (entry.stage, entry.grade, entry.boarding, entry.hukou_rural) == (
        "primary",
        5,
        False,
        True,
    )
    assert [(one.kinship, one.state) for one in entry.grandparents] == [
        ("paternal_grandfather", None), ("maternal_grandmother", "dead"),
    ]  # fmt: skip
    assert (entry.father.state, entry.mother.state, entry.mother.unable) == ("away", "home", True)
    assert (entry.carer.kinship, entry.entrusted, entry.entrusted_carer.kinship) == (
        "paternal_grandfather", True, "aunt",
    )  # fmt: skip
    assert (entry.income, entry.benefits, entry.both_away) == (
        ("wages", "farming"),
        ("low_income",),
        False,
    )


def test_the_official_form_has_lists_text_cells_and_advice():
    book = openpyxl.load_workbook(io.BytesIO(official_template()))
    assert book.sheetnames == ["登记表", "填表说明"]
    assert len(book["登记表"].data_validations.dataValidation) >= 10
    assert book["登记表"].column_dimensions["H"].number_format == "@"
