"""Likely doubles: the same number, or the same child by all that is told; twins and cousins are not."""

import datetime as dt
from itertools import product

import pytest

from homeward.engines.roll import KnownChild, find_doubles, match

HEAD = ["姓名", "性别", "出生日期", "身份证号", "父亲姓名", "母亲姓名", "父亲电话", "村"]


@pytest.fixture
def base(id_number):
    return dict(zip(HEAD, ["沈小满", "女", "2016-09-27", id_number(), "沈大山", "何水英", "13800000001",
                           "大坪村"], strict=True))  # fmt: skip


@pytest.fixture
def doubles(read):
    def find(*children):
        roll = read([HEAD, *(list(child.values()) for child in children)])
        return [tuple(row for _, row in one.rows) for one in find_doubles(roll.entries)]

    return find


def test_the_same_number_is_the_same_child_even_spelt_otherwise(doubles, base):
    assert doubles(base, base | {"姓名": "沈 小 满", "村": "石桥村"}) == [(2, 3)]
    assert doubles(base, base | {"姓名": "沈晓满"}) == [(2, 3)]


@pytest.mark.parametrize("agree", ["父亲姓名", "母亲姓名", "父亲电话", "村"])
def test_without_a_number_name_birth_sex_and_one_more_agreement_are_needed(doubles, base, agree):
    other = base | {"身份证号": None, "父亲姓名": "沈三", "母亲姓名": "何四",
                    "父亲电话": "13900000009", "村": "石桥村"}  # fmt: skip
    assert doubles(base, other) == []
    assert doubles(base, other | {agree: base[agree]}) == [(2, 3)]


def test_twins_are_two_children(doubles, base, id_number):
    assert doubles(base, base | {"姓名": "沈小安", "身份证号": id_number(serial=2)}) == []


def test_cousins_of_one_name_and_birth_date_are_two_children(doubles, base, id_number):
    """Two different valid numbers: only when everything else agrees is a person asked."""
    cousin = base | {"身份证号": id_number(serial=2), "父亲姓名": "沈二山"}
    assert doubles(base, cousin) == []
    assert doubles(base, base | {"身份证号": id_number(serial=2)}) == [(2, 3)]


def test_a_number_that_fails_its_checksum_is_no_evidence(doubles, base):
    wrong = base["身份证号"][:-1] + ("1" if base["身份证号"][-1] != "1" else "2")
    assert doubles(base | {"身份证号": wrong}, base | {"身份证号": wrong, "姓名": "何小雨"}) == []


def test_each_double_points_to_the_earliest_row_and_says_why(read, base):
    roll = read([HEAD, *[list(base.values())] * 3])
    found = find_doubles(roll.entries)
    assert [[row for _, row in one.rows] for one in found] == [[2, 3], [2, 4]]
    assert found[0].agree[:2] == ("id", "name")
    assert "身份证号" in found[0].why["zh"]
    assert "identity number" in found[0].why["en"]


def test_agrees_with_comparing_every_pair(read, base, id_number):
    """The index must find exactly what comparing all pairs finds, on every mix of small variations."""
    choices = [("沈小满", "沈小安"), (None, id_number(), id_number(serial=2)), ("沈大山", "沈三"),
               ("大坪村", "石桥村")]  # fmt: skip
    fewer = base | {"母亲姓名": None, "父亲电话": None}
    varied = ("姓名", "身份证号", "父亲姓名", "村")
    children = [fewer | dict(zip(varied, mix, strict=True)) for mix in product(*choices)]
    entries = read([HEAD, *(list(child.values()) for child in children)]).entries
    slow = {
        later.row
        for at, later in enumerate(entries)
        if any(find_doubles([earlier, later]) for earlier in entries[:at])
    }
    assert {one.rows[-1][1] for one in find_doubles(entries)} == slow


def known(child_id="c1", **changes):
    child = {"child_id": child_id, "name": "沈小满", "born_on": dt.date(2016, 9, 27), "sex": "female",
             "id_index": None, "village": "大坪村", "father": "沈大山", "mother": "何水英"}  # fmt: skip
    return KnownChild(**(child | changes))


@pytest.mark.parametrize(
    ("number", "register", "kind", "child_id"),
    [
        (True, [known(id_index="#own")], "same", "c1"),
        (True, [known(id_index="#own", name="沈晓满")], "likely", "c1"),
        (True, [known(id_index="#other")], "likely", "c1"),
        (True, [known(id_index="#other", father="沈三")], "new", None),
        (True, [known()], "same", "c1"),
        (False, [known(id_index="#other")], "same", "c1"),
        (False, [known(village="石桥村")], "likely", "c1"),
        (False, [known(), known("c2")], "likely", "c1"),
        (False, [known(name="沈小安")], "new", None),
        (False, [known(father=None, mother=None, village=None)], "new", None),
        (False, [], "new", None),
    ],
)
def test_against_the_register(read, base, number, register, kind, child_id):
    """Numbers are compared as the caller's opaque index; sure cases need no person, others do."""
    child = base if number else base | {"身份证号": None}
    entries = read([HEAD, list(child.values())]).entries
    found = match(entries, register, id_index=lambda text: "#own")
    assert [(one.kind, one.child_id) for one in found] == [(kind, child_id)]


def test_many_equal_rows_stay_near_linear(read, base):
    entries = read([HEAD, *[list(base.values())] * 3000]).entries
    assert len(find_doubles(entries)) == 2999
