"""From open alerts to programmes. Computed whenever somebody looks, never stored: it cannot grow stale,
and looking twice changes nothing. What people made of a suggestion is kept by the care room."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.care.public import FoundNeed, Suggestion, suggest_for
from homeward.domain.children.public import where_child
from homeward.domain.needs.public import AlertState, open_alerts_of
from homeward.domain.watch.act import Act
from homeward.domain.watch.queries.findings import READ
from homeward.domain.watch.rules import alert_rules, in_force
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class ChildSuggestions:
    """Programmes that fit what is open of a child, the most urgent first."""

    child_id: UUID
    suggestions: tuple[Suggestion, ...]


@query(action=READ, name="watch.suggestions", on="child_id", sensitive=True, says="查看建议的项目")
def suggestions_of(ctx: Context, *, child_id: UUID) -> ChildSuggestions:
    """What may help, from the open alerts that the reader may see.

    A programme in the plan is not suggested again, and a refused one only for an alert that was raised
    after the refusal.
    """
    seen = ctx.actor.classes(READ, where_child(ctx, child_id))
    acts = {rule.id: Act.of(rule) for rule in in_force(alert_rules(), ctx.today)}
    found = [
        FoundNeed(
            card.rule, card.severity, acts[card.rule].programmes if card.rule in acts else (),
            day_of(card.raised_at),
        )
        for card in open_alerts_of([child_id]).get(child_id, ())
        if FieldClass(card.reads) in seen and card.state != AlertState.EASED
    ]  # fmt: skip
    return ChildSuggestions(child_id, suggest_for(child_id, found))
