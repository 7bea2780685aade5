"""The foot of the page: who is responsible, who may see it, who did."""

from typing import Any

from django.utils.translation import gettext as _

from homeward.domain.children.queries.page import ChildPage
from homeward.domain.children.queries.who import Look, MaySee
from homeward.entry.web.frame import role_text
from homeward.entry.web.scopes import scope_texts

RESPONSIBLE = "child_director"


def may_see(readers: tuple[MaySee, ...]) -> list[dict[str, str]]:
    """Everybody whose duty reaches this child."""
    where = scope_texts([(one.role, one.scope) for one in readers])
    return [
        {"who": one.name, "why": f"{role_text(one.role)} · {scope}"}
        for one, scope in zip(readers, where, strict=True)
    ]


def responsible(page: ChildPage) -> dict[str, str]:
    """The child director of the child's own village."""
    names = [
        one.name for one in page.may_see if one.role == RESPONSIBLE and one.scope == page.place
    ]
    if not names:
        return {"responsible": _("还没有任命儿童主任"), "responsible_note": ""}
    return {"responsible": _("、").join(names), "responsible_note": role_text(RESPONSIBLE)}


def looked(looks: tuple[Look, ...]) -> list[dict[str, Any]]:
    """The latest readings, newest first."""
    what = {
        "child.read": _("一人一档"),
        "child.household": _("一户"),
        "child.believed": _("当时掌握的情况"),
    }
    return [
        {"who": one.name or _("系统"), "what": what.get(one.what, one.what), "at": one.at}
        for one in looks
    ]
