"""The child's own identity: contradictions are questions for a person; one cause is one problem."""

import datetime as dt

import pytest


def test_blank_birth_date_and_sex_come_from_a_valid_number_and_are_said_to(one, id_number):
    entry, codes = one("身份证号", id_number("2013-03-04", "男"), 出生日期=None, 性别=None)
    assert (entry.born_on, entry.sex, codes) == (dt.date(2013, 3, 4), "male", [])
    assert set(entry.derived) == {"born_on", "sex"}


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"出生日期": "2015-09-27"}, "born_contradicts_id", "出生日期"),
        ({"性别": "男"}, "sex_contradicts_id", "性别"),
        ({"出生日期": "2015-02-30"}, "date_impossible", "出生日期"),
        ({"出生日期": "不知道哪天"}, "born_unreadable", "出生日期"),
        ({"出生日期": "农历八月十五"}, "date_lunar", "出生日期"),
        ({"姓名": None}, "name_missing", "姓名"),
        ({"出生日期": "2026-12-01", "身份证号": "无"}, "born_in_future", "出生日期"),
        ({"出生日期": "2008-09-01", "身份证号": "无"}, "adult", "出生日期"),
        ({"出生日期": None, "身份证号": "无"}, "born_missing", "出生日期"),
    ],
)
def test_the_row_waits_and_says_where(read, id_number, cells, code, column):
    base = {"姓名": "沈小满", "性别": "女", "出生日期": "2016-09-27", "身份证号": id_number()}
    base |= cells
    roll = read([["花名册"], list(base), list(base.values())])
    held = [problem for problem in roll.problems if problem.severity == "held"]
    assert [(one.code, one.row, one.column) for one in held] == [(code, 3, column)]
    assert held[0].cell == f"{'ABCD'[list(base).index(column)]}3"
    assert held[0].remedy["zh"] and held[0].remedy["en"]
    assert roll.entries[0].held


def test_one_cause_is_one_problem(one, id_number):
    """An impossible date also differs from the number and from every age; only the first is said."""
    assert one("出生日期", "2015-02-30")[1] == ["date_impossible"]
    assert one("出生日期", "1999-01-01")[1] == ["born_contradicts_id"]


@pytest.mark.parametrize(("born", "adult"), [("2008-09-01", True), ("2008-09-02", False)])
def test_adult_on_the_eighteenth_birthday(one, id_number, born, adult):
    entry, codes = one("出生日期", born, 身份证号=id_number(born))
    assert (codes == ["adult"], entry.held) == (adult, adult)


def test_a_two_digit_year_is_this_century_where_only_a_child_can_be_meant(one):
    """Nobody on a roll of children was born in 1916; 98 may be 1998, an adult, or a slip."""
    entry, codes = one("出生日期", "16.9.27")
    assert (entry.born_on, codes) == (dt.date(2016, 9, 27), [])
    entry, codes = one("出生日期", "16.9.27", 身份证号="无")
    assert (entry.born_on, "date_ambiguous" in codes) == (dt.date(2016, 9, 27), False)
    entry, codes = one("出生日期", "98.9.27", 身份证号="无")
    assert entry.held
    assert "date_ambiguous" in codes


def test_a_birth_month_agrees_with_a_number_of_that_month(one):
    entry, codes = one("出生日期", "2016年9月")
    assert (entry.born_on, codes, entry.derived) == (dt.date(2016, 9, 27), [], ("born_on",))
    assert one("出生日期", "2016年8月")[1] == ["born_contradicts_id"]


def test_a_birth_month_alone_is_imported_as_a_month_and_flagged(one):
    entry, codes = one("出生日期", "2016年9月", 身份证号="无")
    assert (entry.born_on, entry.born_precision) == (dt.date(2016, 9, 1), "month")
    assert sorted(codes) == ["born_partial", "id_missing"]
    assert not entry.held


def test_a_leap_day_birth(one, id_number):
    entry, codes = one("出生日期", "2016-02-29", 身份证号=id_number("2016-02-29"))
    assert (entry.born_on, codes) == (dt.date(2016, 2, 29), [])
