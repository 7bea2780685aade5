"""Rooms above put something on the list of whoever is responsible for a child, and take it off again."""

from collections.abc import Iterable
from uuid import UUID

from homeward.domain.care.owners import Owner
from homeward.domain.care.record import card_of
from homeward.domain.care.schedule import drop_tasks, put_task, within
from homeward.domain.care.words import Origin
from homeward.domain.children.public import responsible_for
from homeward.domain.needs.public import Severity
from homeward.engines.yamlfile import Words
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context


def ask_responsible(
    ctx: Context, child_id: UUID, *, title: Words, days: int, why: str, origin: Origin,
    origin_id: UUID, severity: Severity = Severity.GREEN,
) -> None:  # fmt: skip
    """A task for the person responsible for a child where it stands now; inside a command only.

    Args:
        days: from today, moved to a working day.
    """
    card = card_of(child_id)
    person = responsible_for(Holders(ctx.today), Target(card.place, card.school_id, child_id))
    owner = Owner(person.role, person.user_id) if person else Owner("county_officer")
    put_task(
        ctx, card, owner, title=title, due_on=within(ctx, days, safety=True), why=why,
        origin=origin, origin_id=origin_id, severity=severity, safety=True,
    )  # fmt: skip


def unask(ctx: Context, origin: Origin, ids: Iterable[UUID]) -> None:
    """Take off the lists what came from these records; inside a command only."""
    drop_tasks(ctx, origin, ids)
