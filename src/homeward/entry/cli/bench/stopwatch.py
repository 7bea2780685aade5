"""Times parts of a command while it really runs, by standing before a function for as long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any


@dataclass(slots=True)
class Spent:
    """Seconds on the wall and of the processor."""

    wall: float = 0.0
    cpu: float = 0.0

    def shown(self) -> dict[str, float]:
        """Rounded to milliseconds."""
        return {"wall_s": round(self.wall, 3), "cpu_s": round(self.cpu, 3)}


@contextmanager
def timing(into: Spent) -> Iterator[None]:
    """Add what the block takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        yield
    finally:
        into.wall += time.perf_counter() - wall
        into.cpu += time.process_time() - cpu


@contextmanager
def watching(**functions: tuple[Any, str]) -> Iterator[dict[str, Spent]]:
    """Time named functions: `read=(module, "read_roll")`. They are as before when the block ends."""
    spent = {name: Spent() for name in functions}
    before = {name: getattr(module, said) for name, (module, said) in functions.items()}
    try:
        for name, (module, said) in functions.items():
            setattr(module, said, _timed(before[name], spent[name]))
        yield spent
    finally:
        for name, (module, said) in functions.items():
            setattr(module, said, before[name])


def _timed(function: Any, spent: Spent) -> Any:
    @wraps(function)
    def timed(*args: Any, **more: Any) -> Any:
        with timing(spent):
            return function(*args, **more)

    return timed
