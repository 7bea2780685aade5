"""Everything held and everyone who read it: on a page made to be printed, and as a document.

A parent opens it for the own child. A worker makes it on the family's behalf, and says who asked.
"""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe

from homeward.domain.children.public import (
    HeldPage,
    HeldSection,
    Reading,
    corrections_of,
    get_headline,
    held_about,
    is_family,
    list_readings,
)
from homeward.entry.web.dates import exact_text
from homeward.entry.web.formpage import INVALID, name_what_is_required
from homeward.entry.web.frame import context_of, user_of
from homeward.entry.web.remembered import address
from homeward.entry.web.rights.correction import card_shown
from homeward.entry.web.rights.words import (
    opened_text,
    parts_of,
    readings_part,
    reason_texts,
    roles_of,
    times_text,
    title_of,
    untold,
    who_text,
)
from homeward.foundation.access.decide import can, require
from homeward.foundation.clock import today
from homeward.foundation.commands.command import locate
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import QUERIES

HELD, ASK = "child.held", "correction.ask"


class OnBehalfForm(forms.Form):
    """Who of the family asked, and why."""

    reason = forms.CharField(
        label=gettext_lazy("家里的哪一位要、为什么要"),
        help_text=gettext_lazy("会记下来，家里以后也看得到。例如：孩子母亲来办公室要求查看。"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_what_is_required(self)


class Held(View):
    """The page: at once for a parent, for a worker after the reason."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.ctx = context_of(request)
        if request.user.is_authenticated:
            self.target = locate(QUERIES[HELD], self.ctx, self.kwargs)
            require(self.ctx.actor, HELD, self.target, QUERIES[HELD].says)
        return super().dispatch(request, *args, **kwargs)

    @property
    def child_id(self) -> UUID:
        found: UUID = self.kwargs["child_id"]
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if is_family(self.ctx.actor, self.child_id, HELD):
            return self.answer(self.ctx)
        return self.ask(OnBehalfForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = OnBehalfForm(request.POST)
        if not form.is_valid():
            return self.ask(form, INVALID)
        return self.answer(context_of(request, reason=form.cleaned_data["reason"]))

    def answer(self, ctx: Context) -> Any:
        """The page itself."""
        held = held_about(ctx, child_id=self.child_id)
        page = list_readings(ctx, child_id=self.child_id)
        asks = can(ctx.actor, ASK, self.target)
        shown = {
            **self.words(),
            "held": held,
            "parts": _parts(held, asks),
            "untold": held.untold,
            "readings": _lines(page.readings),
            "more": _lines(_all(ctx, self.child_id)[len(page.readings) :]),
            "times": page.times,
            "readers_url": reverse("held-readers", args=[self.child_id]) if page.pages > 1 else "",
            "corrections": [card_shown(one) for one in corrections_of(ctx, child_id=self.child_id)]
            if can(ctx.actor, "correction.read", self.target)
            else [],
            "ask_url": reverse("correction-ask", args=[self.child_id]) if asks else "",
            "docx_url": reverse("held-docx", args=[self.child_id]),
            "reason": ctx.reason,
        }
        return render(self.request, "rights/held.html", shown)

    def ask(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """On whose behalf?"""
        shown = {
            **self.words(), "form": form, "title": _("替家里打印登记的全部资料"),
            "submit_text": _("打开"), "cancel_url": reverse("child", args=[self.child_id]),
            "lead": _("家里有权查看、复制登记的全部资料（《个人信息保护法》第四十五条）。先核对来人身份。"),
        }  # fmt: skip
        return render(self.request, "form.html", shown, status=status)

    def words(self) -> dict[str, Any]:
        """Whose page this is."""
        child = get_headline(self.ctx, child_id=self.child_id)
        return {"caption": child.name, "child": child, "crumbs": _crumbs(self.child_id, child.name)}


class Docx(Held):
    """The same as a document. The file's name names nobody."""

    def answer(self, ctx: Context) -> Any:
        from homeward.entry.web.care.onefile.document import written

        held = held_about(ctx, child_id=self.child_id)
        parts = (*parts_of(held), untold(held), readings_part(_all(ctx, self.child_id)))
        words = {"who": user_of(self.request).name, "day": exact_text(today())}
        foot = _("由%(who)s于%(day)s导出，导出已记录。请妥善保管。") % words
        title = _("登记的全部资料：%(name)s") % {"name": held.name}
        name = f"{_('登记的全部资料')}-{today().isoformat()}.docx"
        made = BytesIO(written(title, parts, foot))
        return FileResponse(made, as_attachment=True, filename=name)


@require_safe
def readers(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Everyone who read it, page by page."""
    ctx = context_of(request)
    asked = request.GET.get("page", "1")
    page = list_readings(ctx, child_id=child_id, page=int(asked) if asked.isdecimal() else 1)
    child = get_headline(ctx, child_id=child_id)
    here = reverse("held-readers", args=[child_id])
    shown = {
        "child": child,
        "readings": _lines(page.readings),
        "times": page.times,
        "pager": {
            "first_url": here if page.page > 1 else "",
            "previous_url": address(here, page=str(page.page - 1)) if page.page > 1 else "",
            "next_url": address(here, page=str(page.page + 1)) if page.page < page.pages else "",
        },
        "crumbs": [
            *_crumbs(child_id, child.name),
            {"text": _("登记的全部资料"), "url": reverse("child-held", args=[child_id])},
        ],
    }
    return render(request, "rights/readers.html", shown)


def _crumbs(child_id: UUID, name: str) -> list[dict[str, str]]:
    return [
        {"text": _("孩子"), "url": reverse("children")},
        {"text": name, "url": reverse("child", args=[child_id])},
    ]


def _all(ctx: Context, child_id: UUID) -> tuple[Reading, ...]:
    """All pages one after another, for paper."""
    first = list_readings(ctx, child_id=child_id)
    rest = (list_readings(ctx, child_id=child_id, page=n) for n in range(2, first.pages + 1))
    return (*first.readings, *(one for page in rest for one in page.readings))


def _lines(readings: tuple[Reading, ...]) -> list[dict[str, Any]]:
    return [
        {
            "who": who_text(one), "roles": roles_of(one), "on": _exact(one.on), "opened": opened_text(one),
            "times": times_text(one.times), "reasons": reason_texts(one),
        }
        for one in readings
    ]  # fmt: skip


def _exact(on: date | None) -> str:
    """A day with its year: paper is kept."""
    return exact_text(on) if on else ""


def _parts(held: HeldPage, asks: bool) -> list[dict[str, Any]]:
    """Each part with the way to say that something in it is wrong."""
    url = reverse("correction-ask", args=[held.child_id])
    return [
        {
            "id": one.section.value,
            "title": one.section.label,
            "entries": [
                {"on": _exact(entry.on), "title": title_of(entry), "said": entry.said}
                for entry in one.entries
            ],
            "url": address(url, section=one.section.value)
            if asks and one.entries and one.section != HeldSection.RIGHTS
            else "",
        }
        for one in held.parts
    ]
