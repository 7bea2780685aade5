"""`./homeward roll`: the promised JSON, both languages, who may, and the three sample workbooks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from typer.testing import CliRunner, Result

from homeward.domain.children.models import Child, RollBatch
from homeward.entry.cli import django_setup, main
from homeward.foundation.places.public import load_places
from tests.entry.web.seats import AGAIN, GOOD, NO_BIRTH, csv
from tests.personas import COUNTY, NEXT_VILLAGE, TOWNSHIP, People, machine_ctx

pytestmark = pytest.mark.django_db
SAMPLES = Path(django_settings.ROOT).parent / "shared" / "data" / "rolls"
KEYS = {
    "rows", "create", "update", "unchanged", "held", "problems", "doubles", "status", "skipped",
    "columns", "new_villages",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_terminal_of_its_own(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Chinese unless asked otherwise, whatever the machine speaks; uploads of this test only."""
    settings.UPLOADS = tmp_path / "uploads"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HOMEWARD_AS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(django_setup, "migrations_waiting", lambda: False)
    yield
    translation.deactivate()


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    file = tmp_path / "名册.csv"
    file.write_bytes(csv(*GOOD, NO_BIRTH, AGAIN))
    return file


def run(*typed: object) -> Result:
    return CliRunner().invoke(main.app, ["roll", *map(str, typed)])


def tried(file: Path, *typed: object) -> dict[str, Any]:
    answer = run("import", file, "--dry-run", "--json", *typed)
    assert answer.exit_code == 0, answer.output
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_a_dry_run_prints_what_was_promised_and_writes_nothing(people: People, roll: Path) -> None:
    found = tried(roll, "--as", people.li.username)
    assert set(found) == KEYS
    assert [found[key] for key in ("rows", "create", "update", "unchanged", "held")] == [
        4, 2, 0, 0, 2,
    ]  # fmt: skip
    born = next(one for one in found["problems"] if one["code"] == "born_missing")
    assert set(born) == {"sheet", "row", "column", "code", "read", "remedy"}
    assert born["row"] == 5, "as the spreadsheet shows it: a title and a header stand above"
    assert "没有出生日期" in born["remedy"]
    assert found["doubles"][0]["rows"] == [3, 6] and isinstance(found["doubles"][0]["why"], str)
    assert all(set(one) == {"in", "out", "unknown"} for one in found["status"].values())
    assert not Child.objects.exists() and not RollBatch.objects.exists()


def test_english_where_it_is_asked_for(people: People, roll: Path) -> None:
    found = tried(roll, "--as", people.li.username, "--lang", "en")
    assert any("birth date" in one["remedy"] for one in found["problems"])


def test_import_then_again_then_undo(people: People, roll: Path) -> None:
    who = ("--as", people.li.username)
    done = json.loads(run("import", roll, *who, "--json").stdout)
    assert (done["created"], done["held"], done["corrections"]) == (2, 2, 2)
    again = json.loads(run("import", roll, *who, "--json").stdout)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert run("undo", again["batch_id"], *who).exit_code == 0
    assert "收回 2 名" in run("undo", done["batch_id"], *who).stdout
    assert not Child.objects.exists()
    assert run("undo", done["batch_id"], *who).exit_code == 5


def test_a_county_officer_need_not_name_the_township_that_the_file_names(
    people: People, roll: Path
) -> None:
    _ = people.zhao
    assert tried(roll, "--as", "zhao")["create"] == 2, "the title says 清溪镇"
    nameless = roll.with_name("x.csv")
    nameless.write_bytes(csv(*GOOD).replace("清溪镇".encode(), b""))
    answer = run("import", nameless, "--as", "zhao", "--dry-run")
    assert answer.exit_code == 2
    assert TOWNSHIP in answer.output and "白石乡" in answer.output and "--place" in answer.output
    assert tried(nameless, "--as", "zhao", "--place", TOWNSHIP[:9])["rows"] == 2


def test_a_mapping_is_used_and_checked(people: People, roll: Path) -> None:
    who = ("--as", people.li.username)
    found = tried(roll, *who, "--mapping", "喜欢的颜色=note")
    assert next(c for c in found["columns"] if c["heading"] == "喜欢的颜色")["field"] == "note"
    for wrong in ("喜欢的颜色", "喜欢的颜色=colour", "=note"):
        answer = run("import", roll, *who, "--dry-run", "--mapping", wrong)
        assert answer.exit_code == 2, wrong


@pytest.mark.parametrize("day", ["2026-02-30", "2027-01-01", "昨天"])
def test_a_day_that_is_none_or_to_come(people: People, roll: Path, day: str) -> None:
    answer = run("import", roll, "--as", people.li.username, "--as-of", day, "--dry-run")
    assert answer.exit_code == 2


def test_the_stranger_and_other_roles(people: People, roll: Path) -> None:
    _ = people.wang
    answer = run("import", roll, "--as", people.sun.username, "--place", TOWNSHIP, "--json")
    assert answer.exit_code == 4 and json.loads(answer.stdout)["code"] == "record.not_found"
    assert run("import", roll, "--as", people.sun.username, "--place", COUNTY).exit_code == 4
    assert run("import", roll, "--as", people.zhou.username).exit_code == 3
    assert run("import", roll, "--as", "nobody").exit_code == 4
    assert run("import", roll).exit_code == 2
    mine = run("import", roll, "--as", people.sun.username, "--dry-run", "--json")
    assert mine.exit_code == 0, "their own village needs no --place"
    assert not Child.objects.filter(place=NEXT_VILLAGE).exists()


def test_what_is_no_roll_ends_in_plain_words(people: People, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"PK\x03\x04 half a workbook")
    answer = run("import", file, "--as", people.li.username)
    assert answer.exit_code == 2 and "文件损坏" in answer.output
    assert run("import", tmp_path / "none.xlsx", "--as", people.li.username).exit_code == 2


def test_the_empty_form_is_written(people: People, tmp_path: Path) -> None:
    file = tmp_path / "空表.xlsx"
    assert run("template", file, "--as", people.li.username).exit_code == 0
    assert file.read_bytes()[:2] == b"PK"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample workbooks are not beside the clone")
@pytest.mark.parametrize("name", ["register-360735-7", "school-360735-11", "villages-360735-13"])
def test_the_sample_workbooks(people: People, name: str) -> None:
    """Every row is accounted for, and the same file again changes nothing."""
    load_places(machine_ctx(), rows=(("990101103", "丰山乡"),))
    file, who = SAMPLES / f"{name}.xlsx", ("--as", people.zhao.username, "--place", "990101103")
    found = tried(file, *who)
    assert found["rows"] == sum(found[k] for k in ("create", "update", "unchanged", "held"))
    assert found["rows"] > 50 and found["create"] > found["held"]
    done = json.loads(run("import", file, *who, "--json").stdout)
    assert done["created"] == found["create"]
    again = tried(file, *who)
    assert (again["create"], again["update"]) == (0, 0)
    assert again["unchanged"] == found["create"]
    assert run("undo", done["batch_id"], *who[:2]).exit_code == 0
    assert not Child.objects.exists()
