"""Which rows are children: totals, signatures, headings and dittos; what a blank or a tick means."""

import datetime as dt

import pytest

HEAD = ["序号", "姓名", "性别", "出生日期", "父亲姓名", "父亲务工地点"]


def child(serial, name="沈小满", **more):
    row = {"序号": serial, "姓名": name, "性别": "女", "出生日期": "2016-09-27", "父亲姓名": "沈大山",
           "父亲务工地点": "上海"} | more  # fmt: skip
    return [row[header] for header in HEAD]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["合计", "12人"], "total"),
        (["小计", None, 12], "total"),
        ([None, "总 计", None, None, None, 3], "total"),
        (["大坪村合计", 12], "total"),
        (["共12人"], "total"),
        (["填表人：", None, None, "校长签字："], "signature"),
        (["填表人：沈大海", None, None, "审核人：何水"], "signature"),
        (["单位（盖章）"], "signature"),
        (["填报日期：2026年9月1日"], "signature"),
        (["注：父母外出务工连续三个月以上的填写本表。"], "note"),
        (HEAD, "repeated_header"),
        ([1, 2, 3, 4, 5, 6], "repeated_header"),
        (["甲", "乙", "1", "2", "3", "4"], "repeated_header"),
        (["例", "张三", "男", "2015-01-01", "张大", "上海"], "example"),
        (["示例", "张三", "男", "2015-01-01", "张大", "上海"], "example"),
    ],
)
def test_rows_that_are_no_children(read, row, why):
    roll = read([HEAD, child(1), row, child(2, "沈小安")])
    assert [entry.name for entry in roll.entries] == ["沈小满", "沈小安"]
    assert [(one.row, one.why) for one in roll.skipped] == [(3, why)]
    assert roll.problems == ()


@pytest.mark.parametrize("name", ["合小满", "计小平", "总小满", "注小满", "合计", "小计"])
def test_a_child_is_a_child_whatever_the_name(read, name):
    """A row with birth date and sex is never thrown away because of its name."""
    roll = read([HEAD, child(1), child(2, name)])
    assert [entry.name for entry in roll.entries] == ["沈小满", name]


def test_blank_and_prenumbered_rows_are_passed_over_and_row_numbers_kept(read):
    roll = read([["花名册"], [], HEAD, child(1), [], [2], [3], child(4, "沈小安")])
    assert [(entry.row, entry.serial) for entry in roll.entries] == [(4, "1"), (8, "4")]
    assert (roll.problems, roll.skipped) == ((), ())


def test_village_headings_inside_a_sheet(read):
    roll = read([HEAD, ["一、大坪村"], child(1), ["二、石桥村（2人）"], child(2, "沈小安")])
    assert [entry.village for entry in roll.entries] == ["大坪村", "石桥村"]
    assert {one.why for one in roll.skipped} == {"section"}


def test_several_tables_in_one_sheet_each_under_its_title(read):
    block = [HEAD, child(1), ["小计", "1人"], []]
    roll = read([["大坪村花名册"], *block, ["石桥村留守儿童花名册"], *block], name="Sheet1")
    assert [(entry.row, entry.village) for entry in roll.entries] == [(3, "大坪村"), (8, "石桥村")]
    assert {one.why for one in roll.skipped} == {"section", "repeated_header", "total"}


@pytest.mark.parametrize("mark", ["同上", "〃", '"', "″", " 同上 "])
def test_dittos_are_chained_within_their_column(read, mark):
    roll = read([HEAD, child(1), child(2, "沈小安", 父亲姓名=mark, 父亲务工地点=mark), [],
                 child(3, "沈小宁", 父亲姓名=mark)])  # fmt: skip
    assert [entry.father.name for entry in roll.entries] == ["沈大山"] * 3
    assert roll.entries[1].father.place_text == "上海"
    assert roll.problems == ()


def test_a_ditto_never_reaches_into_another_sheet(workbook, as_of):
    from homeward.engines.roll import read_roll

    data = workbook(
        {"大坪村": [HEAD, child(1)], "石桥村": [HEAD, child(2, "沈小安", 父亲姓名="同上")]}
    )
    roll = read_roll(data, "a.xlsx", as_of=as_of)
    assert [(one.sheet, one.row, one.code) for one in roll.problems] == [
        ("石桥村", 2, "ditto_nothing_above")
    ]
    assert [entry.village for entry in roll.entries] == ["大坪村", "石桥村"]


