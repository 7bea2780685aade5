"""Correcting or collecting a child's own data: all of it, one fact, or only what is not known yet."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.queries.page import ChildPage
from homeward.domain.children.words import NO_INCOME, Health, Hukou, Income, Sex
from homeward.entry.web.children import choices
from homeward.entry.web.children.cards.facts import CORRECTED, is_shown
from homeward.entry.web.children.forms import fields
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm

CODED = {"sex": Sex, "hukou": Hukou, "health": Health}
EMPTIED = {"sex", "born_on", "hukou_registered", "hukou", "health", "income"}
"""Fields whose emptiness the command is told by name; an empty text says it itself."""


class CorrectForm(CommandForm):
    """A child's own data; `names` picks the fields that are asked."""

    name = fields.text(_("姓名"), required=True)
    sex = fields.one_of(_("性别"), Sex.choices)
    born_on = fields.day(_("出生日期"), _("例如 2015 年 3 月 1 日"))
    ethnicity = fields.text(_("民族"), most=20)
    id_number = fields.text(_("公民身份号码"), _("18位，对照户口簿填写。"), most=30)
    hukou_registered = fields.YesNoField(_("是否登记户口"))
    hukou = fields.one_of(_("户籍性质"), Hukou.choices)
    place = fields.from_list(_("所在的村（社区）"), required=True)
    group = fields.text(_("村民小组"), most=30)
    address = fields.text(_("现居住地"), most=120)
    health = fields.one_of(_("身体情况"), Health.choices)
    disability = fields.text(_("残疾类别和等级"), most=40)
    illness = fields.text(_("患病类型"))
    income = fields.SeveralField(_("家庭经济来源"), Income.choices, NO_INCOME)
    phones = fields.PhonesField(_("家庭联系电话"))
    student_no = fields.text(_("学籍号"), most=30)
    note = fields.words(_("备注"))
    source = fields.source()

    def __init__(self, *args: Any, names: set[str], villages: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name in set(self.fields) - names - {"command_id", "source"}:
            del self.fields[name]
        if "place" in self.fields:
            self.fields["place"].choices = villages  # type: ignore[attr-defined]


def unknown_fields(page: ChildPage) -> list[str]:
    """The fields nobody has collected yet, as far as this reader may see and correct them."""
    lines = {line.field: line for line in page.facts}
    return [
        name
        for name, line in lines.items()
        if name in CORRECTED and line.value is None and is_shown(name, lines)
    ]


class Correct(ChildFormPage):
    """Everything that may be corrected."""

    command = "child.correct"
    form_class = CorrectForm
    title = _("更正资料")
    done = _("已更正。以前的记录仍可查看。")
    blames: ClassVar = {
        "child.id_number_invalid": "id_number",
        "child.id_number_contradicts": "id_number",
        "child.already_registered": "id_number",
        "child.not_a_child": "born_on",
        "input.date_in_future": "born_on",
        "child.village_unknown": "place",
    }

    def names(self) -> set[str]:
        """The fields that are asked: those whose class the reader holds."""
        return {line.field for line in self.child().facts} & CORRECTED | {"place"}

    def initial(self) -> dict[str, Any]:
        known = {line.field: line.value for line in self.child().facts}
        found = {name: _typed(name, known.get(name)) for name in self.names()}
        first = "correction" if any(known.get(name) for name in self.names()) else "visit"
        return {**found, "place": self.child().place, "source": first}

    def form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"names": self.names()}
        if "place" in self.names():
            options["villages"] = choices.villages(self.ctx.actor, self.door.action)
        return options

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        before = self.initial()
        changed = {
            name: value
            for name, value in cleaned.items()
            if name != "source" and (value or None) != (before.get(name) or None)
        }
        # a "no" is an answer and not an empty one
        if "hukou_registered" in cleaned:
            changed.pop("hukou_registered", None)
            said, was = cleaned["hukou_registered"], before.get("hukou_registered")
            if said is not was:
                changed["hukou_registered"] = said
        clear = tuple(sorted(n for n in EMPTIED & set(changed) if changed[n] in (None, "")))
        said = {name: value for name, value in changed.items() if name not in clear}
        if "income" in said:
            said["income"] = tuple(Income(code) for code in said["income"] if code != NO_INCOME)
        return {
            "child_id": self.child_id,
            **{name: CODED[name](v) if name in CODED else v for name, v in said.items()},
            "clear": clear,
            "source": cleaned["source"],
        }


def _typed(name: str, shown: str | None) -> Any:
    """A value as shown, back in the shape that a field takes."""
    if shown is None:
        return None
    if name in CODED:
        return next((str(v) for v, label in CODED[name].choices if str(label) == shown), None)
    if name == "hukou_registered":
        return shown == str(_("是"))
    if name == "phones":
        return tuple(shown.split("、"))
    if name == "income":
        codes = {str(label): code for code, label in Income.choices}
        return tuple(codes.get(label, NO_INCOME) for label in shown.split("、"))
    if name == "born_on":
        from datetime import date

        return date.fromisoformat(shown)
    return shown


class CorrectOne(Correct):
    """One fact, reached from its own line."""

    @property
    def title(self) -> Any:  # type: ignore[override]
        """Which fact."""
        return _("更正或采集：%(field)s") % {"field": self.form_label()}

    def form_label(self) -> str:
        """The field's own label."""
        return str(CorrectForm.base_fields[self.kwargs["field"]].label)

    def names(self) -> set[str]:
        return super().names() & {self.kwargs["field"]}


class Collect(Correct):
    """Everything that is not known yet, on one page; what stays empty stays 未采集."""

    title = _("补采资料")
    lead = _("知道的就填，不知道的留空。留空的仍是“未采集”。")
    done = _("已记下。")

    def names(self) -> set[str]:
        return set(unknown_fields(self.child()))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.names():
            return super().get(request, **kwargs)
        messages.info(request, gettext("没有要补采的资料。"))
        return HttpResponseRedirect(self.cancel_url())

    def next_url(self, result: Any) -> str:
        return reverse("child", args=[self.child_id])
