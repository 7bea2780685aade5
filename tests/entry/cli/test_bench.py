"""Each bench runs through on a tiny house and says what it measured on."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from homeward.entry.cli.bench.measured import Measured, median_of, percentile
from homeward.entry.cli.bench.runner import BENCHES
from homeward.entry.cli.bench.table import lines
from homeward.entry.cli.bench.verb import app
from homeward.entry.cli.postgres import find_programs

TINY = {
    "roll": 60,
    "list": 120,
    "write": 8,
    "rules": 1_000,
    "start": 60,
    "watch": 60,
    "linkage": 600,
    "matching": 60,
    "doubles": 60,
    "search": 60,
}


def bench(name: str, database: str) -> dict[str, Any]:
    size = str(TINY[name])
    done = CliRunner().invoke(app, [name, "--json", "--size", size, "--database", database])
    assert done.exit_code in (0, 1), done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("name", "database"),
    [
        ("rules", "sqlite"),
        ("matching", "sqlite"),
        *(
            pytest.param(name, database, marks=pytest.mark.slow)
            for name, database in (
                ("roll", "sqlite"),
                ("roll", "postgres"),
                ("list", "postgres"),
                ("write", "postgres"),
                ("write", "sqlite"),
                ("start", "sqlite"),
                ("linkage", "sqlite"),
                ("doubles", "postgres"),
                ("watch", "sqlite"),
                ("watch", "postgres"),
            )
        ),
    ],
)
@pytest.mark.real_clock
def test_runs_through(name: str, database: str) -> None:
    """A bench that no longer runs is found when somebody needs its figures, which is too late."""
    if database == "postgres" and find_programs() is None:
        pytest.skip("no PostgreSQL on this machine")
    report = bench(name, database)
    assert report["name"] == name
    assert report["size"] == TINY[name]
    assert report["figures"][database]
    assert set(report["machine"]) == {
        "cpu", "cores", "memory_gib", "python", "system", "database",
    }  # fmt: skip
    for bar in report["bars"]:
        assert set(bar) >= {"what", "want", "got", "holds"}
    assert lines(report)[0].startswith(f"== {name}")


def test_every_bench_has_a_tiny_run() -> None:
    assert set(TINY) == set(BENCHES)


def test_a_bar_holds_at_its_very_value() -> None:
    measured = Measured({})
    measured.at_least("rows", 2_000, 2_000, "/s")
    measured.at_most("answers", 40, 40.001, "ms")
    assert [bar.holds for bar in measured.bars] == [True, False]


def test_percentiles_are_measured_values() -> None:
    """No value between two: a slow answer is not smoothed away."""
    values = [float(n) for n in range(1, 101)]
    assert percentile(values, 0.5) == 51
    assert percentile(values, 0.95) == 96
    assert percentile([7.0], 0.95) == 7


def test_several_runs_give_the_middle_one_and_the_spread() -> None:
    runs = [
        {"figures": {"n": n}, "bars": [{"what": "x", "want": "", "got": n, "holds": True}]}
        for n in (3, 1, 2)
    ]
    middle = median_of(runs)
    assert middle["figures"] == {"n": 2}
    assert middle["bars"][0]["got_in_each_run"] == [3, 1, 2]


def test_an_unknown_name_is_refused() -> None:
    done = CliRunner().invoke(app, ["nothing"])
    assert done.exit_code == 2