def test_a_childs_name_or_number_is_never_a_ditto(read):
    roll = read([HEAD, child(1), child(2, "同上")])
    assert [one.code for one in roll.problems] == ["name_missing"]


def test_merged_cells_hold_for_all_their_rows_but_never_for_names(read):
    rows = [HEAD, child(1), child(2, "沈小安", 父亲姓名=None), child(3, None, 父亲姓名=None)]
    roll = read(rows, "E2:E4", "B3:B4")
    assert [entry.father.name for entry in roll.entries] == ["沈大山"] * 3
    assert [(one.row, one.code) for one in roll.problems] == [(4, "name_missing")]


def ticks(read, cells, header="是否低保"):
    rows = [[*child(at, name)[1:5], cell] for at, (name, cell) in enumerate(cells)]
    roll = read([[*HEAD[1:5], header], *rows])
    assert roll.problems == ()
    return [entry.low_income for entry in roll.entries]


def test_blank_means_no_only_where_a_column_is_ticked(read):
    assert ticks(read, [("沈小满", "√"), ("沈小安", None)]) == [True, False]
    assert ticks(read, [("沈小满", "是"), ("沈小安", None), ("沈小宁", "否")]) == [
        True,
        None,
        False,
    ]
    assert ticks(read, [("沈小满", None), ("沈小安", None)]) == [None, None]


def test_blank_in_the_column_of_incapable_parents_is_neither(read):
    rows = [
        [*HEAD[1:5], "无监护能力一方"],
        [*child(1)[1:5], "母亲"],
        [*child(2, "沈小安")[1:5], None],
    ]
    roll = read(rows)
    assert [(e.father.unable, e.mother.unable) for e in roll.entries] == [
        (False, True),
        (False, False),
    ]
    assert read([HEAD, child(1)]).entries[0].father.unable is None


def test_nothing_told_of_a_parent_is_not_collected(read):
    entry = read([HEAD, child(1, 父亲姓名=None, 父亲务工地点=None)]).entries[0]
    assert (entry.father.name, entry.father.state, entry.mother.state) == (None, None, None)


def test_titles_unit_and_date_of_the_roll(read):
    roll = read([["某镇留守儿童台账"], ["填报单位：清溪县某镇大坪村", None, "填报日期：2026年9月1日"],
                 HEAD, child(1)], name="Sheet1")  # fmt: skip
    assert (roll.unit, roll.reported_on.isoformat()) == ("清溪县某镇大坪村", "2026-09-01")
    assert roll.titles[0] == "某镇留守儿童台账"
    assert roll.entries[0].village == "大坪村"


def test_sheets_that_are_no_rolls_are_listed(workbook, as_of):
    from homeward.engines.roll import read_roll

    data = workbook({"填表说明": [["1. 外出三个月以上……"]], "名册": [HEAD, child(1)], "空": []})
    roll = read_roll(data, "a.xlsx", as_of=as_of)
    assert [(one.sheet, one.why) for one in roll.skipped] == [
        ("填表说明", "no_header"), ("空", "empty_sheet"),
    ]  # fmt: skip
    assert len(roll.entries) == 1


def test_the_digest_is_the_childs_not_the_rows(read):
    first = read([HEAD, child(1), child(2, "沈小安")])
    moved = read([["标题"], HEAD, child(7, "沈 小 安"), child(9)], name="别的")
    assert {entry.digest for entry in first.entries} == {entry.digest for entry in moved.entries}
    changed = read([HEAD, child(1, 父亲务工地点="北京")]).entries[0]
    assert changed.digest not in {entry.digest for entry in first.entries}


def test_formulas_are_reported_never_kept(read):
    link = '=HYPERLINK("http://127.0.0.1/x","看")'
    rows = [
        [*HEAD, "备注"],
        [*child(1), link],
        [*child(2, "沈小安"), "=1+1"],
        [*child("=ROW()", "沈小宁"), "好"],
    ]
    roll = read(rows)
    assert [(one.code, one.cell, one.read) for one in roll.problems] == [
        ("formula", "G2", link), ("formula", "G3", "=1+1"),
    ]  # fmt: skip
    assert [entry.note for entry in roll.entries] == [None, None, "好"]


