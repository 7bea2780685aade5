"""The list of alerts, most urgent first, and the same rows as a workbook for supervisors."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.needs.public import AlertState, Severity, export_alerts, list_alerts
from homeward.domain.needs.queries.alerts import AlertLine, AlertsPage
from homeward.entry.sheets import workbook
from homeward.entry.web.children import choices
from homeward.entry.web.formpage import INVALID
from homeward.entry.web.frame import context_of, role_text, said
from homeward.entry.web.needs.words import COLOURS, due_text, task_text
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can, require
from homeward.foundation.clock import day_of, today
from homeward.foundation.places.public import names_of

READ, EXPORT = "alert.read", "alert.export"


class FilterForm(forms.Form):
    """Conditions; they name nobody, so they stand in the address."""

    colour = forms.ChoiceField(label=gettext_lazy("颜色"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("家在"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("处理情况"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("只看交给我的"), required=False)

    def __init__(self, data: Any, request: HttpRequest) -> None:
        super().__init__(data)
        everything = ("", _("全部"))
        offered: dict[str, Any] = {
            "colour": [everything, *((one.value, one.label) for one in COLOURS)],
            "place": choices.places(request, READ, data.get("place", "")),
            "state": [("", _("等待决定的")), *AlertState.choices],
        }
        for name, options in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def asked(self) -> dict[str, Any]:
        """The conditions as the query takes them."""
        said = self.cleaned_data
        return {
            "place": said["place"],
            "severity": Severity(said["colour"]) if said["colour"] else None,
            "state": AlertState(said["state"]) if said["state"] else None,
        }


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a person, the most urgent first."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    form = FilterForm(request.GET, request)
    if not form.is_valid():
        return render(request, "needs/alerts.html", {"form": form, "alerts": []}, status=INVALID)
    after = request.GET.get("after", "")
    mine = form.cleaned_data["mine"]
    page = list_alerts(ctx, mine=mine, after=_id(after), **form.asked())
    here = {name: request.GET.get(name, "") for name in form.fields}
    shown = {
        "form": form,
        "clear_url": reverse("alerts") if any(here.values()) else "",
        "colours": _colours(page, here),
        "total": sum(one.alerts for one in page.colours),
        "alerts": lines_of(page.alerts),
        "pages": _pages(page, here, after),
        "xlsx_url": address(reverse("alerts-xlsx"), **here) if can(ctx.actor, EXPORT) else "",
        "decided": form.cleaned_data["state"] == AlertState.DECIDED,
    }
    return render(request, "needs/alerts.html", shown)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _colours(page: AlertsPage, here: dict[str, str]) -> list[dict[str, Any]]:
    """How many of each colour, each a link that shows these alone."""
    return [
        {
            "level": one.severity.value,
            "count": one.alerts,
            "url": address(reverse("alerts"), **{**here, "colour": one.severity.value}),
            "current": here["colour"] == one.severity,
        }
        for one in page.colours
        if one.alerts or one.severity != Severity.GREEN
    ]


def _pages(page: AlertsPage, here: dict[str, str], after: str) -> dict[str, str]:
    return {
        "first_url": address(reverse("alerts"), **here) if after else "",
        "next_url": address(reverse("alerts"), **here, after=str(page.after)) if page.after else "",
    }


def lines_of(alerts: tuple[AlertLine, ...]) -> list[dict[str, Any]]:
    """Rows as the templates show them."""
    places = names_of({one.place for one in alerts})
    return [_line(one, places) for one in alerts]


def _line(one: AlertLine, places: dict[str, str]) -> dict[str, Any]:
    return {
        "url": reverse("alert", args=[one.alert_id]),
        "level": one.severity.value,
        "child": one.child_name,
        "child_url": reverse("child", args=[one.child_id]),
        "title": said(one.title),
        "place_text": places.get(one.place, ""),
        "owner": owner_text(one),
        "state": one.state.value,
        "state_text": one.state.label,
        "due": day_of(one.due_at),
        "overdue": one.overdue,
        "protected": one.reads == "protected",
    }


def owner_text(one: AlertLine) -> str:
    """王主任 · 儿童主任; who is missing when nobody holds the role."""
    role = role_text(one.owner_role)
    if not one.owner_name:
        return _("还没有人担任%(role)s") % {"role": role}
    return f"{one.owner_name} · {role}"


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """Every alert of the list as a workbook; protected ones never leave the screen."""
    form = FilterForm(request.GET, request)
    asked = form.asked() if form.is_valid() else {}
    asked.pop("mine", None)
    found = export_alerts(context_of(request), **asked)
    places = names_of({one.place for one in found})
    heads = (
        _("颜色"), _("孩子"), _("发现"), _("要做的事"), _("家在"), _("谁负责"), _("期限"), _("剩余"),
        _("处理情况"),
    )  # fmt: skip
    rows = (
        (
            str(one.severity.label), one.child_name, said(one.title), task_text(one.rule),
            places.get(one.place, ""), owner_text(one), day_of(one.due_at).isoformat(),
            due_text(one.due_at, today()), str(one.state.label),
        )
        for one in found
    )  # fmt: skip
    file = workbook([heads, *rows], _("预警"))
    name = f"{_('预警')}-{today().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)
