"""What a roll holds once read: entries, and around them columns, problems and what was skipped.

None means not collected everywhere; it is never "no".
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final, cast

from homeward.engines.roll.identity import IdNumber
from homeward.engines.roll.problems import Problem


@dataclass(frozen=True, slots=True)
class ParentEntry:
    """Father or mother as one row tells.

    Attributes:
        state: home, away, dead, missing, in_custody or None.
        place_text: where they work, as written; only when away.
        since: when the time away began; `since_precision` is day, month or year.
        unable: without guardianship capacity; None when nobody asked.
    """

    name: str | None = None
    id: IdNumber | None = None
    born_on: dt.date | None = None
    state: str | None = None
    place_text: str | None = None
    since: dt.date | None = None
    since_precision: str | None = None
    phones: tuple[str, ...] = ()
    unable: bool | None = None


@dataclass(frozen=True, slots=True)
class CarerEntry:
    """Who cares for the child: `kinship` as in words.yaml; `kind` parent, grandparent, kin, friend
    or none."""

    name: str | None = None
    kinship: str | None = None
    kind: str | None = None
    id: IdNumber | None = None
    born_on: dt.date | None = None
    phones: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class GrandparentEntry:
    """A grandparent named on the registration form."""

    kinship: str
    name: str | None = None
    born_on: dt.date | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One child as one row of the roll tells.

    Attributes:
        row: as the spreadsheet shows it, counted from 1.
        serial: the sheet's own 序号 or 编号.
        held: a problem of this row waits for a person; it is not to be imported.
        village: from a village column, else the heading, sheet or unit it stands under, else the
            address.
        born_precision: day, month or year.
        grade: counted through: primary 1-6, junior 7-9, senior 10-12; kindergarten and
            vocational 1-3.
        benefits, income: codes of words.yaml; () = asked and none; None = not collected.
        derived: fields filled from the identity number because their cell did not tell them
            ("born_on", "sex").
        kept: (field, text as written) of values that were not relied on.
    """

    sheet: str
    row: int
    serial: str | None
    held: bool
    county: str | None
    township: str | None
    village: str | None
    group: str | None
    name: str | None
    sex: str | None
    ethnicity: str | None
    id: IdNumber
    born_on: dt.date | None
    born_precision: str | None
    student_no: str | None
    hukou_registered: bool | None
    hukou_rural: bool | None
    hukou_place: str | None
    residence: str | None
    phones: tuple[str, ...]
    school: str | None
    stage: str | None
    grade: int | None
    class_name: str | None
    boarding: bool | None
    health: str | None
    disability_kind: str | None
    disability_level: int | None
    illness: str | None
    father: ParentEntry
    mother: ParentEntry
    grandparents: tuple[GrandparentEntry, ...]
    both_away: bool | None
    carer: CarerEntry | None
    entrusted: bool | None
    entrusted_carer: CarerEntry | None
    guardianship: str | None
    guardianship_type: str | None
    income: tuple[str, ...] | None
    benefits: tuple[str, ...] | None
    low_income: bool | None
    registered_poor: bool | None
    note: str | None
    derived: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all that was read, the same wherever the row stands: 32 hex digits."""
        grandparents = list(map(_grandparent, self.grandparents))
        people = (
            _number(self.id), _parent(self.father), _parent(self.mother), grandparents,
            _carer(self.carer), _carer(self.entrusted_carer),
        )  # fmt: skip
        told = repr((_own(self), people))
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _all_but(kind: type, *left_out: str) -> Callable[[Any], tuple[Any, ...]]:
    """Reads all fields of a dataclass at once, but for some. What is read is texts, numbers, dates
    and tuples of texts, whose repr never changes."""
    names = [part.name for part in fields(kind) if part.name not in left_out]
    return cast("Callable[[Any], tuple[Any, ...]]", attrgetter(*names))


_own: Final = _all_but(
    Entry, "sheet", "row", "serial", "held", "id", "father", "mother", "grandparents", "carer",
    "entrusted_carer",
)  # fmt: skip
_of_parent: Final = _all_but(ParentEntry, "id")
_of_carer: Final = _all_but(CarerEntry, "id")
_grandparent: Final = _all_but(GrandparentEntry)


def _number(number: IdNumber | None) -> tuple[str, str] | None:
    return (number.text, number.status) if number else None


def _parent(who: ParentEntry) -> tuple[Any, ...]:
    return _of_parent(who), _number(who.id)


def _carer(who: CarerEntry | None) -> tuple[Any, ...] | None:
    return (_of_carer(who), _number(who.id)) if who else None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one sheet and what it was taken for.

    Attributes:
        letter: "F".
        header: the text as shown; group and sub-header joined by a space.
        key: what a mapping may name it by: the bare text, with "#2" when it stands there a second
            time.
        field: a field of headers.yaml; None when unknown or ignored.
        option: for one column of a group of ticks, the answer it stands for.
        score: 0-100, how sure.
        how: exact, composed, similar, neighbour, mapped, ignored, same, asked or unknown.
    """

    sheet: str
    letter: str
    header: str
    key: str
    field: str | None
    option: str | None
    score: int
    how: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet (`row` None) or row that holds no child, and why, as code and in plain words."""

    sheet: str
    row: int | None
    why: str
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that is a roll: its name, the rows of its header (from 1), its unit, how many
    entries it gave."""

    name: str
    header_rows: tuple[int, ...]
    unit: str | None
    entries: int


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll file as read.

    Attributes:
        titles: the title texts above the headers, without repetition.
        unit: the reporting unit as written (填报单位), of the first sheet that names one.
        reported_on: the reporting date (填报日期), likewise.
    """

    sheets: tuple[SheetRead, ...]
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]
    titles: tuple[str, ...]
    unit: str | None
    reported_on: dt.date | None
