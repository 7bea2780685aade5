"""What each definition will say of a roll's children once it is committed."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count

from homeward.domain.children.facts import definitions
from homeward.domain.children.models import Status
from homeward.domain.children.roll.commands import import_plan
from homeward.domain.children.roll.now import chunks
from homeward.domain.children.roll.plan import Plan
from homeward.domain.children.words import Source, Truth
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.rehearse import rehearsal


def statuses_after(ctx: Context, plan: Plan) -> dict[str, dict[str, int]]:
    """Definition -> answer -> number, over the rows that go in or are in already."""
    with rehearsal("roll.commit"):
        written = import_plan(ctx, plan, Source.ROLL, None)
        there = [placed.known.child_id for placed in plan.unchanged if placed.known]
        found = _count([*written.created, *written.updated, *there])
    return {
        rule.id: {truth.value: found[rule.id, truth.value] for truth in Truth}
        for rule in definitions().in_force(ctx.today)
    }


def _count(child_ids: Sequence[UUID]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for some in chunks(child_ids):
        rows = Status.objects.filter(ended_at__isnull=True, child_id__in=some)
        for definition, truth, many in rows.values_list("definition", "truth").annotate(
            Count("id")
        ):
            found[definition, truth] += many
    return found
