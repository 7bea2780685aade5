"""The plan: agreed with the child, its items added, changed, stopped; suggestions taken up or not."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import (
    ItemLine,
    PlanPage,
    cadences,
    list_programmes,
    plan_of_child,
)
from homeward.domain.care.words import Column
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage, person
from homeward.entry.web.formpage import CommandForm
from homeward.entry.web.frame import role_text, said
from homeward.foundation.access.roles import roles

DOES = "task.do"


class PlanFormPage(CareFormPage):
    """An act on a plan, or on something in it."""

    anchor = "plan"

    def plan(self) -> PlanPage:
        """The plan as its page shows it."""
        if not hasattr(self, "_plan"):
            found = plan_of_child(self.ctx, child_id=self.child_id)
            assert found, "the address names a plan, or something in one"
            self._plan: PlanPage = found
        return self._plan


class AgreeForm(CommandForm):
    """Who was heard."""

    child_heard = fields.YesNoField(_("听取孩子本人的意见了吗"), required=True)
    child_words = fields.words(_("孩子自己怎么说"), _("用孩子自己的话。"))
    family_heard = fields.YesNoField(_("和父母或照料人商量了吗"))
    reason = fields.words(_("没有听取孩子意见的理由"), _("听取了就不用填。"), 500)


class Agree(PlanFormPage):
    """The plan is in force."""

    command = "plan.agree"
    form_class = AgreeForm
    title = _("商定计划")
    submit_text = _("商定")
    done = _("计划已商定。")
    blames: ClassVar = {"plan.child_not_asked": "child_heard"}
    why = _("《未成年人保护法》第四条：处理涉及未成年人的事项，要听取未成年人的意见。")


def owner_choices(people: list[tuple[str, str]]) -> list[Any]:
    """People by name, and roles for whoever holds them there."""
    held = [(role.id, role_text(role.id)) for role in roles().values() if DOES in role.actions]
    return [
        ("", _("按项目的安排")),
        (gettext("由哪个人做"), people),
        (gettext("由哪个岗位做"), [(f"role:{code}", text) for code, text in held]),
    ]


def owner_of(value: str) -> dict[str, Any]:
    """A chosen person or role, as the commands take it."""
    if value.startswith("role:"):
        return {"owner_role": value.removeprefix("role:")}
    return {"owner_id": person(value)}


def cadence_choices() -> list[tuple[str, str]]:
    """Every cadence of the catalogue."""
    return [(one.id, said(one.title)) for one in cadences().values()]


class AddForm(fields.OfferingForm):
    """Which programme; the rest is known from it and may be changed."""

    programme = fields.from_list(_("哪个项目"), required=True)
    goal_id = fields.from_list(_("为了哪个目标"))
    owner = fields.from_list(_("谁来做"))
    cadence = fields.from_list(_("多久一次"))
    starts_on = fields.day(_("从哪一天开始"), _("不填就是今天。"))
    note = fields.words(_("具体怎么做"), _("可以不写。"))


class Add(PlanFormPage):
    """A programme by hand."""

    command = "plan.add_item"
    form_class = AddForm
    title = _("添加一项安排")
    submit_text = _("放进计划")
    done = _("已放进计划，要做的事已经排到清单上。")
    blames: ClassVar = {
        "care.date_in_past": "starts_on",
        "programme.running": "programme",
        "task.person_unfit": "owner",
    }

    def form_options(self) -> dict[str, Any]:
        return {
            "choices": {
                "programme": self.offered(),
                "goal_id": [("", _("不为某个目标")), *_goals(self.plan())],
                "owner": owner_choices(self.people()),
                "cadence": [("", _("按项目的安排")), *cadence_choices()],
            }
        }

    def offered(self) -> list[Any]:
        """Programmes that can be chosen and are not in the plan yet, by side."""
        running = {item.programme for item in self.plan().items if item.state != "ended"}
        found = [p for p in list_programmes(self.ctx, offered=True) if p.programme not in running]
        sides = [
            (str(side.label), [(p.programme, said(p.title)) for p in found if p.column == side])
            for side in Column
        ]
        return [("", _("请选择")), *(side for side in sides if side[1])]

    def initial(self) -> dict[str, Any]:
        return {"programme": self.request.GET.get("programme", "")}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        goal = cleaned.pop("goal_id")
        owner = owner_of(cleaned.pop("owner"))
        return {**self.kwargs, **cleaned, **owner, "goal_id": UUID(goal) if goal else None}


def _goals(plan: PlanPage) -> list[tuple[str, str]]:
    return [(str(goal.goal_id), goal.title) for goal in plan.goals if goal.state == "open"]


class OnItem(PlanFormPage):
    """An act on one item of a plan."""

    def item(self) -> ItemLine:
        """The item as the plan shows it."""
        wanted = self.kwargs["plan_item_id"]
        return next(item for item in self.plan().items if item.plan_item_id == wanted)

    def page(self) -> dict[str, Any]:
        return {**super().page(), "lead": said(self.item().title)}


class ChangeForm(CommandForm):
    """What is different from now on."""

    owner_id = fields.from_list(_("谁来做"))
    cadence = fields.from_list(_("多久一次"))
    note = fields.words(_("具体怎么做"))

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner_id"].choices = [("", _("不变")), *people]  # type: ignore[attr-defined]
        offered = [("", _("没有固定次数")), *cadence_choices()]
        self.fields["cadence"].choices = offered  # type: ignore[attr-defined]


class Change(OnItem):
    """Who, how often, how."""

    command = "plan.change_item"
    form_class = ChangeForm
    title = _("修改安排")
    done = _("已修改。")
    blames: ClassVar = {"task.person_unfit": "owner_id"}

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def initial(self) -> dict[str, Any]:
        item = self.item()
        return {"cadence": item.cadence, "note": item.note}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Only what is different: a new cadence makes its tasks due anew."""
        item = self.item()
        return {
            **self.kwargs,
            "owner_id": person(cleaned["owner_id"]),
            "cadence": cleaned["cadence"] if cleaned["cadence"] != item.cadence else None,
            "note": cleaned["note"] if cleaned["note"] != item.note else None,
        }


class Pause(OnItem):
    """For a time."""

    command = "plan.pause_item"
    form_class = fields.ReasonForm
    title = _("暂停安排")
    submit_text = _("暂停")
    done = _("已暂停，要做的事先从清单上拿下。")


class Resume(OnItem):
    """Go on."""

    command = "plan.resume_item"
    title = _("恢复安排")
    submit_text = _("恢复")
    done = _("已恢复，要做的事重新排上。")


class End(OnItem):
    """For good; what was done stays."""

    command = "plan.end_item"
    form_class = fields.ReasonForm
    title = _("停止安排")
    submit_text = _("停止")
    done = _("已停止，做过的记录都保留着。")
