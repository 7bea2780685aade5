"""Drilling down from the country to a village."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.children.public import count_parts, counts_whole, schools_near
from homeward.entry.web.areas import own_areas
from homeward.entry.web.formpage import may
from homeward.entry.web.frame import actor_of, context_of, role_text
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import ScopeKind, Target, covers_area
from homeward.foundation.accounts.public import list_people
from homeward.foundation.commands.context import Context
from homeward.foundation.places.public import (
    Level,
    PlaceLine,
    PlacePage,
    get_place,
    names_of,
    predecessors,
)

READ = "place.read"


def own(request: HttpRequest) -> HttpResponse:
    """The reader's own area where there is just one, else the country."""
    held = own_areas(actor_of(request), READ)
    if len(held) == 1 and held[0]:
        return HttpResponseRedirect(reverse("place", args=held))
    return HttpResponseRedirect(reverse("country"))


def place(request: HttpRequest, code: str = "") -> HttpResponse:
    """One place and its parts; numbers only where the reader's duty covers the whole of a part."""
    ctx = context_of(request)
    page = get_place(ctx, place=code)
    here = page.place
    living = [part for part in page.parts if part.until is None]
    shown = {
        "place": _head(here),
        "inner": _parts(ctx, living, code),
        "ended": [_ended(part) for part in page.parts if part.until],
        "schools": _schools(code) if here and here.level >= Level.COUNTY else [],
        "people": _people(ctx, code) if here and can(ctx.actor, "people.read") else [],
        "children_url": _children(ctx, code),
        "actions": _actions(request, here) if here and not here.until else [],
        "crumbs": _crumbs(page),
        "may_have_parts": here is None or here.level < Level.VILLAGE,
    }
    return render(request, "places/place.html", shown)


def _crumbs(page: PlacePage) -> list[dict[str, str]]:
    if page.place is None:
        return []
    above = [{"text": p.name, "url": reverse("place", args=[p.code])} for p in page.path[:-1]]
    return [{"text": _("全国"), "url": reverse("country")}, *above]


def level_text(level: int) -> str:
    """What kind of division."""
    return {
        Level.PROVINCE: _("省级"),
        Level.CITY: _("市级"),
        Level.COUNTY: _("县级"),
        Level.TOWNSHIP: _("乡镇、街道"),
        Level.VILLAGE: _("村、社区"),
    }[Level(level)]


def _head(here: PlaceLine | None) -> dict[str, Any]:
    if here is None:
        return {"name": _("全国"), "level_text": "", "code": ""}
    names = names_of(here.heirs)
    heirs = [{"name": names[code], "url": reverse("place", args=[code])} for code in here.heirs]
    return {
        "name": here.name,
        "level_text": level_text(here.level),
        "code": here.code,
        "until": here.until,
        "heirs": heirs,
        "predecessors": [{"name": old.name, "on": old.until} for old in predecessors(here.code)],
    }


def _parts(ctx: Context, parts: list[PlaceLine], code: str) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    if parts and can(ctx.actor, "child.count"):
        counts = dict(count_parts(ctx, level=parts[0].level, place=code).children)
    return [
        {
            "name": part.name,
            "url": reverse("place", args=[part.code]),
            "code": part.code,
            "children": counts.get(part.code, 0) if counts_whole(ctx.actor, part.code) else None,
        }
        for part in parts
    ]


def _ended(part: PlaceLine) -> dict[str, Any]:
    return {"name": part.name, "url": reverse("place", args=[part.code]), "until": part.until}


def _schools(code: str) -> list[str]:
    """Schools inside this place; those of the areas around it are told there."""
    return [one.name for one in schools_near(code) if covers_area(code, one.place)]


def _people(ctx: Context, code: str) -> list[dict[str, str]]:
    """Who is appointed to exactly this place, as far as the reader may read them."""
    return [
        {
            "name": person.name,
            "role_text": _("、").join(role_text(r.role) for r in person.roles if r.scope == code),
            "url": reverse("person", args=[person.user_id]),
        }
        for person in list_people(ctx, scope=code).people
    ]


def _children(ctx: Context, code: str) -> str:
    """The list of children here, for whoever has any of them."""
    duties = ctx.actor.duties_for("child.list")
    reach = [d.scope.value for d in duties if d.scope.kind == ScopeKind.AREA]
    inside = any(covers_area(area, code) or covers_area(code, area) for area in reach)
    return address("/children/", place=code) if code and inside else ""


def _actions(request: HttpRequest, here: PlaceLine) -> list[dict[str, str]]:
    """Only what the reader may do, and what this kind of place can have done to it."""
    at = Target(place=here.code)
    wanted = [
        ("place.add", "add_village", _("添加村（社区）"), here.level == Level.TOWNSHIP),
        ("school.add", "add_school", _("添加学校"), here.level in (Level.COUNTY, Level.TOWNSHIP)),
        ("place.rename", "rename_place", _("改名"), here.level == Level.VILLAGE),
        ("place.succeed", "succeed_place", _("合并、拆分"), here.level >= Level.TOWNSHIP),
    ]
    actions = [
        {"text": text, "url": reverse(name, args=[here.code]), "kind": "secondary"}
        for command, name, text, fits in wanted
        if fits and may(request, command, at)
    ]
    if may(request, "people.create", at):
        url = address(reverse("add_person"), place=here.code)
        actions.append({"text": _("在这里添加人员"), "url": url, "kind": "secondary"})
    return actions
