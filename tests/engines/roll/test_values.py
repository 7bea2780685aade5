"""Cells as people write them, read to one value each; what cannot be read is said, never guessed."""

import datetime as dt

import pytest

from homeward.engines.roll import check_digit

D = dt.date


@pytest.mark.parametrize(
    ("cell", "born", "precision"),
    [
        ("2016-09-27", D(2016, 9, 27), "day"),
        ("2016/9/27", D(2016, 9, 27), "day"),
        ("2016.9.27", D(2016, 9, 27), "day"),
        ("2016.09.27.", D(2016, 9, 27), "day"),
        ("20160927", D(2016, 9, 27), "day"),
        (20160927, D(2016, 9, 27), "day"),
        ("2016年9月27日", D(2016, 9, 27), "day"),
        ("2016年9月27号", D(2016, 9, 27), "day"),
        ("２０１６．９．２７", D(2016, 9, 27), "day"),
        (" 2016-9-27 ", D(2016, 9, 27), "day"),
        ("'2016-09-27", D(2016, 9, 27), "day"),
        ("2016 9 27", D(2016, 9, 27), "day"),
        ("2016-09-27 00:00:00", D(2016, 9, 27), "day"),
        ("二〇一六年九月二十七日", D(2016, 9, 27), "day"),
        ("27/09/2016", D(2016, 9, 27), "day"),
        (dt.datetime(2016, 9, 27), D(2016, 9, 27), "day"),  # noqa: DTZ001 - a cell has no zone
        (42640, D(2016, 9, 27), "day"),
        ("42640", D(2016, 9, 27), "day"),
        ("2016年9月", D(2016, 9, 1), "month"),
        ("2016.05", D(2016, 5, 1), "month"),
        (2016.05, D(2016, 5, 1), "month"),
        ("2016-5", D(2016, 5, 1), "month"),
        (201605, D(2016, 5, 1), "month"),
        ("2016年", D(2016, 1, 1), "year"),
        ("2016年春节后", D(2016, 1, 1), "year"),
        ("约2016年", D(2016, 1, 1), "year"),
        ("2016.9至今", D(2016, 9, 1), "month"),
        ("2016年9月开始", D(2016, 9, 1), "month"),
        ("2016-9-", D(2016, 9, 1), "month"),
        ("2016年十月", D(2016, 10, 1), "month"),
        ("2016年暑假", D(2016, 1, 1), "year"),
        ("公历2016.9.27", D(2016, 9, 27), "day"),
        ("2016..9.27", D(2016, 9, 27), "day"),
        ("16.9.27", D(2016, 9, 27), "day"),
        ("16年9月", D(2016, 9, 1), "month"),
        ("20160927.0", D(2016, 9, 27), "day"),
    ],
)
def test_a_departure_date_in_any_usual_form(one, cell, born, precision):
    """No form that people use every day may raise a problem."""
    entry, codes = one("父亲外出时间", cell)
    assert (entry.father.since, entry.father.since_precision, codes) == (born, precision, [])
    assert entry.father.state == "away"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2015-02-30", "date_impossible"),
        ("2015.13", "date_impossible"),
        ("1016-09-27", "date_impossible"),
        ("85.9.27", "date_ambiguous"),
        ("85年9月", "date_ambiguous"),
        ("05/06/2016", "date_ambiguous"),
        ("200105", "date_ambiguous"),
        (2016.1, "date_ambiguous"),  # 2016.10 typed as a number loses its zero
        ("农历八月十五", "date_lunar"),
        ("2016年正月", "date_lunar"),
        ("去年", "date_unreadable"),
        ("三年多", "date_unreadable"),
        ("常年", "date_unreadable"),
        ("半年多", "date_unreadable"),
        ("2023.3-2024.1", "date_unreadable"),
        ("2031-01-01", "date_in_future"),
    ],
)
def test_a_departure_date_that_cannot_be_relied_on_is_flagged_and_left_out(one, cell, code):
    entry, codes = one("父亲外出时间", cell)
    assert codes == [code]
    assert entry.father.since is None
    assert not entry.held


def test_month_cells_shown_by_a_date_format_are_not_taken_for_the_first_of_the_month(read):
    """Excel turns 2021年11月 into the 1st; a column of nothing but firsts was written by months."""
    months = [dt.datetime(2021, month, 1) for month in (3, 5, 11)]  # noqa: DTZ001
    rows = [
        [f"沈小{name}", "女", "2016-09-27", month]
        for name, month in zip("满安宁", months, strict=True)
    ]
    roll = read([["姓名", "性别", "出生日期", "父亲外出时间"], *rows])
    assert {entry.father.since_precision for entry in roll.entries} == {"month"}


