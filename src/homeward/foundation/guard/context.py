"""Telling the database which command is writing.

PostgreSQL reads a transaction-local setting; SQLite calls back a function of the connection. A tool
that opens the SQLite file by itself has no such function, so its writes fail too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

SETTING = "homeward.command"


def teach_connection(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give a new SQLite connection the function its triggers ask."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "homeward_command", 0, lambda: getattr(connection, "homeward_command", "")
        )


@contextmanager
def writing(name: str, *, last: bool = False) -> Iterator[None]:
    """Open protected tables for the command `name` until the block ends, however it ends.

    Must be entered inside a transaction: PostgreSQL forgets the setting when that ends.

    Args:
        last: the transaction ends with this block, so PostgreSQL need not be told to close them.
    """
    before = getattr(connection, "homeward_command", "")
    _say(name)
    try:
        yield
    except BaseException:
        # The transaction is being undone, and PostgreSQL's setting with it; asking it again would fail.
        connection.homeward_command = before  # type: ignore[attr-defined]
        raise
    if last:
        connection.homeward_command = before  # type: ignore[attr-defined]
    else:
        _say(before)


def _say(name: str) -> None:
    connection.homeward_command = name  # type: ignore[attr-defined]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, name])
    else:
        connection.ensure_connection()
