"""Which alerts stand, in few words, for the machine that compares them with what the rules say now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.needs.models import Alert
from homeward.domain.needs.words import AlertState


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest alert of one rule over one child whose finding has not gone since.

    Attributes:
        rank: of its severity.
        eased: its rule was no longer true; a person has yet to confirm that.
        decided: a person has ended it, and the finding stayed true.
        quiet_until: the day until which a decided one rests.
    """

    rank: int
    eased: bool
    decided: bool
    quiet_until: date | None


FEW = 50
"""Up to so many children are asked for one by one; more of them as the stretch of ids around them."""


def standing_alerts(child_ids: Collection[UUID]) -> dict[tuple[UUID, str], Standing]:
    """(child, rule) -> what stands, of these children at least.

    No scope and no class: for the machine's own work.
    """
    rows = Alert.objects.filter(cleared_at__isnull=True)
    if len(child_ids) > FEW:
        rows = rows.filter(child_id__range=(min(child_ids), max(child_ids)))
    else:
        rows = rows.filter(child_id__in=child_ids)
    found: dict[tuple[UUID, str], Standing] = {}
    for child, rule, rank, state, quiet_until in rows.order_by("raised_at", "id").values_list(
        "child_id", "rule", "rank", "state", "quiet_until"
    ):
        decided = state == AlertState.DECIDED
        if decided and (child, rule) in found and not found[child, rule].decided:
            continue  # two records were merged: the alert that nobody decided stands
        found[child, rule] = Standing(rank, state == AlertState.EASED, decided, quiet_until)
    return found
