"""The forms of a transfer: offer, withdraw, accept, refuse, receipt."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import preview_transfer, read_incoming, read_transfer
from homeward.domain.care.words import TransferKind
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage
from homeward.entry.web.care.transfers.places import destinations, villages_for
from homeward.entry.web.children import choices
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.forms import DatePartsField

ANSWER = "transfer.answer"


class OfferForm(fields.OfferingForm):
    """Where to, why, and what else the receiver should know."""

    kind = fields.one(_("为什么转出"), TransferKind)
    to_place = forms.ChoiceField(label=_("转到哪里"), required=False)
    to_text = forms.CharField(
        label=_("不在本系统的地方"), required=False, max_length=120,
        help_text=_("写明省、市、县和乡镇，例如：广东省深圳市宝安区某街道。对方用纸质回执答复。"),
    )  # fmt: skip
    note = fields.words(_("还有什么要告诉接收的人"), _("可以不写。不要写举报和测评的内容。"))


class Offer(CareFormPage):
    """Nothing changes until somebody there accepts."""

    command = "transfer.offer"
    form_class = OfferForm
    template_name = "care/transfer_offer.html"
    title = _("转出孩子")
    submit_text = _("提出转出")
    done = _("已提出。对方接收以前，孩子仍由原来的负责人照看。")
    blames: ClassVar = {
        "transfer.nowhere": "to_place", "transfer.same_place": "to_place",
        "transfer.nobody_there": "to_place",
    }  # fmt: skip

    def form_options(self) -> dict[str, Any]:
        return {"choices": {"to_place": destinations(self.target().place)}}

    def next_url(self, result: Any) -> str:
        return reverse("transfer", args=[result.transfer_id])

    def page(self) -> dict[str, Any]:
        summary = preview_transfer(self.ctx, child_id=self.child_id)
        return {**super().page(), "summary": summary}


class TransferForm(FormPage):
    """Belongs to the page of one transfer."""

    def cancel_url(self) -> str:
        if "incoming_id" in self.kwargs:
            return reverse("transfer-incoming", args=[self.kwargs["incoming_id"]])
        return reverse("transfer", args=[self.kwargs["transfer_id"]])

    def page(self) -> dict[str, Any]:
        return {
            "caption": self.who(),
            "crumbs": [
                {"text": _now("转移"), "url": reverse("transfers")},
                {"text": self.who(), "url": self.cancel_url()},
            ],
        }

    def who(self) -> str:
        """Whom it is about, as the page of the transfer says."""
        if not hasattr(self, "_who"):
            if "incoming_id" in self.kwargs:
                found = read_incoming(self.ctx, incoming_id=self.kwargs["incoming_id"])
            else:
                found = read_transfer(self.ctx, transfer_id=self.kwargs["transfer_id"])
            self._who = found.line.who
        return self._who


class Withdraw(TransferForm):
    """The child stays."""

    command = "transfer.withdraw"
    form_class = fields.ReasonForm
    title = _("撤回转移")
    submit_text = _("撤回")
    done = _("已撤回，孩子仍在原来的村（社区）。")


class ReceiptForm(CommandForm):
    """Who took the child on, and when."""

    text = fields.told(_("哪个单位、谁接收的"), _("照回执填写。"), 300)
    on = DatePartsField(label=_("回执上的日期"), required=False)


class Receipt(TransferForm):
    """An office outside has answered on paper."""

    command = "transfer.record_receipt"
    form_class = ReceiptForm
    title = _("登记接收回执")
    submit_text = _("登记回执")
    done = _("已登记，孩子退出本地名册。回来时可以恢复，记录都在。")
    blames: ClassVar = {"input.date_in_future": "on"}


class AcceptForm(fields.OfferingForm):
    """In which village, and at which school."""

    village = forms.ChoiceField(label=_("住在哪个村（社区）"))
    keep_school = fields.YesNoField(_("继续在原来的学校上学吗"), required=True)
    school_id = forms.ChoiceField(label=_("转到哪所学校"), required=False)


class Accept(TransferForm):
    """In this one act the child moves here, with everything."""

    command = "transfer.accept"
    form_class = AcceptForm
    title = _("接收孩子")
    submit_text = _("接收")
    done = _("已接收。孩子和全部记录已转到这里，请在清单上安排第一次走访。")
    blames: ClassVar = {"transfer.village_elsewhere": "village"}

    def form_options(self) -> dict[str, Any]:
        found = read_incoming(self.ctx, incoming_id=self.kwargs["incoming_id"])
        schools = choices.schools(self.request, ANSWER, found.to_place)
        return {
            "choices": {
                "village": villages_for(self.ctx.actor, ANSWER, found.to_place),
                "school_id": [("", _now("还不知道")), *schools],
            }
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        school = cleaned["school_id"]
        return {
            **self.kwargs, "village": cleaned["village"], "keep_school": cleaned["keep_school"],
            "school_id": UUID(school) if school else None,
        }  # fmt: skip

    def next_url(self, result: Any) -> str:
        return reverse("child", args=[result.child_id])


class Refuse(TransferForm):
    """With a reason; the child stays with the old worker."""

    command = "transfer.refuse"
    form_class = fields.ReasonForm
    title = _("不接收孩子")
    submit_text = _("不接收")
    done = _("已答复。孩子仍由原来的负责人照看。")
