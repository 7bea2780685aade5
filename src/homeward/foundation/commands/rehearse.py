"""A rehearsal: really writing, looking at the outcome, and always taking it back.

What a dry run foretells is then what the commit will do, since both run the same code.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from homeward.foundation.guard.context import writing


class _Over(Exception):
    """Ends a rehearsal."""


@contextmanager
def rehearsal(name: str) -> Iterator[None]:
    """Open the tables as the command `name` would, and roll everything back at the end."""
    wrappers, connection.execute_wrappers = connection.execute_wrappers, []
    try:
        with transaction.atomic(), writing(f"rehearsal:{name}"):
            yield
            raise _Over
    except _Over:
        pass
    finally:
        connection.execute_wrappers = wrappers
