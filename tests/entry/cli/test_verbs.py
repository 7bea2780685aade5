"""`./homeward check` and `./homeward test`: what they run, what they say, how they end."""

from typing import Any

import pytest
from typer.testing import CliRunner

from homeward.entry.cli import check, main
from homeward.entry.cli import test as testing

OK, FAILED, NOTHING_FOUND = 0, 1, 5


def _run(*arguments: str) -> Any:
    return CliRunner().invoke(main.app, list(arguments))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for pytest and PostgreSQL: what was started, and which codes it is to end with."""
    state: dict[str, Any] = {"started": [], "sqlite": OK, "postgres": OK}

    def pytest_run(arguments: list[str], *, database_url: str | None, **_: Any) -> int:
        name = "postgres" if database_url else "sqlite"
        state["started"].append((name, arguments))
        return int(state[name])

    def on_postgres(asked: list[str], *, everything: bool) -> int:
        return pytest_run(asked, database_url="postgres://", everything=everything)

    monkeypatch.setattr(testing, "_pytest", pytest_run)
    monkeypatch.setattr(testing, "_on_postgres", on_postgres)
    monkeypatch.setattr(testing, "find_programs", lambda: "somewhere")
    monkeypatch.setattr(testing, "find_chromium", lambda: "somewhere")
    return state


@pytest.mark.parametrize(
    ("typed", "started"),
    [
        ([], ["sqlite", "postgres"]),
        (["--sqlite"], ["sqlite"]),
        (["--postgres", "--", "-k", "roll"], ["postgres"]),
        (["--", "-k", "roll"], ["sqlite", "postgres"]),
        (["{tests}/entry/cli/test_verbs.py::test_x"], ["sqlite", "postgres"]),
        (["{tests}"], ["sqlite", "postgres"]),
        (["{tests}/architecture"], ["sqlite"]),  # meets no database: once is enough
    ],
)
def test_each_database_is_tested_when_it_can_matter(
    runs: dict[str, Any], typed: list[str], started: list[str]
) -> None:
    tests = str(testing.ROOT / "tests")
    _run("test", *(word.format(tests=tests) for word in typed))
    assert [name for name, _ in runs["started"]] == started


@pytest.mark.parametrize(
    ("sqlite", "postgres", "code"),
    [
        (OK, OK, OK),
        (FAILED, OK, FAILED),
        (OK, FAILED, FAILED),
        (OK, -11, FAILED),  # a crash is not a pass
        (OK, NOTHING_FOUND, OK),  # a path without database tests
        (NOTHING_FOUND, NOTHING_FOUND, NOTHING_FOUND),  # a mistyped -k must not look like a pass
    ],
)
def test_one_failing_database_fails_the_run(
    runs: dict[str, Any], sqlite: int, postgres: int, code: int
) -> None:
    runs.update(sqlite=sqlite, postgres=postgres)
    assert _run("test").exit_code == code


def test_what_was_not_tested_is_said(runs: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Green without PostgreSQL or a browser is a smaller promise, and must say so."""
    monkeypatch.setattr(testing, "find_programs", lambda: None)
    monkeypatch.setattr(testing, "find_chromium", lambda: None)
    said = _run("test")
    assert said.exit_code == OK
    assert "No PostgreSQL: only SQLite was tested" in said.output
    assert "No Chromium" in said.output
    assert _run("test", "--postgres").exit_code == FAILED


def test_check_runs_every_gate_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """One run shows all that is wrong, not the first thing."""
    gates = [("a", lambda: "a is wrong"), ("b", lambda: ""), ("c", lambda: "c is wrong")]
    monkeypatch.setattr(check, "gates", lambda: gates)
    monkeypatch.setattr("os.environ", {})
    said = _run("check")
    assert said.exit_code == FAILED
    assert "a is wrong" in said.output and "c is wrong" in said.output
    assert "1 passed, 2 failed" in said.output
    assert _run("check", "b").exit_code == OK


def test_check_names_its_gates_when_asked_for_one_that_is_not_there() -> None:
    said = _run("check", "colour")
    assert said.exit_code == 2
    assert "types" in said.output


def test_unknown_verb_is_refused() -> None:
    assert _run("fly").exit_code == 2
