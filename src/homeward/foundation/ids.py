"""UUIDv7: ids that sort by the time they were made, so offline devices may make their own (RFC 9562)."""

import os
import time
from collections.abc import Iterator
from uuid import UUID

DRAWN = 1_000  # ids that are made together


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 74 random bits."""
    stamp = time.time_ns() // 1_000_000  # noqa: TID251  an id's time orders it, and decides nothing
    rest = int.from_bytes(os.urandom(10), "big")
    return UUID(
        int=stamp << 80
        | 0x7000 << 64
        | (rest >> 68 & 0x0FFF) << 64
        | 0x8000_0000_0000_0000
        | rest & 0x3FFF_FFFF_FFFF_FFFF
    )


def new_spelt_ids(count: int) -> list[str]:
    """As many fresh UUIDv7, spelt as databases take them: 32 hexadecimal digits, in rising order.

    The 12 bits behind the time count (RFC 9562, 6.2, method 1), so that an index grows at its end.
    """
    stamp = time.time_ns() // 1_000_000  # noqa: TID251  an id's time orders it, and decides nothing
    ids: list[str] = []
    for since in range(-(-count // len(_COUNTED))):
        head = f"{stamp + since:012x}7"
        counted = _COUNTED[: count - len(ids)]
        drawn = os.urandom(8 * len(counted)).hex()
        ids += [
            f"{head}{number}{_VARIANT[drawn[at]]}{drawn[at + 1 : at + 16]}"
            for number, at in zip(counted, range(0, len(drawn), 16), strict=True)
        ]
    return ids


_COUNTED = [f"{number:03x}" for number in range(0x1000)]


def spelt_ids() -> Iterator[str]:
    """Fresh UUIDv7, spelt, without end."""
    while True:
        yield from new_spelt_ids(DRAWN)


_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
