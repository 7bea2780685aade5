"""Making two records one child: both side by side, what to take from the other, and the way back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.domain.children.merge.commands import OFFERED, STANDING
from homeward.domain.children.merge.queries import Counts
from homeward.domain.children.public import (
    get_child,
    goes_on_as,
    list_merges,
    what_follows,
    what_stays,
    where_child,
)
from homeward.domain.children.queries.page import ChildPage
from homeward.entry.web.children.cards.compared import side_by_side
from homeward.entry.web.children.forms.base import ChildFormPage
from homeward.entry.web.formpage import CommandForm
from homeward.foundation.access.decide import require

OTHERS = _("其他记录")
ROOMS = {"children": _("家庭、照料、就学等资料"), "access": _("负责人")}
RECORDS = {
    "needs.Alert": _("预警"),
    "needs.Response": _("问卷"),
    "needs.Seat": _("筛查"),
    "needs.Assessment": _("监护评估"),
    "care.Case": _("个案"),
    "care.PlanItem": _("计划里的安排"),
    "care.Goal": _("目标"),
    "care.Task": _("要做的事"),
    "care.Engagement": _("走访和联系"),
    "care.Referral": _("转介"),
    "care.Conference": _("会商"),
}
UNTOLD = ("care.Step", "care.Plan")
"""Tables that only say how another record came about."""


class MergeForm(CommandForm):
    """What the other record knows better, and why the two are one."""

    take = forms.MultipleChoiceField(
        label=_("哪些以另一条记录为准"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("不勾选的，以要保留的这条为准；这条没有的，自动用另一条的。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("怎么知道是同一个孩子"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：和奶奶核对过，学校登记时把名字写成了同音字。"),
    )  # fmt: skip

    def __init__(self, *args: Any, differing: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["take"].choices = differing  # type: ignore[attr-defined]
        if not differing:
            del self.fields["take"]


class Merge(ChildFormPage):
    """The other record goes on as this child."""

    command = "child.merge"
    form_class = MergeForm
    template_name = "children/merge.html"
    title = _("合并为一个孩子")
    submit_text = _("合并为一个孩子")
    done = _("已合并。另一条记录的内容都转到了这个孩子名下；弄错了可以撤销。")

    def guard(self) -> None:
        """Both records must be within reach, and still two."""
        super().guard()
        self.kwargs["other_id"] = goes_on_as([self.other_id]).get(self.other_id, self.other_id)
        require(self.ctx.actor, self.door.action, where_child(self.ctx, self.other_id))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.other_id == self.child_id:  # done already: from an old page, or by somebody else
            return redirect("child", child_id=self.child_id)
        return super().get(request, **kwargs)

    @property
    def other_id(self) -> UUID:
        """The record that would go on as this child."""
        other: UUID = self.kwargs["other_id"]
        return other

    def other(self) -> ChildPage:
        """All that is known of it; a look that is recorded."""
        if not hasattr(self, "_other"):
            self._other: ChildPage = get_child(self.ctx, child_id=self.other_id)
        return self._other

    def form_options(self) -> dict[str, Any]:
        return {
            "differing": [
                (row["field"], row["label"])
                for row in self.rows()
                if row["differs"] and row["field"] in (*OFFERED, *STANDING)
            ]
        }  # fmt: skip

    def rows(self) -> list[dict[str, Any]]:
        """What each of the two says, fact by fact."""
        return side_by_side(self.child(), self.other())

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "take": tuple(cleaned.get("take", ()))}

    def page(self) -> dict[str, Any]:
        mine, theirs = self.child(), self.other()
        return {
            **super().page(),
            "rows": self.rows(),
            "follows": counted(what_follows(self.ctx, **self.kwargs)),
            "mine": mine.name,
            "theirs": theirs.name,
            "swap_url": reverse("child-merge", args=[self.other_id, self.child_id]),
        }


class PartForm(CommandForm):
    """Why they are two after all."""

    reason = forms.CharField(
        label=_("为什么要撤销"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：见到了两个孩子，是同名的堂姐妹。"),
    )  # fmt: skip


class Unmerge(ChildFormPage):
    """Two records again."""

    command = "child.unmerge"
    form_class = PartForm
    template_name = "confirm.html"
    title = _("撤销合并")
    submit_text = _("撤销合并")
    done = _("已撤销，两条记录都恢复原样。")

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"merge_id": self.kwargs["merge_id"]}

    def done_text(self, result: Any) -> str:
        if not result.left:
            return str(self.done)
        return gettext("已撤销。合并以后改动过的%(n)d处保留现在的内容，请核对。") % {
            "n": result.left
        }

    def page(self) -> dict[str, Any]:
        merges = list_merges(self.ctx, child_id=self.child_id)
        line = next((one for one in merges if one.merge_id == self.kwargs["merge_id"]), None)
        text = gettext("“%(name)s”会重新成为单独的一条记录，名下的内容回到合并以前的样子。") % {
            "name": line.gone_name if line else ""
        }
        stays = counted(what_stays(self.ctx, merge_id=self.kwargs["merge_id"]))
        points = [gettext("合并以后新记录的内容留在现在这个孩子名下。")]
        points += [f"{one['text']} · {one['count']}" for one in stays]
        return {**super().page(), "text": text, "points": points, "kind": "warning"}


def counted(counts: Counts) -> list[dict[str, Any]]:
    """How many records of each kind, in the reader's words: what has no name of its own is told together."""
    found: dict[str, int] = {}
    for table, count in counts:
        if table not in UNTOLD:
            room = table.partition(".")[0]
            text = str(RECORDS.get(table) or ROOMS.get(room, OTHERS))
            found[text] = found.get(text, 0) + count
    return [{"text": text, "count": count} for text, count in found.items()]
