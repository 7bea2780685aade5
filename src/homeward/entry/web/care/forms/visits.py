"""One visit, recorded once for the children of a home: ticks, each child's own words, the rest said once."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.public import ChildVisit, Visited, last_time, visits_of
from homeward.domain.care.words import Engaged, Present
from homeward.domain.children.public import HomeChild, get_household
from homeward.entry.web.care.forms import fields
from homeward.entry.web.care.forms.base import CareFormPage
from homeward.entry.web.care.forms.engagements import NEAR, SEEN
from homeward.entry.web.children.forms.fields import text
from homeward.entry.web.children.household import responsible_text
from homeward.entry.web.frame import said

PARTS = ("on", "words", "note")


class VisitForm(fields.DatedForm):
    """What is said once; and for each child, under its id, a tick, its words and a note."""

    with_whom = fields.some(_("见到了谁"), Present, NEAR)
    where = text(_("在哪里"), _("不在家里见面时才写，例如“村小学门口”。"), 60)
    text = fields.words(SEEN, _("对几个孩子都一样的写在这里，一次就够。"), 2000)
    guardianship = fields.words(_("照看得怎么样"), _("谁在照看、顾不顾得过来。可以不写。"), 500)

    def __init__(self, *args: Any, children: list[HomeChild], **options: Any) -> None:
        super().__init__(*args, **options)
        self.children = children
        for one in children:
            key, name = one.child_id.hex, {"name": one.name}
            self.fields[f"on_{key}"] = forms.BooleanField(
                label=gettext("这次也看了%(name)s") % name, required=False,
                initial=one.lives == "home",
            )  # fmt: skip
            self.fields[f"words_{key}"] = fields.words(gettext("%(name)s自己怎么说") % name)
            self.fields[f"note_{key}"] = fields.words(gettext("只关于%(name)s的") % name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["visited"] = tuple(filter(None, map(self._visited, self.children)))
        offered = {f"{part}_{one.child_id.hex}" for one in self.children for part in PARTS}
        sent = {name for name in self.data if name.startswith(tuple(f"{part}_" for part in PARTS))}
        if sent - offered:
            raise ValidationError(
                gettext("这户的孩子刚刚有变动，请核对下面的名单再保存；什么都还没有保存。")
            )
        return cleaned

    def _visited(self, one: HomeChild) -> Visited | None:
        on, words, note = (self.cleaned_data.pop(f"{p}_{one.child_id.hex}", "") for p in PARTS)
        if not on and (words or note):
            self.add_error(
                f"on_{one.child_id.hex}",
                gettext("写了%(name)s的话却没有勾选。请勾选，或删去写的话。") % {"name": one.name},
            )
        return Visited(one.child_id, words, note) if on else None


class Visit(CareFormPage):
    """One visit to the home of the child that the address names."""

    command = "engagement.visit_home"
    form_class = VisitForm
    template_name = "care/visit.html"
    title = _("记一次走访，几个孩子一起")
    submit_text = _("保存这次走访")
    done = _("已记下。")
    blames: ClassVar = {"input.date_in_future": "held_on"}

    def children(self) -> list[HomeChild]:
        """Those on the register whom the reader may read."""
        if not hasattr(self, "_children"):
            found = get_household(self.ctx, child_id=self.child_id).children
            self._children = [one for one in found if one.present]
            ids = tuple(one.child_id for one in self._children)
            self._visits = {one.child_id: one for one in visits_of(self.ctx, child_ids=ids)}
        return self._children

    def form_options(self) -> dict[str, Any]:
        children = self.children()
        return {"children": [c for c in children if self._may(c.child_id)]}

    def _may(self, child_id: UUID) -> bool:
        return child_id in self._visits and self._visits[child_id].may

    def initial(self) -> dict[str, Any]:
        last = last_time(self.ctx, child_id=self.child_id, kind=Engaged.VISIT)
        whom = last.with_whom if last else (Present.CHILD,)
        return {"with_whom": [who.value for who in whom]}

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**cleaned, "child_id": self.child_id, "with_whom": tuple(cleaned["with_whom"])}

    def show(self, form: forms.Form, status: int = 200) -> Any:
        self.shown_form = form
        return super().show(form, status)

    def page(self) -> dict[str, Any]:
        form = self.shown_form
        names = [name for name in form.fields if not name.startswith(tuple(f"{p}_" for p in PARTS))]
        hidden, shared = names[:1], names[1:]
        return {
            **super().page(),
            "hidden": [form[name] for name in hidden],
            "shared": [form[name] for name in shared],
            "rows": [self._row(form, one) for one in self.children()],
        }

    def _row(self, form: forms.Form, one: HomeChild) -> dict[str, Any]:
        may = self._may(one.child_id)
        return {
            "name": one.name,
            "age": one.age,
            "place": "" if one.lives == "home" else one.place_name,
            "says": says_of(one, self._visits.get(one.child_id)),
            "fields": [form[f"{part}_{one.child_id.hex}"] for part in PARTS] if may else [],
        }

    def done_text(self, result: Any) -> str:
        number = len(result.visits)
        words = ngettext("已为%(n)d个孩子记下这次走访", "已为%(n)d个孩子记下这次走访", number)
        if not result.tasks:
            return words % {"n": number} + gettext("。")
        tasks = ngettext("，办完%(n)d件事。", "，办完%(n)d件事。", result.tasks)
        return words % {"n": number} + tasks % {"n": result.tasks}

    def cancel_url(self) -> str:
        return reverse("child-household", args=[self.child_id])


def says_of(one: HomeChild, visit: ChildVisit | None) -> str:
    """What will become of this visit for one child, in plain words, before anything is sent."""
    if visit is None or not visit.may:
        words = gettext("您不能为%(name)s记录走访，请找%(who)s。")
        return words % {"name": one.name, "who": responsible_text(one)}
    if visit.does:
        titles = gettext("、").join(said(task.title) for task in visit.does)
        return gettext("保存后算办完：%(titles)s") % {"titles": titles}
    if visit.case is False:
        return gettext("还没有开立个案：走访照样记下，不算在计划里。")
    return gettext("没有等着您办的走访：只记下这一次。")
