"""The papers of a round: one screen a child, then straight to the next."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.children.public import where_child
from homeward.domain.needs.public import InstrumentForm, NotTaken, next_entry, refuse_seat
from homeward.entry.web.formpage import INVALID
from homeward.entry.web.frame import context_of
from homeward.entry.web.needs.screening.papers import LeftForm, RoundPaperForm, sheets_of
from homeward.entry.web.needs.screening.round import crumbs
from homeward.entry.web.needs.screening.rounds import lines_of
from homeward.entry.web.needs.screening.typed import PaperPage, blamed
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.problems import HTTP_STATUS, Problem


class Entry(PaperPage):
    """The next paper: shown, saved, and on to the one after it."""

    round_id: UUID

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.round_id = kwargs["round_id"]
        asked = request.GET.get("after", "")
        self.after = int(asked) if asked.isdecimal() and len(asked) < 8 else -1
        self.entry = next_entry(context_of(request), round_id=self.round_id, after=self.after)
        self.informant = self.entry.round.informant
        return super().dispatch(request, *args, **kwargs)

    def asked(self) -> tuple[InstrumentForm, ...]:
        return self.entry.instruments

    def crumbs(self) -> list[dict[str, str]]:
        return crumbs()

    def get(self, request: HttpRequest, round_id: UUID) -> HttpResponse:
        return self.show(self._form())

    def post(self, request: HttpRequest, round_id: UUID) -> HttpResponse:
        return self._post_left() if "left" in request.POST else self._post_paper()

    def _post_paper(self) -> HttpResponse:
        form = self._form(self.request.POST)
        if not form.is_valid():
            return self.show(form, status=INVALID)
        child_id = form.cleaned_data["child_id"]
        if not self._is_next(child_id):
            if self.alarms() and self._may_record(child_id):
                return self.stay(child_id)  # sent twice: what to do must not get lost
            return self._too_late()
        try:
            return self.save(form, child_id)
        except Problem as problem:
            return self.show(blamed(form, problem), status=HTTP_STATUS[problem.kind])

    def _post_left(self) -> HttpResponse:
        form = LeftForm(self.request.POST)
        if not form.is_valid():
            return self.show(self._form(), form, INVALID)
        if not self._is_next(form.cleaned_data["child_id"]):
            return self._too_late()
        try:
            return self._leave(form)
        except Problem as problem:
            return self.show(self._form(), blamed(form, problem), HTTP_STATUS[problem.kind])

    def _is_next(self, child_id: UUID) -> bool:
        return self.entry.seat is not None and self.entry.seat.child_id == child_id

    def _too_late(self) -> HttpResponse:
        messages.info(self.request, _("那个孩子的问卷刚才已经有人处理，没有重复记录。"))
        return HttpResponseRedirect(self._here())

    def _may_record(self, child_id: UUID) -> bool:
        ctx = context_of(self.request)
        return can(ctx.actor, "need.record", where_child(ctx, child_id))

    def _form(self, data: Any = None) -> Any:
        seat = self.entry.seat
        initial = {"child_id": seat.child_id} if seat else {}
        return RoundPaperForm(data, initial=initial, sheets=sheets_of(self.entry, self.today()))

    def _leave(self, form: forms.Form) -> HttpResponse:
        cleaned = dict(form.cleaned_data)
        ctx = context_of(self.request, command_id=cleaned.pop("command_id"))
        how = NotTaken(cleaned["how"])
        refuse_seat(
            ctx, child_id=cleaned["child_id"], round_id=self.round_id, how=how, why=cleaned["why"]
        )
        return self.go_on(_("已记下：%(how)s。") % {"how": how.label})

    def next_url(self) -> str:
        seat = self.entry.seat
        return address(self._here(), after=str(seat.position) if seat else "")

    def _here(self) -> str:
        return reverse("screening-entry", args=[self.round_id])

    def show(self, form: Any, left: Any = None, status: int = 200) -> HttpResponse:
        """The paper of the child whose turn it is; or that all are in."""
        seat, line = self.entry.seat, lines_of((self.entry.round,))[0]
        shown = {
            "round": line,
            "number": seat.position + 1 if seat else 0,
            "name": seat.name if seat else "",
            "form": form,
            "left": left or LeftForm(initial={"child_id": seat.child_id} if seat else {}),
            "left_open": left is not None,
            "has_items": seat is not None and any(one.form.items for one in form.sheets),
            "here": address(
                self._here(), after=str(seat.position - 1) if seat and seat.position else ""
            ),
            "skip_url": self.next_url(),
            "crumbs": [*crumbs(), {"text": line["title"], "url": line["url"]}],
        }
        return render(self.request, "needs/entry.html", shown, status=status)
