"""The forms of one helper: apply, change, stop, resume, account, team."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.words import Sex
from homeward.domain.helpers.public import (
    HelperDraft,
    HelperPage,
    list_helpers,
    read_helper,
)
from homeward.domain.helpers.words import PARTS, WEEKDAYS, HelperKind
from homeward.entry.web.areas import areas, own_areas
from homeward.entry.web.care.forms import fields
from homeward.entry.web.children.forms.fields import text, words
from homeward.entry.web.formpage import FormPage
from homeward.foundation.accounts.public import list_people
from homeward.foundation.commands.registry import LOCATORS

LISTED = _("几项之间用顿号隔开。")


def times() -> list[tuple[str, str]]:
    """The parts of a week, in the reader's language."""
    return [(f"{day}-{part}", f"{dn}{pn}") for day, dn in WEEKDAYS for part, pn in PARTS]


class WordsField(forms.CharField):
    """Several words, separated by 、 or spaces; cleans to a tuple."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=200, help_text=LISTED)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = str(super().clean(value))
        for mark in "，,;；/ 　":
            typed = typed.replace(mark, "、")
        return tuple(dict.fromkeys(part for part in typed.split("、") if part))


class DetailsForm(fields.OfferingForm):
    """What somebody says of themselves."""

    name = text(_("姓名"), required=True)
    kind = fields.one(_("想怎样帮"), HelperKind)
    place = forms.ChoiceField(label=_("住在哪里"))
    sex = fields.one(_("性别"), Sex, required=False)
    birth_year = forms.IntegerField(
        label=_("出生年份"), required=False, min_value=1900, max_value=2100
    )
    phone = text(_("电话"))
    id_number = text(_("身份证号"), _("查询违法犯罪记录时要用，加密保存。"), 18)
    capacity = forms.IntegerField(
        label=_("最多同时帮几个孩子"), initial=1, min_value=0, max_value=30
    )
    travel_km = forms.IntegerField(
        label=_("最远走多少公里"), required=False, min_value=0, max_value=500
    )
    availability = forms.MultipleChoiceField(
        label=_("什么时候有空"), required=False, choices=times,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    languages = WordsField(_("会说的话和方言"))
    skills = WordsField(_("擅长"))
    interests = WordsField(_("爱好"))
    preferences = words(_("希望帮怎样的孩子"))
    wont_do = words(_("哪些事不做"))


def draft_of(cleaned: dict[str, Any]) -> HelperDraft:
    """The typed form as the command takes it."""
    known = {name: value for name, value in cleaned.items() if name != "place"}
    return HelperDraft(**{**known, "availability": tuple(cleaned["availability"])})


BLAMES = {"helper.name_missing": "name", "helper.known": "id_number"}


class Apply(FormPage):
    """Nobody sees a child before every step holds."""

    command = "helper.apply"
    form_class = DetailsForm
    title = _("登记帮扶人申请")
    submit_text = _("登记申请")
    done = _("已登记申请。核查办完以前，对方看不到任何孩子的资料。")
    lead = _("只填现在知道的，其余以后再补。")
    blames: ClassVar = BLAMES

    def form_options(self) -> dict[str, Any]:
        return {"choices": {"place": areas(self.ctx.actor, self.door.action, deep=2)}}

    def initial(self) -> dict[str, Any]:
        own = own_areas(self.ctx.actor, self.door.action)
        return {"place": own[0] if own else ""}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"place": cleaned["place"], "helper": draft_of(cleaned)}

    def next_url(self, result: Any) -> str:
        return reverse("helper", args=[result.helper_id])

    def cancel_url(self) -> str:
        return reverse("helpers")

    def page(self) -> dict[str, Any]:
        return {"crumbs": [{"text": _now("帮扶人"), "url": reverse("helpers")}]}


class HelperForm(FormPage):
    """Belongs to one helper's page."""

    def guard(self) -> None:
        super().guard()
        if "helper_id" in self.kwargs:
            self.helper_id: UUID = self.kwargs["helper_id"]
        else:
            target = LOCATORS["step_id"](self.ctx, self.kwargs["step_id"])
            assert target.subject_id
            self.helper_id = target.subject_id

    def helper(self) -> HelperPage:
        """Whom it is about; a look that is recorded, as on the page."""
        if not hasattr(self, "_helper"):
            self._helper: HelperPage = read_helper(self.ctx, helper_id=self.helper_id)
        return self._helper

    def cancel_url(self) -> str:
        return reverse("helper", args=[self.helper_id])

    def page(self) -> dict[str, Any]:
        name = self.helper().line.name
        return {
            "caption": name,
            "crumbs": [
                {"text": _now("帮扶人"), "url": reverse("helpers")},
                {"text": name, "url": self.cancel_url()},
            ],
        }


