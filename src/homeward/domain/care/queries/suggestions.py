"""Suggestions for one child: what was found, held against what its plan has and what was refused."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from homeward.domain.care.models import PlanItem, SuggestionChoice
from homeward.domain.care.programmes import programmes
from homeward.domain.care.states import ItemState
from homeward.domain.care.suggest import FoundNeed, Suggestion, suggest
from homeward.domain.care.words import Choice
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@query(action="plan.read", name="plan.suggest", on="child_id", says="查看建议")
def suggestions(
    ctx: Context, *, child_id: UUID, found: tuple[FoundNeed, ...]
) -> tuple[Suggestion, ...]:
    """Offered programmes for these findings, most urgent first, each with its reasons and evidence.

    What the plan has already is left out; what was refused comes again only for a finding that began
    later.

    Args:
        found: the findings that the reader may see, as the room of needs tells them.
    """
    return suggest_for(child_id, found)


def suggest_for(child_id: UUID, found: Sequence[FoundNeed]) -> tuple[Suggestion, ...]:
    """The same for rooms above; the caller has decided who may see the findings."""
    items = PlanItem.objects.filter(child_id=child_id).exclude(state=ItemState.ENDED)
    running = set(items.values_list("programme", flat=True))
    return suggest(found, programmes(), running=running, refused=_refused(child_id))


def _refused(child_id: UUID) -> dict[str, date]:
    """Programmes by the latest day on which they were refused."""
    rows = SuggestionChoice.objects.filter(child_id=child_id, choice=Choice.REFUSED)
    return dict(rows.order_by("decided_on").values_list("programme", "decided_on"))
