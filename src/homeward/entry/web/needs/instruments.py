"""What is asked of whom: every instrument with its words, its licence and its limits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.needs.public import InstrumentForm, Reads, list_instruments
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.needs.screening.round import sheet_of
from homeward.foundation.access.decide import require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every instrument; those whose text may be shipped first."""
    ctx = context_of(request)
    require(ctx.actor, "instrument.read")
    found = sorted(list_instruments(ctx), key=lambda one: not one.text_shipped)
    return render(request, "needs/instruments.html", {"instruments": [_line(one) for one in found]})


def _line(one: InstrumentForm) -> dict[str, Any]:
    return {
        **sheet_of(one, one.informants[0]),
        "id": one.instrument,
        "about": said(one.about) if one.about else "",
        "ages": _("%(first)d—%(last)d岁") % {"first": one.youngest, "last": one.oldest},
        "informants": _("、").join(str(who.label) for who in one.informants),
        "reads": Reads(one.reads).label,
        "paper": one.paper,
        "validated": one.validated,
        "licence": said(one.licence),
        "source": said(one.source),
        "wording": said(one.wording) if one.wording else "",
        "scales": [
            {"title": said(s.title), "low": f"{s.low:g}", "high": f"{s.high:g}"} for s in one.scales
        ],
    }
