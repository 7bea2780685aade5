"""The three workbooks of the shared data against their keys: every planted fault, and no false alarm."""

import json
from collections import Counter
from pathlib import Path

import pytest

from homeward.engines.roll import find_doubles, read_roll

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "rolls"
KEYS = sorted(FOLDER.glob("*.key.json"))
READ_RIGHT = {"phone_separators", "two_phones", "id_lowercase_x_or_spaces", "id_fullwidth", "ditto"}
CODES = {"impossible_date": "date_impossible", "formula_injection": "formula"}

pytestmark = pytest.mark.skipif(not KEYS, reason="the shared rolls are not here")


@pytest.fixture(params=KEYS, ids=lambda path: path.name.split("-")[0])
def case(request, as_of):
    key = json.loads(request.param.read_text("utf-8"))
    book = request.param.with_name(request.param.name.replace(".key.json", ".xlsx"))
    return key, read_roll(book.read_bytes(), book.name, as_of=as_of)


def test_every_row_is_one_entry(case):
    key, roll = case
    assert len(roll.entries) == key["rows"]
    assert sorted(int(entry.serial) for entry in roll.entries) == list(range(1, key["rows"] + 1))


def test_every_planted_fault_is_reported_at_its_row_and_nothing_else_is(case):
    """A blank number on the copies planted without number is no false alarm: there is none."""
    key, roll = case
    serial = {(entry.sheet, entry.row): int(entry.serial) for entry in roll.entries}
    found = Counter((serial[one.sheet, one.row], one.code) for one in roll.problems)
    planted = Counter(
        (row, CODES.get(kind, kind)) for row, kind in key["faults"] if kind not in READ_RIGHT
    )
    copies = Counter((copy, "id_missing") for _, copy, kind in key["duplicates"] if kind == "no_id")
    assert found == planted + copies


def test_what_is_to_be_read_right_is_read_right(case):
    key, roll = case
    by_serial = {int(entry.serial): entry for entry in roll.entries}
    for row, kind in key["faults"]:
        entry = by_serial[row]
        if kind in ("id_lowercase_x_or_spaces", "id_fullwidth"):
            assert entry.id.ok
        elif kind == "two_phones":
            phones = entry.father.phones, entry.mother.phones, entry.carer.phones
            assert 2 in map(len, phones)
        elif kind == "ditto":
            above = by_serial[row - 1].carer
            assert entry.carer.name == (above.name if above else None)


def test_planted_doubles_are_found_and_no_others(case):
    key, roll = case
    serial = {(entry.sheet, entry.row): int(entry.serial) for entry in roll.entries}
    found = {frozenset(serial[row] for row in one.rows) for one in find_doubles(roll.entries)}
    assert found == {frozenset(pair[:2]) for pair in key["duplicates"]}


def test_counts_agree_with_the_truth_before_the_faults(case):
    key, roll = case
    truth = key["truth_before_faults"]
    copies = {copy for _, copy, _ in key["duplicates"]}
    entries = [entry for entry in roll.entries if int(entry.serial) not in copies]
    assert Counter(entry.village for entry in entries) == truth["by_village"]
    away = [entry for entry in entries if "away" in (entry.father.state, entry.mother.state)]
    assert len(away) == truth["any_away_under18"]
    alone = [entry for entry in entries if entry.carer and entry.carer.kind == "none"]
    assert len(alone) == truth["alone"]
