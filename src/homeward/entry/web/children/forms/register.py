"""Putting one child on the register, leaving it and coming back."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.drafts import (
    CarerDraft,
    EnrolmentDraft,
    ParentDraft,
    ParticularsDraft,
    WhereaboutsDraft,
)
from homeward.domain.children.words import (
    CarerKind,
    ExitCause,
    Guardianship,
    Health,
    Hukou,
    Kinship,
    Sex,
    Stage,
    Whereabouts,
)
from homeward.entry.web.children import choices
from homeward.entry.web.children.forms import before, fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.children.forms.family import KIN, adult_of
from homeward.entry.web.children.forms.schooling import grade
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.foundation.commands.models import CommandLog

SECTIONS = (
    (_("孩子"), ""),
    (_("父亲"), "father_"),
    (_("母亲"), "mother_"),
    (_("照料人"), "carer_"),
    (_("上学"), "school_"),
)


class RegisterForm(CommandForm):
    """The registration form; only village and name are required."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    place = fields.from_list(_("所在的村（社区）"), required=True)
    name = fields.text(_("姓名"), required=True)
    sex = fields.one_of(_("性别"), Sex.choices)
    born_on = fields.day(_("出生日期"), _("例如 2015 年 3 月 1 日"))
    id_number = fields.text(_("公民身份号码"), _("18位，对照户口簿填写。"), most=30)
    ethnicity = fields.text(_("民族"), most=20)
    hukou_registered = fields.YesNoField(_("是否登记户口"))
    hukou = fields.one_of(_("户籍性质"), Hukou.choices)
    group = fields.text(_("村民小组"), most=30)
    address = fields.text(_("现居住地"), most=120)
    health = fields.one_of(_("身体情况"), Health.choices)

    father_name = fields.text(_("父亲姓名"))
    father_phones = fields.PhonesField(_("父亲电话"))
    father_whereabouts = fields.one_of(_("父亲现在在哪里"), Whereabouts.choices)
    father_since = fields.since(_("父亲从什么时候起"))
    father_place = fields.text(_("父亲外出地点"), most=120)
    father_able = fields.YesNoField(_("父亲有没有监护能力"))

    mother_name = fields.text(_("母亲姓名"))
    mother_phones = fields.PhonesField(_("母亲电话"))
    mother_whereabouts = fields.one_of(_("母亲现在在哪里"), Whereabouts.choices)
    mother_since = fields.since(_("母亲从什么时候起"))
    mother_place = fields.text(_("母亲外出地点"), most=120)
    mother_able = fields.YesNoField(_("母亲有没有监护能力"))

    carer_kind = fields.one_of(_("谁在照料孩子"), CarerKind.choices)
    carer_kinship = fields.from_list(_("照料人是孩子的什么人"), KIN)
    carer_name = fields.text(_("照料人姓名"))
    carer_phones = fields.PhonesField(_("照料人电话"))
    carer_rating = fields.one_of(_("监护情况"), Guardianship.choices)

    school_id = fields.from_list(_("学校或幼儿园"))
    school_stage = fields.one_of(_("就学阶段"), Stage.choices)
    school_grade = grade()
    school_boarding = fields.YesNoField(_("是否寄宿"))

    def __init__(self, *args: Any, villages: Any, schools: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = villages  # type: ignore[attr-defined]
        self.fields["school_id"].choices = [("", fields.UNKNOWN), *schools]  # type: ignore[attr-defined]

    def sections(self) -> list[dict[str, Any]]:
        """The fields under their headings."""
        groups: dict[str, list[Any]] = {prefix: [] for _title, prefix in SECTIONS}
        for bound in self.visible_fields():
            prefix = next((p for p in list(groups)[1:] if bound.name.startswith(p)), "")
            groups[prefix].append(bound)
        return [{"title": title, "fields": groups[prefix]} for title, prefix in SECTIONS]


class Register(FormPage):
    """One new child."""

    command = "child.register"
    form_class = RegisterForm
    template_name = "children/register.html"
    title = _("登记一个孩子")
    lead = _("知道的就填，不知道的留空，以后可以补。整村的名册请用“导入名册”。")
    submit_text = _("登记")
    done = _("已登记。")
    blames: ClassVar = {
        "child.id_number_invalid": "id_number",
        "child.id_number_contradicts": "id_number",
        "child.already_registered": "id_number",
        "child.not_a_child": "born_on",
        "child.village_unknown": "place",
        "record.not_found": "place",
    }

    def form_options(self) -> dict[str, Any]:
        return {
            "villages": choices.villages(self.ctx.actor, self.door.action),
            "schools": choices.schools(self.request, self.door.action),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Who on the register may be this child is shown before anything is written."""
        form = self.form(request.POST, request.FILES)
        if form.is_valid() and not _sent_before(form.cleaned_data["command_id"]):
            said = self.arguments(dict(form.cleaned_data))
            seen = before.seen_in(form.cleaned_data["seen"])
            found = before.look(self.ctx, said, seen)
            if found:
                form.data = before.with_seen(form.data, found, seen)
                self.before = before.shown(found)
                return self.show(form)
        return super().post(request, **kwargs)

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        coded = {"sex": Sex, "hukou": Hukou, "health": Health}
        own = ("name", "sex", "born_on", "id_number", "ethnicity", "hukou_registered", "hukou",
               "group", "address", "health")  # fmt: skip
        said = {name: cleaned[name] for name in own}
        said |= {name: kind(said[name]) if said[name] else None for name, kind in coded.items()}
        return {
            "place": cleaned["place"],
            "child": ParticularsDraft(**said),
            "parents": tuple(filter(None, (_parent(cleaned, p) for p in PARENTS))),
            "carer": _carer(cleaned),
            "enrolment": _enrolment(cleaned),
        }

    def next_url(self, result: Any) -> str:
        before.tell(self.request, result.child_id)
        return reverse("child", args=[result.child_id])

    def cancel_url(self) -> str:
        return reverse("children")

    def page(self) -> dict[str, Any]:
        shown = {"crumbs": [{"text": gettext("孩子"), "url": reverse("children")}]}
        if not hasattr(self, "before"):
            return shown
        return {**shown, "before": self.before, "submit_text": gettext("都不是，继续登记")}


def _sent_before(command_id: UUID) -> bool:
    """A second click: the child it finds would be the one that the first has just registered."""
    return CommandLog.objects.filter(pk=command_id).exists()


PARENTS = (Kinship.FATHER, Kinship.MOTHER)


def _parent(cleaned: dict[str, Any], parent: Kinship) -> ParentDraft | None:
    prefix = f"{parent}_"
    adult = adult_of(cleaned, {}, prefix)
    since, precision = cleaned[f"{prefix}since"]
    where = cleaned[f"{prefix}whereabouts"]
    if adult is None and not where:
        return None
    now = None
    if where:
        now = WhereaboutsDraft(
            whereabouts=Whereabouts(where),
            since=since,
            since_precision=precision,
            place=cleaned[f"{prefix}place"],
        )
    return ParentDraft(parent=parent, now=now, **({"adult": adult} if adult else {}))


def _carer(cleaned: dict[str, Any]) -> CarerDraft | None:
    adult = adult_of(cleaned, {}, "carer_")
    kind, kin, rating = (cleaned[f"carer_{name}"] for name in ("kind", "kinship", "rating"))
    if not (adult or kind or kin or rating):
        return None
    return CarerDraft(
        kind=CarerKind(kind) if kind else None,
        kinship=Kinship(kin) if kin else None,
        rating=Guardianship(rating) if rating else None,
        adult=adult,
    )


def _enrolment(cleaned: dict[str, Any]) -> EnrolmentDraft | None:
    school, stage = cleaned["school_id"], cleaned["school_stage"]
    grade, boarding = cleaned["school_grade"], cleaned["school_boarding"]
    if not (school or stage or grade or boarding is not None):
        return None
    return EnrolmentDraft(
        school_id=UUID(school) if school else None,
        stage=Stage(stage) if stage else None,
        grade=grade,
        boarding=boarding,
    )


class ExitForm(CommandForm):
    """Why and when."""

    cause = fields.one_of(_("为什么退出"), ExitCause.choices, required=True)
    on = fields.day(_("退出日期"), _("不填就是今天。"))


class Exit(ChildFormPage):
    """Off the register; nothing is deleted."""

    command = "child.exit"
    form_class = ExitForm
    template_name = "confirm.html"
    title = _("退出名册")
    submit_text = _("退出名册")
    done = _("已退出名册。需要时可以恢复在册。")
    blames: ClassVar = {"input.date_in_future": "on"}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        cause = ExitCause(cleaned["cause"])
        return {"child_id": self.child_id, "cause": cause, "on": cleaned["on"]}

    def page(self) -> dict[str, Any]:
        shown = super().page()
        text = gettext("%(name)s退出名册以后：") % {"name": shown["caption"]}
        points = [
            gettext("不再出现在名单和统计里；"),
            gettext("不再按各项定义判断；"),
            gettext("已有的资料和经过都保留，需要时可以恢复在册。"),
        ]
        return {**shown, "text": text, "points": points, "kind": "warning"}


class Return(ChildFormPage):
    """On the register again."""

    command = "child.return"
    template_name = "confirm.html"
    title = _("恢复在册")
    submit_text = _("恢复在册")
    done = _("已恢复在册，状态已重新判断。")
    blames: ClassVar = {}

    def page(self) -> dict[str, Any]:
        shown = super().page()
        text = gettext("从今天起，%(name)s重新出现在名单和统计里。") % {"name": shown["caption"]}
        return {**shown, "text": text, "kind": ""}
