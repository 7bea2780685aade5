"""What every test stands on: a stopped clock, a closed network, cheap passwords, named people."""

import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from homeward.foundation import clock
from homeward.foundation.guard.triggers import install

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=clock.CHINA)
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "real_clock: runs on the machine's own time")


@pytest.fixture(autouse=True)
def _stopped_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """It is 1 September 2026, ten in the morning, the first day of school."""
    if request.node.get_closest_marker("real_clock"):
        yield
        return
    with clock.frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def _source_language() -> None:
    """Words are Chinese unless a test asks otherwise: the language of a request stays on its thread."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Iterator[None]:
    """Nothing outside this machine is reached: a county's machine may have no network at all."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_loopback(getattr(socket.socket, name)))
    yield
    patch.undo()


def _only_loopback(connect: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: socket.socket, address: Any) -> Any:
        outside = self.family != socket.AF_UNIX and address[0] not in LOOPBACK
        if outside:
            raise RuntimeError(f"a test reached for {address[0]}")
        return connect(self, address)

    return checked


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_tables() -> Iterator[None]:
    """Tests with real transactions end in `flush`, which the guard refuses like any other write.

    The triggers are lifted for it; Django's `post_migrate` after the flush makes them again.
    """
    patch = pytest.MonkeyPatch()
    flush = BaseDatabaseOperations.execute_sql_flush

    def lifted(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        drop_triggers(self.connection)
        flush(self, sql_list)

    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lifted)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; the tests of passwords ask for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def county(db: None) -> None:
    """The places of the fictional county; nobody lives there yet."""
    from tests.personas import load_county

    load_county()


@pytest.fixture
def people(county: None) -> Any:
    """The named people (`tests/personas.py`), each made when first named."""
    from tests.personas import People

    return People()


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """The database without its guard: what somebody who owns the file can do."""
    drop_triggers(connection)
    yield
    if not connection.needs_rollback:
        with transaction.atomic():
            install()


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Lift the guard of every table."""
    if connection.vendor == "postgresql":
        names = (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'homeward%'"
        )
        drop = 'DROP TRIGGER "{0}" ON {1}'
    else:
        names = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        drop = 'DROP TRIGGER "{0}"'
    with connection.cursor() as cursor:
        cursor.execute(names)
        for trigger in cursor.fetchall():
            cursor.execute(drop.format(*trigger))
