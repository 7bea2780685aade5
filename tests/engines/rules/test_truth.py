"""The engine against plain Python, on tests and rows nobody thought of."""

import json
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.engines.rules import Evaluator

from . import oracle
from .sample import TINY, rule

EVALUATOR = Evaluator((), TINY, threads=1)
SCHEMA = pa.schema(
    [pa.field("child_id", pa.string())]
    + [pa.field(name, pa.bool_()) for name in oracle.BOOLEANS]
    + [pa.field(name, pa.int32()) for name in oracle.INTEGERS]
    + [pa.field("t", pa.string())]
)
PADDING = 9
"""Rows enough for a scan; fewer would be run one by one."""


def outcomes(conditions: list[oracle.Node], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the scan finds of each row under one rule of these conditions."""
    tests = rule(*(oracle.text(node) for node in conditions))
    padded = rows + [dict.fromkeys(oracle.DOMAIN)] * max(0, PADDING - len(rows))
    table = pa.Table.from_pylist(
        [{"child_id": str(number)} | row for number, row in enumerate(padded)], SCHEMA
    )
    return EVALUATOR.evaluate(table, [tests], explain=True).to_pylist()[: len(rows)]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(oracle.conditions(), min_size=1, max_size=3),
    st.lists(oracle.rows(), min_size=1, max_size=12),
)
def test_a_scan_agrees_with_plain_python(
    conditions: list[oracle.Node], rows: list[dict[str, Any]]
) -> None:
    """Truth, the truth of each condition, and the values read, of every form of the grammar."""
    for row, found in zip(rows, outcomes(conditions, rows), strict=True):
        expected = [oracle.value(node, row) for node in conditions]
        assert found["conditions"] == "".join(oracle.letter(each) for each in expected)
        assert found["truth"] == oracle.truth(oracle.every(expected))
        names = oracle.facts_of(tuple(conditions))
        assert json.loads(found["read"]) == {name: row[name] for name in names}


@settings(max_examples=40, deadline=None)
@given(st.lists(oracle.conditions(), min_size=1, max_size=3), oracle.rows())
def test_one_row_and_a_scan_say_the_same(
    conditions: list[oracle.Node], row: dict[str, Any]
) -> None:
    """A child's page and the nightly sweep must never differ."""
    (scanned,) = outcomes(conditions, [row])
    tests = rule(*(oracle.text(node) for node in conditions))
    one = pa.Table.from_pylist([{"child_id": "0"} | row], SCHEMA)
    assert EVALUATOR.evaluate(one, [tests], explain=True).to_pylist() == [scanned]
    (explained,) = EVALUATOR.explain(row, [tests])
    assert explained.truth == scanned["truth"]
    assert list(explained.missing) == scanned["missing"]
    letters = {"in": "T", "out": "F", "unknown": "U"}
    assert "".join(letters[each.truth] for each in explained.conditions) == scanned["conditions"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(oracle.conditions(plain=True), min_size=1, max_size=3),
    oracle.rows(), st.data(),
)  # fmt: skip
def test_learning_a_fact_never_turns_in_into_out(
    conditions: list[oracle.Node], row: dict[str, Any], data: st.DataObject
) -> None:
    """Without IS NULL and coalesce, only "unknown" can change when something is learnt."""
    learnt = dict(row)
    for name in [name for name, value in row.items() if value is None]:
        learnt[name] = data.draw(st.sampled_from((None, *oracle.DOMAIN[name])))
    before, after = outcomes(conditions, [row, learnt])
    if before["truth"] != "unknown":
        assert after["truth"] == before["truth"]


@settings(max_examples=80, deadline=None)
@given(st.lists(oracle.conditions(), min_size=1, max_size=3), oracle.rows())
def test_missing_is_told_when_and_only_when_the_outcome_is_unknown(
    conditions: list[oracle.Node], row: dict[str, Any]
) -> None:
    """Each is a fact that is NULL; none is named of a known outcome."""
    (found,) = outcomes(conditions, [row])
    assert all(row[name] is None for name in found["missing"])
    assert len(set(found["missing"])) == len(found["missing"])
    if found["truth"] != "unknown":
        assert found["missing"] == []
    elif "/" not in "".join(map(oracle.text, conditions)):
        assert found["missing"] != []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(oracle.conditions(plain=True, depth=5), min_size=1, max_size=2), oracle.rows()
)  # fmt: skip
def test_no_fact_that_could_decide_is_left_out(
    conditions: list[oracle.Node], row: dict[str, Any]
) -> None:
    """Where an unknown rule still turns on a fact, the child director is told to ask for it."""
    row = row | {name: row[name] or False for name in ("r", "s")} | {"c": row["c"] or 0}
    (found,) = outcomes(conditions, [row])
    if found["truth"] == "unknown":
        assert set(found["missing"]) >= oracle.deciding(conditions, row)


@settings(max_examples=60, deadline=None)
@given(oracle.read_once(), oracle.rows())
def test_of_facts_read_once_exactly_the_deciding_ones_are_missing(
    condition: oracle.Node, row: dict[str, Any]
) -> None:
    """Nobody is sent to ask for a fact that cannot change the outcome."""
    (found,) = outcomes([condition], [row])
    decided = oracle.deciding([condition], row)
    assert set(found["missing"]) == decided
    assert bool(decided) == (found["truth"] == "unknown")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(oracle.conditions(plain=True), min_size=1, max_size=3),
    oracle.rows(), st.data(),
)  # fmt: skip
def test_once_the_missing_facts_are_collected_the_outcome_is_known(
    conditions: list[oracle.Node], row: dict[str, Any], data: st.DataObject
) -> None:
    (found,) = outcomes(conditions, [row])
    filled = dict(row)
    for name in found["missing"]:
        filled[name] = data.draw(st.sampled_from(oracle.DOMAIN[name]))
    (after,) = outcomes(conditions, [filled])
    assert after["truth"] != "unknown"


def test_division_by_zero_leaves_the_outcome_open_and_stops_nothing() -> None:
    row = dict.fromkeys(oracle.DOMAIN) | {"a": 1, "b": 0}
    (found,) = outcomes([(">", ("/", ("fact", "a"), ("fact", "b")), ("value", 1))], [row])
    assert (found["truth"], found["missing"]) == ("unknown", [])


def test_large_numbers_do_not_stop_a_scan() -> None:
    """One absurd value in a register must not fail the other million rows."""
    tests = rule("a * 9999999999 * 9999999999 > 1", "a < 99999999999999999999")
    rows = [{"child_id": str(n), "a": 2**31 - 1} for n in range(20)]
    table = pa.Table.from_pylist(rows)
    assert set(EVALUATOR.evaluate(table, [tests])["truth"].to_pylist()) == {"in"}
