"""Trying a changed rule: whom it would newly touch, and whom no longer. Nothing is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import get_language

from homeward.domain.children.public import present_lots
from homeward.domain.needs.public import Reads, Severity
from homeward.domain.watch.act import Act
from homeward.domain.watch.commands.look import CHUNK
from homeward.domain.watch.facts import child_facts, gather
from homeward.domain.watch.problems import RuleFileFaulty, RuleProtected
from homeward.domain.watch.rules import alert_rules, in_force, is_silent, read_alert_rules
from homeward.engines.rules import Evaluator, Rule, RuleErrors, Truth
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

if TYPE_CHECKING:
    import pyarrow as pa

TRY = "watch.try"
_Key = tuple[UUID, str]
LONGEST = 200_000
"""Bytes of a rule file."""


@dataclass(frozen=True, slots=True)
class VillageChange:
    """What one rule would change in one village.

    Attributes:
        severity: the colour under the changed rule.
        raised: children of whom it is true and was not.
        eased: children of whom it was true and is not.
        now_true, before_true: of how many it is, and was, true at all.
    """

    rule: str
    severity: Severity
    place: str
    place_name: str
    raised: int
    eased: int
    now_true: int
    before_true: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a changed rule file would do on a day. `rules` are those of the file."""

    rules: tuple[str, ...]
    children: int
    raised: int
    eased: int
    changes: tuple[VillageChange, ...]


@query(action=TRY, on="place", says="试算一条规则")
def try_rules(ctx: Context, *, place: str, rules: bytes) -> Trial:
    """What a changed rule file would raise and ease, by village and colour, as if in force today.

    A rule of the file is compared with the rule of the same id that is in force; without one,
    everybody it is true of is new.

    Args:
        place: the area to try it on.
        rules: the YAML file.

    Raises:
        RuleFileFaulty, RuleProtected.
    """
    changed = _latest(_read(rules))
    _check_class(ctx, place, changed)
    before = {rule.id: rule for rule in in_force(alert_rules(), ctx.today)}
    both = [*changed, *(before[rule.id] for rule in changed if rule.id in before)]
    tally = _Tally(changed)
    with Evaluator(both, child_facts()) as evaluator:
        for lot in present_lots(place, CHUNK):
            facts = gather(lot.chosen, ctx.today, {f for rule in both for f in rule.facts})
            new = _true(evaluator, facts, changed)
            old = _true(evaluator, facts, both[len(changed) :])
            tally.add(lot.places, new, old)
    return tally.trial()


def _read(rules: bytes) -> Sequence[Rule]:
    """The child rules of a file.

    Raises:
        RuleFileFaulty.
    """
    language = "en" if (get_language() or "").startswith("en") else "zh"
    try:
        text = rules[:LONGEST].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleFileFaulty(faults="UTF-8") from None
    try:
        book = read_alert_rules({"rules.yaml": text})
    except RuleErrors as errors:
        raise RuleFileFaulty(faults=errors.render(language)) from None
    return [rule for rule in book if rule.over == child_facts().name]


def _latest(rules: Sequence[Rule]) -> list[Rule]:
    """One version of each rule, the last of the file."""
    return list({rule.id: rule for rule in rules}.values())


def _check_class(ctx: Context, place: str, rules: Sequence[Rule]) -> None:
    seen = ctx.actor.classes(TRY, Target(place=place))
    for rule in rules:
        hidden = Act.of(rule).reads is Reads.PROTECTED and FieldClass.PROTECTED not in seen
        if hidden or is_silent(rule):
            raise RuleProtected(rule=rule.id)


def _true(evaluator: Evaluator, facts: "pa.Table", rules: Sequence[Rule]) -> set[_Key]:
    """(child, rule) where a rule is true."""
    import pyarrow.compute as pc

    if not rules:
        return set()
    said = evaluator.evaluate(facts, rules)
    said = said.filter(pc.equal(said.column("truth").cast("string"), str(Truth.TRUE)))
    rule_ids = said.column("rule").cast("string").to_pylist()
    children = [UUID(child) for child in said.column("child_id").to_pylist()]
    return set(zip(children, rule_ids, strict=True))


class _Tally:
    """Counts by rule and village."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = {rule.id: Act.of(rule).severity for rule in rules}
        self.children = 0
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, places: dict[UUID, str], new: set[_Key], old: set[_Key]) -> None:
        """Some more children: where each lives, and of whom the rules are and were true."""
        self.children += len(places)
        for what, keys in (
            ("raised", new - old), ("eased", old - new), ("now", new), ("before", old)
        ):  # fmt: skip
            self.counts.update((rule, places[child], what) for child, rule in keys)

    def trial(self) -> Trial:
        """The whole of it: by rule, the most touched villages first."""
        touched = sorted({(rule, place) for rule, place, _ in self.counts})
        names = names_of({place for _, place in touched})
        lines = [
            VillageChange(
                rule, self.rules[rule], place, names.get(place, place),
                *(self.counts[rule, place, what] for what in ("raised", "eased", "now", "before")),
            )
            for rule, place in touched
        ]  # fmt: skip
        lines.sort(key=lambda line: (line.rule, -line.raised - line.eased, line.place))
        return Trial(
            tuple(self.rules), self.children, sum(line.raised for line in lines),
            sum(line.eased for line in lines), tuple(lines),
        )  # fmt: skip