@pytest.mark.parametrize(
    "style",
    [
        "{0}", " {0} ", "'{0}", "{0}\u200b", "{0}\n", "{0}。", "‘{0}",
        "{1} {2} {3}", "{1}-{2}-{3}", "{0}（待核）", "身份证：{0}", "{1}\n{2}{3}", "{0}.0",
    ],
)  # fmt: skip
@pytest.mark.parametrize("wide", [False, True])
def test_an_identity_number_with_spaces_marks_or_wide_digits_is_read(one, id_number, style, wide):
    number = id_number("2012-05-06", "男", 31)
    text = style.format(number, number[:6], number[6:14], number[14:])
    if wide:
        text = text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"})
    entry, codes = one("身份证号", text, 性别="男", 出生日期="2012-05-06")
    assert (entry.id.text, entry.id.status, codes) == (number, "ok", [])


def test_a_small_x_is_a_capital_one(one, id_number):
    number = next(n for n in (id_number(serial=s) for s in range(1, 99)) if n.endswith("X"))
    entry, codes = one("身份证号", number.lower())
    assert (entry.id.text, codes) == (number, [])


@pytest.mark.parametrize(
    ("cell", "code", "status"),
    [
        (990101201609270000.0, "id_precision_lost", "lost"),
        ("9.90101E+17", "id_precision_lost", "lost"),
        ("990101201609270000", "id_precision_lost", "lost"),
        ("无", "id_missing", "missing"),
        ("待补", "id_missing", "missing"),
        ("-", "id_missing", "missing"),
        ("/", "id_missing", "missing"),
        (None, "id_missing", "missing"),
        ("同上", "id_missing", "missing"),
        ("未办理", "id_missing", "missing"),
        ("正在办理", "id_missing", "missing"),
        ("未落户", "id_missing", "missing"),
        ("9.90101E+017", "id_precision_lost", "lost"),
        ("99010120160927", "id_malformed", "malformed"),
        ("990101160927002", "id_malformed", "malformed"),  # 15 digits ended with the last century
        ("990101********0029", "id_malformed", "malformed"),
        ("U360123456", "id_malformed", "malformed"),
    ],
)
def test_a_number_that_is_no_key_is_kept_and_flagged(one, cell, code, status):
    entry, codes = one("身份证号", cell)
    assert (codes, entry.id.status, entry.id.ok) == ([code], status, False)
    assert not entry.held
    assert entry.born_on == D(2016, 9, 27)


def test_a_failed_checksum_is_no_source_of_birth_date_or_sex(one, id_number):
    """Kept and flagged, never used: the row has no birth date, so it waits."""
    number = id_number("2010-01-01", "男")
    wrong = number[:-1] + str((int(number[-1].replace("X", "0")) + 1) % 10)
    entry, codes = one("身份证号", wrong, 出生日期=None, 性别=None)
    assert (entry.id.text, entry.id.status) == (wrong, "bad_checksum")
    assert (entry.born_on, entry.sex) == (None, None)
    assert sorted(codes) == ["born_missing", "id_checksum"]
    assert entry.held


def test_an_old_number_of_a_grown_up_is_brought_to_18_digits(one):
    entry, codes = one("父亲身份证号", "990101850203001")
    assert (entry.father.id.text[:17], entry.father.id.status) == ("99010119850203001", "ok")
    assert codes == []


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("15131870277", ("15131870277",)),
        (15131870277, ("15131870277",)),
        ("151 3187-0277", ("15131870277",)),
        ("151-3187-0277", ("15131870277",)),
        ("+86 15131870277", ("15131870277",)),
        ("008615131870277", ("15131870277",)),
        ("１５１３１８７０２７７", ("15131870277",)),
        ("15131870277、18850628992", ("15131870277", "18850628992")),
        ("15131870277/18850628992", ("15131870277", "18850628992")),
        ("15131870277；18850628992", ("15131870277", "18850628992")),
        ("15131870277\n18850628992", ("15131870277", "18850628992")),
        ("15131870277 18850628992", ("15131870277", "18850628992")),
        ("1513187027718850628992", ("15131870277", "18850628992")),
        ("15131870277或18850628992", ("15131870277", "18850628992")),
        ("15131870277（爷爷）", ("15131870277",)),
        ("0797-5512345", ("0797-5512345",)),
        ("（0797）5512345", ("0797-5512345",)),
        ("5512345", ("5512345",)),
        ("15131870277.0", ("15131870277",)),
        ("015131870277", ("15131870277",)),
        ("父：15131870277 母：18850628992", ("15131870277", "18850628992")),
        ("0797-5512345、15131870277", ("0797-5512345", "15131870277")),
        ("无", ()),
        ("-", ()),
        (None, ()),
    ],
)
def test_phones_in_any_usual_form(one, cell, phones):
    entry, codes = one("父亲电话", cell)
    assert (entry.father.phones, codes) == (phones, [])


