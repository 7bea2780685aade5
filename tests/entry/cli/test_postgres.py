"""The throw-away PostgreSQL that tests and benchmarks use."""

from pathlib import Path

import psycopg
import pytest

from homeward.entry.cli import postgres

needs_postgres = pytest.mark.skipif(
    postgres.find_programs() is None, reason="no PostgreSQL programs on this machine"
)


def _home(url: str) -> Path:
    """The temporary folder of a running cluster."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row
    return Path(row[0]).parent


@needs_postgres
def test_cluster_answers_and_leaves_nothing_behind() -> None:
    with postgres.temporary_postgres(fast=True) as url:
        home = _home(url)
        with psycopg.connect(url) as connection:
            encoding, fsync = connection.execute(
                "SELECT current_setting('server_encoding'), current_setting('fsync')"
            ).fetchone() or ("", "")
        assert (encoding, fsync) == ("UTF8", "off")
    assert not home.exists()
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
    with pytest.raises(KeyError), postgres.temporary_postgres(fast=True) as url:
        home = _home(url)
        raise KeyError
    assert not home.exists()


def test_machine_without_postgres_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    with (
        pytest.raises(postgres.PostgresMissing, match="apt install postgresql"),
        postgres.temporary_postgres(),
    ):
        pass
