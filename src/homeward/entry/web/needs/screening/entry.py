"""Typing in papers: one screen a child, then straight to the next. No score is shown to whoever types."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from homeward.domain.children.public import where_child
from homeward.domain.needs.public import (
    AnswerDraft,
    NotTaken,
    ScoreDraft,
    hotlines,
    needs_somebody_today,
    next_entry,
    record_response,
    record_scores,
    refuse_seat,
    who_is_told,
)
from homeward.entry.web.formpage import INVALID
from homeward.entry.web.frame import context_of, role_text, said
from homeward.entry.web.needs.screening.papers import (
    LeftForm,
    PaperForm,
    Sheet,
    given,
    sheets_of,
    whole,
)
from homeward.entry.web.needs.screening.round import crumbs
from homeward.entry.web.needs.screening.rounds import lines_of
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.problems import HTTP_STATUS, Kind, Problem


class Entry(View):
    """The next paper: shown, saved, and on to the one after it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.round_id: UUID = kwargs["round_id"]
        asked = request.GET.get("after", "")
        self.after = int(asked) if asked.isdecimal() and len(asked) < 8 else -1
        self.entry = next_entry(context_of(request), round_id=self.round_id, after=self.after)
        return super().dispatch(request, *args, **kwargs)

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
                return self._stay(child_id)  # sent twice: what to do must not get lost
            return self._too_late()
        try:
            return self._save(form)
        except Problem as problem:
            return self.show(_blamed(form, problem), status=HTTP_STATUS[problem.kind])

    def _post_left(self) -> HttpResponse:
        form = LeftForm(self.request.POST)
        if not form.is_valid():
            return self.show(self._form(), form, INVALID)
        if not self._is_next(form.cleaned_data["child_id"]):
            return self._too_late()
        try:
            return self._leave(form)
        except Problem as problem:
            return self.show(self._form(), _blamed(form, problem), HTTP_STATUS[problem.kind])

    def _is_next(self, child_id: UUID) -> bool:
        return self.entry.seat is not None and self.entry.seat.child_id == child_id

    def _too_late(self) -> HttpResponse:
        messages.info(self.request, _("那个孩子的问卷刚才已经有人处理，没有重复记录。"))
        return HttpResponseRedirect(self._here())

    def alarms(self) -> bool:
        """Whether what was typed asks for a person the same day."""
        posted = self.request.POST
        return any(
            needs_somebody_today(
                one.instrument,
                {
                    item.item: int(value)
                    for item in one.items
                    if (value := posted.get(f"{one.instrument}-{item.item}", "")).isdecimal()
                },
            )
            for one in self.entry.instruments
        )

    def _may_record(self, child_id: UUID) -> bool:
        ctx = context_of(self.request)
        return can(ctx.actor, "need.record", where_child(ctx, child_id))

    def _form(self, data: Any = None) -> Any:
        seat = self.entry.seat
        initial = {"child_id": seat.child_id} if seat else {}
        return PaperForm(data, initial=initial, sheets=sheets_of(self.entry, self.today()))

    def today(self) -> Any:
        """The day from which ages are counted."""
        return context_of(self.request).today

    def _leave(self, form: forms.Form) -> HttpResponse:
        cleaned = dict(form.cleaned_data)
        ctx = context_of(self.request, command_id=cleaned.pop("command_id"))
        how = NotTaken(cleaned["how"])
        refuse_seat(
            ctx, child_id=cleaned["child_id"], round_id=self.round_id, how=how, why=cleaned["why"]
        )
        return self._on(_("已记下：%(how)s。") % {"how": how.label})

    def _save(self, form: PaperForm) -> HttpResponse:
        """Each sheet by its own command; one that was answered with nothing stays open."""
        kept = 0
        for sheet in form.sheets:
            typed = given(sheet, form.cleaned_data)
            try:
                kept += bool(typed) and self._keep(sheet, typed, form.cleaned_data)
            except Problem:
                if kept and self.alarms():
                    return self._stay(form.cleaned_data["child_id"])
                raise
        if self.alarms():
            return self._stay(form.cleaned_data["child_id"])
        return self._on(_("已保存。"))

    def _keep(self, sheet: Sheet, typed: dict[str, float], cleaned: dict[str, Any]) -> bool:
        call = {
            "child_id": cleaned["child_id"], "instrument": sheet.form.instrument,
            "informant": self.entry.round.informant, "round_id": self.round_id,
            "answered_on": cleaned["answered_on"],
        }  # fmt: skip
        ctx = context_of(self.request, command_id=cleaned[sheet.command])
        if sheet.form.text_shipped:
            answers = (AnswerDraft(i.item, whole(typed.get(i.item))) for i in sheet.form.items)
            record_response(ctx, answers=tuple(answers), **call)
        else:
            scores = tuple(ScoreDraft(scale, value) for scale, value in typed.items())
            record_scores(ctx, scores=scores, **call)
        return True

    def _stay(self, child_id: UUID) -> HttpResponse:
        """What to do now. The address tells nothing: this is the answer to the form itself."""
        name, role = who_is_told(context_of(self.request), child_id)
        shown = {
            "told": name,
            "told_role": role_text(role),
            "hotlines": [
                {"number": one.number, "says": said(one.says), "hours": said(one.hours)}
                for one in hotlines()
            ],
            "next_url": self._next(),
            "crumbs": crumbs(),
        }
        return render(self.request, "needs/stay.html", shown)

    def _on(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return HttpResponseRedirect(self._next())

    def _next(self) -> str:
        seat = self.entry.seat
        return address(self._here(), after=str(seat.position) if seat else "")

    def _here(self) -> str:
        return reverse("screening-entry", args=[self.round_id])

    def show(self, form: Any, left: Any = None, status: int = 200) -> HttpResponse:
        """The paper of the child whose turn it is; or that all are in."""
        seat, line = self.entry.seat, lines_of((self.entry.round,))[0]
        sheets = sheets_of(self.entry, self.today())
        shown = {
            "round": line,
            "number": seat.position + 1 if seat else 0,
            "name": seat.name if seat else "",
            "form": form,
            "left": left or LeftForm(initial={"child_id": seat.child_id} if seat else {}),
            "left_open": left is not None,
            "has_items": seat is not None and any(one.form.items for one in sheets),
            "here": address(
                self._here(), after=str(seat.position - 1) if seat and seat.position else ""
            ),
            "skip_url": self._next(),
            "crumbs": [*crumbs(), {"text": line["title"], "url": line["url"]}],
        }
        return render(self.request, "needs/entry.html", shown, status=status)


def _blamed(form: forms.Form, problem: Problem) -> forms.Form:
    """The form with what went wrong; what may not be, or is not there, is the whole page's matter."""
    if problem.kind in (Kind.DENIED, Kind.MISSING):
        raise problem
    form.add_error(None, problem.message)
    return form
