"""What the rules say now against the alerts that stand: only the differences are acted on.

True and not standing is raised; false and standing is eased; unknown changes nothing, since a fact that
went missing is no good news. Who has decided is left in peace for as long as the needs room says.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from homeward.domain.needs.public import RANK, FindingDraft, Standing
from homeward.domain.watch.act import Act, Ease
from homeward.engines.rules import Evaluator, Rule, Truth

if TYPE_CHECKING:
    import pyarrow as pa

Key = tuple[UUID, str]


@dataclass(slots=True)
class Differences:
    """What is to be raised (or made more urgent) and what is no longer true, of many children."""

    raised: list[tuple[UUID, Rule]] = field(default_factory=list)
    eased: list[Key] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.raised or self.eased)


def differences(
    rules: Iterable[Rule],
    said: "pa.Table",
    standing: Mapping[Key, Standing],
    on: date,
) -> Differences:
    """Compare.

    Args:
        said: what an evaluator found, one row a child and rule.
        standing: alerts nobody has decided, and decided ones whose finding has stayed true.
    """
    by_id = {rule.id: rule for rule in rules}
    acts = {rule.id: Act.of(rule) for rule in by_id.values()}
    found = Differences()
    for child, rule in _where(said, Truth.TRUE):
        before = standing.get((child, rule))
        if before is None or _is_news(before, acts[rule], on):
            found.raised.append((child, by_id[rule]))
    if standing:
        wanted = {key for key, before in standing.items() if _can_ease(before, key[1], acts)}
        found.eased = [key for key in _where(said, Truth.FALSE) if key in wanted]
    return found


def _is_news(before: Standing, act: Act, on: date) -> bool:
    """Whether a true rule changes the alert that stands."""
    if RANK[act.severity] > before.rank:
        return True
    if before.decided:
        return before.quiet_until is not None and before.quiet_until <= on
    return before.eased


def _can_ease(before: Standing, rule: str, acts: Mapping[str, Act]) -> bool:
    """A decided alert only notes that its finding has gone, so that the next one is news."""
    if rule not in acts:
        return False
    return before.decided or (acts[rule].ease is Ease.FACTS and not before.eased)


def _where(said: "pa.Table", truth: Truth) -> list[Key]:
    import pyarrow.compute as pc

    rows = said.filter(pc.equal(said.column("truth").cast("string"), str(truth)))
    rules = rows.column("rule").cast("string").to_pylist()
    children = rows.column("child_id").to_pylist()
    return [(UUID(child), rule) for child, rule in zip(children, rules, strict=True)]


def drafts(
    evaluator: Evaluator, facts: "pa.Table", raised: Sequence[tuple[UUID, Rule]]
) -> list[tuple[UUID, FindingDraft]]:
    """Findings in the words of the needs room, each explained by the values it read."""
    import pyarrow as pa
    import pyarrow.compute as pc

    made: list[tuple[UUID, FindingDraft]] = []
    by_rule: dict[str, tuple[Rule, list[str]]] = {}
    # the two databases spell an id differently; the table has it as its database does
    spelt = {UUID(text): text for text in facts.column("child_id").to_pylist()}
    for child, rule in raised:
        by_rule.setdefault(rule.id, (rule, []))[1].append(spelt[child])
    for rule, children in by_rule.values():
        chosen = facts.filter(pc.is_in(facts.column("child_id"), pa.array(children)))
        said = evaluator.evaluate(chosen, [rule], explain=True)
        columns = [said.column(name).to_pylist() for name in ("child_id", "conditions", "read")]
        common = _common(rule)
        made += [
            (UUID(child), FindingDraft(**common, conditions=letters, read=json.loads(read)))
            for child, letters, read in zip(*columns, strict=True)
        ]
    return made


def _common(rule: Rule) -> dict[str, Any]:
    """What every finding of a rule says."""
    act = Act.of(rule)
    hours, days = divmod(act.due.seconds, 3600)[0], act.due.days
    return {
        "rule": rule.id, "version": rule.version, "severity": act.severity,
        "title": dict(rule.title), "owner": act.owner, "reads": act.reads,
        "due_days": days, "due_hours": hours + 24 * days if hours else None,
        "says": tuple(dict(condition.says) for condition in rule.when),
        "source": dict(rule.source.document), "article": rule.source.article or "",
        "task": rule.id,
    }  # fmt: skip
