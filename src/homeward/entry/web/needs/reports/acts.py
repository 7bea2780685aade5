"""What the protection lead does with a report: receive, forward, feed back, close; and open the reporter."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.needs.public import Office
from homeward.entry.web.children.forms import fields
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.needs.reports.inbox import crumbs


class OnReport(FormPage):
    """An act on one report; leads back to it."""

    def cancel_url(self) -> str:
        return reverse("report", args=[self.kwargs["report_id"]])

    def page(self) -> dict[str, Any]:
        return {"crumbs": crumbs()}


class Receive(OnReport):
    """From now on the lead has it."""

    command = "report.receive"
    template_name = "confirm.html"
    title = gettext_lazy("接收报告")
    submit_text = gettext_lazy("接收")
    done = gettext_lazy("已接收。下一步：先保证孩子安全，再移送有关部门。")

    def page(self) -> dict[str, Any]:
        text = _("接收就是说：我看到了，由我来办。报告人会看到“已接收”。")
        return {**super().page(), "text": text, "kind": ""}


class ForwardForm(CommandForm):
    """To whom."""

    to = fields.one_of(gettext_lazy("移送给谁"), Office.choices, required=True)


class Forward(OnReport):
    """Handed to an office; to several, one after another."""

    command = "report.forward"
    form_class = ForwardForm
    title = gettext_lazy("移送报告")
    submit_text = gettext_lazy("记下已移送")
    done = gettext_lazy("已记下移送。材料可以从“打印材料”取。")
    lead = gettext_lazy(
        "先电话说清楚，再把打印的材料送去，然后在这里记下。要给几个部门，就记几次。"
    )

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "to": Office(cleaned["to"])}


class FeedBackForm(CommandForm):
    """In the lead's words."""

    text = forms.CharField(
        label=gettext_lazy("告诉报告人什么"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("办到哪一步、孩子现在是否安全。不写孩子和家里人的隐私。"),
    )  # fmt: skip


class FeedBack(OnReport):
    """The reporter reads it without being named (Minors Protection Law art. 11)."""

    command = "report.feed_back"
    form_class = FeedBackForm
    title = gettext_lazy("向报告人反馈")
    submit_text = gettext_lazy("反馈")
    done = gettext_lazy("已反馈，报告人在“我的报告”里看得到。")
    blames: ClassVar = {"report.nothing_said": "text"}


class ReasonForm(CommandForm):
    """Why, in words."""

    reason = forms.CharField(
        label=gettext_lazy("为什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Close(OnReport):
    """The end of a report."""

    command = "report.close"
    form_class = ReasonForm
    title = gettext_lazy("办结报告")
    submit_text = gettext_lazy("办结")
    done = gettext_lazy("已办结，内容仍可查看。")
    lead = gettext_lazy("写明查到什么、孩子现在怎么样、以后由谁看着。")


class Reveal(OnReport):
    """A quarter of an hour, for one person, for a reason."""

    command = "report.reveal"
    form_class = ReasonForm
    title = gettext_lazy("查看报告人身份")
    submit_text = gettext_lazy("打开十五分钟")
    done = gettext_lazy("已打开十五分钟。这次打开已经记入日志。")
    warning = gettext_lazy(
        "报告人的身份受法律保护。只有办案确实需要时才打开；谁、为什么打开，都会记下来。"
    )
