"""The instruments that come with Homeward, as this room uses them."""

from datetime import date
from functools import cache

from homeward.domain.needs.problems import InstrumentUnknown
from homeward.domain.needs.words import Informant, Reads
from homeward.engines import scoring
from homeward.engines.scoring import Instrument, InstrumentBook, load_instruments, shipped_files


@cache
def book() -> InstrumentBook:
    """Every shipped instrument, loaded once."""
    return load_instruments(shipped_files("instruments"))


def instrument_of(instrument_id: str, version: int | None = None) -> Instrument:
    """One instrument; its newest version when none is named.

    Raises:
        InstrumentUnknown.
    """
    try:
        return book().get(instrument_id, version)
    except KeyError as error:
        raise InstrumentUnknown(instrument=instrument_id) from error


def reads_of(instrument: Instrument, informant: Informant) -> Reads:
    """The field class of what this informant answers."""
    return Reads(instrument.reads_from(scoring.Informant(informant)))


def age_at(born_on: date | None, on: date) -> int | None:
    """Completed years on a day; None when the birth date was not collected."""
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def term_of(on: date) -> str:
    """The school term of a day: spring from February to July, autumn from August to January."""
    if 2 <= on.month <= 7:
        return f"{on.year}春"
    return f"{on.year if on.month >= 8 else on.year - 1}秋"