class Change(HelperForm):
    """What is known now takes the place of what was."""

    command = "helper.change"
    form_class = DetailsForm
    title = _("修改帮扶人资料")
    done = _("已修改。")
    blames: ClassVar = BLAMES

    def form_options(self) -> dict[str, Any]:
        line = self.helper().line
        return {"choices": {"place": [(line.place, line.place_name)]}}

    def initial(self) -> dict[str, Any]:
        page = self.helper()
        names = (
            "sex", "birth_year", "phone", "id_number", "travel_km", "availability", "languages",
            "skills", "interests", "preferences", "wont_do",
        )  # fmt: skip
        known = {name: getattr(page, name) for name in names}
        line = page.line
        return {
            **known, "name": line.name, "kind": line.kind, "place": line.place,
            "capacity": line.capacity,
        }  # fmt: skip

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "helper": draft_of(cleaned)}


class Stop(HelperForm):
    """At once."""

    command = "helper.stop"
    form_class = fields.ReasonForm
    title = _("停用帮扶人")
    submit_text = _("停用")
    done = _("已停用。对方马上看不到任何孩子的资料，进行中的结对已暂停。")
    warning = _(
        "停用以后，对方马上看不到任何孩子的资料，进行中的结对暂停，负责人会收到待办。以后可以恢复。"
    )


class Resume(HelperForm):
    """Matches stay paused until a person resumes them."""

    command = "helper.resume"
    form_class = fields.ReasonForm
    title = _("恢复帮扶人")
    submit_text = _("恢复")
    done = _("已恢复。暂停的结对要逐个决定是否继续。")


class AccountForm(fields.OfferingForm):
    """One of the accounts near by."""

    user_id = forms.ChoiceField(label=_("哪个账号"))


class Account(HelperForm):
    """By the account the helper sees the children they help, as far as the vetting holds."""

    command = "helper.link_account"
    form_class = AccountForm
    title = _("关联帮扶人的账号")
    submit_text = _("关联")
    done = _("已关联账号。")
    lead = _("先在“人员”里建账号。岗位会在开始结对时自动给。")
    blames: ClassVar = {"helper.account_linked": "user_id"}

    def form_options(self) -> dict[str, Any]:
        people = list_people(self.ctx, place=self.helper().line.place).people
        return {
            "choices": {"user_id": [(str(p.user_id), f"{p.name} · {p.username}") for p in people]}
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "user_id": UUID(cleaned["user_id"])}


class TeamForm(fields.OfferingForm):
    """Whose team."""

    lead_id = forms.ChoiceField(label=_("由谁带领"))


class JoinTeam(HelperForm):
    """Three to five acting parents help together."""

    command = "helper.join_team"
    form_class = TeamForm
    title = _("加入代理家长小组")
    submit_text = _("加入")
    done = _("已加入小组。")
    lead = _("小组有三到五人，由一位组长带领，人人都要通过核查。")

    def form_options(self) -> dict[str, Any]:
        found = list_helpers(self.ctx, kind=HelperKind.ACTING_PARENT)
        leads = [one for one in found if one.helper_id != self.helper_id and not one.lead_name]
        return {"choices": {"lead_id": [(str(one.helper_id), one.name) for one in leads]}}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "lead_id": UUID(cleaned["lead_id"])}


class LeaveTeam(HelperForm):
    """The children of the team are out of sight at once."""

    command = "helper.leave_team"
    template_name = "confirm.html"
    title = _("退出代理家长小组")
    submit_text = _("退出")
    done = _("已退出小组。")

    def page(self) -> dict[str, Any]:
        gone = _now("退出以后，马上看不到小组帮扶的孩子。")
        return {**super().page(), "text": gone, "kind": "warning"}
