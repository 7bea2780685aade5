"""Taking an alert, handing it over, and ending it by a decision."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.needs.public import Outcome, get_alert, list_receivers
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.frame import role_text, said


class OnAlert(FormPage):
    """An act on one alert; leads back to it."""

    def cancel_url(self) -> str:
        return reverse("alert", args=[self.kwargs["alert_id"]])

    def page(self) -> dict[str, Any]:
        alert = get_alert(self.ctx, alert_id=self.kwargs["alert_id"]).alert
        return {
            "caption": f"{alert.child_name} · {said(alert.title)}",
            "crumbs": [{"text": _("预警"), "url": reverse("alerts")}],
        }


class Take(OnAlert):
    """Say that one has it in hand."""

    command = "alert.take"
    template_name = "confirm.html"
    title = gettext_lazy("我来处理")
    submit_text = gettext_lazy("我来处理")
    done = gettext_lazy("已记下由您处理。办完以后，请回到这里作出决定。")

    def page(self) -> dict[str, Any]:
        text = _("接手以后，负责人是您；到期没有决定，会上报到上一级。")
        return {**super().page(), "text": text, "kind": ""}


class HandOverForm(CommandForm):
    """Somebody else who may act on it."""

    user_id = forms.ChoiceField(label=gettext_lazy("转交给谁"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user_id"].choices = [("", _("请选择")), *people]  # type: ignore[attr-defined]


class HandOver(OnAlert):
    """From now on it is theirs."""

    command = "alert.hand_over"
    form_class = HandOverForm
    title = gettext_lazy("转交别人")
    submit_text = gettext_lazy("转交")
    done = gettext_lazy("已转交，对方的列表里已经能看到。")
    lead = gettext_lazy("只列出负责这个孩子、有权处理的人。转交以后最好打个电话。")
    blames: ClassVar = {"alert.cannot_receive": "user_id"}

    def form_options(self) -> dict[str, Any]:
        near = list_receivers(self.ctx, alert_id=self.kwargs["alert_id"])
        return {
            "people": [(str(one.user_id), f"{one.name} · {role_text(one.role)}") for one in near]
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "user_id": UUID(cleaned["user_id"])}


class DecideForm(CommandForm):
    """What came of it, and why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("结果"), widget=forms.RadioSelect, choices=Outcome.choices
    )
    reason = forms.CharField(
        label=gettext_lazy("为什么这样决定"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("看到了什么、做了什么、和谁说定了什么。几句话就可以。"),
    )


class Decide(OnAlert):
    """The only way in which an alert ends."""

    command = "alert.decide"
    form_class = DecideForm
    title = gettext_lazy("对预警作出决定")
    submit_text = gettext_lazy("决定")
    done = gettext_lazy("已记下您的决定。情况还在或再次出现时，会重新提醒。")
    lead = gettext_lazy("预警只能由人结束。选“情况不属实”也没有关系：写明是怎么核实的。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "outcome": Outcome(cleaned["outcome"])}
