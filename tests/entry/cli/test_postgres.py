"""The throw-away PostgreSQL that tests and benchmarks use."""

import tempfile
from pathlib import Path

import psycopg
import pytest

from homeward.entry.cli import postgres

needs_postgres = pytest.mark.skipif(
    postgres.find_programs() is None, reason="no PostgreSQL programs on this machine"
)


def _clusters() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("homeward-pg-*"))


@needs_postgres
def test_cluster_answers_and_leaves_nothing_behind() -> None:
    before = _clusters()
    with postgres.temporary_postgres(fast=True) as url:
        with psycopg.connect(url) as connection:
            encoding, fsync = connection.execute(
                "SELECT current_setting('server_encoding'), current_setting('fsync')"
            ).fetchone() or ("", "")
        assert (encoding, fsync) == ("UTF8", "off")
    assert _clusters() <= before
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


@needs_postgres
def test_benchmarks_get_stock_settings() -> None:
    """A figure measured without fsync would not be a figure."""
    with postgres.temporary_postgres() as url, psycopg.connect(url) as connection:
        settings = connection.execute(
            "SELECT current_setting('fsync'), current_setting('synchronous_commit')"
        ).fetchone()
    assert settings == ("on", "on")


@needs_postgres
def test_cluster_is_gone_after_an_error_too() -> None:
    before = _clusters()
    with pytest.raises(KeyError), postgres.temporary_postgres(fast=True):
        raise KeyError
    assert _clusters() <= before


def test_machine_without_postgres_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    with (
        pytest.raises(postgres.PostgresMissing, match="apt install postgresql"),
        postgres.temporary_postgres(),
    ):
        pass
