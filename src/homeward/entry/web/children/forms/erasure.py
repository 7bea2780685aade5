"""Erasing a child, in four steps: ask, agree, take back, carry out."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.public import ErasureCard, get_erasure
from homeward.domain.children.words import ErasureState
from homeward.entry.web import dates
from homeward.entry.web.children.doors import Doors
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm
from homeward.foundation.commands.context import Context

READ = "erasure.read"


def erasure_card(ctx: Context, doors: Doors) -> dict[str, Any] | None:
    """The card of a child's page for those who decide on erasures; None for everybody else."""
    if not doors.opens(READ):
        return None
    card = get_erasure(ctx, child_id=doors.child_id)
    asked, agreed = card.state == ErasureState.ASKED, card.state == ErasureState.AGREED
    ready = agreed and card.not_before is not None and card.not_before <= ctx.today
    ways = [
        (card.state is None, _("申请删除全部资料"), "erasure.ask", "erasure-ask"),
        (asked, _("同意删除"), "erasure.agree", "erasure-agree"),
        (ready, _("执行删除"), "child.erase", "erasure-carry-out"),
        (asked or agreed, _("撤回申请"), "erasure.take_back", "erasure-take-back"),
    ]
    links = [(text, doors.way(command, route)) for when, text, command, route in ways if when]
    return {
        "state": card.state.label if card.state else "",
        "reason": card.reason,
        "by": card.asked_by,
        "not_before": card.not_before,
        "links": [{"text": text, "url": url} for text, url in links if url],
    }


class AskForm(CommandForm):
    """Who asked, and why."""

    reason = forms.CharField(
        label=_("谁提出的、为什么"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class NameForm(CommandForm):
    """The child's name, once more."""

    name = forms.CharField(label=_("再输入一次孩子的姓名"), max_length=60)


class ErasurePage(ChildFormPage):
    """One step, with what it means."""

    template_name = "confirm.html"

    def card(self) -> ErasureCard:
        """Where the request stands."""
        return get_erasure(self.ctx, child_id=self.child_id)

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"child_id": self.child_id, **cleaned}

    def page(self) -> dict[str, Any]:
        card = self.card()
        rows = ngettext("%(n)d条记录会永远消失", "%(n)d条记录会永远消失", card.rows) % {
            "n": card.rows
        }
        points = [
            gettext("姓名、号码、电话、住址、走访、答卷、个案和计划都会删除：%(rows)s；")
            % {"rows": rows},
            gettext("含有这个孩子的名册文件一并销毁；日志只剩编号，打不开内容；"),
            gettext("统计只保留不含姓名的数字（出生年份、性别、乡镇、在册月份）。"),
            *(gettext("要先办结：%(what)s。") % {"what": what} for what in card.unfinished),
        ]
        return {
            **super().page(),
            "text": gettext("删除以后不能恢复。"),
            "points": points,
            "kind": "warning",
        }


class Ask(ErasurePage):
    """The first of two people."""

    command = "erasure.ask"
    form_class = AskForm
    title = _("申请删除全部资料")
    submit_text = _("提出申请")
    done = _("申请已提出，等儿童保护负责人同意。")


class Agree(ErasurePage):
    """The second."""

    command = "erasure.agree"
    title = _("同意删除")
    submit_text = _("同意删除")
    done = _("已同意。")

    def done_text(self, result: Any) -> str:
        return gettext("已同意。%(day)s以后可以执行，在此以前可以撤回。") % {
            "day": dates.exact_text(result.not_before)
        }


class TakeBack(ErasurePage):
    """Nothing is erased after all."""

    command = "erasure.take_back"
    title = _("撤回申请")
    submit_text = _("撤回申请")
    done = _("申请已撤回，孩子的资料都保留着。")

    def page(self) -> dict[str, Any]:
        text = gettext("撤回以后什么都不会删除。")
        return {**super().page(), "text": text, "points": [], "kind": ""}


class CarryOut(ErasurePage):
    """For good."""

    command = "child.erase"
    form_class = NameForm
    title = _("执行删除")
    submit_text = _("永久删除")
    done = _("已删除。")
    blames: ClassVar = {"erasure.name_differs": "name"}

    def next_url(self, result: Any) -> str:
        return reverse("rights")
