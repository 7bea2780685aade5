"""Pinyin as people write it down: sounds that are not told apart, and keys that slip."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice, product

from homeward.engines.names.reading import syllables

# Each pair is one sound to many speakers and typists.
ONSETS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("h", "f"), ("r", "l"))
ENDINGS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("uang", "uan"), ("iang", "ian"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 6
"""Letters of the longest syllable, zhuang."""
CHANGES, MOST = 2, 96
"""Syllables of a name that are heard otherwise at once, and spellings tried of it."""


@cache
def like(syllable: str) -> tuple[str, ...]:
    """The syllables that one is not told apart from, itself first."""
    found = {syllable: None}
    for one in (*_begin(syllable), syllable):
        found |= dict.fromkeys((one, *_end(one)))
    return tuple(one for one in found if one == syllable or one in known())


def _begin(syllable: str) -> Iterator[str]:
    for pair in ONSETS:
        for mine, other in (pair, pair[::-1]):
            if syllable.startswith(mine) and not (
                mine + "h" in ("zh", "ch", "sh") and syllable[1:2] == "h"
            ):
                yield other + syllable[len(mine) :]


def _end(syllable: str) -> Iterator[str]:
    for pair in ENDINGS:
        for mine, other in (pair, pair[::-1]):
            if syllable.endswith(mine):
                yield syllable[: -len(mine)] + other


def spellings(parts: Sequence[str]) -> list[str]:
    """The pinyin of a name as it may be heard, fewer changes first, as it is before all; at most `MOST`."""
    heard = [like(part) for part in parts]
    found = {"".join(parts): None}
    for changes in range(1, min(CHANGES, len(parts)) + 1):
        for places in combinations(range(len(parts)), changes):
            options = [
                heard[at][1:] if at in places else parts[at : at + 1] for at in range(len(parts))
            ]
            found |= dict.fromkeys("".join(one) for one in product(*options))
    return list(islice(found, MOST))


@cache
def known() -> frozenset[str]:
    """Every syllable that a character of GB 2312 is read as."""
    signs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    read = (syllables("一" + sign.decode("gb2312", "ignore"))[1:] for sign in signs)
    return frozenset(one for parts in read for one in parts if one.isascii() and one.isalpha())


def splits(typed: str) -> bool:
    """Whether letters are a row of whole syllables."""
    ends = [True] + [False] * len(typed)
    for end in range(1, len(typed) + 1):
        ends[end] = any(
            ends[start] and typed[start:end] in known()
            for start in range(max(0, end - LONGEST), end)
        )
    return ends[-1]


def parts_of(typed: str) -> tuple[str, ...]:
    """Letters as whole syllables, as few as they can be; empty when they are none."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(typed)
    for end in range(1, len(typed) + 1):
        for start in range(max(0, end - LONGEST), end):
            before = best[start]
            if before is None or typed[start:end] not in known():
                continue
            found = (*before, typed[start:end])
            now = best[end]
            if now is None or len(found) < len(now):
                best[end] = found
    return best[-1] or ()


def slips(typed: str) -> Iterable[str]:
    """What somebody may have meant who hit one key too many, too few, beside, or two in the wrong order."""
    return sorted({one for one in _edits(typed) if one != typed and splits(one)})


def _edits(typed: str) -> Iterator[str]:
    for at in range(len(typed) + 1):
        before, after = typed[:at], typed[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in LETTERS)
