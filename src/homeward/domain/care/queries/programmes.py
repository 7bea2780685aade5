"""The catalogue: programmes and cadences, public to everybody who is signed in."""

from dataclasses import dataclass

from homeward.domain.care.programmes import cadences, programmes
from homeward.domain.care.words import Column, Engaged, Offer, Serves, Strength
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

ACTION = "programme.read"
WHY = "the same for everybody: it names nobody"


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme as the registry declares it; the evidence is what is known, not a promise."""

    programme: str
    version: int
    strategy: str
    paper: str
    title: dict[str, str]
    serves: tuple[Serves, ...]
    column: Column
    triggers: tuple[str, ...]
    provider: str
    cadence: str
    records: tuple[Engaged, ...]
    indicator: dict[str, str]
    strength: Strength
    evidence: dict[str, str]
    evidence_source: str
    state: Offer
    app: str
    package: str


@dataclass(frozen=True, slots=True)
class BeatLine:
    """One thing of a cadence: how many at least in a period of `every` units."""

    beat: str
    says: dict[str, str]
    kinds: tuple[str, ...]
    channels: tuple[str, ...]
    least: int
    every: int
    unit: str


@dataclass(frozen=True, slots=True)
class CadenceLine:
    """A cadence with its source."""

    cadence: str
    title: dict[str, str]
    document: dict[str, str]
    article: str | None
    note: dict[str, str] | None
    beats: tuple[BeatLine, ...]


@query(action=ACTION, name="programme.list", unscoped=WHY, says="查看项目目录")
def list_programmes(ctx: Context, *, offered: bool = False) -> tuple[ProgrammeLine, ...]:
    """Every programme of the paper's strategies, or only those that can be chosen today."""
    return tuple(
        ProgrammeLine(
            p.id, p.version, p.strategy, p.paper, dict(p.title), p.serves, p.column, p.triggers,
            p.provider, p.cadence, p.records, dict(p.indicator.title), p.evidence.strength,
            dict(p.evidence.says), p.evidence.source, p.state, p.app,
            p.package,
        )
        for p in programmes().values()
        if p.offered or not offered
    )  # fmt: skip


@query(action=ACTION, name="programme.cadences", unscoped=WHY, says="查看频次目录")
def list_cadences(ctx: Context) -> tuple[CadenceLine, ...]:
    """Every cadence that a plan item may follow, with where it comes from."""
    return tuple(
        CadenceLine(
            c.id, dict(c.title), dict(c.source.document), c.source.article,
            dict(c.source.note) if c.source.note else None,
            tuple(
                BeatLine(b.id, dict(b.says), b.kinds, b.channels, b.least, b.every, str(b.unit))
                for b in c.beats
            ),
        )
        for c in cadences().values()
    )  # fmt: skip
