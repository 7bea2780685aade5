"""Asking that something be corrected, and how it was answered."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from homeward.domain.children.public import (
    CorrectionCard,
    CorrectionState,
    HeldSection,
    get_correction,
    is_family,
)
from homeward.domain.children.words import ConsentWay
from homeward.entry.web import dates
from homeward.entry.web.audit.words import act_text
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.frame import context_of
from homeward.foundation.access.decide import can
from homeward.foundation.clock import day_of

KINDS = {
    CorrectionState.ASKED: "",
    CorrectionState.CORRECTED: "in",
    CorrectionState.REFUSED: "out",
    CorrectionState.WITHDRAWN: "grey",
}
WORDS = forms.Textarea(attrs={"rows": 3})


class AskForm(CommandForm):
    """What is wrong, and what would be right."""

    section = forms.ChoiceField(label=_("哪一部分"), choices=HeldSection.choices)
    wrong = forms.CharField(label=_("哪里不对"), max_length=1000, widget=WORDS)
    right = forms.CharField(
        label=_("应该是什么"), required=False, max_length=1000, widget=WORDS,
        help_text=_("有户口簿、证件等可以证明的，请写上。"),
    )  # fmt: skip
    who = forms.CharField(label=_("家里的哪一位提出的"), max_length=60)
    way = forms.ChoiceField(
        label=_("怎样提出的"), choices=ConsentWay.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, family: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if family:
            del self.fields["who"], self.fields["way"]


class AnswerForm(CommandForm):
    """What was changed; and which act did it, among those since the family asked."""

    what = forms.CharField(label=_("改了什么"), max_length=1000, widget=WORDS)
    changed_by = forms.TypedChoiceField(
        label=_("是哪一次更改"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(self, *args: Any, acts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["changed_by"].choices = [("", gettext("不指明")), *acts]  # type: ignore[attr-defined]


class RefuseForm(CommandForm):
    """Why nothing is changed."""

    reason = forms.CharField(label=_("为什么不更正"), max_length=1000, widget=WORDS)


class Ask(ChildFormPage):
    """A parent asks, or a worker writes down what the family says."""

    command = "correction.ask"
    form_class = AskForm
    title = _("申请更正资料")
    submit_text = _("提出申请")
    done = _("申请已提出。")
    why = _(
        "登记的资料不准确、不完整的，家里有权要求更正、补充（《个人信息保护法》第四十六条）。"
        "不更正的，要说明理由（第五十条）。"
    )
    why_title = _("这是什么权利")
    blames: ClassVar = {"correction.who_missing": "who", "correction.words_missing": "wrong"}

    def form_options(self) -> dict[str, Any]:
        return {"family": is_family(self.ctx.actor, self.child_id, "correction.ask")}

    def initial(self) -> dict[str, Any]:
        return {"section": self.request.GET.get("section", HeldSection.WHO)}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        kinds = {"section": HeldSection, "way": ConsentWay}
        typed = {n: kinds[n](v) if n in kinds else v for n, v in cleaned.items()}
        return {**self.kwargs, **typed}

    def done_text(self, result: Any) -> str:
        day = dates.exact_text(result.due_on)
        return gettext("申请已提出，%(day)s以前答复。") % {"day": day}

    def next_url(self, result: Any) -> str:
        return reverse("correction", args=[result.correction_id])


class CorrectionPage(FormPage):
    """A step of one request, and back to it."""

    @property
    def card(self) -> CorrectionCard:
        """The request."""
        return get_correction(self.ctx, correction_id=self.kwargs["correction_id"])

    def cancel_url(self) -> str:
        return reverse("correction", args=[self.kwargs["correction_id"]])

    def page(self) -> dict[str, Any]:
        card = self.card
        here = {"text": gettext("更正申请"), "url": self.cancel_url()}
        crumbs = [{"text": gettext("家里的申请"), "url": reverse("rights")}, here]
        said = gettext("家里说：%(wrong)s") % {"wrong": card.wrong}
        return {"caption": card.line.name, "lead": said, "crumbs": crumbs}


class Answer(CorrectionPage):
    """It was corrected."""

    command = "correction.answer"
    form_class = AnswerForm
    title = _("答复：已更正")
    submit_text = _("答复家里")
    done = _("已答复，家里看得到。")
    blames: ClassVar = {
        "correction.not_their_change": "changed_by",
        "correction.words_missing": "what",
    }

    def form_options(self) -> dict[str, Any]:
        acts = [
            (str(one.event_id), f"{dates.exact_text(day_of(one.at))} {act_text(one.name)}")
            for one in self.card.changes
        ]
        return {"acts": acts}


class Refuse(CorrectionPage):
    """It was right as it stands, or cannot be changed."""

    command = "correction.refuse"
    form_class = RefuseForm
    title = _("不更正，说明理由")
    submit_text = _("答复家里")
    done = _("已答复，家里看得到理由。")
    warning = _("理由会原样给家里看：请写清楚核对了什么、依据是什么、还可以找谁。")


class Withdraw(CorrectionPage):
    """Whoever asked takes it back."""

    command = "correction.withdraw"
    template_name = "confirm.html"
    title = _("撤回更正申请")
    submit_text = _("撤回申请")
    done = _("申请已撤回。")

    def page(self) -> dict[str, Any]:
        text = gettext("撤回以后不再办理。需要时可以另外提出。")
        return {**super().page(), "text": text, "points": [], "kind": ""}


@require_safe
def show(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """One request: what was asked, by when, and what became of it."""
    ctx = context_of(request)
    card = get_correction(ctx, correction_id=correction_id)
    args = [correction_id]
    ways = [
        (card.may_answer, gettext("已更正，答复家里"), "correction-answer", ""),
        (card.may_answer, gettext("不更正，说明理由"), "correction-refuse", "secondary"),
        (card.may_withdraw, gettext("撤回申请"), "correction-withdraw", "secondary"),
    ]
    child_url = reverse("child", args=[card.line.child_id])
    shown = {
        "name": card.line.name,
        "one": card_shown(card),
        "actions": [
            {"text": text, "url": reverse(to, args=args), "kind": kind}
            for when, text, to, kind in ways
            if when
        ],
        "child_url": child_url if can(ctx.actor, "child.read") else "",
        "correct_url": reverse("child-correct", args=[card.line.child_id])
        if card.may_answer
        else "",
        "crumbs": [{"text": gettext("家里的申请"), "url": reverse("rights")}],
    }
    return render(request, "rights/correction.html", shown)


def card_shown(card: CorrectionCard) -> dict[str, Any]:
    """A request as templates show it."""
    line = card.line
    return {
        "url": reverse("correction", args=[line.correction_id]),
        "section": line.section.label,
        "state": line.state.label,
        "kind": KINDS[line.state],
        "waits": line.state == CorrectionState.ASKED,
        "overdue": line.overdue,
        "asked_on": day_of(line.asked_at),
        "due_on": line.due_on,
        "ended_on": day_of(card.ended_at) if card.ended_at else None,
        "wrong": card.wrong,
        "right": card.right,
        "who": card.who,
        "way": card.way.label,
        "asked_by": card.asked_by,
        "answer": card.answer,
        "changed": act_text(card.changed) if card.changed else "",
    }
