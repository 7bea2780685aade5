"""My children by household: one line a family, the way to its page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.children.public import HouseholdLine, list_households
from homeward.entry.web.children import choices
from homeward.entry.web.children.listing import away_text
from homeward.entry.web.frame import context_of


def _line(one: HouseholdLine) -> dict[str, Any]:
    """A family as its eldest child's record tells of it."""
    home = one.children[0].home
    carer = home.carer_kinship or home.carer
    return {
        "url": reverse("child-household", args=[one.children[0].child_id]),
        "place": one.place_name,
        "children": one.children,
        "carer": str(carer.label) if carer else None,
        "away": away_text(home),
    }


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The households of the reader's area, or of the place in the address."""
    ctx = context_of(request)
    found = list_households(ctx, place=choices.known(request.GET.get("place", "")))
    shown = {
        "lines": [_line(one) for one in found],
        "children": sum(len(one.children) for one in found),
        "crumbs": [{"text": _("孩子"), "url": reverse("children")}],
    }
    return render(request, "children/households.html", shown)
