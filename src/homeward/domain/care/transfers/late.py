"""Offers that nobody has answered go to whoever stands above both areas."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.domain.care.models import Transfer
from homeward.domain.care.owners import Owner
from homeward.domain.care.record import card_of, move
from homeward.domain.care.schedule import put_task, within
from homeward.domain.care.states import TransferState
from homeward.domain.care.words import Origin
from homeward.domain.needs.public import Severity
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target
from homeward.foundation.clock import day_of
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

LATE = {
    "zh": "转移逾期没有答复，请协调",
    "en": "A transfer was not answered in time; bring the two sides together",
}
TOWNSHIP = 9  # digits of the code that two villages of one township share


@dataclass(frozen=True, slots=True)
class TransfersEscalated:
    """How many offers went up."""

    transfers: int


@command(
    action="transfer.escalate_due", says="上报逾期的转移",
    unscoped="the machine, when a clock has run out",
)  # fmt: skip
def escalate_due_transfers(ctx: Context) -> TransfersEscalated:
    """Put each late offer on the list of whoever stands above both areas, once."""
    late = Transfer.objects.select_for_update().filter(
        state=TransferState.OFFERED, due_on__lt=ctx.today, escalated_at__isnull=True
    )
    count, holders = 0, Holders(ctx.today)
    for row in late:
        move(ctx, row, "escalate", escalated_at=ctx.at)
        card = card_of(row.child_id)
        role, user_id = _above(holders, row, Target(card.place, card.school_id, card.child_id))
        put_task(
            ctx, card, Owner(role, user_id), title=LATE, due_on=within(ctx, 3), why="transfer",
            origin=Origin.TRANSFER, origin_id=row.id, severity=Severity.ORANGE,
        )  # fmt: skip
        count += 1
    return TransfersEscalated(count)


def _above(holders: Holders, row: Transfer, target: Target) -> tuple[str, UUID | None]:
    """One township's supervisor where both lie in it, else the county's officer of the old area."""
    within_township = row.from_place[:TOWNSHIP] == row.to_place[:TOWNSHIP]
    roles = ("township_supervisor", "county_officer") if within_township else ("county_officer",)
    for role in roles:
        if user_id := holders.find(role, target):
            return role, user_id
    return roles[-1], None


def transfers_wait(at: datetime) -> bool:
    """Whether there is anything to escalate."""
    return Transfer.objects.filter(
        state=TransferState.OFFERED, due_on__lt=day_of(at), escalated_at__isnull=True
    ).exists()
