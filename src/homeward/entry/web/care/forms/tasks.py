"""Acts on a task: done, handed over, no longer needed; and a new one by hand."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import TaskLine, get_task
from homeward.domain.care.words import Engaged
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage, person
from homeward.entry.web.formpage import CommandForm
from homeward.entry.web.frame import said


class OnTask(CareFormPage):
    """An act on one task; afterwards the list of what is to be done."""

    def task(self) -> TaskLine:
        """The task as lists show it."""
        if not hasattr(self, "_task"):
            self._task: TaskLine = get_task(self.ctx, task_id=self.kwargs["task_id"])
        return self._task

    def cancel_url(self) -> str:
        return reverse("home")

    def page(self) -> dict[str, Any]:
        task = self.task()
        return {**super().page(), "lead": said(task.title)}


class DoneForm(fields.DatedForm):
    """When, and a few words for whoever comes next."""

    note = fields.words(_("要告诉接手的人的话"), _("可以不写。"))

    def clean(self) -> dict[str, Any]:
        said_ = super().clean()
        said_["done_on"] = said_.pop("held_on")
        return said_


class Done(OnTask):
    """It has been done."""

    command = "task.done"
    form_class = DoneForm
    title = _("办完了")
    submit_text = _("办完了")
    done = _("已办完。")
    blames: ClassVar = {"input.date_in_future": "held_on"}


class HandOverForm(CommandForm):
    """To whom."""

    owner_id = fields.from_list(_("转给谁"), required=True)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]


class HandOver(OnTask):
    """Somebody else whose duty reaches the child does it."""

    command = "task.hand_over"
    form_class = HandOverForm
    title = _("转给别人")
    submit_text = _("转给这个人")
    done = _("已转过去，对方会在“今天”里看到。")
    blames: ClassVar = {"task.person_unfit": "owner_id"}

    def form_options(self) -> dict[str, Any]:
        me = str(self.ctx.actor.user_id)
        return {"people": [one for one in self.people() if one[0] != me]}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "owner_id": person(cleaned["owner_id"])}


class Cancel(OnTask):
    """Off the list, with the reason."""

    command = "task.cancel"
    form_class = fields.ReasonForm
    title = _("不用办了")
    submit_text = _("不用办了")
    done = _("已从清单上去掉，理由已保留。")


BY_HAND = (
    Engaged.VISIT, Engaged.CALL, Engaged.TALK, Engaged.PARENT_TALK, Engaged.SCHOOL_CONTACT,
    Engaged.HELP,
)  # fmt: skip
"""The kinds that a task put down by hand may ask for."""


class OpenForm(CommandForm):
    """What, by when, who."""

    title = fields.told(_("要做什么"), _("一句话，例如：带孩子去卫生院复查眼睛。"), 120)
    due_on = fields.day(_("什么时候以前"), _("落在节假日时，会顺延到上班的日子。"), required=True)
    kind = fields.from_list(
        _("用什么方式"), [(kind.value, kind.label) for kind in BY_HAND],
        _("选了以后，记下这样一次服务，这件事就算办完。"),
    )  # fmt: skip
    owner_id = fields.from_list(_("谁来做"), required=True)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]


class Open(CareFormPage):
    """Something to be done for a child, put on somebody's list by hand."""

    command = "task.open"
    form_class = OpenForm
    title = _("添加一件要做的事")
    submit_text = _("添加")
    done = _("已放到清单上。")
    blames: ClassVar = {
        "care.date_in_past": "due_on",
        "care.text_missing": "title",
        "task.person_unfit": "owner_id",
    }

    def form_options(self) -> dict[str, Any]:
        return {"people": self.people()}

    def initial(self) -> dict[str, Any]:
        return {"owner_id": str(self.ctx.actor.user_id)}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        kind = Engaged(cleaned["kind"]) if cleaned["kind"] else None
        return {
            **self.kwargs, **cleaned, "kind": kind, "owner_id": person(cleaned["owner_id"]),
        }  # fmt: skip

    def cancel_url(self) -> str:
        return reverse("child", args=[self.child_id])
