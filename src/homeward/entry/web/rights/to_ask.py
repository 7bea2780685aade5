"""Children who have turned fourteen: they are asked themselves what their parents agreed to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.children.consent.purposes import purposes
from homeward.domain.children.public import list_to_ask
from homeward.entry.web.frame import context_of, said
from homeward.foundation.access.decide import can
from homeward.foundation.places.public import names_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The youngest first; each purpose leads to where the answer is recorded."""
    ctx = context_of(request)
    page = list_to_ask(ctx)
    names = names_of({one.place for one in page.children})
    may = can(ctx.actor, "consent.record")
    shown = {
        "children": [
            {
                "name": one.name,
                "url": reverse("child", args=[one.child_id]),
                "place": names.get(one.place, one.place),
                "born_on": one.born_on,
                "purposes": [
                    {
                        "title": said(purposes()[name].title),
                        "url": reverse("child-consent", args=[one.child_id, name]) if may else "",
                    }
                    for name in one.purposes
                ],
            }
            for one in page.children
        ],
        "total": page.total,
        "crumbs": [{"text": _("孩子"), "url": reverse("children")}],
    }
    return render(request, "rights/to_ask.html", shown)
