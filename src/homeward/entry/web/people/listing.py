"""People of the reader's areas and what they are appointed to."""

from typing import Any
from uuid import UUID

from axes.models import AccessLog
from django import forms
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.entry.web.formpage import may
from homeward.entry.web.frame import context_of, role_text
from homeward.entry.web.people.words import place_text
from homeward.entry.web.remembered import address, keep, recall
from homeward.foundation.access.decide import require
from homeward.foundation.access.roles import MACHINE, roles
from homeward.foundation.accounts.public import PeoplePage, list_people


class PeopleForm(forms.Form):
    """Conditions of the list."""

    q = forms.CharField(label=gettext_lazy("姓名或登录名"), required=False, max_length=60)
    role = forms.ChoiceField(label=gettext_lazy("职责"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held = [(role, role_text(role)) for role in roles() if role != MACHINE]
        self.fields["role"].choices = [("", _("全部")), *held]  # type: ignore[attr-defined]


def people(request: HttpRequest) -> HttpResponse:
    """The list; a name never stands in an address."""
    ctx = context_of(request)
    require(ctx.actor, "people.read")
    here = reverse("people")
    form = PeopleForm(request.POST if request.method == "POST" else recall(request))
    said = form.cleaned_data if form.is_valid() else {}
    typed = {name: str(said.get(name, "")).strip() for name in form.fields}
    if request.method == "POST":
        return HttpResponseRedirect(address(here, f=keep(request, typed)))
    after = _id(request.GET.get("after", ""))
    found = list_people(ctx, q=typed["q"], role=typed["role"], after=after)
    key = request.GET.get("f", "")
    filtered = any(typed.values())
    shown = {
        "form": form,
        "clear_url": here if filtered else "",
        "filtered": filtered,
        "people": _lines(found),
        "total": found.total,
        "pages": {
            "first_url": address(here, f=key) if after else "",
            "next_url": address(here, f=key, after=str(found.after)) if found.after else "",
        },
        "add_url": reverse("add_person") if may(request, "people.create") else "",
        "roles_url": reverse("roles"),
    }
    return render(request, "people/list.html", shown)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _lines(found: PeoplePage) -> list[dict[str, Any]]:
    names = [person.username for person in found.people]
    seen = AccessLog.objects.filter(username__in=names).values_list("username")
    last = dict(seen.annotate(at=Max("attempt_time")))
    return [
        {
            "url": reverse("person", args=[person.user_id]),
            "name": person.name,
            "login": person.username,
            "roles_text": _("、").join(dict.fromkeys(role_text(r.role) for r in person.roles)),
            "places_text": place_text(person.place),
            "last_seen": last.get(person.username),
            "active": person.is_active,
        }
        for person in found.people
    ]
