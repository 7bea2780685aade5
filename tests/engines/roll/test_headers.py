"""Columns are known by what their header means: any order, two rows, groups, neighbours, a mapping."""

import itertools

import pytest

CHILD = ["沈小满", "女", "2016-09-27"]


def fields(roll):
    return [column.field for column in roll.columns]


def test_columns_in_any_order(read):
    headers = ["姓名", "性别", "出生日期", "父亲姓名"]
    cells = dict(zip(headers, [*CHILD, "沈大山"], strict=True))
    for order in itertools.permutations(headers):
        entry = read([list(order), [cells[header] for header in order]]).entries[0]
        assert (entry.name, entry.sex, entry.father.name) == ("沈小满", "female", "沈大山")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("儿童姓名", "name"), ("学生姓名（必填）", "name"), ("孩子名字", "name"),
        ("公民身份号码（18位）", "id"), ("身份证件号", "id"), ("居民身份证号码", "id"),
        ("出生年月日", "born"), ("生日", "born"), ("族别", "ethnicity"),
        ("家庭住址", "residence"), ("现居住地（详细到组）", "residence"), ("户口所在地", "hukou_place"),
        ("父亲务工地点（省市）", "father_place"), ("爸爸在哪打工", "father_place"),
        ("父亲目前外出务工所在地", "father_place"), ("父亲外出年月", "father_since"),
        ("妈妈手机", "mother_phone"), ("联系电话（母亲）", "mother_phone"), ("母亲身份证号码", "mother_id"),
        ("监护人姓名", "carer_name"), ("跟谁住（姓名）", "carer_name"), ("跟谁住", "carer_kinship"),
        ("与被监护人关系", "carer_kinship"), ("监护人出生年月", "carer_born"),
        ("委托监护人电话", "entrusted_phone"), ("是否属于低保家庭", "low_income"),
        ("一方外出另一方无监护能力（哪一方）", "unable_parent"), ("是否住校", "boarding"),
        ("外祖母姓名", "maternal_grandmother_name"), ("身体健康状况", "health"),
    ],
)  # fmt: skip
def test_synonyms(read, header, field):
    first = "备注" if field == "name" else "学生姓名"
    others = [first, "性别", "出生日期" if field == "ethnicity" else "民族"]
    roll = read([[*others, header], ["沈小满", "女", None, None]])
    assert fields(roll)[3] == field


@pytest.mark.parametrize(
    "header",
    ["班主任姓名", "班主任电话", "村委会电话", "学校地址", "身份证地址", "出生地", "残疾证号", "家庭人口",
     "父母姓名", "监护人及身份证号", "是否独生子女", "帮扶人姓名", "开户银行账号"],
)  # fmt: skip
def test_headers_that_only_look_alike_are_unknown_and_said(read, header):
    """A teacher's phone must never become a parent's."""
    roll = read([["姓名", "性别", "出生日期", header], [*CHILD, "甲"]])
    assert fields(roll)[3] is None
    assert [problem.code for problem in roll.problems] == ["column_unknown"]


GROUPED = [
    ["某镇某学校登记表"],
    ["序号", "姓名", "性别", "出生日期", "父亲", None, None, "母亲", None, None, "监护人", None],
    [None, None, None, None, "姓名", "务工地", "电话", "姓名", "务工地", "电话", "姓名", "关系"],
    [1, *CHILD, "沈大山", "上海", "13800000001", "何水英", "在家", "13800000002", "何奶", "外婆"],
]
MERGED = ("A1:L1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:J2", "K2:L2")


@pytest.mark.parametrize("merges", [MERGED, MERGED[5:], ()], ids=["all", "groups", "none"])
def test_groups_over_sub_headers_merged_or_not(read, merges):
    entry = read(GROUPED, *merges).entries[0]
    assert (entry.father.name, entry.father.place_text) == ("沈大山", "上海")
    assert (entry.mother.name, entry.mother.state) == ("何水英", "home")
    assert (entry.mother.phones, entry.carer.kinship) == (("13800000002",), "maternal_grandmother")
    assert entry.row == 4


def test_three_header_rows(read):
    rows = [
        ["儿童", None, None, "家庭情况", None, None, None],
        [None, None, None, "父亲", None, "母亲", None],
        ["姓名", "性别", "出生日期", "姓名", "电话", "姓名", "电话"],
        [*CHILD, "沈大山", "13800000001", "何水英", "13800000002"],
    ]
    entry = read(rows, "A1:C1", "D1:G1", "D2:E2", "F2:G2").entries[0]
    assert (entry.name, entry.father.name, entry.mother.phones) == (
        "沈小满", "沈大山", ("13800000002",),
    )  # fmt: skip


