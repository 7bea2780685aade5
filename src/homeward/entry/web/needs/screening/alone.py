"""One child asked outside a round: which instrument, answered by whom, and its paper."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.children.public import get_headline, where_child
from homeward.domain.needs.instruments import age_at
from homeward.domain.needs.public import InstrumentForm, list_instruments
from homeward.domain.needs.words import Informant
from homeward.entry.web.formpage import INVALID
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.needs.screening.papers import PaperForm, Sheet
from homeward.entry.web.needs.screening.round import sheet_of
from homeward.entry.web.needs.screening.typed import PaperPage, blamed
from homeward.foundation.access.decide import require
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import HTTP_STATUS, Problem

RECORD = "need.record"


@require_safe
def choose(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What may be asked of this child, or about it, at its age."""
    ctx = _guarded(request, child_id)
    child = get_headline(ctx, child_id=child_id)
    age = age_at(child.born_on, ctx.today)
    meant = [
        one for one in list_instruments(ctx) if age is None or one.youngest <= age <= one.oldest
    ]
    shown = {
        "instruments": [_line(child_id, one) for one in meant],
        "aged": age is not None,
        "name": child.name,
        "crumbs": _crumbs(child_id, child.name),
    }
    return render(request, "needs/choose.html", shown)


def _guarded(request: HttpRequest, child_id: UUID) -> Context:
    """To whoever may not read the child, the child does not exist."""
    ctx = context_of(request)
    target = where_child(ctx, child_id)
    require(ctx.actor, "child.read", target)
    require(ctx.actor, RECORD, target)
    return ctx


def _crumbs(child_id: UUID, name: str) -> list[dict[str, str]]:
    return [
        {"text": _("孩子"), "url": reverse("children")},
        {"text": name, "url": reverse("child", args=[child_id])},
    ]


def _line(child_id: UUID, one: InstrumentForm) -> dict[str, Any]:
    return {
        "title": said(one.title),
        "about": said(one.about),
        "standing": said(one.standing) if one.standing else "",
        "ages": _("%(first)d—%(last)d岁") % {"first": one.youngest, "last": one.oldest},
        "ways": [
            {
                "text": who.label,
                "url": reverse("child-ask-paper", args=[child_id, one.instrument, who.value]),
            }
            for who in one.informants
        ],
    }


class Ask(PaperPage):
    """The paper of one child: one instrument, one informant."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.child_id: UUID = kwargs["child_id"]
        ctx = _guarded(request, self.child_id)
        by_id = {one.instrument: one for one in list_instruments(ctx)}
        known, who = by_id.get(kwargs["instrument"]), kwargs["informant"]
        if known is None or who not in known.informants:
            raise Http404
        self.instrument, self.informant = known, Informant(who)
        self.name = get_headline(ctx, child_id=self.child_id).name
        return super().dispatch(request, *args, **kwargs)

    def asked(self) -> tuple[InstrumentForm, ...]:
        return (self.instrument,)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self._form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.show(form, INVALID)
        try:
            return self.save(form, self.child_id)
        except Problem as problem:
            blamed(form, problem)
            return self.show(form, HTTP_STATUS[problem.kind])

    def _form(self, data: Any = None) -> PaperForm:
        sheet = Sheet(self.instrument, sheet_of(self.instrument, self.informant))
        return PaperForm(data, sheets=[sheet])

    def next_url(self) -> str:
        return reverse("child", args=[self.child_id])

    def crumbs(self) -> list[dict[str, str]]:
        choosing = {"text": _("问一份问卷"), "url": reverse("child-ask", args=[self.child_id])}
        return [*_crumbs(self.child_id, self.name), choosing]

    def show(self, form: PaperForm, status: int = 200) -> HttpResponse:
        """The sheet, with everything typed."""
        shown = {
            "form": form,
            "name": self.name,
            "informant": self.informant.label,
            "has_items": bool(self.instrument.items) and self.instrument.text_shipped,
            "crumbs": self.crumbs(),
            "cancel_url": reverse("child-ask", args=[self.child_id]),
        }
        return render(self.request, "needs/ask.html", shown, status=status)
