"""What a running Homeward has to itself: its port and its data folder."""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "up.lock"


class Running(Exception):
    """Another process holds the folder; the argument is the address it serves at."""


@contextmanager
def holding(data: Path, address: str = "") -> Iterator[None]:
    """Hold a data folder until the block ends, or this process does.

    Raises:
        Running.
    """
    with (data / NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Running(file.read().strip()) from None
        file.truncate(0)
        file.write(address)
        file.flush()
        yield


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
