"""Those who look after several children: by load, on the screen, on paper, as a workbook."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.children.public import CarerLine, export_carers, list_carers
from homeward.entry.sheets import workbook
from homeward.entry.web.children import choices
from homeward.entry.web.children.household import able_text
from homeward.entry.web.frame import context_of
from homeward.entry.web.remembered import address
from homeward.foundation.clock import today

LIST = "carer.list"
LEAST, SHOWN = 2, 200
Row = dict[str, Any]


class CarersForm(forms.Form):
    """Where, and from how many children on."""

    place = forms.ChoiceField(label=gettext_lazy("家在"), required=False)
    least = forms.ChoiceField(
        label=gettext_lazy("至少照看几个孩子"), required=False,
        choices=[(str(n), str(n)) for n in (2, 3, 4, 1)],
    )  # fmt: skip

    def __init__(self, data: Any, request: HttpRequest) -> None:
        super().__init__(data)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices.places(request, LIST, choices.known(data.get("place", "")))


def _asked(request: HttpRequest) -> tuple[CarersForm, Row]:
    """The form and the conditions; what cannot be read narrows nothing."""
    form = CarersForm(request.GET or {"least": str(LEAST)}, request)
    said = form.cleaned_data if form.is_valid() else {}
    return form, {"place": said.get("place", ""), "least": int(said.get("least") or LEAST)}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The carers of the reader's area, the heaviest load first."""
    form, asked = _asked(request)
    page = list_carers(context_of(request), **asked, limit=SHOWN)
    here = {"place": asked["place"], "least": str(asked["least"])}
    shown = {
        "form": form,
        "carers": [_line(one) for one in page.carers],
        "total": page.total,
        "most": SHOWN,
        "unnamed": page.unnamed,
        "clear_url": reverse("carers") if request.GET else "",
        "xlsx_url": address(reverse("carers-xlsx"), **here) if page.carers else "",
        "crumbs": [{"text": _("孩子"), "url": reverse("children")}],
    }
    return render(request, "children/carers.html", shown)


def _line(one: CarerLine) -> Row:
    load = one.load
    return {
        "name": one.name or _("没有姓名"),
        "url": reverse("child-household", args=[one.child_id]),
        "kinships": _("、").join(str(kinship.label) for kinship in one.kinships) or None,
        "place": one.place_name,
        "children": load.children,
        "households": load.households,
        "youngest": load.youngest,
        "young": load.young,
        "unknown": load.unknown,
        "age": one.age,
        "able": able_text(one.able, one.unable_why),
    }


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The same list as a workbook, without the limit of a page."""
    _form, asked = _asked(request)
    found = export_carers(context_of(request), **asked).carers
    name = f"{_('照料人')}-{today().isoformat()}.xlsx"
    return FileResponse(workbook(_rows(found), _("照料人")), as_attachment=True, filename=name)


def _rows(found: tuple[CarerLine, ...]) -> Iterator[list[str | int]]:
    yield [
        _("照料人"), _("是孩子的"), _("家在"), _("照看的孩子"), _("户数"), _("最小的几岁"),
        _("不满八岁"), _("出生日期未采集"), _("照料人年龄"), _("监护能力和身体"),
    ]  # fmt: skip
    unknown = _("未采集")
    for one in found:
        row = _line(one)
        yield [
            row["name"], row["kinships"] or unknown, row["place"], row["children"],
            row["households"], unknown if row["youngest"] is None else row["youngest"],
            row["young"], row["unknown"], unknown if row["age"] is None else row["age"],
            row["able"] or unknown,
        ]  # fmt: skip