@pytest.mark.parametrize(
    ("cell", "code", "phones"),
    [
        ("1513187027", "phone_invalid", ()),
        ("151318702771", "phone_invalid", ()),
        ("15131870277、1885062", "phone_invalid", ("15131870277",)),
        ("爷爷有", "phone_invalid", ()),
        ("1.51319E+10", "phone_precision_lost", ()),
    ],
)
def test_a_wrong_phone_is_said_and_the_good_ones_kept(one, cell, code, phones):
    """Nothing is dropped in silence: the text stays on the entry."""
    entry, codes = one("父亲电话", cell)
    assert (codes, entry.father.phones) == ([code], phones)
    assert ("father_phone", cell) in entry.kept


@pytest.mark.parametrize(
    ("cell", "state", "text"),
    [
        ("在家", "home", None),
        ("本地", "home", None),
        ("在家（务农）", "home", None),
        ("去世", "dead", None),
        ("2019年病故", "dead", None),
        ("离家出走", "missing", None),
        ("失联", "missing", None),
        ("服刑", "in_custody", None),
        ("广东省东莞市", "away", "广东省东莞市"),
        ("本县县城", "away", "本县县城"),
        ("外地", "away", "外地"),
        ("重病在家", "home", None),
        ("没有外出", "home", None),
        ("2023年返乡", "home", None),
        ("在村务农", "home", None),
        ("本地打工", "home", None),
        ("多年杳无音信", "missing", None),
        ("昆山", "away", "昆山"),
        ("越南", "away", "越南"),
        ("某某工业园", "away", "某某工业园"),
        ("无", None, None),
        ("不详", None, None),
        (None, None, None),
    ],
)
def test_where_a_parent_is(one, cell, state, text):
    entry, codes = one("母亲务工地点", cell)
    assert (entry.mother.state, entry.mother.place_text, codes) == (state, text, [])


def test_a_parent_told_dead_in_the_name_column_is_dead(one):
    assert one("父亲姓名", "已故")[0].father.state == "dead"
    named = one("父亲姓名", "沈大山（已故）")[0].father
    assert (named.name, named.state) == ("沈大山", "dead")


@pytest.mark.parametrize(
    "cell",
    [
        "改嫁",
        "改嫁外省",
        "个体",
        "司机",
        "教师",
        "村干部",
        "自由职业",
        "住院",
        "待业",
        "读书",
        "工地",
        "县城陪读",
    ],
)
def test_a_word_that_is_neither_place_nor_state_is_not_made_a_place(one, cell):
    """A trade, an illness or a marriage says nothing about where somebody is; it is kept and shown."""
    entry, codes = one("母亲务工地点", cell)
    assert (entry.mother.state, codes) == (None, ["word_unknown"])
    assert ("mother_place", cell) in entry.kept


