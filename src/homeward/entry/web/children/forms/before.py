"""Search before create: who may be the child of a registration form, and what the registrar said of them."""

from typing import Any, cast
from uuid import UUID, uuid5

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from homeward.domain.children.public import Before, Elsewhere, MayBe, find_before, tell_apart
from homeward.entry.web.children.doubles import reasons_of, record_of
from homeward.entry.web.frame import context_of, role_text
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import Problem

ELSEWHERE = "elsewhere"
"""Stands among the ids once the registrar was told of records out of sight."""
ASKED = ("place", "child", "parents", "carer")


def look(ctx: Context, said: dict[str, Any], seen: set[str]) -> Before | None:
    """What the registrar has not been shown yet; None when there is nothing.

    A fault of what was typed is told by the command that follows.
    """
    try:
        found = find_before(ctx, **{name: said[name] for name in ASKED})
    except Problem:
        return None
    new = any(str(one.child.child_id) not in seen for one in found.may_be)
    told = not found.elsewhere or ELSEWHERE in seen
    return found if new or not told else None


def seen_in(text: str) -> set[str]:
    """Ids of whom the form has shown."""
    return set(filter(None, text.split(",")))


def with_seen(data: Any, found: Before, seen: set[str]) -> QueryDict:
    """The form's data, which remembers whom it has shown."""
    shown = {str(one.child.child_id) for one in found.may_be} | seen
    if found.elsewhere:
        shown.add(ELSEWHERE)
    kept = cast("QueryDict", data).copy()
    kept["seen"] = ",".join(sorted(shown))
    return kept


def shown(found: Before) -> dict[str, Any]:
    """What `children/_before.html` shows."""
    return {
        "may_be": [_card(one) for one in found.may_be],
        "elsewhere": [_distance(one) for one in found.elsewhere],
    }


def _card(one: MayBe) -> dict[str, Any]:
    return {**record_of(one.child), "reasons": reasons_of(one.reasons, one.rival)}


def _distance(one: Elsewhere) -> str:
    """How far away, and whom to ask; nothing of what stands in the record."""
    where = {
        "village": _("本村有一条您看不到的相似记录"),
        "township": _("本乡镇另一个村有一条相似的记录"),
        "county": _("本县另一个乡镇有一条相似的记录"),
        "beyond": _("外县有一条用同一个电话的相似记录"),
    }[one.level]
    who = f"{one.ask} · {role_text(one.role)}" if one.ask else role_text(one.role)
    return _("%(where)s，请问%(who)s。") % {"where": where, "who": who}


def tell(request: HttpRequest, child_id: UUID) -> None:
    """Remember that the child is none of those whom the registrar was shown."""
    ids = []
    for text in seen_in(request.POST.get("seen", "")) - {ELSEWHERE}:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    if ids:
        ctx = context_of(request, command_id=uuid5(child_id, "tell apart"))
        tell_apart(ctx, child_id=child_id, other_ids=tuple(sorted(ids)))
