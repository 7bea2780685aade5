"""What surrounds every page: who is asking, through which call, and what they may open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homeward.entry.api.caller import request_id
from homeward.entry.web.dates import in_chinese
from homeward.entry.web.scopes import for_a_few
from homeward.foundation import clock
from homeward.foundation.access.actor import NOBODY, Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.roles import roles
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.public import find_actor
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.ids import new_id


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the main navigation; the action is the one that its pages ask for."""

    text: str | Promise
    path: str
    action: str
    of_areas: bool = False
    """Of no use to a parent, or whoever else is there for a few children by name."""
    of_few: bool = False
    """For those alone."""


ROOMS = (
    Room(_("孩子"), "/children/", "child.list"),
    Room(_("预警"), "/alerts/", "alert.read"),
    Room(_("工作进展"), "/board/", "task.list"),
    Room(_("筛查"), "/screening/", "round.read"),
    Room(_("报告"), "/reports/", "report.read"),
    Room(_("帮扶人"), "/helpers/", "helper.read"),
    Room(_("我的帮扶"), "/helpers/mine/", "match.child", of_few=True),
    Room(_("导入名册"), "/roll/", "roll.read"),
    Room(_("地区"), "/places/", "place.read", of_areas=True),
    Room(_("人员"), "/people/", "people.read"),
    Room(_("操作记录"), "/audit/", "audit.read"),
)


def user_of(request: HttpRequest) -> User:
    """The person signed in; the middleware lets nobody else reach a view that asks."""
    return cast("User", request.user)


def actor_of(request: HttpRequest) -> Actor:
    """The reader with the duties of today, loaded once a request and only when asked for."""
    kept = cast("Any", request)
    if not hasattr(kept, "actor"):
        user = kept.user
        kept.actor = find_actor(user.pk, clock.today()) if user.is_authenticated else NOBODY
    return cast("Actor", kept.actor)


def context_of(
    request: HttpRequest, *, command_id: UUID | None = None, reason: str = ""
) -> Context:
    """This request as a call. `command_id` comes from the form, so that sending twice acts once."""
    return Context(
        actor=actor_of(request),
        channel=Channel.WEB,
        request_id=request_id(request),
        command_id=command_id or new_id(),
        reason=reason,
    )


def said(text: Mapping[str, str]) -> str:
    """A text from the data files, in the reader's language."""
    return text["zh"] if in_chinese() else text.get("en", text["zh"])


def role_text(role: str) -> str:
    """A role's title; the code itself when the rule file no longer knows it."""
    known = roles().get(role)
    return said(known.title) if known else role


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what `base.html` needs, and the day that pages count from."""
    return {"page": _page(request), "today": clock.today()}


def _page(request: HttpRequest) -> dict[str, Any]:
    user = cast("Any", getattr(request, "user", None))
    signed_in = bool(user and user.is_authenticated)
    return {
        "home_url": "/",
        "help_url": "/help/",
        "report_url": _report(request) if signed_in else "",
        "language_url": reverse("language"),
        # after a language switch the reader comes back here; a form is shown afresh by GET
        "path": request.get_full_path(),
        "nav": _nav(request) if signed_in else [],
        "person": _person(request) if signed_in else None,
    }


def _nav(request: HttpRequest) -> list[dict[str, object]]:
    """Only what the reader may open; nothing but the account while the first password stands."""
    if user_of(request).must_change_password:
        return []
    actor = actor_of(request)
    home: dict[str, object] = {"text": _("首页"), "url": "/", "current": request.path == "/"}
    rooms: list[dict[str, object]] = [
        {"text": room.text, "url": room.path, "current": request.path.startswith(room.path)}
        for room in ROOMS
        if can(actor, room.action) and not (room.of_few if not for_a_few(actor) else room.of_areas)
    ]
    return [home, *rooms]


def _report(request: HttpRequest) -> str:
    """Where harm is reported, one tap from every page, for whoever meets children."""
    if user_of(request).must_change_password or not can(actor_of(request), "report.file"):
        return ""
    return reverse("report-own")


def _person(request: HttpRequest) -> dict[str, str]:
    held = dict.fromkeys(duty.role.id for duty in actor_of(request).duties)
    return {
        "name": user_of(request).name,
        "role_text": (_("、") + "").join(role_text(role) for role in held),
        "account_url": reverse("account"),
        "logout_url": reverse("logout"),
    }
