"""Memory while rows are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_one_go() -> Iterator[None]:
    """No search for garbage while a set-based command fills memory with rows that all stay in use.

    Python would look through all of them again and again, for a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
