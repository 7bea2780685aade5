"""Referral with its way back, and the conference of those around a child."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import ConferenceLine, ReferralLine, case_of_child
from homeward.domain.care.words import ReferredTo
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage, person
from homeward.entry.web.formpage import CommandForm


class OfferForm(CommandForm):
    """To whom, why, and whether the guardian agrees."""

    to = fields.one(_("转给哪里"), ReferredTo)
    to_whom = forms.CharField(
        label=_("具体哪个单位、哪个人"), required=False, max_length=80,
        help_text=_("例如：县医院眼科王医生。转给本系统里的人时，在下面选。"),
    )  # fmt: skip
    owner_id = fields.from_list(_("本系统里的接收人"))
    text = fields.told(_("为什么转介、希望得到什么帮助"))
    consent = fields.YesNoField(_("监护人同意吗"), required=True)
    reason = fields.words(_("没有征得同意的理由"), _("紧急保护孩子时才可以不经同意。"), 500)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner_id"].choices = [("", _("不在本系统里")), *people]  # type: ignore[attr-defined]


class Offer(CareFormPage):
    """A child is referred on."""

    command = "referral.offer"
    form_class = OfferForm
    title = _("转介")
    submit_text = _("提出转介")
    done = _("已提出，三天内要有答复；到期没有会提醒。")
    anchor = "referrals"
    blames: ClassVar = {
        "referral.consent_missing": "consent",
        "care.text_missing": "text",
        "task.person_unfit": "owner_id",
    }

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, **cleaned, "owner_id": person(cleaned["owner_id"])}


class OnReferral(CareFormPage):
    """One step of a referral."""

    anchor = "referrals"

    def referral(self) -> ReferralLine:
        """The referral as the plan page shows it."""
        wanted = self.kwargs["referral_id"]
        found = case_of_child(self.ctx, child_id=self.child_id).referrals
        return next(one for one in found if one.referral_id == wanted)

    def cancel_url(self) -> str:
        return reverse("referral", args=[self.kwargs["referral_id"]])


class AcceptForm(CommandForm):
    """Who takes it on and when, in a few words."""

    text = fields.words(_("怎么安排的"), _("例如：每周四下午谈一次。可以不写。"))


class Accept(OnReferral):
    """It is taken on."""

    command = "referral.accept"
    form_class = AcceptForm
    title = _("接受转介")
    submit_text = _("接受")
    done = _("已接受，三十天内要反馈结果。")


class Refuse(OnReferral):
    """It is not taken on, and why."""

    command = "referral.refuse"
    form_class = fields.ReasonForm
    title = _("不接受转介")
    submit_text = _("不接受")
    done = _("已答复，提出转介的人会看到理由。")


class FeedBackForm(CommandForm):
    """What came of it."""

    text = fields.told(_("结果怎么样"), _("只写提出转介的人需要知道的，不写谈话内容。"))


class FeedBack(OnReferral):
    """Whoever referred learns what came of it."""

    command = "referral.feed_back"
    form_class = FeedBackForm
    title = _("反馈结果")
    submit_text = _("反馈")
    done = _("已反馈。")


class CloseForm(CommandForm):
    """A reason where nobody has answered or fed back yet."""

    reason = fields.words(_("理由"), _("对方还没有答复或反馈时必须写；已经反馈的可以不写。"), 500)


class CloseReferral(OnReferral):
    """Nothing more is expected."""

    command = "referral.close"
    form_class = CloseForm
    title = _("结束转介")
    submit_text = _("结束")
    done = _("转介已结束。")
    blames: ClassVar = {"command.reason_missing": "reason"}


class CallForm(CommandForm):
    """When, what for, and who is asked."""

    on = fields.day(_("哪一天"), required=True)
    purpose = fields.told(_("商量什么"), most=500)
    invited = forms.MultipleChoiceField(
        label=_("请谁来"), widget=forms.CheckboxSelectMultiple,
        help_text=_("只列出职责管得到这个孩子的人。"),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["invited"].choices = people  # type: ignore[attr-defined]


class Call(CareFormPage):
    """Those around a child come together."""

    command = "conference.call"
    form_class = CallForm
    title = _("召集会商")
    submit_text = _("召集")
    done = _("已召集。")
    anchor = "conferences"
    blames: ClassVar = {"care.date_in_past": "on", "care.text_missing": "purpose"}

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, **cleaned, "invited": tuple(UUID(one) for one in cleaned["invited"])}


class OnConference(CareFormPage):
    """An act on one conference."""

    anchor = "conferences"

    def conference(self) -> ConferenceLine:
        """The conference as the plan page shows it."""
        wanted = self.kwargs["conference_id"]
        found = case_of_child(self.ctx, child_id=self.child_id).conferences
        return next(one for one in found if one.conference_id == wanted)


class HoldForm(fields.DatedForm):
    """Who came, and what was decided."""

    came = forms.MultipleChoiceField(
        label=_("谁来了"), widget=forms.CheckboxSelectMultiple, required=False
    )
    child_heard = fields.YesNoField(_("听取孩子本人的意见了吗"))
    decision = fields.told(_("决定了什么、谁来做、什么时候以前"))

    def __init__(self, *args: Any, asked: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].choices = asked  # type: ignore[attr-defined]


class Hold(OnConference):
    """It took place."""

    command = "conference.hold"
    form_class = HoldForm
    title = _("记录会商")
    done = _("已记录会商的决定。")
    blames: ClassVar = {"care.text_missing": "decision", "input.date_in_future": "held_on"}

    def form_options(self) -> dict[str, Any]:
        return {"asked": [(str(i.user_id), i.name) for i in self.conference().invited]}

    def initial(self) -> dict[str, Any]:
        coming = [str(i.user_id) for i in self.conference().invited if i.state == "coming"]
        return {"came": coming}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, **cleaned, "came": tuple(UUID(one) for one in cleaned["came"])}


class AnswerForm(CommandForm):
    """Whether one comes."""

    coming = fields.YesNoField(_("您参加吗"), required=True)


class Answer(OnConference):
    """An invited person says whether they come."""

    command = "conference.answer"
    form_class = AnswerForm
    title = _("答复会商邀请")
    submit_text = _("答复")
    done = _("已答复。")


class CallOff(OnConference):
    """It does not take place."""

    command = "conference.call_off"
    form_class = fields.ReasonForm
    title = _("取消会商")
    submit_text = _("取消会商")
    done = _("已取消。")
