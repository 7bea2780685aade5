"""The children of whoever is there for a few by name: a parent, an acting parent."""

from typing import Any

from homeward.domain.children.public import list_children
from homeward.entry.web.children.listing import LIST, line_of
from homeward.entry.web.scopes import for_a_few
from homeward.foundation.access.decide import can
from homeward.foundation.commands.context import Context

MOST = 12


def own_children(ctx: Context) -> list[dict[str, Any]]:
    """Lines of a list; none for whoever answers for an area or a school."""
    if not for_a_few(ctx.actor) or not can(ctx.actor, LIST):
        return []
    return [line_of(child) for child in list_children(ctx, limit=MOST).children]