def test_a_birth_date_by_formula_falls_back_on_the_number(one, id_number):
    entry, codes = one("出生日期", "=DATE(2016,9,27)")
    assert (str(entry.born_on), codes, entry.held) == ("2016-09-27", ["formula"], False)
    entry, codes = one("出生日期", "=DATE(2016,9,27)", 身份证号="无")
    assert (entry.born_on, entry.held) == (None, True)


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("石城县琴江镇大坪村", "大坪村"),
        ("清溪县某乡大坪村民委员会", "大坪村"),
        ("大坪村农村留守儿童台账", "大坪村"),
        ("清溪县某镇古镇村三组", "古镇村"),
        ("清溪县某街道向阳社区", "向阳社区"),
        ("清溪县农村留守儿童花名册", None),
        ("清溪县乡村振兴局", None),
        ("清溪县某镇中心学校", None),
    ],
)
def test_the_village_inside_an_address_or_title(text, village):
    from homeward.engines.roll.places import village_in

    assert village_in(text) == village


def test_another_table_on_the_same_sheet_is_not_read_by_the_first_ones_header(read):
    """Its columns stand elsewhere: 何水英 would become the father."""
    rows = [["姓名", "性别", "出生日期", "父亲姓名"], ["沈小满", "女", "2016-09-27", "沈大山"],
            ["姓名", "性别", "出生日期", "母亲姓名"], ["沈小安", "男", "2014-03-05", "何水英"]]  # fmt: skip
    roll = read(rows)
    assert [entry.name for entry in roll.entries] == ["沈小满"]
    assert [(one.code, one.read) for one in roll.problems] == [("other_table", "3")]


def test_rows_above_the_header_are_not_left_out_in_silence(read):
    rows = [[1, "沈小安", "男", "2014-03-05", "沈大山"], ["序号", "姓名", "性别", "出生日期", "父亲姓名"],
            [2, "沈小满", "女", "2016-09-27", "沈大山"]]  # fmt: skip
    assert [(one.code, one.read) for one in read(rows).problems] == [("rows_above", "1")]


def test_the_reporting_unit_and_date_above_a_header_are_no_data(read):
    above = ["填报单位", "石桥村", "填报日期", dt.datetime(2026, 8, 30), None, None, None, None]  # noqa: DTZ001
    head = ["姓名", "性别", "出生日期", "父亲姓名", "父亲电话", "母亲姓名", "母亲电话", "备注"]
    roll = read([above, head, ["沈小满", "女", "2016-09-27", *[None] * 5]])
    assert roll.problems == ()


def test_a_header_without_children_says_so(read):
    assert [one.code for one in read([["姓名", "性别", "出生日期"]]).problems] == ["no_children"]


@pytest.mark.parametrize("name", ["1石桥村", "石桥村（32人）", "3.石桥村", "石桥村"])
def test_a_sheet_named_after_its_village_with_numbers(read, name):
    rows = [["姓名", "性别", "出生日期"], ["沈小满", "女", "2016-09-27"]]
    assert read(rows, name=name).entries[0].village == "石桥村"


def test_the_foot_of_a_sheet_is_no_child(read):
    rows = [["姓名", "性别", "出生日期"], ["沈小满", "女", "2016-09-27"],
            ["填报人", "何某", "13800000001"], ["儿童信息", None, None]]  # fmt: skip
    assert [entry.name for entry in read(rows).entries] == ["沈小满"]


@pytest.mark.parametrize("same", ["同户籍", "同户籍地", "与户籍所在地一致", "户籍地", "同左"])
def test_who_lives_where_registered_lives_in_that_village(one, same):
    entry, codes = one("户籍地址", "清溪县清溪镇大坪村三组", 现居住地址=same)
    assert (entry.village, entry.residence, codes) == ("大坪村", "清溪县清溪镇大坪村三组", [])


def test_the_place_of_registration_tells_the_village_only_where_nothing_else_does(one):
    entry, _ = one("户籍地址", "清溪县清溪镇大坪村")
    assert (entry.village, entry.residence) == ("大坪村", None)
    entry, _ = one("户籍地址", "清溪县清溪镇大坪村", 家庭住址="清溪镇石桥村")
    assert entry.village == "石桥村"


def test_a_village_written_before_its_group_is_the_village(one):
    entry, codes = one("所在村组", "大坪村3组")
    assert (entry.village, entry.group, codes) == ("大坪村", "3组", [])
    entry, _ = one("所在村组", "3组", 家庭住址="清溪镇石桥村")
    assert (entry.village, entry.group) == ("石桥村", "3组")
