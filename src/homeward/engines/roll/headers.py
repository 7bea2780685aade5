"""Finds the header of a sheet and says what each column is, by meaning and never by position.

The header is a band of one to three rows below any titles. Upper rows may be groups (父亲 over
姓名, 务工地, 电话), merged or simply followed by blanks.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from homeward.engines.roll import schooling, words
from homeward.engines.roll.band import Band, Guess
from homeward.engines.roll.book import Sheet
from homeward.engines.roll.entry import Column
from homeward.engines.roll.meanings import (
    Meaning,
    attribute_of,
    bare,
    field_for,
    meaning_of,
    subject_of,
    vocabulary,
    without_brackets,
)
from homeward.engines.roll.neighbours import give_to_neighbours
from homeward.engines.roll.package import column_letters
from homeward.engines.roll.text import Cell, Doubt, tidy

IGNORE: Final = "ignore"
_LOOK_AT: Final = 40  # rows from the top in which a header may stand
_PLACE_PARTS: Final = frozenset(
    {
        "省",
        "省份",
        "市",
        "县",
        "区",
        "县区",
        "县市区",
        "区县",
        "市县",
        "乡镇",
        "镇",
        "乡",
        "街道",
        "村",
    }
)  # columns of one address
_PART: Final = re.compile("省份?$|城?市$|区?县$|县?区$|乡镇$")
DATE_PARTS: Final = {"年": "year", "月": "month", "日": "day"}  # columns of one date
_DATES: Final = frozenset({"born", "day", "since"})


def find_band(sheet: Sheet, mapping: Mapping[str, str]) -> Band | None:
    """The header of a sheet, or None when nothing in it looks like a roll.

    Args:
        sheet: the sheet.
        mapping: header text (bare) -> field or "ignore", as people told.
    """
    best: tuple[int, int, int, list[Guess]] | None = None
    for top in range(min(_LOOK_AT, len(sheet.rows))):
        if sum(1 for cell in sheet.rows[top] if isinstance(cell, str) and cell.strip()) < 2:
            continue
        for height in (1, 2, 3):
            if top + height > len(sheet.rows) or not _may_be_header(sheet.rows[top + height - 1]):
                break
            guesses = _guess(_texts(sheet, top, height), mapping)
            score = _worth(guesses, height)
            if best is None or score > best[0]:
                best = (score, top, height, guesses)
    if best is None:
        return None
    _, top, height, guesses = best
    found = {guess.meaning.field for guess in guesses if guess.meaning.field}
    if len(found) < 3 or ("name" not in found and len(found) < 5):
        return None
    return Band(top, height, tuple(_decide(sheet, top + height, guesses, mapping)))


def _may_be_header(row: Sequence[Cell]) -> bool:
    """Headers hold words: no dates, no numbers to speak of, no identity numbers or telephones."""
    numbers = 0
    for cell in row:
        if isinstance(cell, str):
            if len(cell) >= 7 and sum(map(str.isdigit, without_brackets(cell))) >= 7:
                return False
        elif cell is not None:
            numbers += 1
            if numbers > 2 or isinstance(cell, dt.date):
                return False
    return True


def rows_above(sheet: Sheet, band: Band) -> list[int]:
    """Rows above a header that hold data in most of its columns: nothing is left out in silence.

    A title with its reporting unit and date fills few of them.
    """
    enough = max(3, len(band.columns) // 2)
    return [
        at
        for at, row in enumerate(sheet.rows[: band.top])
        if sum(cell not in ("", None) for cell in row) > enough and not _may_be_header(row)
    ]


def _texts(sheet: Sheet, top: int, height: int) -> list[tuple[str, ...]]:
    """Per column its header texts from the top level down, merged cells filled in, repeats
    dropped."""
    grid = [
        [tidy(cell) if isinstance(cell, str | float | int) else "" for cell in row]
        for row in sheet.rows[top : top + height]
    ]
    for first, left, last, right in sheet.merges:
        if first >= top and last < top + height and grid[first - top][left:]:
            text = grid[first - top][left]
            for row in range(first - top, last - top + 1):
                for column in range(left, min(right + 1, sheet.width)):
                    grid[row][column] = grid[row][column] or text
    for level in range(height - 1):
        _spread(grid[level], grid[level + 1])
    stacked = zip(*grid, strict=True)
    return [tuple(dict.fromkeys(text for text in texts if text)) for texts in stacked]


def _spread(group: list[str], below: list[str]) -> None:
    """A group that was not merged stands only over its first column: it reaches to the next
    text."""
    for column in range(1, len(group)):
        if (
            not group[column]
            and below[column]
            and group[column - 1]
            and below[column - 1]
            and below[column - 1] != group[column - 1]
        ):
            group[column] = group[column - 1]


def _guess(texts: Sequence[tuple[str, ...]], mapping: Mapping[str, str]) -> list[Guess]:
    """The meaning of each column by itself and by the person its left neighbours speak of."""
    guesses = [_alone(index, levels) for index, levels in enumerate(texts) if levels]
    seen: dict[str, int] = {}
    for guess in guesses:
        key = bare(guess.header)
        seen[key] = seen.get(key, 0) + 1
        guess.key = key if seen[key] == 1 else f"{key}#{seen[key]}"
        told = mapping.get(guess.key) or mapping.get(key)
        if told == IGNORE or key in vocabulary().ours:
            guess.meaning, guess.how, guess.option = Meaning(), "ignored", None
        elif told in vocabulary().fields:
            guess.meaning, guess.how, guess.option = Meaning(told, told, None, 100), "mapped", None
    give_to_neighbours(guesses)
    return guesses


def _alone(index: int, levels: tuple[str, ...]) -> Guess:
    """One column by its own texts: group and sub-header, sub-header alone, or the whole."""
    last = levels[-1]
    if len(levels) == 1:
        if (of := vocabulary().tick_heads.get(bare(last))) and (option := _option(of, last)):
            return Guess(index, levels, Meaning(of, "child", None, 85), option, "composed")
        meaning = meaning_of(last)
        return Guess(index, levels, meaning, how=_how(meaning))
    joined = meaning_of("".join(levels))
    if joined.field and joined.score == 100:
        return Guess(index, levels, joined, how="exact")
    group = meaning_of(levels[-2])
    if group.field in vocabulary().tick_groups and (option := _option(group.field, last)):
        return Guess(
            index, levels, Meaning(group.field, "child", None, group.score), option, "composed"
        )
    if last in DATE_PARTS and group.field and vocabulary().fields[group.field].reads in _DATES:
        return Guess(index, levels, group, DATE_PARTS[last], "composed")
    if last in _PLACE_PARTS and group.field and vocabulary().fields[group.field].reads == "place":
        return Guess(index, levels, group, f"part:{last}", "composed")
    person = next((who for level in reversed(levels[:-1]) if (who := subject_of(level))), None)
    if person and person not in ("child", "parents") and subject_of(last) in (None, "child"):
        attribute = attribute_of(last)
        field = field_for(person, attribute) if attribute else None
        if field or attribute:
            return Guess(
                index,
                levels,
                Meaning(field, person, attribute, 95),
                how="composed" if field else "unknown",
            )
    if (told := _turned(levels)) is not None:
        return Guess(index, levels, told, how="composed")
    meaning = meaning_of(last)
    if not meaning.field and joined.field:
        meaning = joined
    return Guess(index, levels, meaning, how=_how(meaning))


def _turned(levels: tuple[str, ...]) -> Meaning | None:
    """A group that tells what, over columns that tell whose: 联系电话 over 父亲 and 母亲."""
    person = subject_of(levels[-1])
    attribute = attribute_of(levels[-2])
    if person is None or attribute is None or attribute_of(levels[-1]) or subject_of(levels[-2]):
        return None
    field = field_for(person, attribute) if person not in ("child", "parents") else None
    return Meaning(field, person, None, 90) if field else None


def _how(meaning: Meaning) -> str:
    if not meaning.field:
        return "unknown"
    return "exact" if meaning.score == 100 else "composed" if meaning.score >= 80 else "similar"


def _option(field: str | None, text: str) -> str | None:
    """The answer one column of a group of ticks stands for."""
    said = bare(text)
    if field == "stage":
        read = schooling.stage_word(said)
        return read or None
    section = {"unable_parent": "unable"}.get(field or "", field or "")
    code = words.read_coded(said, section, none_is_blank=False)
    return None if code is None or isinstance(code, Doubt) else code


def _worth(guesses: Sequence[Guess], height: int) -> int:
    """How much a band explains: distinct fields by their scores, less what stays unexplained."""
    scores: dict[tuple[str, str | None], int] = {}
    for guess in guesses:
        if guess.meaning.field:
            key = (guess.meaning.field, guess.option)
            scores[key] = max(scores.get(key, 0), guess.meaning.score)
    unexplained = sum(1 for guess in guesses if not guess.meaning.field and guess.how != "ignored")
    return sum(scores.values()) - 15 * unexplained - 10 * height


def _decide(
    sheet: Sheet, body: int, guesses: list[Guess], mapping: Mapping[str, str]
) -> list[tuple[int, Column]]:
    """Settle columns that claim the same field: the much surer one wins, else a person is asked."""
    rivals: dict[tuple[str, str | None], list[Guess]] = {}
    for guess in guesses:
        if guess.meaning.field:
            rivals.setdefault((guess.meaning.field, guess.option), []).append(guess)
    for (field, _), claims in rivals.items():
        if len(claims) > 1 and not vocabulary().fields[field].many:
            _settle(sheet, body, claims)
    return [(guess.index, _column(sheet.name, guess)) for guess in guesses]


def _settle(sheet: Sheet, body: int, claims: list[Guess]) -> None:
    if _are_parts(claims):
        return
    mapped = [claim for claim in claims if claim.how == "mapped"]
    ranked = mapped or sorted(claims, key=lambda claim: -claim.meaning.score)
    first = ranked[0]
    if len(mapped) == 1 or (not mapped and first.meaning.score - ranked[1].meaning.score >= 8):
        for claim in claims:
            if claim is not first:
                claim.meaning, claim.how = replace(claim.meaning, field=None), "unknown"
        return
    cells = [[row[claim.index] for row in sheet.rows[body:]] for claim in claims]
    for claim, column in zip(claims, cells, strict=True):
        if claim is first:
            continue
        if column == cells[claims.index(first)]:
            claim.meaning, claim.how = replace(claim.meaning, field=None), "same"
        else:
            claim.how = first.how = "asked"


def _are_parts(claims: list[Guess]) -> bool:
    """Whether columns hold one place in parts (务工省份, 务工城市): then they are marked to be joined."""
    field = claims[0].meaning.field
    if not field or vocabulary().fields[field].reads != "place":
        return False
    parts = [_PART.search(bare(without_brackets(claim.header))) for claim in claims]
    found = [part[0] for part in parts if part]
    if len(found) < len(claims) or len(set(found)) < len(claims):
        return False
    for claim, part in zip(claims, found, strict=True):
        claim.option, claim.how = f"part:{part}", "composed"
    return True


def _column(sheet: str, guess: Guess) -> Column:
    """A column as told to people; one that is asked about carries no field, only what it claims."""
    asked = guess.how == "asked"
    return Column(
        sheet,
        column_letters(guess.index),
        guess.header,
        guess.key,
        None if asked else guess.meaning.field,
        guess.meaning.field if asked else guess.option,
        guess.meaning.score,
        guess.how,
    )
