"""Parents, grandparents and carers of every row, put together from their columns."""

import datetime as dt

from homeward.engines.roll.dates import Day
from homeward.engines.roll.entry import CarerEntry, GrandparentEntry, ParentEntry
from homeward.engines.roll.people import Carer, Person, Place, carer_kind
from homeward.engines.roll.table import Readings

_GRANDPARENTS = {
    "grandfather": "paternal_grandfather",
    "grandmother": "paternal_grandmother",
    "maternal_grandfather": "maternal_grandfather",
    "maternal_grandmother": "maternal_grandmother",
}
_PARENT_PARTS = ("name", "id", "born", "place", "since", "phone", "away", "unable")
_CARER_PARTS = ("name", "kinship", "id", "born", "phone", "address")
_UNKNOWN_PARENT = ParentEntry()
_WITH = ("with_father", "with_mother")


def parents(readings: Readings, who: str, as_of: dt.date) -> list[ParentEntry]:
    """Father or mother of every row; a departure after `as_of` is told and not used."""
    parts = [readings.get(f"{who}_{part}") for part in _PARENT_PARTS]
    asked = readings.has("unable_parent")
    others = readings.get("mother_place" if who == "father" else "father_place")
    found = []
    rows = zip(*parts, readings.get("unable_parent"), who_away(readings), strict=True)
    for at, row in enumerate(rows):
        name, number, born, place, since, phones, away, unable, which, both_away = row
        if since and since.on > as_of:
            readings.tell(f"{who}_since", at, "date_in_future")
            since = None
        if place and place.state in _WITH:
            place = others[at] if place.state != f"with_{who}" else place
            if place is None or place.state not in ("home", "away"):
                readings.tell(f"{who}_place", at, "word_unknown", keep=True)
                place = None
        away = True if both_away in (True, who) else away  # "not both" says nothing of either
        if unable is None and asked:
            unable = which in (who, "both")
        told = (name, number, born, place, since, phones, away, unable)
        if all(part is None for part in told):
            found.append(_UNKNOWN_PARENT)
            continue
        state, text = _whereabouts(name, place, since, away)
        day, precision = (since.on, since.precision) if since else (None, None)
        found.append(
            ParentEntry(
                name.name if name else None,
                number,
                born.on if born else None,
                state,
                text,
                day,
                precision,
                phones or (),
                unable,
            )
        )
    return found


def who_away(readings: Readings) -> list[bool | str | None]:
    """Whether both parents are away, or which; from the column about it, else from the one about
    being left behind."""
    both = zip(readings.get("both_away"), readings.get("left_behind"), strict=True)
    return [left if told is None else told for told, left in both]


def _whereabouts(
    name: Person | None, place: Place | None, since: Day | None, away: bool | None
) -> tuple[str | None, str | None]:
    """(state, place text): told with the name, else the place, else by a departure."""
    if name and name.state:
        return name.state, None
    if place:
        return place.state, place.text
    if away is not None:
        return "away" if away else "home", None
    return ("away" if since else None), None


def carers(readings: Readings, who: str) -> list[CarerEntry | None]:
    """The carer (or entrusted carer) of every row; None where nothing was told."""
    parts = [readings.get(f"{who}_{part}") for part in _CARER_PARTS]
    found: list[CarerEntry | None] = []
    for told in zip(*parts, strict=True):
        if all(part is None for part in told):
            found.append(None)
            continue
        named, kin, number, born, phones, address = told
        name, kinship = _who(named, kin)
        kind, day = carer_kind(kinship), born.on if born else None
        found.append(CarerEntry(name, kinship, kind, number, day, phones or (), address))
    return found


def _who(named: Carer | None, kin: Carer | None) -> tuple[str | None, str | None]:
    """(name, kinship) of a carer from both columns; each may hold either."""
    name = (named.name if named else None) or (kin.name if kin else None)
    kinship = (kin.kinship if kin else None) or (named.kinship if named else None)
    return name, kinship


def grandparents(readings: Readings) -> list[tuple[GrandparentEntry, ...]]:
    """The grandparents named in every row."""
    rows: list[list[GrandparentEntry]] = [[] for _ in range(readings.count)]
    for who, kinship in _GRANDPARENTS.items():
        if not readings.has(f"{who}_name"):
            continue
        both = zip(readings.get(f"{who}_name"), readings.get(f"{who}_born"), strict=True)
        for row, (person, born) in zip(rows, both, strict=True):
            if person:
                day = born.on if born else None
                row.append(GrandparentEntry(kinship, person.name, day, person.state))
    return [tuple(row) for row in rows]
