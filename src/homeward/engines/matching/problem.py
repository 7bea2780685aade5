"""What is to be matched, checked: every fault at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from homeward.engines.matching import messages as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homeward.engines.matching.people import Candidates, Child, Helper, Team
    from homeward.engines.matching.rules import MatchingRules
    from homeward.engines.matching.words import Kind
    from homeward.engines.yamlfile import Message, Words

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ProblemFault:
    """What is wrong; `about` is an id, or the part of the problem."""

    about: str
    what: Words
    remedy: Words
    code: str


class ProblemRefused(ValueError):
    """A problem that cannot be one, every fault at once."""

    def __init__(self, faults: list[ProblemFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{f.about}: {f.what['en']} {f.remedy['en']}" for f in faults))


@dataclass(frozen=True, slots=True)
class MatchingProblem:
    """Children, helpers, and the pairs that are looked at.

    Ids a child names (refused, conflicts) or a helper names (refused, before) may be unknown: that person
    is not asked about today. A lock on an unknown helper is a fault.

    Raises:
        ProblemRefused: ids twice or unknown, levels or places below 0, columns of different length.
    """

    kind: Kind
    children: tuple[Child, ...]
    helpers: tuple[Helper, ...]
    candidates: Candidates
    teams: tuple[Team, ...] = ()

    def __post_init__(self) -> None:
        faults = [*self._of_people(), *self._of_candidates()]
        if faults:
            raise ProblemRefused(faults)

    def with_lock(self, child_id: str, helper_id: str | None) -> MatchingProblem:
        """The same with one pair settled by a person, or set free again by None.

        Raises:
            ProblemRefused: there is no such helper.
            KeyError: there is no such child.
        """
        if all(child.id != child_id for child in self.children):
            raise KeyError(child_id)
        return replace(
            self,
            children=tuple(
                replace(child, lock=helper_id) if child.id == child_id else child
                for child in self.children
            ),
        )

    def _of_people(self) -> Iterable[ProblemFault]:
        helpers = [helper.id for helper in self.helpers]
        teams = [team.id for team in self.teams]
        for ids in ([child.id for child in self.children], helpers, teams):
            yield from (_fault(name, say.twice(name)) for name in _repeated(ids))
        known, known_teams = set(helpers), set(teams)
        for child in self.children:
            for key in ("needs", "remoteness"):
                if (value := getattr(child, key)) < 0:
                    yield _fault(child.id, say.negative(key, value))
            if child.age is not None and child.age < 0:
                yield _fault(child.id, say.negative("age", child.age))
            if child.lock is not None and child.lock not in known:
                yield _fault(child.id, say.unknown(child.lock))
        for helper in self.helpers:
            if helper.places < 0:
                yield _fault(helper.id, say.negative("places", helper.places))
            if helper.travel_m is not None and helper.travel_m < 0:
                yield _fault(helper.id, say.negative("travel_m", helper.travel_m))
            if helper.team is not None and helper.team not in known_teams:
                yield _fault(helper.id, say.unknown(helper.team))
        for team in self.teams:
            if team.most is not None and team.most < 0:
                yield _fault(team.id, say.negative("most", team.most))

    def _of_candidates(self) -> Iterable[ProblemFault]:
        given = self.candidates
        lengths = {len(given.children), len(given.helpers), len(given.metres)}
        if len(lengths) > 1 or (given.minutes and {len(given.minutes)} != lengths):
            yield _fault("candidates", say.lengths())
            return
        children = {child.id for child in self.children}
        helpers = {helper.id for helper in self.helpers}
        for name in sorted((set(given.children) - children) | (set(given.helpers) - helpers)):
            yield _fault("candidates", say.unknown(name))
        if len(set(zip(given.children, given.helpers, strict=True))) < len(given.children):
            pairs = list(zip(given.children, given.helpers, strict=True))
            yield from (
                _fault("candidates", say.twice(" + ".join(pair))) for pair in _repeated(pairs)
            )
        for key in ("metres", "minutes"):
            if (least := min(getattr(given, key), default=0)) < 0:
                yield _fault("candidates", say.negative(key, least))


@dataclass(frozen=True, slots=True)
class MatchingParams:
    """How it is solved.

    Attributes:
        rules: hard rules' parameters and weights.
        gap: how far from the proven bound is near enough where siblings, teams or floors bind; 0.005 is half
            of a hundredth. Without them the optimum is exact whatever is written here.
        seconds: for the solver of side conditions; what it has by then is told as FEASIBLE with its gap.
        block: of the units (children, or siblings as one) that the linear programme leaves open, so many at
            most are settled at a time, area by area.
        small: up to so many pairs, siblings counted once, go to the solver of side conditions whole.

    Raises:
        ValueError: naming everything that does not fit.
    """

    rules: MatchingRules
    gap: float = 0.005
    seconds: float = 60.0
    block: int = 6_000
    small: int = 4_000

    def __post_init__(self) -> None:
        wrong = []
        if not 0 <= self.gap < 1:
            wrong.append("gap must lie from 0 to below 1")
        if self.seconds <= 0:
            wrong.append("seconds must be above 0")
        if self.block < 1:
            wrong.append("block must be 1 or more")
        if self.small < 0:
            wrong.append("small must be 0 or more")
        if wrong:
            raise ValueError("; ".join(wrong))


def refuse_other_kind(problem: MatchingProblem, rules: MatchingRules) -> None:
    """Rules for visitors say nothing of acting parents.

    Raises:
        ProblemRefused: the rules are for another kind of support.
    """
    if rules.kind is not problem.kind:
        raise ProblemRefused([_fault("rules", say.other_kind(rules.id, problem.kind))])


def _fault(about: str, message: Message) -> ProblemFault:
    return ProblemFault(about, message.what, message.remedy, message.code)


def _repeated(names: list[_T]) -> list[_T]:
    seen: set[_T] = set()
    found = []
    for name in names:
        if name in seen:
            found.append(name)
        seen.add(name)
    return found