def test_headers_without_a_person_belong_to_their_left_neighbour(read):
    header = ["姓名", "性别", "出生日期", "父亲姓名", "务工地点", "联系电话", "母亲姓名", "务工地点",
              "联系电话", "监护人", "与儿童关系", "联系电话"]  # fmt: skip
    row = [*CHILD, "沈大山", "上海", "13800000001", "何水英", "北京", "13800000002", "何奶", "外婆",
           "13800000003"]  # fmt: skip
    entry = read([header, row]).entries[0]
    assert (entry.father.place_text, entry.mother.place_text) == ("上海", "北京")
    assert entry.father.phones + entry.mother.phones + entry.carer.phones == (
        "13800000001", "13800000002", "13800000003",
    )  # fmt: skip


def test_one_phone_after_both_parents_is_the_familys(read):
    roll = read([["姓名", "性别", "出生日期", "父亲", "母亲", "联系电话"],
                 [*CHILD, "沈大山", "何水英", "13800000001"]])  # fmt: skip
    entry = roll.entries[0]
    assert (entry.phones, entry.mother.phones) == (("13800000001",), ())


def test_a_group_of_ticks(read):
    header = [
        ["姓名", "性别", "出生日期", "监护情况", None, None, "救助帮扶", None],
        [None, None, None, "较好", "一般", "差", "低保", "医疗救助"],
    ]
    rows = [[*CHILD, None, "√", None, "√", "√"], ["沈小安", "男", "2017-01-02", "√", *[None] * 4]]
    roll = read([*header, *rows], "D1:F1", "G1:H1", "A1:A2", "B1:B2", "C1:C2")
    assert [entry.guardianship for entry in roll.entries] == ["fair", "good"]
    assert [entry.benefits for entry in roll.entries] == [("low_income", "medical"), ()]


def test_an_unknown_column_is_mapped_by_the_user(read):
    rows = [["姓名", "性别", "出生日期", "娃儿他爹"], [*CHILD, "沈大山"]]
    assert [one.code for one in read(rows).problems] == ["column_unknown"]
    mapped = read(rows, mapping={"娃儿他爹": "father_name"})
    assert mapped.entries[0].father.name == "沈大山"
    assert mapped.columns[3].how == "mapped"
    ignored = read(rows, mapping={"娃儿他爹": "ignore"})
    assert ignored.problems == ()
    assert ignored.columns[3].how == "ignored"


def test_a_mapping_wins_over_what_we_think(read):
    rows = [["姓名", "性别", "出生日期", "现居住地"], [*CHILD, "清溪县某乡"]]
    assert read(rows, mapping={"现居住地": "hukou_place"}).entries[0].hukou_place == "清溪县某乡"


def test_two_columns_for_one_field_are_asked_about(read):
    """Neither is taken: a wrong guess would overwrite the right value."""
    rows = [["姓名", "性别", "出生日期", "现居住地", "居住地"], [*CHILD, "清溪县某乡", "上海"]]
    roll = read(rows)
    assert [one.code for one in roll.problems] == ["column_twice", "column_twice"]
    assert roll.entries[0].residence is None
    told = read(rows, mapping={"居住地": "ignore"})
    assert (told.entries[0].residence, told.problems) == ("清溪县某乡", ())


def test_two_equal_headers_are_told_apart_by_their_number(read):
    rows = [["姓名", "性别", "出生日期", "甲列", "甲列"], [*CHILD, "沈大山", "何水英"]]
    entry = read(rows, mapping={"甲列": "father_name", "甲列#2": "mother_name"}).entries[0]
    assert (entry.father.name, entry.mother.name) == ("沈大山", "何水英")


def test_a_sheet_without_a_name_column_says_so(read):
    rows = [["甲", "性别", "出生日期", "民族", "家庭住址", "父亲姓名"],
            ["沈小满", "女", "2016-09-27", "汉", "某乡", "沈大山"]]  # fmt: skip
    roll = read(rows)
    assert "name_column_missing" in [one.code for one in roll.problems]
    assert read(rows, mapping={"甲": "name"}).entries[0].name == "沈小满"


def test_a_group_that_tells_what_over_columns_that_tell_whose(read):
    rows = [
        ["姓名", "性别", "出生日期", "务工地点", None, "联系电话", None],
        [None, None, None, "父亲", "母亲", "父亲", "母亲"],
        [*CHILD, "上海", "在家", "13800000001", "13800000002"],
    ]
    entry = read(rows, "D1:E1", "F1:G1").entries[0]
    assert (entry.father.place_text, entry.mother.state) == ("上海", "home")
    assert entry.father.phones + entry.mother.phones == ("13800000001", "13800000002")


def test_ticks_for_who_is_away(read):
    rows = [
        ["姓名", "性别", "出生日期", "父亲外出", "母亲外出", "双方外出"],
        [*CHILD, "√", None, None],
        ["沈小安", "女", "2016-09-28", None, None, "√"],
    ]
    rows.append(["沈小宁", "女", "2016-09-29", None, "√", None])
    one, two, _ = read(rows).entries
    assert (one.father.state, one.mother.state) == ("away", "home")
    assert (two.father.state, two.mother.state) == ("away", "away")


