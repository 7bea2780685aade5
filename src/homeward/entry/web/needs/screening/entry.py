"""Typing in papers: one screen a child, then straight to the next. No score is shown to whoever types."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from homeward.domain.children.public import where_child
from homeward.domain.needs.instruments import age_at
from homeward.domain.needs.public import (
    AnswerDraft,
    InstrumentForm,
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
from homeward.domain.needs.queries.instruments import ItemLine
from homeward.domain.needs.queries.rounds import RoundEntry
from homeward.entry.web.children.forms import fields
from homeward.entry.web.formpage import INVALID, CommandForm
from homeward.entry.web.frame import context_of, role_text, said
from homeward.entry.web.needs.screening.round import crumbs, sheet_of
from homeward.entry.web.needs.screening.rounds import lines_of
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.ids import new_id
from homeward.foundation.problems import HTTP_STATUS, Kind, Problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One instrument of the child's paper that is not in yet."""

    form: InstrumentForm
    head: dict[str, Any]

    @property
    def command(self) -> str:
        """Name of the field that holds this sheet's command id."""
        return f"command-{self.form.instrument}"

    def name(self, part: str) -> str:
        """Name of the field of an item or scale."""
        return f"{self.form.instrument}-{part}"


class PaperForm(forms.Form):
    """All that a child's paper asks; every question may stay open."""

    child_id = forms.UUIDField(widget=forms.HiddenInput)
    answered_on = fields.day(gettext_lazy("哪一天填的"), gettext_lazy("不填就是今天。"))

    def __init__(self, *args: Any, sheets: list[Sheet], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sheets = sheets
        for sheet in sheets:
            self.fields[sheet.command] = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
            for item in sheet.form.items:
                self.fields[sheet.name(item.item)] = _choice(sheet, item)
            for scale in sheet.form.scales if not sheet.form.text_shipped else ():
                self.fields[sheet.name(scale.scale)] = forms.FloatField(
                    label=said(scale.title), min_value=scale.low, max_value=scale.high, required=False,
                    help_text=_("%(low)g 至 %(high)g 分") % {"low": scale.low, "high": scale.high},
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given(sheet, cleaned) for sheet in self.sheets):
            raise forms.ValidationError(
                _("还没有选任何答案。孩子没有参加的话，请用下面的“没有参加”。")
            )
        return cleaned

    def shown(self) -> Iterator[dict[str, Any]]:
        """The sheets with their fields, as the template draws them."""
        for sheet in self.sheets:
            parts = sheet.form.items if sheet.form.text_shipped else ()
            scales = () if sheet.form.text_shipped else sheet.form.scales
            yield {
                **sheet.head,
                "command": self[sheet.command],
                "fields": [
                    {"bound": self[sheet.name(one.item)], **head}
                    for one, head in zip(parts, sheet.head["items"], strict=False)
                ],
                "scales": [self[sheet.name(one.scale)] for one in scales],
            }


def _choice(sheet: Sheet, item: ItemLine) -> forms.ChoiceField:
    options = [(str(option.value), said(option.label)) for option in item.options]
    return forms.ChoiceField(choices=options, required=False, widget=forms.RadioSelect)


def given(sheet: Sheet, cleaned: dict[str, Any]) -> dict[str, float]:
    """What was answered of a sheet: item -> value, or scale -> score."""
    parts = (
        [one.item for one in sheet.form.items]
        if sheet.form.text_shipped
        else [one.scale for one in sheet.form.scales]
    )
    typed = {part: cleaned.get(sheet.name(part)) for part in parts}
    return {part: float(value) for part, value in typed.items() if value not in (None, "")}


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


class LeftForm(CommandForm):
    """Why there is no paper."""

    child_id = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=gettext_lazy("怎么了"), widget=forms.RadioSelect, choices=NotTaken.choices
    )
    why = forms.CharField(
        label=gettext_lazy("原因"), required=False, max_length=200,
        help_text=gettext_lazy("可以不写。不愿意就不勉强，以后可以再问。"),
    )  # fmt: skip


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
            answers = (AnswerDraft(i.item, _whole(typed.get(i.item))) for i in sheet.form.items)
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


def sheets_of(entry: RoundEntry, on: Any) -> list[Sheet]:
    """The sheets that this child still has to fill in: meant for its age, and not in yet."""
    age = age_at(entry.born_on, on)
    return [
        Sheet(one, sheet_of(one, entry.round.informant))
        for one in entry.instruments
        if one.instrument not in entry.answered
        and (age is None or one.youngest <= age <= one.oldest)
    ]
