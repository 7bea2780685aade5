"""The loop goes on whatever happens, and gives the night's work to a process of its own."""

import time
from pathlib import Path

import pytest

from homeward.entry.cli import serve
from homeward.entry.jobs import loop, nightly

pytestmark = pytest.mark.real_clock


@pytest.fixture
def one_night(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """It is night, one job is due, and there is nothing to deliver; the job makes this file."""
    made = tmp_path / "made"
    monkeypatch.setattr(loop, "SETTLE", 0.0)
    monkeypatch.setattr(loop, "deliver", lambda: 0)
    monkeypatch.setattr(nightly, "night_of", lambda _at: "tonight")
    monkeypatch.setattr(nightly, "due", lambda _day: ["job"])
    monkeypatch.setattr(nightly, "run", lambda _day: made.touch())
    monkeypatch.setattr(nightly, "run_often", lambda _at: 0)
    return made


def _wait(until: Path) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end and not until.exists():
        time.sleep(0.05)
    return until.exists()


def test_the_night_runs_in_the_process_that_up_starts(one_night: Path) -> None:
    """A daemon may have no children; started as one, the loop died in its first night."""
    jobs = serve.start_jobs()
    try:
        assert _wait(one_night)
        assert jobs.is_alive()
    finally:
        jobs.terminate()
        jobs.join(5)
    assert jobs.exitcode == 0


def test_an_error_does_not_end_the_loop(
    one_night: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = tmp_path / "first"

    def deliver() -> int:
        if not first.exists():
            first.touch()
            raise RuntimeError
        return 0

    monkeypatch.setattr(loop, "deliver", deliver)
    monkeypatch.setattr(loop, "PAUSE", 0.05)
    jobs = serve.start_jobs()
    try:
        assert _wait(one_night)
    finally:
        jobs.terminate()
        jobs.join(5)
