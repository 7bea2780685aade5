"""Family members whose kinship stands in the row: a school's numbered guardians, the one who is away."""

import pytest

CHILD = ["沈小满", "女", "2016-09-27"]
HEAD = ["姓名", "性别", "出生日期"]


@pytest.mark.parametrize("word", ["监护人{}", "成员{}", "家长{}", "第{}监护人"])
def test_numbered_guardians_are_put_where_their_kinship_says(read, word):
    one, two = (word.format(n) for n in (("一", "二") if word.startswith("第") else "12"))
    head = [f"{who}{part}" for who in (one, two) for part in ("姓名", "关系", "联系电话")]
    roll = read([
        [*HEAD, *head],
        [*CHILD, "沈大山", "父亲", "13800000001", "王桂英", "奶奶", "13800000002"],
        ["沈小安", "男", "2014-03-05", "沈二山", "父子", "13800000003", "何水英", "母子", "13800000004"],
    ])  # fmt: skip
    assert roll.problems == ()
    first, second = roll.entries
    assert (first.father.name, first.father.phones) == ("沈大山", ("13800000001",))
    assert (first.carer.name, first.carer.kinship) == ("王桂英", "paternal_grandmother")
    assert first.carer.phones == ("13800000002",)
    assert first.mother.name is None
    assert (second.father.name, second.mother.name) == ("沈二山", "何水英")
    assert second.mother.phones == ("13800000004",)
    assert second.carer is None


def test_a_member_who_is_no_guardian_is_not_the_carer(read):
    head = ["成员1姓名", "成员1关系", "成员1是否监护人"]
    entry = read([[*HEAD, *head], [*CHILD, "王桂英", "奶奶", "否"]]).entries[0]
    assert entry.carer is None


def test_two_carers_are_said_and_the_first_is_taken(read):
    head = ["监护人1姓名", "关系", "监护人2姓名", "关系"]
    roll = read([[*HEAD, *head], [*CHILD, "王桂英", "奶奶", "沈老根", "爷爷"]])
    assert roll.entries[0].carer.name == "王桂英"
    assert [(one.code, one.read) for one in roll.problems] == [("carer_several", "沈老根")]
    assert ("member2_name", "沈老根") in roll.entries[0].kept


def test_a_carer_who_is_the_father_is_the_father(read):
    """Else their name and telephone would be lost: a parent is not kept as somebody else's carer."""
    head = ["监护人姓名", "与学生关系", "监护人电话"]
    entry = read([[*HEAD, *head], [*CHILD, "沈大山", "父女", "13800000001"]]).entries[0]
    assert (entry.father.name, entry.father.phones) == ("沈大山", ("13800000001",))


def test_what_the_row_tells_of_a_parent_elsewhere_stays(read):
    head = ["父亲姓名", "父亲电话", "监护人1姓名", "监护人1关系", "监护人1电话"]
    row = [*CHILD, "沈大山", "13800000001", "沈二山", "父亲", "13800000002"]
    entry = read([[*HEAD, *head], row]).entries[0]
    assert (entry.father.name, entry.father.phones) == ("沈大山", ("13800000001",))


@pytest.mark.parametrize("kin", ["父亲", "母亲"])
def test_the_one_who_is_away_is_the_parent_the_row_names(read, kin):
    head = [
        "外出务工人员姓名",
        "与儿童关系",
        "务工地点",
        "联系电话",
        "监护人姓名",
        "与儿童关系",
        "联系电话",
    ]
    row = [*CHILD, "沈大山", kin, "广东东莞", "13800000001", "王桂英", "奶奶", "13800000002"]
    roll = read([[*HEAD, *head], row])
    entry = roll.entries[0]
    away, other = (entry.father, entry.mother) if kin == "父亲" else (entry.mother, entry.father)
    assert (away.name, away.state, away.place_text) == ("沈大山", "away", "广东东莞")
    assert (away.phones, entry.carer.phones) == (("13800000001",), ("13800000002",))
    assert (other.name, other.state, roll.problems) == (None, None, ())


def test_the_one_who_is_away_is_nobody_while_the_row_does_not_say_who(read):
    roll = read([[*HEAD, "外出务工人员姓名", "监护人姓名"], [*CHILD, "沈大山", "王桂英"]])
    entry = roll.entries[0]
    assert (entry.father.name, entry.mother.name, entry.carer.name) == (None, None, "王桂英")
    assert [one.code for one in roll.problems] == ["word_unknown"]


def test_a_telephone_behind_a_teacher_is_the_teachers(read):
    head = ["父亲姓名", "父亲电话", "班主任", "联系电话"]
    roll = read([[*HEAD, *head], [*CHILD, "沈大山", "13800000001", "何老师", "13800000009"]])
    assert roll.entries[0].phones == ()
    assert [one.column for one in roll.problems] == ["班主任", "联系电话"]


@pytest.mark.parametrize(
    ("father", "mother", "states", "codes"),
    [
        ("广东东莞", "同父亲", ("away", "away"), []),
        ("同妻子", "福建晋江", ("away", "away"), []),
        ("在家", "和丈夫一起", ("home", "home"), []),
        ("去世", "同父亲", ("dead", None), ["word_unknown"]),
        ("同妻子", "同丈夫", (None, None), ["word_unknown", "word_unknown"]),
    ],
)
def test_a_parent_who_is_where_the_other_is(read, father, mother, states, codes):
    roll = read([[*HEAD, "父亲务工地点", "母亲务工地点"], [*CHILD, father, mother]])
    entry = roll.entries[0]
    assert (entry.father.state, entry.mother.state) == states
    assert [one.code for one in roll.problems] == codes


@pytest.mark.parametrize(
    ("header", "cell", "both", "states"),
    [
        ("双方外出", "双方", True, ("away", "away")),
        ("双方外出", "父亲", False, ("away", None)),
        ("外出方", "母亲外出", False, (None, "away")),
        ("外出方", "一方", False, (None, None)),
        ("是否留守儿童", "双亲留守", True, ("away", "away")),
        ("是否留守儿童", "单亲留守", False, (None, None)),
        ("是否留守儿童", "非留守儿童", False, (None, None)),
        ("是否留守儿童", "是", None, (None, None)),  # does not say who is away
    ],
)  # fmt: skip
def test_who_is_away_in_one_column(one, header, cell, both, states):
    entry, codes = one(header, cell)
    assert (entry.both_away, codes) == (both, [])
    assert (entry.father.state, entry.mother.state) == states
