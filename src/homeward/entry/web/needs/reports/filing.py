"""Reporting known or suspected harm: one calm page, about a child on the register or somebody elsewhere."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.public import where_child
from homeward.domain.needs.clocks import clocks
from homeward.domain.needs.public import (
    Certainty,
    PersonNear,
    Situation,
    hotlines,
    list_leads,
    list_people_near,
)
from homeward.domain.needs.reports import LEAD
from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.frame import role_text, said
from homeward.entry.web.needs.reports.places import home_counties, places_near
from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.clock import today

NOBODY = ("", gettext_lazy("不是，或者不知道"))


class ReportForm(CommandForm):
    """What was seen; nobody has to be sure, and nothing has to be proved."""

    what = forms.CharField(
        label=gettext_lazy("看到、听到了什么"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("请写下看到、听到或怀疑的情况，几句话就可以。")},
        help_text=gettext_lazy(
            "什么时候、在哪里、看到什么、孩子怎么说（照原话）。例如：“周一早上右臂有新的淤青，问起来说是摔的，不愿多说。”"
            "不用去调查，也不要再三追问孩子。"
        ),
    )  # fmt: skip
    situation = fields.one_of(gettext_lazy("最像哪一种"), Situation.choices, required=True)
    certainty = fields.one_of(
        gettext_lazy("是知道，还是怀疑"), Certainty.choices,
        gettext_lazy("怀疑就应该报告，不需要证据。"), required=True,
    )  # fmt: skip
    in_danger = forms.BooleanField(
        label=gettext_lazy("孩子现在就有危险"), required=False,
        help_text=gettext_lazy("现在就有危险时，先打 110，再填这一页。"),
    )  # fmt: skip
    observed_on = fields.day(
        gettext_lazy("哪一天看到的"), gettext_lazy("不填就是今天。报告的时间由系统记下，不能改。")
    )
    by_whom = fields.text(
        gettext_lazy("怀疑是谁造成的"),
        gettext_lazy("可以不写，也可以只写关系，例如“继父”“高年级学生”。"),
        120,
    )
    accused = forms.ChoiceField(
        label=gettext_lazy("怀疑的人在下面这些工作人员里吗"), required=False,
        help_text=gettext_lazy("选了谁，这份报告就绕开谁：不交给他，他也查不到。"),
    )  # fmt: skip

    def __init__(self, *args: Any, people: tuple[PersonNear, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(str(one.user_id), f"{one.name} · {role_text(one.role)}") for one in people]
        self.fields["accused"].choices = [NOBODY, *known]  # type: ignore[attr-defined]


class Filing(FormPage):
    """What both ways of reporting share."""

    command = "report.file"
    template_name = "needs/report_form.html"
    title = gettext_lazy("报告孩子可能受到伤害")
    submit_text = gettext_lazy("报告")
    blames: ClassVar = {"input.date_in_future": "observed_on", "report.nothing_said": "what"}

    def leads(self) -> tuple[PersonNear, ...]:
        """Who may get it, the nearest first."""
        raise NotImplementedError

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        accused = cleaned.pop("accused")
        cleaned |= {
            "situation": Situation(cleaned["situation"]),
            "certainty": Certainty(cleaned["certainty"]),
            "accused_user_id": UUID(accused) if accused else None,
        }
        return {**self.kwargs, **cleaned}

    def page(self) -> dict[str, Any]:
        return {"reader": reader_text(self.leads()), "hours": hours(), "hotlines": numbers()}

    def done_text(self, result: Any) -> str:
        return _("已报告。您不会被说出去；办到哪一步，在这一页看得到。")

    def next_url(self, result: Any) -> str:
        return reverse("report-own")


class FileOnChild(Filing, ChildFormPage):
    """About a child whose page the reporter has open."""

    form_class = ReportForm

    def guard(self) -> None:
        """The page names the child, so it opens to those who may read the child."""
        require(self.ctx.actor, "child.read", where_child(self.ctx, self.child_id))
        require(self.ctx.actor, self.door.action)

    def people(self) -> tuple[PersonNear, ...]:
        """Everybody with a duty over the child."""
        if not hasattr(self, "_people"):
            self._people = list_people_near(self.ctx, child_id=self.child_id)
        return self._people

    def leads(self) -> tuple[PersonNear, ...]:
        return tuple(one for one in self.people() if one.role == LEAD)

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def page(self) -> dict[str, Any]:
        return {**ChildFormPage.page(self), **Filing.page(self)}


class PlaceForm(ReportForm):
    """The child in words, and where."""

    who = fields.text(
        gettext_lazy("是哪个孩子"),
        gettext_lazy("知道多少写多少：姓名、大概年龄、哪个班、住在哪里。"),
        200,
    )
    place = forms.ChoiceField(label=gettext_lazy("在哪里"))

    field_order = ("command_id", "place", "who")

    def __init__(self, *args: Any, places: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [("", _("请选择")), *places]  # type: ignore[attr-defined]


class FileElsewhere(Filing):
    """About somebody who is not on the register, or not within the reporter's reach."""

    form_class = PlaceForm

    def target(self) -> Target | None:
        return None

    def leads(self) -> tuple[PersonNear, ...]:
        if not hasattr(self, "_leads"):
            found = [one for c in home_counties(self.ctx) for one in list_leads(self.ctx, place=c)]
            self._leads = tuple({one.user_id: one for one in found}.values())
        return self._leads

    def form_options(self) -> dict[str, Any]:
        return {"people": self.leads(), "places": places_near(self.ctx)}

    def cancel_url(self) -> str:
        return reverse("report-own")


def reader_text(leads: tuple[PersonNear, ...]) -> str:
    """Who reads it first."""
    if not leads:
        return _("县里还没有任命儿童保护负责人：报告会等着，同时请直接拨打下面的电话。")
    return _("由%(who)s（%(role)s）接收。") % {
        "who": leads[0].name,
        "role": role_text(leads[0].role),
    }


def hours() -> dict[str, int]:
    """What happens by when, in hours, as the clocks say today."""
    return {k: int(v.total_seconds() // 3600) for k, v in clocks(today()).report_within.items()}


def numbers() -> list[dict[str, str]]:
    """Whom to call."""
    return [
        {"number": one.number, "says": said(one.says), "hours": said(one.hours)}
        for one in hotlines()
    ]
