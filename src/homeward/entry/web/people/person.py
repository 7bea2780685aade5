"""One person: the account, the appointments, the log-ins."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.entry.web.account.logins import logins_of
from homeward.entry.web.formpage import may
from homeward.entry.web.frame import context_of, role_text
from homeward.entry.web.people.words import place_text
from homeward.entry.web.scopes import scope_texts
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import PersonPage, get_person


def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The page; buttons ask the same rules as the doors."""
    found = get_person(context_of(request), user_id=user_id)
    shown = {
        "person": {
            "name": found.name,
            "login": found.username,
            "phone_readable": found.phone_readable,
            "phone": found.phone,
            "place_text": place_text(found.place),
            "active": found.is_active,
            "must_change": found.must_change_password,
            "made_at": found.made_at,
        },
        "appointments": _appointments(found),
        "logins": logins_of(found.username),
        "logins_visible": True,
        "actions": _actions(request, found),
        "crumbs": [{"text": _("人员"), "url": reverse("people")}],
    }
    return render(request, "people/person.html", shown)


def _appointments(found: PersonPage) -> list[dict[str, Any]]:
    where = scope_texts([(line.role, line.scope) for line in found.appointments])
    return [
        {
            "role_text": role_text(line.role),
            "scope_text": scope,
            "since": line.since,
            "until": line.until,
            "by": line.by or _("系统"),
            "end_url": reverse("end_appointment", args=[found.user_id, line.appointment_id])
            if line.may_end
            else "",
        }
        for line, scope in zip(found.appointments, where, strict=True)
    ]


def _actions(request: HttpRequest, found: PersonPage) -> list[dict[str, str]]:
    here = Target(place=found.place, subject_id=found.user_id)
    actions = []
    if may(request, "people.appoint", here):
        url = reverse("appoint", args=[found.user_id])
        actions.append({"text": _("任命岗位"), "url": url, "kind": ""})
    if found.is_active and may(request, "people.reset_password", here):
        url = reverse("reset_password", args=[found.user_id])
        actions.append({"text": _("重置密码"), "url": url, "kind": "secondary"})
    if may(request, "people.stop", here) and found.user_id != request.user.pk:
        actions.append(_stop_or_restore(found))
    if may(request, "people.open_county", here):
        url = reverse("open_county", args=[found.user_id])
        actions.append({"text": _("设立县级工作人员"), "url": url, "kind": "secondary"})
    return actions


def _stop_or_restore(found: PersonPage) -> dict[str, str]:
    if found.is_active:
        url = reverse("stop_person", args=[found.user_id])
        return {"text": _("停用账号"), "url": url, "kind": "warning"}
    url = reverse("restore_person", args=[found.user_id])
    return {"text": _("恢复账号"), "url": url, "kind": "secondary"}
