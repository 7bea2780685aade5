"""What each role may do, straight from the rule file that decides it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.entry.web.frame import actor_of, role_text
from homeward.entry.web.people.words import scope_kind_text
from homeward.foundation.access.decide import can
from homeward.foundation.access.roles import MACHINE, FieldClass, Role, roles
from homeward.foundation.commands.registry import COMMANDS, QUERIES


def rights(request: HttpRequest) -> HttpResponse:
    """The matrix; it names no person, so everybody signed in may read it."""
    held = [role for role in roles().values() if role.id != MACHINE]
    shown = {
        "roles": [_role(role) for role in held],
        "acts": _acts(held),
        "crumbs": [{"text": _("人员"), "url": reverse("people")}]
        if can(actor_of(request), "people.read")
        else [],
    }
    return render(request, "people/roles.html", shown)


def _role(role: Role) -> dict[str, Any]:
    classes = {
        FieldClass.PUBLIC: _("公开信息"),
        FieldClass.CARE: _("照护需要知道的"),
        FieldClass.IDENTITY: _("身份证号、电话、住址"),
        FieldClass.PROTECTED: _("极少数人可见的"),
    }
    return {
        "title": role_text(role.id),
        "scope_text": scope_kind_text(role.scope),
        "sees_text": _("、").join(text for one, text in classes.items() if one in role.sees),
        "appoints_text": _("、").join(role_text(one) for one in roles() if one in role.appoints),
    }


def _acts(held: list[Role]) -> list[dict[str, Any]]:
    """Every action that a person's role holds, by the words of the doors it opens."""
    says: dict[str, list[str]] = {}
    for door in [*COMMANDS.values(), *QUERIES.values()]:
        says.setdefault(door.action, []).append(_(door.says))
    actions = dict.fromkeys(action for role in held for action in sorted(role.actions))
    return [
        {
            "text": _("、").join(dict.fromkeys(says.get(action, [action]))),
            "held": [action in role.actions for role in held],
        }
        for action in actions
    ]