@pytest.mark.parametrize(
    ("header", "cell", "name", "kinship", "kind"),
    [
        ("与儿童关系", "奶奶", None, "paternal_grandmother", "grandparent"),
        ("与儿童关系", "外公", None, "maternal_grandfather", "grandparent"),
        ("与儿童关系", "姥姥", None, "maternal_grandmother", "grandparent"),
        ("与儿童关系", "大伯", None, "uncle", "kin"),
        ("与儿童关系", "三姑", None, "aunt", "kin"),
        ("与儿童关系", "堂哥", None, "brother", "kin"),
        ("与儿童关系", "祖孙", None, "grandparents", "grandparent"),
        ("与监护人关系", "孙子", None, "grandparents", "grandparent"),
        ("与儿童关系", "邻居", None, "neighbour", "friend"),
        ("与儿童关系", "父母", None, "parents", "parent"),
        ("跟谁住", "和爷爷奶奶一起生活", None, "grandparents", "grandparent"),
        ("跟谁住", "本人", None, "self", "none"),
        ("监护人", "王桂英", "王桂英", None, None),
        ("监护人", "奶奶", None, "paternal_grandmother", "grandparent"),
        ("监护人", "王桂英（奶奶）", "王桂英", "paternal_grandmother", "grandparent"),
        ("监护人", "奶奶王桂英", "王桂英", "paternal_grandmother", "grandparent"),
        ("监护人", "爷爷:王大山", "王大山", "paternal_grandfather", "grandparent"),
        ("监护人", "孙子明", "孙子明", None, None),
        ("监护人", "王桂英（奶奶，65岁）", "王桂英", "paternal_grandmother", "grandparent"),
        ("监护人姓名及关系", "王桂英（奶奶）", "王桂英", "paternal_grandmother", "grandparent"),
        ("与儿童关系", "祖父（爷爷）", None, "paternal_grandfather", "grandparent"),
        ("与儿童关系", "婆孙", None, "grandparents", "grandparent"),
        ("与儿童关系", "伯侄", None, "kin", "kin"),
        ("与监护人关系", "三女", None, "parents", "parent"),
        ("与监护人关系", "之孙", None, "grandparents", "grandparent"),
        ("与监护人关系", "养女", None, "adoptive_parent", "parent"),
        ("与儿童关系", "王桂英", "王桂英", None, None),  # a name in the wrong column
    ],
)
def test_carers_by_name_kinship_or_both(one, header, cell, name, kinship, kind):
    entry, codes = one(header, cell)
    assert codes == []
    assert (entry.carer.name, entry.carer.kinship, entry.carer.kind) == (name, kinship, kind)


@pytest.mark.parametrize("cell", ["监护人", "四邻", "寄住", "托付他人"])
def test_an_unknown_word_about_kinship_is_not_made_a_name(one, cell):
    entry, codes = one("与儿童关系", cell)
    assert (entry.carer, codes) == (None, ["word_unknown"])


@pytest.mark.parametrize("cell", ["王桂英、沈老根", "王桂英 沈老根", "奶奶王桂英、爷爷沈老根"])
def test_of_two_carers_in_a_cell_the_first_is_taken_and_it_is_said(one, cell):
    entry, codes = one("监护人", cell)
    assert (entry.carer.name, codes) == ("王桂英", ["carer_several"])
    assert ("carer_name", cell) in entry.kept


def test_a_rounded_number_that_fits_by_chance_is_not_taken_for_whole(read, id_number):
    """A spreadsheet that lost the last digits of a column lost them in every row."""
    heads = (f"9901012016{day}{n}00" for day in range(1001, 1031) for n in range(10))
    fits = next(head + "0" for head in heads if check_digit(head) == "0")
    rows = [["沈小满", "2016-09-27", "990101201609271000"], ["沈小安", "2016-10", fits]]
    roll = read([["姓名", "出生日期", "身份证号"], *rows])
    assert [one.code for one in roll.problems].count("id_precision_lost") == 2
    assert read([["姓名", "出生日期", "身份证号"], rows[1]]).entries[0].id.ok


def test_no_carer_told_is_not_a_child_without_carer(one):
    """Blank is not collected; only 本人 or 无人 says that nobody cares."""
    assert one("监护人", "无")[0].carer is None
    assert one("监护人", "无人照料")[0].carer.kind == "none"


