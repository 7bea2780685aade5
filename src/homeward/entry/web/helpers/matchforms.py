"""The forms of a match: propose, publish, answer, start, pause, go on, end, withdraw."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.words import ConsentWay
from homeward.domain.helpers.public import candidates, read_match
from homeward.domain.helpers.words import ENDINGS, Asked, Ending
from homeward.entry.web.care.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.children.forms.fields import text, words
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.foundation.access.decide import can


class ProposeForm(fields.OfferingForm):
    """Who, and why these two."""

    helper_id = forms.ChoiceField(label=_("哪一位帮扶人"), widget=forms.RadioSelect)
    text = words(_("为什么合适"), _("比如住得近、说同一种方言、孩子自己提起过。"), 500)


class Propose(ChildFormPage):
    """Nothing opens before the three have said yes and somebody begins it."""

    command = "match.propose"
    form_class = ProposeForm
    template_name = "helpers/propose.html"
    title = _("提出结对")
    submit_text = _("提出结对")
    done = _("已提出。由儿童督导员决定是否公布并征求意见。")
    lead = _("只列出本县已通过核查、还有名额、没有人不同意过的帮扶人，离孩子近的在前。")

    def form_options(self) -> dict[str, Any]:
        found = candidates(self.ctx, child_id=self.child_id)
        offered = [
            (str(one.helper_id), f"{one.name} · {one.kind.label} · {one.place_name}")
            for one in found
        ]
        self.offered = bool(offered)
        return {"choices": {"helper_id": offered}}

    def page(self) -> dict[str, Any]:
        url = reverse("helpers") if can(self.ctx.actor, "helper.read") else ""
        return {**super().page(), "offered": self.offered, "helpers_url": url}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {
            "child_id": self.child_id, "helper_id": UUID(cleaned["helper_id"]),
            "text": cleaned["text"],
        }  # fmt: skip

    def next_url(self, result: Any) -> str:
        return reverse("match", args=[result.match_id])


class MatchForm(FormPage):
    """Belongs to one match."""

    def cancel_url(self) -> str:
        return reverse("match", args=[self.kwargs["match_id"]])

    def page(self) -> dict[str, Any]:
        line = read_match(self.ctx, match_id=self.kwargs["match_id"]).line
        return {
            "caption": f"{line.helper_name} · {line.child_name}",
            "crumbs": [
                {"text": _now("结对"), "url": reverse("matches")},
                {"text": line.child_name, "url": self.cancel_url()},
            ],
        }


class Publish(MatchForm):
    """A person decides that the three are asked."""

    command = "match.publish"
    title = _("公布结对并征求意见")
    submit_text = _("公布")
    done = _("已公布。请分别征求孩子、照料人和帮扶人的意见。")
    lead = _(
        "接下来分别问孩子、照料人和帮扶人。只要有一方不同意，这个结对就不成立，以后也不能再提。"
    )


class AnswerForm(CommandForm):
    """Who said what, when and how."""

    by = fields.one(_("谁的意见"), Asked)
    agreed = fields.YesNoField(_("同意吗"), required=True)
    way = fields.one(_("怎样说的"), ConsentWay)
    on = fields.day(_("哪一天"), _("不填就是今天。"))
    who = text(_("照料人是谁"), _("照料人的意见由谁说的；孩子和帮扶人不用填。"))
    note = words(_("原话"), _("尽量记孩子自己的话。"), 500)


class Answer(MatchForm):
    """Three yeses agree; a no ends it for good."""

    command = "match.answer"
    form_class = AnswerForm
    title = _("登记结对意见")
    submit_text = _("登记意见")
    done = _("已登记意见。")
    blames: ClassVar = {"input.date_in_future": "on"}


class Start(MatchForm):
    """From now on the helper sees the least that is needed."""

    command = "match.start"
    title = _("开始结对")
    submit_text = _("开始")
    done = _("结对已开始。")
    lead = _(
        "从现在起，帮扶人看得到孩子的名字、年龄、学校、村和照料人的电话；"
        "代理家长还看得到孩子的基本情况。核查一到期，马上看不到。"
    )


class Suspend(MatchForm):
    """The child is out of sight at once; the worker responsible is asked."""

    command = "match.suspend"
    form_class = fields.ReasonForm
    title = _("暂停结对")
    submit_text = _("暂停")
    done = _("已暂停。帮扶人马上看不到孩子的资料，孩子的负责人会收到待办。")


class Resume(MatchForm):
    """If everything that a beginning asks still holds."""

    command = "match.resume"
    title = _("继续结对")
    submit_text = _("继续")
    done = _("结对继续。")


class EndForm(fields.OfferingForm):
    """How it ends, and who takes over."""

    ending = fields.one(_("怎样结束"), Ending, ENDINGS)
    next_helper_id = forms.ChoiceField(label=_("移交给"), required=False)
    text = words(
        _("情况"), _("怎样和孩子告别的；提前结束写明为什么；移交给系统外的人写明是谁。"), 500
    )


class End(MatchForm):
    """Saying good-bye well is part of it."""

    command = "match.end"
    form_class = EndForm
    title = _("结束结对")
    submit_text = _("结束")
    done = _("结对已结束。")
    warning = _("结束以后，帮扶人马上看不到孩子的资料。请先安排好告别和接手的人。")
    blames: ClassVar = {
        "command.reason_missing": "text", "match.hand_over_to_nobody": "next_helper_id",
    }  # fmt: skip

    def form_options(self) -> dict[str, Any]:
        line = read_match(self.ctx, match_id=self.kwargs["match_id"]).line
        found = candidates(self.ctx, child_id=line.child_id)
        offered = [(str(one.helper_id), f"{one.name} · {one.kind.label}") for one in found]
        return {"choices": {"next_helper_id": [("", _now("不移交，或交给系统外的人")), *offered]}}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        chosen = cleaned["next_helper_id"]
        return {
            **self.kwargs, **cleaned, "next_helper_id": UUID(chosen) if chosen else None,
        }  # fmt: skip


class Withdraw(MatchForm):
    """What has not begun is taken back."""

    command = "match.withdraw"
    form_class = fields.ReasonForm
    title = _("撤回结对")
    submit_text = _("撤回")
    done = _("已撤回。")
