"""A programme: what the paper asks for, declared (design section 5)."""

from dataclasses import dataclass

from homeward.domain.care.words import Column, Engaged, Offer, Serves, Strength
from homeward.engines.yamlfile import Words


@dataclass(frozen=True, slots=True)
class Indicator:
    """The one figure that tells whether a programme works."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the effect: evidence, not a promise."""

    strength: Strength
    says: Words
    source: str


@dataclass(frozen=True, slots=True)
class FirstTask:
    """What somebody has to do when a programme enters a plan.

    Attributes:
        within: days from the start.
        kind: the engagement that does it.
        safety: moves before a holiday, not after it.
    """

    title: Words
    within: int
    kind: Engaged
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of one strategy.

    Attributes:
        strategy: S1 to S19 of the design.
        paper: the section that asks for it, such as `4.1.2`.
        triggers: alert rules that suggest it.
        provider: the role that gives it.
        cadence: id of its cadence profile; empty when it has none.
        records: the engagements that are recorded for it; the first is its form.
        app: which room carries it.
        package: the installed package that brought it; empty for the house's own.
    """

    id: str
    version: int
    strategy: str
    paper: str
    title: Words
    serves: tuple[Serves, ...]
    column: Column
    triggers: tuple[str, ...]
    provider: str
    cadence: str
    records: tuple[Engaged, ...]
    indicator: Indicator
    evidence: Evidence
    first: tuple[FirstTask, ...]
    state: Offer
    app: str
    package: str = ""

    @property
    def offered(self) -> bool:
        """Whether it can be chosen today."""
        return self.state is Offer.OFFERED
