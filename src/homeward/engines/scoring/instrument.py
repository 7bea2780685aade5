"""An instrument: what is asked of whom, and how answers become values and bands."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from homeward.engines.scoring.words import (
    Construct,
    Direction,
    Informant,
    Method,
    Reads,
    Severity,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from homeward.engines.yamlfile import Words
    from homeward.engines.yamlfile.cited import Source

Number = int | float
"""A value as people read it: whole where it is whole."""

OWN_SCALE: Words = {"zh": "自编量表，尚未验证", "en": "own scale, not yet validated"}


def plain(value: Fraction) -> Number:
    """A whole number where the value is whole, else the nearest float."""
    return int(value) if value.denominator == 1 else float(value)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `hint`: how to show it to a younger child."""

    value: int
    label: Words
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    Attributes:
        text: as put to the child, or to whoever alone is asked.
        about: the same question to somebody who knows the child.
        reverse: the highest answer scores lowest.
        right: of a quiz, the value of the right answer: it scores 1, every other 0.
        safety: an answer of this value or more needs a person the same day.
        hint: for whoever reads it out.
    """

    id: str
    text: Words
    options: tuple[Option, ...]
    about: Words | None = None
    reverse: bool = False
    right: int | None = None
    safety: int | None = None
    hint: Words | None = None

    @property
    def values(self) -> tuple[int, ...]:
        """The values that can be answered."""
        return tuple(option.value for option in self.options)

    @property
    def scores(self) -> tuple[int, ...]:
        """What each answer counts, in the order of the options."""
        return tuple(self.score(value) for value in self.values)

    def score(self, value: int) -> int:
        """What an answer counts."""
        if self.right is not None:
            return int(value == self.right)
        return min(self.values) + max(self.values) - value if self.reverse else value

    def is_safety_answer(self, value: int | None) -> bool:
        """Whether this answer needs a person the same day."""
        return self.safety is not None and value is not None and value >= self.safety

    def text_for(self, informant: Informant) -> Words:
        """The question in the words for whoever is asked."""
        return self.text if informant is Informant.CHILD or self.about is None else self.about


@dataclass(frozen=True, slots=True)
class Band:
    """Values from `low` to `high`, both included, and what they call for."""

    id: str
    low: Number
    high: Number
    title: Words
    severity: Severity


THIRDS = (
    ("attention_first", {"zh": "优先关注", "en": "needs attention first"}, Severity.CHECK),
    ("some_attention", {"zh": "需要一些关注", "en": "some attention"}, Severity.WATCH),
    ("well", {"zh": "良好", "en": "well"}, Severity.NONE),
)
"""The bands of a scale that nobody has validated yet: thirds of its range, worst first."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How some items make one value.

    Attributes:
        items: the items' ids; none where the text is not shipped.
        method, factor: the value is the method's result times the factor.
        missing: how many items may be unanswered; more, and there is no value.
        over_all: unanswered items of the whole instrument count against `missing`, not only ours.
        decimals: to how many places a mean or prorated value is rounded. A half goes to the side
            on which the child is looked at.
        low, high: the least and the greatest value.
        bands: from low to high; none where none is published or shipped.
    """

    id: str
    title: Words
    items: tuple[str, ...]
    method: Method
    factor: Fraction
    missing: int
    over_all: bool
    decimals: int
    direction: Direction
    low: Number
    high: Number
    bands: tuple[Band, ...]

    @property
    def step(self) -> Fraction:
        """The distance of neighbouring values."""
        return step_of(self.method, self.factor, self.decimals)

    def band_of(self, value: Number) -> Band | None:
        """The band a value lies in; None when the scale has no bands."""
        return next((band for band in self.bands if band.low <= value <= band.high), None)


def step_of(method: Method, factor: Fraction, decimals: int) -> Fraction:
    """The distance of neighbouring values of a scale."""
    return factor if method is Method.SUM else Fraction(1, 10**decimals)


@dataclass(frozen=True, slots=True)
class Ages:
    """Completed years for which an instrument is meant, both included."""

    first: int
    last: int

    def __contains__(self, age_years: int) -> bool:
        return self.first <= age_years <= self.last


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument. It is also the parameters of its scoring.

    Attributes:
        about: one sentence on what it asks and what for.
        paper: the section of the paper whose construct it asks about.
        classes: by informant, the field class of answers and scores.
        item_count: how many items it has, also where the text is not shipped.
        text_shipped: False where the licence forbids it; then only totals can be entered.
        validated: False for Homeward's own scales; `standing` says so.
        wording: whose words these are, and in which languages they were compared.
        read_aloud: how to read it out.
        younger: how to ask younger children: faces, stones, fingers.
        digest: SHA-256 (hex) of all that decides a score; texts and layout do not count.
    """

    id: str
    version: int
    title: Words
    about: Words
    construct: Construct
    paper: str
    informants: tuple[Informant, ...]
    ages: Ages
    classes: Mapping[Informant, Reads]
    items: tuple[Item, ...]
    item_count: int
    scales: tuple[Scale, ...]
    text_shipped: bool
    validated: bool
    licence: Words
    source: Source
    wording: Words | None
    read_aloud: Words | None
    younger: Words | None
    note: Words | None
    file: str = field(compare=False)
    line: int = field(compare=False)
    digest: str

    @property
    def reads(self) -> Reads:
        """The strictest field class of any informant: safe where the informant is not known."""
        return Reads.PROTECTED if Reads.PROTECTED in self.classes.values() else Reads.CARE

    @property
    def standing(self) -> Words | None:
        """What must stand beside every score of a scale that is not validated."""
        return None if self.validated else OWN_SCALE

    def reads_from(self, informant: Informant) -> Reads:
        """The field class of what this informant answers; the strictest for anybody else."""
        return self.classes.get(informant, self.reads)

    def item(self, item_id: str) -> Item:
        """One item by its id.

        Raises:
            KeyError: there is none.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def scale(self, scale_id: str) -> Scale:
        """One scale by its id.

        Raises:
            KeyError: there is none.
        """
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        raise KeyError(scale_id)


class InstrumentBook:
    """All versions of all instruments loaded together, ordered by id and version."""

    __slots__ = ("instruments",)

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.instruments = tuple(sorted(instruments, key=lambda each: (each.id, each.version)))

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.instruments)

    def __len__(self) -> int:
        return len(self.instruments)

    def versions(self, instrument_id: str) -> tuple[Instrument, ...]:
        """Every version of one instrument, oldest first; empty when there is none."""
        return tuple(each for each in self.instruments if each.id == instrument_id)

    def latest(self) -> tuple[Instrument, ...]:
        """The newest version of each instrument, ordered by id: what can be asked today."""
        return tuple({each.id: each for each in self.instruments}.values())

    def get(self, instrument_id: str, version: int | None = None) -> Instrument:
        """One version of an instrument; the newest when none is named.

        Raises:
            KeyError: there is no such instrument or version.
        """
        for each in reversed(self.versions(instrument_id)):
            if version in (None, each.version):
                return each
        named = instrument_id if version is None else f"{instrument_id} version {version}"
        raise KeyError(f"there is no instrument {named}")
