"""The yearly compliance figures: on the screen, on paper, as a workbook."""

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.children.public import get_compliance_year
from homeward.entry.sheets import Table, workbook_of
from homeward.entry.web.compliance.sheets import sheets_of
from homeward.entry.web.frame import context_of
from homeward.entry.web.remembered import address
from homeward.foundation.audit.public import get_audit_year
from homeward.foundation.clock import today

FIRST = 2026
"""The year in which there was something to count for the first time."""
SHOWN = 20
"""Rows of a table on the screen; the workbook has them all."""


class YearForm(forms.Form):
    """Which year; last year's is due by the end of January."""

    year = forms.TypedChoiceField(label=gettext_lazy("年度"), coerce=int, required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        now = today().year
        years = [(str(one), str(one)) for one in range(now, min(FIRST, now) - 1, -1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]


def _asked(request: HttpRequest) -> tuple[YearForm, int]:
    form = YearForm(request.GET or {"year": str(today().year)})
    year = form.cleaned_data.get("year") if form.is_valid() else None
    return form, int(year or today().year)


def _sheets(request: HttpRequest, year: int) -> list[Table]:
    ctx = context_of(request)
    found = get_compliance_year(ctx, year=year)
    return list(sheets_of(found, get_audit_year(ctx, year=year)))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every table of the year."""
    form, year = _asked(request)
    shown = {
        "form": form,
        "year": year,
        "sheets": [
            {"title": one.title, "lead": one.lead, "heads": _heads(one), "rows": one.rows[:SHOWN],
             "more": max(0, len(one.rows) - SHOWN)}
            for one in _sheets(request, year)
        ],
        "xlsx_url": address(reverse("compliance-xlsx"), year=str(year)),
        "crumbs": [{"text": _("操作记录"), "url": reverse("audit")}],
    }  # fmt: skip
    return render(request, "compliance/year.html", shown)


def _heads(sheet: Table) -> list[dict[str, object]]:
    """Headings; a column of numbers is set to the right."""
    columns = zip(*sheet.rows, strict=True) if sheet.rows else ()
    numbers = [all(isinstance(cell, int) for cell in column) for column in columns]
    return [
        {"text": text, "number": number}
        for text, number in zip(sheet.heads, numbers or [False] * len(sheet.heads), strict=True)
    ]


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The tables as the sheets of one workbook."""
    _form, year = _asked(request)
    name = f"{_('个人信息保护合规材料')}-{year}.xlsx"
    return FileResponse(workbook_of(_sheets(request, year)), as_attachment=True, filename=name)
