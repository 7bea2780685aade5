"""School and benefits."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.words import BENEFITS, Source, Stage
from homeward.entry.web.children import choices
from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm


def grade() -> forms.IntegerField:
    """The grade as a number within its stage."""
    return forms.IntegerField(
        label=_("年级"), required=False, min_value=1, max_value=9,
        help_text=_("数字，例如小学五年级填 5，初中二年级填 8。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("年级请填数字。"),
            "min_value": _("年级从 1 到 9。"),
            "max_value": _("年级从 1 到 9。"),
        },
    )  # fmt: skip


class EnrolForm(CommandForm):
    """Where the child goes to school now."""

    school_id = fields.from_list(_("学校或幼儿园"))
    stage = fields.one_of(_("就学阶段"), Stage.choices)
    grade = grade()
    klass = fields.text(_("班级"), most=20)
    boarding = fields.YesNoField(_("是否寄宿"))
    since = fields.day(_("从什么时候起"), _("转学、升学时填写；只是补充资料时不用填。"))
    source = fields.source("school")

    def __init__(self, *args: Any, schools: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["school_id"].choices = [("", fields.UNKNOWN), *schools]  # type: ignore[attr-defined]


class Enrol(ChildFormPage):
    """The stretch before is ended, not overwritten."""

    command = "child.enrol"
    form_class = EnrolForm
    title = _("在哪里上学")
    done = _("已记下就学情况。")
    blames: ClassVar = {"input.date_in_future": "since"}

    def form_options(self) -> dict[str, Any]:
        offered = dict(choices.schools(self.request, self.door.action))
        now = self.child().school
        if now and now.school_id:
            offered.setdefault(str(now.school_id), now.school)
        return {"schools": offered.items()}

    def initial(self) -> dict[str, Any]:
        now = self.child().school
        if now is None:
            return {}
        return {
            "school_id": str(now.school_id or ""),
            "stage": now.stage.value if now.stage else "",
            "grade": now.grade,
            "klass": now.klass,
            "boarding": now.boarding,
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {
            "child_id": self.child_id,
            **cleaned,
            "school_id": UUID(cleaned["school_id"]) if cleaned["school_id"] else None,
            "stage": Stage(cleaned["stage"]) if cleaned["stage"] else None,
            "source": Source(cleaned["source"]),
        }


class BenefitForm(CommandForm):
    """One benefit, received or not."""

    kind = fields.from_list(_("哪一项救助"), [("", ""), *BENEFITS.items()], required=True)
    received = fields.YesNoField(_("现在享受吗"), required=True)
    since = fields.day(_("从什么时候起"))
    source = fields.source("family")


class Benefit(ChildFormPage):
    """Help received, or asked about and not received."""

    command = "child.record_benefit"
    form_class = BenefitForm
    title = _("享受的救助")
    done = _("已记下救助情况。")
    blames: ClassVar = {"input.date_in_future": "since"}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"child_id": self.child_id, **cleaned, "source": Source(cleaned["source"])}
