"""Rolls that were imported: the list, one of them, taking it back."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from homeward.domain.children.public import get_roll, list_held, list_rolls
from homeward.entry.web.formpage import FormPage, may
from homeward.entry.web.frame import context_of
from homeward.entry.web.remembered import address
from homeward.entry.web.roll.words import batch_lines, batch_words
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.places.public import name_of

PAGE = 50


def batches(request: HttpRequest) -> HttpResponse:
    """All rolls of the reader's areas, the latest first."""
    before = _id(request.GET.get("before", ""))
    found = list_rolls(context_of(request), before=before)
    after = str(found[-1].batch_id) if len(found) == PAGE else ""
    pages = {
        "first_url": reverse("rolls") if before else "",
        "next_url": address(reverse("rolls"), before=after) if after else "",
    }
    shown = {"batches": batch_lines(found), "pages": pages, "import_url": reverse("roll")}
    return render(request, "roll/batches.html", shown)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class Batch(View):
    """One roll after it was written, or undone."""

    def get(self, request: HttpRequest, batch_id: UUID) -> HttpResponse:
        ctx = context_of(request)
        batch = get_roll(ctx, batch_id=batch_id)
        if batch.state == "checked":
            return HttpResponseRedirect(reverse("roll_dry_run", args=[batch_id]))
        here = Target(place=batch.place)
        may_decide = may(request, "roll.decide", here)
        waiting = list_held(ctx, batch_id=batch_id).total if may_decide else 0
        committed = batch.state == "committed"
        names = person_names([batch.uploaded_by] if batch.uploaded_by else [])
        words = batch_words(batch, names)
        shown = {
            "batch": {
                **words,
                "place_text": name_of(batch.place),
                "as_of": batch.as_of,
                "undone_at": batch.undone_at,
            },
            "counts": {
                "created": words["created"],
                "updated": words["updated"],
                "unchanged": batch.counts.get("unchanged", 0),
                "held": words["held"],
            },
            "children_url": address("/children/", place=batch.place),
            "corrections_open": waiting,
            "corrections_url": reverse("roll_corrections", args=[batch_id]),
            "marked_url": reverse("roll_marked", args=[batch_id]),
            "undo_url": reverse("roll_undo", args=[batch_id])
            if committed and may(request, "roll.undo", here)
            else "",
        }
        return render(request, "roll/batch.html", shown)


class RollConfirm(FormPage):
    """Asks before a roll is given up or taken back."""

    template_name = "confirm.html"
    text: ClassVar[Any]
    points: ClassVar[tuple[Any, ...]] = ()

    def page(self) -> dict[str, Any]:
        return {"text": self.text, "points": self.points, "kind": "warning"}


class Undo(RollConfirm):
    """Taking a committed roll back."""

    command = "roll.undo"
    title = gettext_lazy("撤销这次导入？")
    submit_text = gettext_lazy("撤销导入")
    text = gettext_lazy("这次导入带来的一切会被收回，名册恢复到导入之前的样子：")
    points = (
        gettext_lazy("新增的孩子不再在册"),
        gettext_lazy("被更新的资料变回原来的内容"),
        gettext_lazy("更正清单里没有处理的行一并取消"),
        gettext_lazy("导入之后已经有人修改过这批孩子，或登记过更正清单里的行，就不能撤销"),
    )

    def done_text(self, result: Any) -> str:
        words = _("已撤销：收回 %(removed)d 名，恢复 %(restored)d 名。")
        return words % {"removed": result.removed, "restored": result.restored}

    def cancel_url(self) -> str:
        return reverse("roll_batch", args=[self.kwargs["batch_id"]])


class Discard(RollConfirm):
    """Giving up a roll that was only tried."""

    command = "roll.discard"
    title = gettext_lazy("不导入这份名册了？")
    submit_text = gettext_lazy("不导入了")
    done = gettext_lazy("已放弃这份名册，上传的文件已删除。")
    text = gettext_lazy("上传的文件会被删除。名册里没有写入过任何东西，以后可以重新上传。")

    def next_url(self, result: Any) -> str:
        return reverse("roll")

    def cancel_url(self) -> str:
        return reverse("roll_dry_run", args=[self.kwargs["batch_id"]])
