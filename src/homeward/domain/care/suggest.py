"""From findings to programmes: ranked, explained, and left to a person to decide."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.domain.care.programmes import Evidence, Programme
from homeward.domain.care.words import Column, Strength
from homeward.domain.needs.public import Severity
from homeward.engines.yamlfile import Words

_URGENCY = {Severity.GREEN: 0, Severity.YELLOW: 1, Severity.ORANGE: 2, Severity.RED: 3}
_KNOWN = {Strength.NONE: 0, Strength.WEAK: 1, Strength.MODERATE: 2, Strength.STRONG: 3}


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """What a rule found of a child.

    Attributes:
        rule: id of the rule.
        severity: its colour.
        programmes: what the rule itself points to, besides what the programmes say.
        since: the day from which it holds.
    """

    rule: str
    severity: Severity
    programmes: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A programme that fits, why, and what is known of its effect.

    Attributes:
        because: the findings that ask for it, most urgent first.
        severity: that of the most urgent one.
    """

    programme: str
    title: Words
    column: Column
    provider: str
    severity: Severity
    because: tuple[FoundNeed, ...]
    evidence: Evidence


def suggest(
    found: Sequence[FoundNeed],
    known: Mapping[str, Programme],
    *,
    running: Collection[str] = (),
    refused: Mapping[str, date] | None = None,
) -> tuple[Suggestion, ...]:
    """Offered programmes for what was found: by severity, then evidence, then how many findings ask,
    then the order in which the most urgent finding's rule names them.

    Args:
        known: the registry.
        running: programmes that the plan has already.
        refused: programmes that were refused, with the day: suggested again only for a finding that
            began later.
    """
    made = []
    for programme in known.values():
        if not programme.offered or programme.id in running:
            continue
        because = [need for need in found if _asks(need, programme)]
        if refused and programme.id in refused:
            day = refused[programme.id]
            because = [need for need in because if need.since is not None and need.since > day]
        if because:
            made.append(_suggestion(programme, because))
    return tuple(sorted(made, key=_rank))


def _asks(need: FoundNeed, programme: Programme) -> bool:
    return need.rule in programme.triggers or programme.id in need.programmes


def _suggestion(programme: Programme, because: list[FoundNeed]) -> Suggestion:
    ordered = sorted(because, key=lambda need: (-_URGENCY[need.severity], need.rule))
    return Suggestion(
        programme.id, programme.title, programme.column, programme.provider,
        ordered[0].severity, tuple(ordered), programme.evidence,
    )  # fmt: skip


def _rank(made: Suggestion) -> tuple[int, int, int, int, str]:
    known, named = _KNOWN[made.evidence.strength], made.because[0].programmes
    place = named.index(made.programme) if made.programme in named else len(named)
    return (-_URGENCY[made.severity], -known, -len(made.because), place, made.programme)
