"""The list of helpers, to print and as a workbook; the list of matches."""

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.helpers.public import (
    HelperLine,
    MatchState,
    VettingState,
    list_helpers,
    list_matches,
)
from homeward.domain.helpers.words import HelperKind
from homeward.entry.sheets import workbook
from homeward.entry.web.children import choices
from homeward.entry.web.formpage import INVALID, may
from homeward.entry.web.frame import context_of
from homeward.entry.web.helpers.words import helper_row, match_row
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import require
from homeward.foundation.clock import today

READ = "helper.read"


class FilterForm(forms.Form):
    """Conditions; they name nobody, so they stand in the address."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("核查"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("所在地"), required=False)

    def __init__(self, data: Any, request: HttpRequest) -> None:
        super().__init__(data)
        everything = ("", _("全部"))
        offered: dict[str, Any] = {
            "kind": [everything, *HelperKind.choices],
            "state": [everything, *VettingState.choices],
            "place": choices.places(request, READ, data.get("place", "")),
        }
        for name, options in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def asked(self) -> dict[str, Any]:
        """The conditions as the query takes them."""
        said = self.cleaned_data
        return {
            "place": said["place"], "kind": HelperKind(said["kind"]) if said["kind"] else None,
            "state": VettingState(said["state"]) if said["state"] else None,
        }  # fmt: skip


@require_safe
def helpers(request: HttpRequest) -> HttpResponse:
    """Helpers of the reader's areas, those whose vetting ends first at the head."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    form = FilterForm(request.GET, request)
    good = form.is_valid()
    lines = list_helpers(ctx, **form.asked()) if good else ()
    said = {name: str(value) for name, value in request.GET.items() if name in form.fields}
    shown = {
        "form": form,
        "clear_url": reverse("helpers") if any(said.values()) else "",
        "helpers": [_row(line) for line in lines],
        "total": len(lines),
        "apply_url": reverse("helper-apply") if may(request, "helper.apply") else "",
        "matches_url": reverse("matches"),
        "xlsx_url": address(reverse("helpers-xlsx"), **said),
    }
    return render(request, "helpers/list.html", shown, status=200 if good else INVALID)


def _row(line: HelperLine) -> dict[str, Any]:
    return helper_row(line, reverse("helper", args=[line.helper_id]))


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The same rows as a workbook."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    form = FilterForm(request.GET, request)
    lines = list_helpers(ctx, **form.asked()) if form.is_valid() else ()
    heads = (_("姓名"), _("类别"), _("所在地"), _("核查"), _("有效到"), _("正在帮扶"), _("名额"))
    rows: list[tuple[str | int, ...]] = [heads]
    for line in lines:
        until = line.until.isoformat() if line.until else ""
        rows.append(
            (
                line.name, str(line.kind.label), line.place_name, str(line.state.label), until,
                line.helping, line.capacity,
            )
        )  # fmt: skip
    name = f"{_('帮扶人名单')}-{today().isoformat()}.xlsx"
    return FileResponse(workbook(rows, _("帮扶人")), as_attachment=True, filename=name)


@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    """Matches that go on, or those of one state."""
    ctx = context_of(request)
    require(ctx.actor, "match.read")
    asked = request.GET.get("state", "")
    state = MatchState(asked) if asked in MatchState.values else None
    lines = list_matches(ctx, state=state)
    tabs = [("", _("还在进行的")), *MatchState.choices]
    shown = {
        "matches": [match_row(line, reverse("match", args=[line.match_id])) for line in lines],
        "states": [
            {
                "text": text, "url": address(reverse("matches"), state=value),
                "current": value == (state or ""),
            }
            for value, text in tabs
        ],
        "crumbs": [{"text": _("帮扶人"), "url": reverse("helpers")}],
    }  # fmt: skip
    return render(request, "helpers/matches.html", shown)
