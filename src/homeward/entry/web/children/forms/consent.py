"""Consent: the card of a child's page, and the form with the very text that the family is shown."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.public import ConsentLine, consents_of
from homeward.domain.children.words import ConsentWay, Decides
from homeward.entry.web.children.doors import Doors
from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.children.words import joined
from homeward.entry.web.formpage import CommandForm
from homeward.entry.web.forms import DatePartsField
from homeward.entry.web.frame import said
from homeward.foundation.commands.context import Context


def consent_card(ctx: Context, doors: Doors) -> list[dict[str, Any]]:
    """How each purpose stands; nothing for those who may not know."""
    if not doors.opens("consent.read"):
        return []
    return [
        {
            "title": said(line.title), "state": line.state.label, "told": _told(line),
            "on": line.on,
            "url": doors.url("consent.record", "child-consent", purpose=line.purpose),
        }
        for line in consents_of(ctx, child_id=doors.child_id)
    ]  # fmt: skip


def _told(line: ConsentLine) -> str:
    by = str(line.by.label) if line.by else ""
    way = str(line.way.label) if line.way else ""
    return joined([f"{by} {line.who}".strip(), way])


class ConsentForm(CommandForm):
    """Yes or no, by whom, how, when."""

    given = fields.one_of(
        _("怎么说的"), [("yes", _("同意")), ("no", _("不同意，或收回同意"))], required=True
    )
    by = fields.one_of(_("谁说的"), Decides.choices, required=True)
    who = forms.CharField(label=_("监护人姓名"), required=False, max_length=60)
    way = fields.one_of(_("怎样说的"), ConsentWay.choices, required=True)
    on = DatePartsField(label=_("哪一天"), required=False)
    note = forms.CharField(
        label=_("备注"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如签字的纸放在哪里、谁在场。"),
    )  # fmt: skip


class Record(ChildFormPage):
    """What whoever decides said to the present text."""

    command = "consent.record"
    form_class = ConsentForm
    template_name = "children/consent.html"
    title = _("征求同意")
    submit_text = _("保存")
    done = _("已登记。")
    blames: ClassVar = {
        "consent.child_decides": "by", "consent.guardian_decides": "by",
        "input.date_in_future": "on",
    }  # fmt: skip

    def line(self) -> ConsentLine:
        """The purpose in question, as it stands."""
        lines = consents_of(self.ctx, child_id=self.child_id)
        return next(one for one in lines if one.purpose == self.kwargs["purpose"])

    def initial(self) -> dict[str, Any]:
        return {"by": self.line().decides.value}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {
            **self.kwargs, **cleaned, "given": cleaned["given"] == "yes",
            "by": Decides(cleaned["by"]), "way": ConsentWay(cleaned["way"]),
        }  # fmt: skip

    def page(self) -> dict[str, Any]:
        line = self.line()
        return {
            **super().page(),
            "purpose": said(line.title),
            "text": said(line.text),
            "effect": said(line.effect),
            "version": line.version,
            "state": line.state.label,
            "decides": line.decides.label,
            "sign": gettext("监护人（或满14周岁的孩子）签字：　　　　　　　　日期：　　　　　　"),
        }
