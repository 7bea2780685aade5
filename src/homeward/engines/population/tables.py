"""The tables of a synthetic county: frozen columns, one NumPy array each.

Codes are small integers into the word tuples of a table; -1 is 未采集. Flags are 1, 0 and -1. Days
are datetime64[D] with NaT for 未采集 or "still open". Texts are "" when not collected. Row numbers
point into other tables, -1 for none. `records()` gives plain Python values with None.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from homeward.engines.population.places import Places
    from homeward.engines.population.shares import CountyParams

Codes = NDArray[np.int8]
Rows = NDArray[np.int32]
Days = NDArray[np.datetime64]
Texts = NDArray[np.str_]

SEXES = ("male", "female")
ETHNICITIES = ("汉族", "土家族", "苗族", "布依族", "彝族")
HUKOU = ("rural", "urban", "other")
HEALTH = ("healthy", "disabled", "ill")
STAGES = (
    "none", "kindergarten", "primary", "junior", "senior", "vocational", "dropped_out",
    "not_enrolled",
)  # fmt: skip
CARER_KINDS = ("parent", "grandparent", "kin", "friend", "none")
KINSHIPS = (
    "father", "mother", "grandfather", "grandmother", "maternal_grandfather",
    "maternal_grandmother", "uncle", "aunt", "friend",
)  # fmt: skip
RATINGS = ("good", "fair", "poor")
CONTACTS = ("weekly", "monthly", "yearly", "never")
VISITS = ("none", "1-2", "3-4", "5+", "monthly")
WHEREABOUTS = ("home", "away", "dead", "missing", "in_custody")
PRECISIONS = ("day", "month", "year")
EXITS = ("parent_returned", "taken_along", "turned_16", "moved", "died", "error")
NOTIFIED = ("school", "village")
BENEFITS = ("dibao", "tekun", "registered_poor")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length."""

    WORDS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    FLAGS: ClassVar[frozenset[str]] = frozenset()

    def __len__(self) -> int:
        """Number of rows."""
        return len(getattr(self, dataclasses.fields(self)[0].name))

    def plain(self, column: str) -> list[Any]:
        """One column as Python values: words, bools, dates, texts; None for 未采集."""
        values: list[Any] = getattr(self, column).tolist()
        if column in self.WORDS:
            words = (*self.WORDS[column], None)
            return [words[value] for value in values]
        if column in self.FLAGS:
            return [None if value < 0 else bool(value) for value in values]
        return [None if value == "" or value == -1 else value for value in values]

    def records(self) -> Iterator[dict[str, Any]]:
        """Rows as dictionaries of plain Python values."""
        names = [each.name for each in dataclasses.fields(self)]
        for values in zip(*(self.plain(name) for name in names), strict=True):
            yield dict(zip(names, values, strict=True))


@dataclass(frozen=True, slots=True)
class Households(Table):
    """Families: village (row of County.places.villages), villagers' group, income sources."""

    FLAGS = frozenset({"low_income"})

    village: Rows
    group: Texts
    income: Texts
    low_income: Codes


@dataclass(frozen=True, slots=True)
class Children(Table):
    """Children on the register; `household`, `school`, `carer` are rows of other tables."""

    WORDS = {  # noqa: RUF012 - ClassVar is declared in Table
        "sex": SEXES,
        "ethnicity": ETHNICITIES,
        "hukou": HUKOU,
        "health": HEALTH,
        "stage": STAGES,
        "carer_kind": CARER_KINDS,
        "carer_kinship": KINSHIPS,
        "guardianship": RATINGS,
        "contact": CONTACTS,
        "visits": VISITS,
        "exit_cause": EXITS,
    }
    FLAGS = frozenset({"hukou_registered", "boarding"})

    household: Rows
    village: Rows
    name: Texts
    sex: Codes
    born_on: Days
    ethnicity: Codes
    id_number: Texts
    hukou: Codes
    hukou_registered: Codes
    health: Codes
    disability: Texts
    illness: Texts
    stage: Codes
    school: Rows
    grade: Codes
    class_no: Codes
    boarding: Codes
    enrolled_since: Days
    carer: Rows
    carer_kind: Codes
    carer_kinship: Codes
    carer_since: Days
    guardianship: Codes
    contact: Codes
    last_contact_on: Days
    visits: Codes
    entered_on: Days
    left_on: Days
    exit_cause: Codes


@dataclass(frozen=True, slots=True)
class Adults(Table):
    """Parents, grandparents and other carers, one row a person; siblings share them."""

    WORDS = {"kinship": KINSHIPS, "sex": SEXES}  # noqa: RUF012
    FLAGS = frozenset({"able"})

    household: Rows
    kinship: Codes
    name: Texts
    sex: Codes
    born_on: Days
    id_number: Texts
    phone: Texts
    able: Codes
    unable_why: Texts


@dataclass(frozen=True, slots=True)
class Spells(Table):
    """Where a parent was from when to when; `until` is None in the spell that lasts."""

    WORDS = {"whereabouts": WHEREABOUTS, "since_precision": PRECISIONS}  # noqa: RUF012

    adult: Rows
    whereabouts: Codes
    since: Days
    since_precision: Codes
    until: Days
    place_text: Texts
    work: Texts


@dataclass(frozen=True, slots=True)
class Notices(Table):
    """Written notice of parents away, to school or village (Minors Protection Law art. 23)."""

    WORDS = {"to": NOTIFIED}  # noqa: RUF012
    FLAGS = frozenset({"given"})

    child: Rows
    to: Codes
    given: Codes
    given_on: Days


@dataclass(frozen=True, slots=True)
class Agreements(Table):
    """Entrusted care in writing (art. 22): the four exclusions, and whether the child was heard."""

    FLAGS = frozenset(
        {"harmed_before", "addicted", "neglected_before", "otherwise_unfit", "child_heard"}
    )

    child: Rows
    adult: Rows
    signed_on: Days
    ends_on: Days
    harmed_before: Codes
    addicted: Codes
    neglected_before: Codes
    otherwise_unfit: Codes
    child_heard: Codes
    child_view: Texts


@dataclass(frozen=True, slots=True)
class Benefits(Table):
    """Help a child's family receives, or is known not to receive; no row is 未采集."""

    WORDS = {"kind": BENEFITS}  # noqa: RUF012
    FLAGS = frozenset({"received"})

    child: Rows
    kind: Codes
    received: Codes
    since: Days


@dataclass(frozen=True, slots=True)
class County:
    """A synthetic county; every person in it is invented."""

    params: CountyParams
    seed: int
    as_of: dt.date
    places: Places
    households: Households
    children: Children
    adults: Adults
    spells: Spells
    notices: Notices
    agreements: Agreements
    benefits: Benefits
