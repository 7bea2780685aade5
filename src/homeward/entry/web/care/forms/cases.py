"""Opening, handing over and closing a case, and the review that keeps its plan alive."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from homeward.domain.care.words import CLOSABLE, Closure, Outcome
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage, person
from homeward.entry.web.care.forms.tasks import HandOverForm
from homeward.entry.web.formpage import CommandForm


class OpenForm(CommandForm):
    """Why, and who is responsible."""

    reason = fields.told(
        _("为什么需要专门的计划"),
        _("这个孩子现在缺什么、出了什么事。例如：奶奶住院，家里没有其他大人。"), 500,
    )  # fmt: skip
    owner_id = fields.from_list(_("谁负责"), required=True)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]


class Open(CareFormPage):
    """The decision that a child needs more than what every child gets."""

    command = "case.open"
    form_class = OpenForm
    title = _("开立个案，做一份计划")
    submit_text = _("开立个案")
    done = _("已开立。请和孩子、家人一起商量计划，十四天内第一次复核。")
    lead = _("不是每个孩子都要开。只有日常走访照看还不够的孩子，才需要专门的目标和计划。")
    blames: ClassVar = {"task.person_unfit": "owner_id", "command.reason_missing": "reason"}

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def initial(self) -> dict[str, Any]:
        return {"owner_id": str(self.ctx.actor.user_id)}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "owner_id": person(cleaned["owner_id"])}


class HandOver(CareFormPage):
    """Somebody else is responsible; what was to be done goes along."""

    command = "case.hand_over"
    form_class = HandOverForm
    title = _("换一位负责人")
    submit_text = _("移交")
    done = _("已移交，没办完的事一起转过去了。")
    blames: ClassVar = {"task.person_unfit": "owner_id"}

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "owner_id": person(cleaned["owner_id"])}


class CloseForm(CommandForm):
    """The cause, and in own words why."""

    cause = fields.one(_("为什么结束"), Closure, CLOSABLE)
    reason = fields.told(_("具体情况"), _("例如：母亲已返乡，孩子说很高兴。"), 500)
    text = fields.words(_("以后谁留意这个孩子"), _("可以不写。"))


class Close(CareFormPage):
    """With its cause; nothing of it is deleted."""

    command = "case.close"
    form_class = CloseForm
    title = _("结束个案")
    submit_text = _("结束个案")
    done = _("已结束，记录都保留着。")
    warning = _("结束以后，计划里的安排和没办的事都会停下；需要时可以再开立。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, **cleaned}


class ReviewForm(CommandForm):
    """What it came to, and what the child says."""

    outcome = fields.one(_("复核结果"), Outcome)
    child_heard = fields.YesNoField(_("问过孩子本人吗"))
    child_words = fields.words(_("孩子自己怎么说"), _("用孩子自己的话。"))
    text = fields.words(_("看到了什么变化、怎么调整"), most=2000)


class Review(CareFormPage):
    """A look at the whole plan."""

    command = "review.hold"
    form_class = ReviewForm
    title = _("复核计划")
    submit_text = _("复核完成")
    done = _("已复核。")

    def done_text(self, result: Any) -> str:
        if result.next_on:
            return str(_("已复核，下一次已经排上。"))
        return str(_("已复核，清单上多了一件事：写明原因，结束个案。"))
