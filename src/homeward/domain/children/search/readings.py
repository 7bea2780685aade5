"""What a typed word may mean as a name: candidate tokens, the surest reading first.

The question is spelt out in memory, so that the database only looks whole tokens up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from homeward.domain.children.search.words import Why
from homeward.engines.names import (
    forms,
    look_alikes,
    parts_of,
    search_key,
    slips,
    spellings,
    syllables,
)

LEAST_FOR_SLIPS = 4
"""Letters below which a slip of one key would mean half the register."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens one of which a child's name must have, and why it is then found.

    `begins`: the token is only the beginning of one.
    """

    why: Why
    tokens: tuple[str, ...]
    begins: bool = False


def readings(typed: str) -> Iterator[Reading]:
    """Every reading of one word as the name of a child."""
    key = search_key(typed)
    if not key:
        return
    if key.isascii():
        yield from _letters(key)
    else:
        yield from _signs(key)


def _letters(key: str) -> Iterator[Reading]:
    """Pinyin or initials; the same letters may be both."""
    yield Reading(Why.PINYIN, (key,))
    yield Reading(Why.BEGINS, (key,), begins=True)
    parts = parts_of(key)
    if len(parts) > 1:
        yield Reading(Why.HEARD, tuple(spellings(parts)[1:]))
    if len(key) >= LEAST_FOR_SLIPS and (meant := tuple(slips(key))):
        yield Reading(Why.KEY, meant)


def _signs(key: str) -> Iterator[Reading]:
    """Characters, perhaps some of them wrong; letters among them count as their sound."""
    yield Reading(Why.NAME, (key,))
    yield Reading(Why.BEGINS, (key,), begins=True)
    if other := _with_one_changed(key, forms) | _all_changed(key):
        yield Reading(Why.FORM, tuple(other))
    sound = syllables(key)
    if len(sound) > 1:
        yield Reading(Why.SOUND, ("".join(sound),))
        yield Reading(Why.SHAPE, tuple(_with_one_changed(key, look_alikes)))
        yield Reading(Why.HEARD, tuple(spellings(sound)[1:]))
    else:
        yield Reading(Why.SHAPE, tuple(_with_one_changed(key, look_alikes)))


def _with_one_changed(key: str, others: object) -> dict[str, None]:
    """The word with one character changed for each of its others."""
    return dict.fromkeys(
        key[:at] + other + key[at + 1 :]
        for at, sign in enumerate(key)
        for other in others(sign)  # type: ignore[operator]
    )


def _all_changed(key: str) -> dict[str, None]:
    """The word in the other script throughout, as a phone set to it types."""
    options = [(forms(sign) or (sign,))[0] for sign in key]
    return {} if "".join(options) == key else {"".join(options): None}
