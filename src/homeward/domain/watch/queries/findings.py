"""What the rules say of one child, and what should be collected so that they can say more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from homeward.domain.children.public import where_child
from homeward.domain.needs.public import RANK, AlertState, Severity, open_alerts_of
from homeward.domain.watch.act import Act
from homeward.domain.watch.facts import child_facts, gather_one
from homeward.domain.watch.rules import evaluator, facts_read
from homeward.domain.watch.triage import Open, Triage, triage
from homeward.engines.rules import Explanation, Rule, Truth
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

READ = "watch.read"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule, with what it read."""

    says: dict[str, str]
    truth: Truth
    read: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """What one rule says of the child, and what it asks for when it is true."""

    rule: str
    version: int
    title: dict[str, str]
    truth: Truth
    severity: Severity
    task: dict[str, str]
    source: dict[str, str]
    article: str
    conditions: tuple[Condition, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToCollect:
    """A fact that nobody has collected, and the rules that cannot tell without it.

    Attributes:
        gravest: the colour an alert of theirs would have.
    """

    fact: str
    says: dict[str, str]
    gravest: Severity
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildFindings:
    """The colour with its reasons, every rule, and what to collect, the gravest first."""

    child_id: UUID
    triage: Triage
    said: tuple[RuleSaid, ...]
    collect: tuple[ToCollect, ...]


@query(
    action=READ, name="watch.findings", on="child_id", sensitive=True, says="查看规则对孩子的判断"
)
def findings_of(ctx: Context, *, child_id: UUID) -> ChildFindings:
    """What every rule the reader may see says of one child today, and which facts are missing.

    A rule that cannot tell raises no alert: its missing facts are what to ask for at the next visit.
    """
    seen = ctx.actor.classes(READ, where_child(ctx, child_id))
    rules = {r.id: r for r in evaluator(ctx.today).rules if FieldClass(Act.of(r).reads) in seen}
    facts = gather_one(child_id, ctx.today, facts_read(ctx.today))
    explained = evaluator(ctx.today).explain(facts, rules.values()) if facts else ()
    said = tuple(_said(rules[one.rule], one) for one in explained)
    alerts = open_alerts_of([child_id]).get(child_id, ())
    mine = [
        Open(card.rule, card.severity, card.due_at, card.state == AlertState.EASED)
        for card in alerts
        if FieldClass(card.reads) in seen
    ]
    return ChildFindings(child_id, triage(mine, ctx.at), said, _to_collect(said))


def _said(rule: Rule, one: Explanation) -> RuleSaid:
    act = Act.of(rule)
    return RuleSaid(
        rule.id, rule.version, dict(rule.title), one.truth, act.severity, dict(act.task),
        dict(rule.source.document), rule.source.article or "",
        tuple(Condition(dict(c.says), c.truth, dict(c.read)) for c in one.conditions),
        one.missing,
    )  # fmt: skip


def _to_collect(said: Iterable[RuleSaid]) -> tuple[ToCollect, ...]:
    waiting: dict[str, list[RuleSaid]] = {}
    for one in said:
        for fact in one.missing:
            waiting.setdefault(fact, []).append(one)
    lines = [
        ToCollect(
            fact, dict(child_facts()[fact].says),
            max((rule.severity for rule in rules), key=RANK.__getitem__),
            tuple(rule.rule for rule in rules),
        )
        for fact, rules in waiting.items()
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (-RANK[line.gravest], -len(line.rules))))
