"""Tables that cannot be records, and parameters that cannot be meant."""

import datetime as dt

import pyarrow as pa
import pytest

from homeward.engines.linkage import RECORD, Params, RecordsRefused, link

from .sample import CHILD, records


def faults(**tables):
    with pytest.raises(RecordsRefused) as refused:
        link(tables["records"], against=tables.get("against"))
    return refused.value


def test_every_fault_of_both_tables_is_told_at_once():
    bad = pa.table(
        {
            "id": ["a", "a", None],
            "nmae": ["x", "y", "z"],
            "sex": ["male", "boy", None],
            "place": ["99", None, "990101100200"],
            "born_on": ["x", "2012-01-01", None],
        }
    )
    worse = pa.table({"name": ["x"]})
    found = faults(records=bad, against=worse)
    assert {(f.table, f.column, f.code, f.rows) for f in found.faults} == {
        ("records", "nmae", "unknown_column", 0),
        ("records", "id", "null_ids", 1),
        ("records", "id", "repeated_ids", 1),
        ("records", "sex", "sex", 1),
        ("records", "place", "place", 1),
        ("records", "born_on", "type", 0),
        ("against", "id", "no_ids", 0),
    }
    assert all(set(fault.what) == set(fault.remedy) == {"zh", "en"} for fault in found.faults)


def test_no_value_of_a_person_stands_in_what_is_said():
    found = faults(
        records=pa.table({"id": ["a"], "name": ["苏晓禾"], "sex": ["女"], "place": ["x9"]})
    )
    assert "苏晓禾" not in str(found) and "女" not in str(found) and "x9" not in str(found)


def test_a_column_given_twice_is_refused():
    ids, twice = pa.array(["a"]), pa.array(["x"])
    table = pa.Table.from_arrays([ids, twice, twice], names=["id", "name", "name"])
    assert [fault.code for fault in faults(records=table).faults] == ["column_twice"]


def test_columns_may_be_left_out_and_stand_in_any_order():
    short = pa.table(
        {"born_on": [dt.date(2014, 5, 23)] * 2, "name": ["苏晓禾"] * 2, "id": ["a", "b"]}
    )
    full = records(*({"id": i, "name": "苏晓禾", "born_on": dt.date(2014, 5, 23)} for i in "ab"))
    low = Params(threshold=1e-9)
    assert link(short, low) == link(full, low)
    assert link(short, low).pairs


def test_other_arrow_types_of_text_are_read():
    large = pa.table({"id": pa.array(["a", "b"], pa.large_string()), "name": ["苏晓禾"] * 2})
    assert link(large).counts.records == 2


def test_records_come_in_the_types_that_are_named():
    assert records(CHILD).schema == RECORD


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": 0},
        {"threshold": 1},
        {"most_pairs": 0},
        {"largest_block": 1},
        {"population": 1},
        {"threads": -1},
    ],
)
def test_parameters_out_of_range_are_refused_by_name(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Params(**wrong)
