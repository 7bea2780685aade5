"""The children of whoever is there for a few by name: a parent, an acting parent."""

from typing import Any

from homeward.domain.children.public import list_children
from homeward.entry.web.children.listing import LIST, line_of
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.commands.context import Context

BY_NAME = {ScopeKind.CASELOAD, ScopeKind.FAMILY}
MOST = 12


def own_children(ctx: Context) -> list[dict[str, Any]]:
    """Lines of a list; none for whoever answers for an area or a school."""
    scopes = {duty.scope.kind for duty in ctx.actor.duties}
    if not scopes or not scopes <= BY_NAME or not can(ctx.actor, LIST):
        return []
    return [line_of(child) for child in list_children(ctx, limit=MOST).children]
