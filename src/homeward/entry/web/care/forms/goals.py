"""Goals: set with the child, on a ladder of five sentences, and rated on it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import GoalLine
from homeward.domain.care.words import Column
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.plans import PlanFormPage
from homeward.entry.web.care.words import step
from homeward.entry.web.children.words import joined
from homeward.entry.web.formpage import CommandForm

LADDER = (-2, -1, 0, 1, 2)


def _rung(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=120)


class SetForm(CommandForm):
    """The goal in the child's words, and what each step of its ladder looks like."""

    title = forms.CharField(
        label=_("目标"),
        max_length=80,
        help_text=_("最好用孩子自己的话，例如：想每周和妈妈说说话。"),
    )
    column = fields.one(_("属于哪一栏"), Column, (Column.MATERIAL, Column.SPIRITUAL))
    level_1 = _rung(_("比现在差的情形（-2）"), _("例如：一个月也没有通一次话。"))
    level_2 = _rung(_("现在的情形（-1）"), _("例如：两三个星期通一次话。"))
    level_3 = _rung(_("希望达到的情形（0）"), _("例如：每星期通一次话。"))
    level_4 = _rung(_("比希望的还好（+1）"), _("例如：每星期通两次话，孩子愿意说。"))
    level_5 = _rung(_("最好的情形（+2）"), _("例如：天天联系，遇事先找妈妈商量。"))
    with_child = fields.YesNoField(_("是和孩子一起定的吗"))
    child_words = fields.words(_("孩子自己怎么说"), _("用孩子自己的话。"))


class Set(PlanFormPage):
    """A goal, if it can be with the child."""

    command = "goal.set"
    form_class = SetForm
    title = _("定一个目标")
    submit_text = _("定下来")
    done = _("目标已定。")
    anchor = "goals"
    why_title = _("为什么要写五句话")
    why = _(
        "写清楚每一级是什么样子，以后一看就知道孩子走到了哪一步，不用打分。"
        "“现在的情形”记作 -1，“希望达到的”记作 0。"
    )
    blames: ClassVar = {"goal.levels_incomplete": "level_3"}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        levels = tuple(cleaned.pop(f"level_{number}") for number in range(1, 6))
        return {**self.kwargs, **cleaned, "levels": levels}


class OnGoal(PlanFormPage):
    """An act on one goal."""

    anchor = "goals"

    def goal(self) -> GoalLine:
        """The goal as the plan shows it."""
        wanted = self.kwargs["goal_id"]
        return next(goal for goal in self.plan().goals if goal.goal_id == wanted)

    def page(self) -> dict[str, Any]:
        return {**super().page(), "lead": self.goal().title}


class RateForm(fields.DatedForm):
    """Which of the five sentences is true now."""

    level = forms.TypedChoiceField(
        label=_("现在是哪一种情形"), widget=forms.RadioSelect, coerce=int
    )
    with_child = fields.YesNoField(_("是和孩子一起看的吗"))
    child_words = fields.words(_("孩子自己怎么说"), _("用孩子自己的话。"))
    field_order = ("command_id", "level", "with_child", "child_words", "when", "held_on")

    def __init__(self, *args: Any, levels: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(number), joined([words, step(number)]))
            for number, words in zip(LADDER, levels, strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said["rated_on"] = said.pop("held_on")
        return said


class Rate(OnGoal):
    """Where the child stands on the goal's ladder."""

    command = "goal.rate"
    form_class = RateForm
    title = _("看看走到了哪一步")
    anchor = "goals"
    done = _("已记下。")
    blames: ClassVar = {"input.date_in_future": "held_on"}

    def form_options(self) -> dict[str, Any]:
        return {"levels": self.goal().levels}

    def done_text(self, result: Any) -> str:
        return _now("已记下：目标达到了。") if result.level >= 0 else _now("已记下，还在路上。")


class Drop(OnGoal):
    """No longer pursued; its ratings stay."""

    command = "goal.drop"
    form_class = fields.ReasonForm
    title = _("不再追求这个目标")
    submit_text = _("不再追求")
    done = _("已记下。")
