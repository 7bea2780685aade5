"""A paper being typed in, in a round or alone: kept sheet by sheet. No score is shown to whoever types."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from homeward.domain.needs.public import (
    AnswerDraft,
    InstrumentForm,
    ScoreDraft,
    hotlines,
    needs_somebody_today,
    record_response,
    record_scores,
    who_is_told,
)
from homeward.domain.needs.words import Informant
from homeward.entry.web.frame import context_of, role_text, said
from homeward.entry.web.needs.screening.papers import PaperForm, Sheet, given, whole
from homeward.foundation.problems import Kind, Problem


class PaperPage(View):
    """What every page does onto which answers are typed."""

    request: HttpRequest
    informant: Informant
    round_id: UUID | None = None

    def asked(self) -> tuple[InstrumentForm, ...]:
        """The instruments of this paper, those that are in already among them."""
        raise NotImplementedError

    def crumbs(self) -> list[dict[str, str]]:
        """The way back."""
        raise NotImplementedError

    def next_url(self) -> str:
        """Where to go once the paper is in."""
        raise NotImplementedError

    def today(self) -> date:
        """The day from which ages are counted."""
        return context_of(self.request).today

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
            for one in self.asked()
        )

    def save(self, form: PaperForm, child_id: UUID) -> HttpResponse:
        """Each sheet by its own command; one that was answered with nothing stays open."""
        kept = 0
        for sheet in form.sheets:
            typed = given(sheet, form.cleaned_data)
            try:
                kept += bool(typed) and self._keep(sheet, typed, child_id, form.cleaned_data)
            except Problem:
                if kept and self.alarms():
                    return self.stay(child_id)
                raise
        return self.stay(child_id) if self.alarms() else self.go_on(_("已保存。"))

    def go_on(self, text: str) -> HttpResponse:
        """Say what was done, and on."""
        messages.success(self.request, text)
        return HttpResponseRedirect(self.next_url())

    def _keep(
        self, sheet: Sheet, typed: dict[str, float], child_id: UUID, cleaned: dict[str, Any]
    ) -> bool:
        call = {
            "child_id": child_id, "instrument": sheet.form.instrument,
            "informant": self.informant, "round_id": self.round_id,
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

    def stay(self, child_id: UUID) -> HttpResponse:
        """What to do now. The address tells nothing: this is the answer to the form itself."""
        name, role = who_is_told(context_of(self.request), child_id)
        shown = {
            "told": name,
            "told_role": role_text(role),
            "hotlines": [
                {"number": one.number, "says": said(one.says), "hours": said(one.hours)}
                for one in hotlines()
            ],
            "next_url": self.next_url(),
            "crumbs": self.crumbs(),
        }
        return render(self.request, "needs/stay.html", shown)


def blamed(form: forms.Form, problem: Problem) -> forms.Form:
    """The form with what went wrong; what may not be, or is not there, is the whole page's matter."""
    if problem.kind in (Kind.DENIED, Kind.MISSING):
        raise problem
    form.add_error(None, problem.message)
    return form
