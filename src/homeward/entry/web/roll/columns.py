"""What the columns are that nobody recognised."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.children.public import (
    ColumnLine,
    explain_heading,
    field_labels,
    get_roll,
    list_columns,
)
from homeward.entry.web.frame import context_of, said

IGNORE = "ignore"


class ColumnsForm(forms.Form):
    """One choice a heading; its place in the list names the field, since headings are free text."""

    def __init__(self, data: Any, lines: list[ColumnLine]) -> None:
        super().__init__(data)
        meanings = [(name, said(label)) for name, label in field_labels().items()]
        for number, line in enumerate(lines):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=line.header or _("没有表头的 %(letter)s 列") % {"letter": line.letter},
                help_text=_hint(line),
                choices=[(IGNORE, _("不用导入")), *meanings],
                initial=line.field or IGNORE,
            )


def _hint(line: ColumnLine) -> str:
    where = _("工作表“%(sheet)s”%(letter)s 列") % {"sheet": line.sheet, "letter": line.letter}
    if not line.examples:
        return _("%(where)s，下面没有内容。") % {"where": where}
    return _("%(where)s，例如：%(examples)s") % {
        "where": where,
        "examples": _("、").join(line.examples),
    }


def columns(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Asks what each open column is; the answers are remembered for this area."""
    ctx = context_of(request)
    batch = get_roll(ctx, batch_id=batch_id)
    lines = list_columns(ctx, batch_id=batch_id)
    open_lines = [line for line in lines if line.open]
    form = ColumnsForm(request.POST if request.method == "POST" else None, open_lines)
    back = reverse("roll_dry_run", args=[batch_id])
    if request.method == "POST" and form.is_valid():
        for number, line in enumerate(open_lines):
            field = form.cleaned_data[f"column{number}"]
            explain_heading(context_of(request), batch_id=batch_id, heading=line.key, field=field)
        messages.success(request, _("记住了。下次同样的表头不再问。"))
        return HttpResponseRedirect(back)
    recognised = [
        {"heading": line.header, "meaning": said(line.meaning)} for line in lines if line.field
    ]
    shown = {
        "file_name": batch.filename,
        "form": form,
        "recognised": recognised,
        "cancel_url": back,
    }
    status = 422 if form.errors else 200
    return render(request, "roll/columns.html", shown, status=status)