@pytest.mark.parametrize(
    ("cells", "stage", "grade", "klass"),
    [
        ({"学校年级": "中心小学2年级"}, "primary", 2, None),
        ({"学校年级": "县一中高二"}, "senior", 11, None),
        ({"学校年级": "镇中心幼儿园中班"}, "kindergarten", 2, None),
        ({"学校年级": "未入学"}, "none", None, None),
        ({"学校": "镇中心小学", "班级": "三（2）班"}, "primary", 3, "2班"),
        ({"学校": "中心小学", "年级": "2023级"}, "primary", 4, None),
        ({"年级": "初一"}, "junior", 7, None),
        ({"年级": "七年级", "班级": "3班"}, "junior", 7, "3班"),
        ({"年级": 5, "班级": 2}, "primary", 5, "2班"),
        ({"学校": "县职业中学", "年级": "二年级"}, "vocational", 2, None),
        ({"学校": "第八小学", "年级": "二年级"}, "primary", 2, None),
        ({"就学情况": "辍学"}, "dropped_out", None, None),
        ({"就学情况": "不在学"}, "not_enrolled", None, None),
        ({"就学情况": "初中"}, "junior", None, None),
        ({"班级": "302班"}, "primary", 3, "2班"),
        ({"年级": "大班"}, "kindergarten", 3, None),
        ({"年级": "学前班"}, "kindergarten", 3, None),
        ({"年级": None}, None, None, None),
        ({"班级": "三2班"}, "primary", 3, "2班"),
        ({"班级": "3.2"}, "primary", 3, "2班"),
        ({"班级": "大一班"}, "kindergarten", 3, "1班"),
        ({"班级": "1203班"}, "senior", 12, "3班"),
        ({"年级": "十一年级"}, "senior", 11, None),
        ({"年级": 11}, "senior", 11, None),
        ({"年级": "中专"}, "vocational", None, None),
        ({"年级": 7}, "junior", 7, None),
        ({"学校": "中心小学三（2）班"}, "primary", 3, "2班"),
        ({"学校": "中心小学（三年级）"}, "primary", 3, None),
        ({"年级": "初三毕业"}, "not_enrolled", None, None),
    ],
)
def test_school_grade_and_class(one, cells, stage, grade, klass):
    (header, cell), *more = cells.items()
    entry, codes = one(header, cell, **dict(more))
    assert (entry.stage, entry.grade, entry.class_name, codes) == (stage, grade, klass, [])


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("性别", "女孩", "sex", "female"),
        ("民族", "苗", "ethnicity", "苗族"),
        ("民族", "汉族", "ethnicity", "汉族"),
        ("是否登记户口", "是", "hukou_registered", True),
        ("是否登记户口", "未登记", "hukou_registered", False),
        ("户籍性质", "农村居民", "hukou_rural", True),
        ("户籍性质", "非农业", "hukou_rural", False),
        ("是否寄宿", "走读", "boarding", False),
        ("监护情况", "较好", "guardianship", "good"),
        ("监护情况", "差（奶奶年迈）", "guardianship", "poor"),
        ("监护类型", "无人监护", "guardianship", "poor"),
        ("身体情况", "健康", "health", "healthy"),
        ("身体情况", "肢体残疾三级", "disability_level", 3),
        ("身体情况", "肢体残疾三级", "disability_kind", "physical"),
        ("身体情况", "先天性心脏病", "illness", "先天性心脏病"),
        ("家庭经济来源", "打工、种养殖", "income", ("wages", "farming")),
        ("救助帮扶", "低保，医疗救助", "benefits", ("low_income", "medical")),
        ("救助帮扶", "无", "benefits", ()),
        ("救助帮扶", None, "benefits", None),
        ("救助帮扶", "不详", "benefits", None),
        ("是否低保", "无", "low_income", False),
        ("是否低保", "不详", "low_income", None),
        ("备注", "  父母\n离异 ", "note", "父母 离异"),
        ("姓名", "沈 小 满", "name", "沈小满"),
        ("姓名", "阿依古丽•买买提", "name", "阿依古丽·买买提"),
        ("姓名", "阿依古丽 买买提", "name", "阿依古丽·买买提"),
        ("姓名", "沈满\n", "name", "沈满"),
        ("姓名", "3.沈小满", "name", "沈小满"),
        ("性别", "□男 ☑女", "sex", "female"),
        ("性别", "√女", "sex", "female"),
        ("是否寄宿", "☑是 □否", "boarding", True),
        ("是否寄宿", "□是 ☑否", "boarding", False),
        ("是否低保", "城市低保", "low_income", True),
        ("身体情况", "智力二级", "disability_kind", "intellectual"),
        ("家庭经济来源", "父母打工", "income", ("wages",)),
        ("村", "石桥村3组", "village", "石桥村"),
        ("村", "石桥村3组", "group", "3组"),
        ("村", "01石桥村（脱贫村）", "village", "石桥村"),
        ("村", "石桥村村委会", "village", "石桥村"),
        ("户籍所在地（详细地址）", "清溪县某乡", "hukou_place", "清溪县某乡"),
    ],
)
def test_coded_words(one, header, cell, field, value):
    entry, codes = one(header, cell)
    assert (getattr(entry, field), codes) == (value, [])


@pytest.mark.parametrize(
    ("header", "cell"),
    [("民族", "火星族"), ("监护情况", "看情况"), ("性别", "未定"), ("救助帮扶", "低保、某基金")],
)
def test_an_unknown_word_is_kept_apart(one, header, cell):
    entry, codes = one(header, cell)
    assert "word_unknown" in codes
    assert any(text == cell for _, text in entry.kept)
    assert not entry.held
