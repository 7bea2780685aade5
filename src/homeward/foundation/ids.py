"""UUIDv7: ids that sort by the time they were made, so offline devices may make their own (RFC 9562)."""

import os
import time
from uuid import UUID


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
    """As many fresh UUIDv7, spelt as databases take them: 32 hexadecimal digits."""
    stamp = time.time_ns() // 1_000_000  # noqa: TID251  an id's time orders it, and decides nothing
    drawn = os.urandom(9 * count).hex()
    head = f"{stamp:012x}7"
    return [
        f"{head}{drawn[at : at + 3]}{_VARIANT[drawn[at + 3]]}{drawn[at + 3 : at + 18]}"
        for at in range(0, 18 * count, 18)
    ]


_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
