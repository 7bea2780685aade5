"""Where the records of the care loop stand: where their child stands."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from homeward.domain.care.models import (
    Case,
    Conference,
    Engagement,
    Goal,
    Plan,
    PlanItem,
    Record,
    Referral,
    Review,
    Task,
)
from homeward.domain.care.states import CaseState
from homeward.domain.children.public import holds_back, leans_on_children
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.problems import NotFound

LOCATED: dict[str, type[Record]] = {
    "case_id": Case,
    "plan_id": Plan,
    "goal_id": Goal,
    "plan_item_id": PlanItem,
    "task_id": Task,
    "engagement_id": Engagement,
    "review_id": Review,
    "referral_id": Referral,
    "conference_id": Conference,
}
"""Parameter -> the record it names."""


def target_of(row: Record) -> Target:
    """Where a record stands, and the field class one must see to reach it."""
    return Target(row.place, row.school, row.child_id, getattr(row, "reads", ""))


def _located(parameter: str, model: type[Record]) -> None:
    @locator(parameter)
    def where(ctx: Context, record_id: UUID) -> Target:
        row = QuerySet(model).filter(pk=record_id).first()
        if row is None:
            raise NotFound()
        return target_of(row)


for _parameter, _model in LOCATED.items():
    _located(_parameter, _model)


@leans_on_children
def with_records(child_ids: Collection[UUID]) -> set[UUID]:
    """Children of whom this room keeps anything: their roll is not undone beneath it."""
    found: set[UUID] = set()
    for model in LOCATED.values():
        for child in QuerySet(model).filter(child_id__in=child_ids).values_list("child_id"):
            found.add(child[0])
    return found


@holds_back
def not_yet_closed(child_ids: Collection[UUID]) -> set[str]:
    """A case that is still open."""
    cases = Case.objects.filter(child_id__in=child_ids, state=CaseState.OPEN)
    return {gettext("个案还没有结束")} if cases.exists() else set()
