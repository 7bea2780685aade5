"""The instruments: what may be asked of whom, with the words as they stand on paper."""

from dataclasses import dataclass

from homeward.domain.needs.instruments import book
from homeward.domain.needs.words import Informant, Reads
from homeward.engines.scoring import Instrument
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One answer to choose."""

    value: int
    label: dict[str, str]
    hint: dict[str, str]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One question; `about` is how it is put to somebody who knows the child, empty when it is the same."""

    item: str
    text: dict[str, str]
    about: dict[str, str]
    hint: dict[str, str]
    options: tuple[OptionLine, ...]


@dataclass(frozen=True, slots=True)
class ScaleName:
    """One scale, and between which values its score lies."""

    scale: str
    title: dict[str, str]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class InstrumentForm:
    """One instrument as a form. Without shipped text it has scales only: their scores can be entered.

    Attributes:
        standing: what must stand beside every score of a scale that is not validated.
        reads: who may see answers and scores; the strictest class of any informant.
    """

    instrument: str
    version: int
    title: dict[str, str]
    about: dict[str, str]
    construct: str
    paper: str
    informants: tuple[Informant, ...]
    youngest: int
    oldest: int
    reads: Reads
    text_shipped: bool
    validated: bool
    standing: dict[str, str]
    licence: dict[str, str]
    source: dict[str, str]
    wording: dict[str, str]
    read_aloud: dict[str, str]
    younger: dict[str, str]
    items: tuple[ItemLine, ...]
    scales: tuple[ScaleName, ...]


@query(
    action="instrument.read", name="instrument.list", unscoped="the same for everybody",
    says="查看量表",
)  # fmt: skip
def list_instruments(ctx: Context) -> tuple[InstrumentForm, ...]:
    """The newest version of every instrument."""
    return tuple(form_of(one) for one in book().latest())


def form_of(one: Instrument) -> InstrumentForm:
    """An instrument as a form."""
    return InstrumentForm(
        one.id, one.version, dict(one.title), dict(one.about), str(one.construct), one.paper,
        tuple(Informant(who) for who in one.informants), one.ages.first, one.ages.last,
        Reads(one.reads), one.text_shipped, one.validated, dict(one.standing or {}),
        dict(one.licence), dict(one.source.document), dict(one.wording or {}),
        dict(one.read_aloud or {}), dict(one.younger or {}),
        tuple(
            ItemLine(
                item.id, dict(item.text), dict(item.about or {}), dict(item.hint or {}),
                tuple(OptionLine(o.value, dict(o.label), dict(o.hint or {})) for o in item.options),
            )
            for item in one.items
        ),
        tuple(ScaleName(s.id, dict(s.title), float(s.low), float(s.high)) for s in one.scales),
    )  # fmt: skip