@pytest.mark.parametrize("word", ["双亲外出务工", "父母双方外出打工", "父母均外出务工", "双方外出"])
def test_a_tick_for_both_is_no_blank_for_each(read, word):
    """Were the column of both not known, an empty 父亲外出 would say that he is at home."""
    rows = [["姓名", "性别", "出生日期", word, "父亲外出务工", "母亲外出务工"],
            [*CHILD, "√", None, None], ["沈小安", "男", "2017-01-02", None, "√", None],
            ["沈小宁", "女", "2017-01-03", None, None, "√"]]  # fmt: skip
    first, second, _ = read(rows).entries
    assert (first.father.state, first.mother.state) == ("away", "away")
    assert (second.father.state, second.mother.state) == ("away", "home")


def test_a_date_in_three_columns(read):
    rows = [
        ["姓名", "性别", "出生日期", None, None, "备注"],
        [None, None, "年", "月", "日", None],
        ["沈小满", "女", 2016, 9, 27, None],
        ["沈小安", "男", "2015", "2", "30", None],
    ]
    roll = read(rows, "C1:E1", "A1:A2", "B1:B2", "F1:F2")
    assert str(roll.entries[0].born_on) == "2016-09-27"
    assert [(one.cell, one.code) for one in roll.problems] == [("C4", "date_impossible")]


def test_ticks_for_boy_and_girl_without_their_group(read):
    head = ["姓名", "男", "女", "出生日期"]
    roll = read([head, ["沈小满", None, "√", "2016-09-27"], ["沈小安", "√", None, "2014-03-05"]])
    assert [entry.sex for entry in roll.entries] == ["female", "male"]


def test_an_address_in_columns_of_province_city_and_county(read):
    rows = [
        ["姓名", "性别", "出生日期", "父亲务工地点", None, None],
        [None, None, None, "省", "市", "县"],
        [*CHILD, "广东省", "东莞市", "长安镇"],
    ]
    roll = read(rows, "D1:F1")
    assert (roll.entries[0].father.place_text, roll.problems) == ("广东省东莞市长安镇", ())


def test_a_sample_in_brackets_does_not_make_a_header_data(read):
    head = [
        "姓名 Name",
        "性别",
        "出生日期（如2015-01-01）",
        "身份证号（18位，如990101201501010000）",
    ]
    assert read([head, [*CHILD, None]]).entries[0].name == "沈小满"


@pytest.mark.parametrize(
    ("header", "who"),
    [("父亲姓名及电话", "father"), ("母亲姓名、联系电话", "mother"), ("监护人及联系电话", "carer"),
     ("实际监护人姓名及联系方式", "carer"), ("父亲名字和手机号", "father")],
)  # fmt: skip
def test_a_name_and_its_telephones_in_one_cell_are_told_apart(read, header, who):
    cells = [
        "何大山 13800000001", "何大山（13800000001）", "何大山13800000001、13800000002",
        "何大山 电话：138-0000-0001", "何大山", "13800000001", None,
    ]  # fmt: skip
    rows = [
        [f"沈小{sign}", "女", "2016-09-27", cell]
        for sign, cell in zip("满安宁福康乐喜", cells, strict=True)
    ]
    roll = read([["姓名", "性别", "出生日期", header], *rows])
    found = [getattr(entry, who) for entry in roll.entries]
    one, two = "13800000001", "13800000002"
    assert [(p.name, p.phones) if p else (None, ()) for p in found] == [
        ("何大山", (one,)), ("何大山", (one,)), ("何大山", (one, two)), ("何大山", (one,)),
        ("何大山", ()), (None, (one,)), (None, ()),
    ]  # fmt: skip
    assert not roll.problems


def test_a_name_and_telephone_that_cannot_be_read_are_said_at_their_cell(read):
    roll = read([["姓名", "性别", "出生日期", "父亲姓名及电话"], [*CHILD, "何大山 1380000"]])
    assert roll.entries[0].father.name == "何大山"
    assert [(one.code, one.cell) for one in roll.problems] == [("phone_invalid", "D2")]


def test_a_class_list_number_gives_way_to_the_student_number(read):
    head = ["姓名", "性别", "出生日期", "学号", "学籍号"]
    roll = read([head, [*CHILD, 7, "G991001201609270020"]])
    assert (roll.entries[0].student_no, [p.code for p in roll.problems]) == (
        "G991001201609270020", ["column_unknown"],
    )  # fmt: skip
    assert read([head[:4], [*CHILD, "20260107"]]).entries[0].student_no == "20260107"


def test_province_and_city_of_one_place_are_read_as_one(read):
    head = [
        "姓名",
        "性别",
        "出生日期",
        "父亲务工省份",
        "父亲务工城市",
        "母亲务工城市",
        "母亲务工省份",
    ]
    roll = read([head, [*CHILD, "广东省", "深圳市", "杭州市", "浙江省"]])
    father, mother = roll.entries[0].father, roll.entries[0].mother
    assert (father.state, father.place_text) == ("away", "广东省深圳市")
    assert (mother.state, mother.place_text) == ("away", "浙江省杭州市")
    assert not roll.problems
