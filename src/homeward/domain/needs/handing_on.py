"""Alerts of a child who has moved go to whoever answers for it there."""

from uuid import UUID

from homeward.domain.children.public import bring_along
from homeward.domain.needs.alerts import add_step
from homeward.domain.needs.commands.follow import MODELS
from homeward.domain.needs.models import Alert
from homeward.domain.needs.owners import owner_of
from homeward.domain.needs.words import Reads, StepKind
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context


def hand_alerts_on(ctx: Context, holders: Holders, child_id: UUID, target: Target) -> int:
    """Let this room's records stand where the child stands now, and each open alert with its owner there.

    Inside a command only. Returns how many alerts changed hands.
    """
    bring_along(MODELS, child_id)
    count = 0
    for alert in Alert.objects.filter(child_id=child_id, decided_at__isnull=True):
        role, owner_id, level = owner_of(holders, alert.owner_role, target, Reads(alert.reads))
        if owner_id == alert.owner_id:
            continue
        alert.owner_role, alert.owner_id, alert.level = role, owner_id, level
        alert.save(update_fields=["owner_role", "owner_id", "level"])
        add_step(ctx, alert, StepKind.HANDED_OVER)
        count += 1
    return count


def open_alert_titles(child_id: UUID) -> list[dict[str, str]]:
    """The titles of a child's open alerts that whoever cares may know of, the most urgent first."""
    rows = Alert.objects.filter(child_id=child_id, decided_at__isnull=True, reads=Reads.CARE)
    titles = rows.order_by("-rank", "due_at").values_list("title_zh", "title_en")
    return [{"zh": zh, "en": en} for zh, en in titles]
