"""Helpers to children: the best pairs a township or county can make, under rules that are never bent.

    rules = load_matching_rules(shipped_files("matching"))["acting-parents.2026"]
    problem = MatchingProblem(Kind.ACTING_PARENT, children, helpers, nearest(children, helpers))
    result = match(problem, MatchingParams(rules))
    result.pairs[0].why          # the wishes that made this pair, in points
    result.unmatched[0].removed  # which rule took how many helpers away
    match(problem.with_lock(child, helper), params)   # a person settles one pair, the rest follows

Vetting, sex where the rules say so, conflicts of interest, refusals, distance, places, siblings, locks and
floors are hard: a pair that breaks one is not made, whatever it is worth. Wishes are weighed in whole points.
What was not collected is never taken for permission. The engine recommends; a person decides.
"""

from homeward.engines.matching.check import breaches
from homeward.engines.matching.load import load_matching_rules
from homeward.engines.matching.match import match
from homeward.engines.matching.people import Candidates, Child, Helper, Team, nearest
from homeward.engines.matching.problem import (
    MatchingParams,
    MatchingProblem,
    ProblemFault,
    ProblemRefused,
)
from homeward.engines.matching.result import (
    ENGINE_VERSION,
    Blocked,
    Contribution,
    FairRow,
    Marginal,
    MatchResult,
    MoreHelpers,
    MorePlaces,
    Pair,
    Status,
    WhyNot,
)
from homeward.engines.matching.rules import Floor, MatchingRules, SameSex, Weight
from homeward.engines.matching.words import SAYS, Because, By, Kind, Rule, Setting, Sex, Wish
from homeward.engines.yamlfile import shipped_files

__all__ = [
    "ENGINE_VERSION",
    "SAYS",
    "Because",
    "Blocked",
    "By",
    "Candidates",
    "Child",
    "Contribution",
    "FairRow",
    "Floor",
    "Helper",
    "Kind",
    "Marginal",
    "MatchResult",
    "MatchingParams",
    "MatchingProblem",
    "MatchingRules",
    "MoreHelpers",
    "MorePlaces",
    "Pair",
    "ProblemFault",
    "ProblemRefused",
    "Rule",
    "SameSex",
    "Setting",
    "Sex",
    "Status",
    "Team",
    "Weight",
    "WhyNot",
    "Wish",
    "breaches",
    "load_matching_rules",
    "match",
    "nearest",
    "shipped_files",
]
