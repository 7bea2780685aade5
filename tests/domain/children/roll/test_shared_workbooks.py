"""The three workbooks with planted faults: each is read right or reported, and nothing else is."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from homeward.domain.children.models import Child, HeldRow
from homeward.domain.children.public import check_roll, commit_roll, dry_run, try_roll, undo_roll
from homeward.engines.roll import Entry, Roll, read_roll
from homeward.foundation.places.models import Level, Place
from tests.domain.children.registers import digests
from tests.personas import People, given_rows, person

if TYPE_CHECKING:
    from homeward.domain.children.roll.queries import DryRun

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "data" / "rolls"
NAMES = ("register-360735-7", "school-360735-11", "villages-360735-13")
COUNTY = "360735000000"
READ_RIGHT = {"phone_separators", "two_phones", "id_lowercase_x_or_spaces", "id_fullwidth", "ditto"}
REPORTED = {
    "id_checksum": "id_checksum",
    "id_precision_lost": "id_precision_lost",
    "id_missing": "id_missing",
    "sex_contradicts_id": "sex_contradicts_id",
    "born_contradicts_id": "born_contradicts_id",
    "impossible_date": "date_impossible",
    "adult": "adult",
    "name_missing": "name_missing",
    "formula_injection": "formula",
}
WAITS = {"sex_contradicts_id", "born_contradicts_id", "impossible_date", "adult", "name_missing"}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared workbooks are not here")


def data(name: str) -> bytes:
    return (FOLDER / f"{name}.xlsx").read_bytes()


@cache
def key(name: str) -> dict[str, Any]:
    """What was planted."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.key.json").read_text("utf-8"))
    return found


@cache
def roll(name: str) -> Roll:
    return read_roll(data(name), f"{name}.xlsx", as_of=date(2026, 9, 1))


@pytest.fixture
def officer(people: People) -> Any:
    """The county and its three townships are there, and one officer over them."""
    with given_rows():
        for name in NAMES:
            code = key(name)["township"].ljust(12, "0")
            Place.objects.create(
                code=code, name=key(name)["township_name"], level=Level.TOWNSHIP, parent=COUNTY,
                rural=True, since=date(2020, 1, 1),
            )  # fmt: skip
        Place.objects.create(
            code=COUNTY, name="县", level=Level.COUNTY, parent="", since=date(2020, 1, 1)
        )
    from homeward.foundation.accounts.public import open_county

    found = person(people.yunwei, "guan", "管科长", COUNTY)
    open_county(people.yunwei.ctx, place=COUNTY, user_id=found.user_id)
    return found


def _planted(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for serial, kind in key(name)["faults"]:
        found.setdefault(str(serial), set()).add(kind)
    return found


def _by_serial(name: str) -> dict[str, Entry]:
    return {entry.serial or "": entry for entry in roll(name).entries}


@pytest.mark.parametrize("name", NAMES)
def test_every_planted_fault_is_read_right_or_reported_and_nothing_else(name: str) -> None:
    """Numbers are the sheet's own; a repeated row without its number is reported as lacking one, rightly."""
    entries, planted = _by_serial(name), _planted(name)
    assert len(entries) == key(name)["rows"] == len(roll(name).entries)
    codes: dict[str, set[str]] = {}
    at = {(entry.sheet, entry.row): entry.serial or "" for entry in roll(name).entries}
    for problem in roll(name).problems:
        codes.setdefault(at[problem.sheet, problem.row or 0], set()).add(problem.code)
    expected = {
        serial: {REPORTED[kind] for kind in kinds - READ_RIGHT}
        for serial, kinds in planted.items()
        if kinds - READ_RIGHT
    }
    for _, second, kind in key(name)["duplicates"]:
        if kind == "no_id":
            expected.setdefault(str(second), set()).add("id_missing")
    assert codes == expected
    waiting = {serial for serial, entry in entries.items() if entry.held}
    assert waiting == {serial for serial, kinds in planted.items() if kinds & WAITS}


@pytest.mark.parametrize("name", NAMES)
def test_numbers_and_phones_are_read_through_their_disguise(name: str) -> None:
    entries = _by_serial(name)
    for serial, kinds in _planted(name).items():
        entry = entries[serial]
        if kinds & {"id_lowercase_x_or_spaces", "id_fullwidth"}:
            assert entry.id.ok, serial
        if "two_phones" in kinds:
            told = [entry.phones, entry.father.phones, entry.mother.phones]
            told.append(entry.carer.phones if entry.carer else ())
            assert max(map(len, told)) >= 2, serial


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_imports_repeats_and_is_undone(officer: Any, name: str) -> None:
    """The planted doubles and no others; again nothing changes; undone, every digest is as before."""
    place, before = key(name)["township"].ljust(12, "0"), digests("RollBatch")
    ctx, filename = officer.call, f"{name}.xlsx"
    batch = check_roll(ctx(), place=place, filename=filename, data=data(name)).batch_id
    foretold = dry_run(ctx(), batch_id=batch)
    doubles = len(key(name)["duplicates"])
    waiting = sum(bool(kinds & WAITS) for kinds in _planted(name).values())
    assert len(foretold.doubles) == doubles
    assert foretold.held == waiting + doubles
    assert digests("RollBatch") == before
    done = commit_roll(ctx(), batch_id=batch)
    assert done.created == key(name)["rows"] - waiting - doubles == Child.objects.count()
    assert HeldRow.objects.count() == done.held
    after = digests("RollBatch")
    again = check_roll(ctx(), place=place, filename=filename, data=data(name))
    assert (again.create, again.update, again.unchanged) == (0, 0, done.created)
    commit_roll(ctx(), batch_id=again.batch_id)
    assert digests("RollBatch") == after
    undo_roll(ctx(), batch_id=batch)
    assert digests("RollBatch") == before


@pytest.mark.django_db
def test_counts_are_near_what_the_county_was_made_with(officer: Any) -> None:
    """The register holds all but the rows that wait; whoever was made left behind and waits is missed."""
    name = NAMES[0]
    found: DryRun = try_roll(
        officer.ctx, place=key(name)["township"].ljust(12, "0"), filename="a.xlsx", data=data(name)
    )
    truth = key(name)["truth_before_faults"]
    missed = found.held - len(found.doubles)
    assert truth["mca2016"] - missed <= found.status["mca-2016"]["in"] <= truth["mca2016"]
    assert Counter(found.status["mca-2016"])["unknown"] == 0
