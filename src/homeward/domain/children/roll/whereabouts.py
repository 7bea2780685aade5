"""Which township a roll is of, by what it says of itself."""

from datetime import date

from homeward.domain.children.roll.files import check_size
from homeward.domain.children.roll.problems import RollNotReadable, in_words
from homeward.engines.gazetteer import Level
from homeward.engines.roll import Roll, RollUnreadable, read_roll
from homeward.foundation.places.public import PlaceLine, places_inside


def area_named(
    data: bytes, filename: str, as_of: date, inside: tuple[str, ...]
) -> PlaceLine | None:
    """The one township inside some areas that the rows, the reporting unit or the title names.

    None when it names none or several.

    Raises:
        RollTooLarge, RollNotReadable.
    """
    check_size(data)
    try:
        roll = read_roll(data, filename, as_of=as_of)
    except RollUnreadable as error:
        raise RollNotReadable(why=in_words(error.message)) from error
    townships = [line for area in inside for line in places_inside(area, Level.TOWNSHIP)]
    for texts in _sayings(roll):
        found = {t.code: t for t in townships if any(t.name in text for text in texts)}
        if found:
            return found.popitem()[1] if len(found) == 1 else None
    return None


def _sayings(roll: Roll) -> tuple[set[str], ...]:
    """What a roll says of its place, the most telling first."""
    units = {roll.unit, *(sheet.unit for sheet in roll.sheets)}
    sheets = {sheet.name for sheet in roll.sheets}
    told = ({entry.township for entry in roll.entries}, units, set(roll.titles), sheets)
    return tuple({text for text in texts if text} for texts in told)
