"""The list of children: filters, search, pages, and the same rows as a workbook or a text file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.children.public import (
    export_children,
    list_children,
    school_names,
    search_children,
)
from homeward.domain.children.queries.homes import HomeLine, ParentLine
from homeward.domain.children.queries.lines import ChildLine
from homeward.domain.children.queries.lists import PAGE, ChildrenPage
from homeward.domain.children.words import Sex, Truth, Whereabouts
from homeward.entry.api.answers import table
from homeward.entry.sheets import workbook
from homeward.entry.web.children import choices
from homeward.entry.web.children.cards.status import TRUTHS
from homeward.entry.web.children.words import (
    definition_titles,
    fact_text,
    facts_read,
    since_text,
)
from homeward.entry.web.formpage import INVALID, may
from homeward.entry.web.frame import actor_of, context_of
from homeward.entry.web.remembered import address, keep, recall
from homeward.foundation.access.decide import can, require
from homeward.foundation.clock import today

LIST, EXPORT = "child.list", "child.export"
NAMES = ("q", "place", "school", "definition", "truth", "missing", "left")


class FilterForm(forms.Form):
    """Conditions. Everything empty means all children within reach."""

    q = forms.CharField(
        label=gettext_lazy("姓名、电话或身份证号"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "名字中的几个字、拼音或首字母都可以，写错一个字也能找到；还可以加上村名、学校或家长姓名，"
            "例如“清溪村 小明”“xiaoming”“xm”。"
        ),
    )
    place = forms.ChoiceField(label=gettext_lazy("家在"), required=False)
    school = forms.ChoiceField(label=gettext_lazy("学校"), required=False)
    definition = forms.ChoiceField(label=gettext_lazy("按哪一项定义"), required=False)
    truth = forms.ChoiceField(label=gettext_lazy("这项定义说"), required=False)
    missing = forms.ChoiceField(label=gettext_lazy("缺哪一项资料"), required=False)
    left = forms.ChoiceField(label=gettext_lazy("在册情况"), required=False)

    def __init__(self, data: Any, request: HttpRequest) -> None:
        super().__init__(data)
        everything = ("", _("全部"))
        place = choices.known(data.get("place", ""))
        offered: dict[str, Any] = {
            "place": choices.places(request, LIST, place),
            "school": [everything, *_schools(request, place, data.get("school", ""))],
            "definition": [("", _("不选")), *definition_titles().items()],
            "truth": [everything, *Truth.choices],
            "missing": [("", _("不选")), *((name, fact_text(name)) for name in facts_read())],
            "left": [("", _("在册的")), ("1", _("已退出名册的"))],
        }
        for name, options in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("truth") and not said.get("definition"):
            self.add_error("definition", _("请选择按哪一项定义。"))
        return said

    def asked(self) -> dict[str, Any]:
        """The conditions as the query takes them."""
        said = self.cleaned_data
        return {
            "place": said["place"],
            "school_id": UUID(said["school"]) if said["school"] else None,
            "definition": said["definition"],
            "truth": Truth(said["truth"]) if said["truth"] else None,
            "missing": said["missing"],
            "q": said["q"],
        }


MOST_SCHOOLS = 300


def _schools(request: HttpRequest, place: str, school: str) -> list[tuple[str, str]]:
    """Schools to choose from. Of too many only the chosen one, until a place narrows them."""
    found = choices.schools(request, LIST, place, MOST_SCHOOLS + 1)
    if len(found) <= MOST_SCHOOLS:
        return found
    try:
        chosen = school_names([UUID(school)])
    except ValueError:
        chosen = {}
    hint = ("", _("学校太多，请先在“家在”里选一个地方"))
    return [(str(key), name) for key, name in chosen.items()] or [hint]


def index(request: HttpRequest) -> HttpResponse:
    """The list; a posted form is kept in the session, so that no name stands in an address."""
    require(actor_of(request), LIST)
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in NAMES}
        key = keep(request, typed) if any(typed.values()) else ""
        return HttpResponseRedirect(address(request.path, f=key))
    form = FilterForm(recall(request), request)
    if not form.is_valid():
        return render(request, "children/list.html", _shown(request, form, None), status=INVALID)
    if _searches(form.cleaned_data):
        return render(request, "children/list.html", _hits(request, form))
    page = list_children(
        context_of(request),
        present=not form.cleaned_data["left"],
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        **form.asked(),
    )
    return render(request, "children/list.html", _shown(request, form, page))


def _searches(asked: dict[str, Any]) -> bool:
    """Whether only a name, or what a person typed instead of one, is asked for."""
    return bool(asked["q"]) and not any(asked[name] for name in NAMES if name not in ("q", "place"))


def _hits(request: HttpRequest, form: FilterForm) -> dict[str, Any]:
    """The best hits with their reasons, in the place of the list."""
    asked = form.cleaned_data
    found = search_children(context_of(request), q=asked["q"], place=asked["place"])
    hits = [
        {
            **line_of(hit.child),
            "name_note": "" if hit.present else _("已退出名册"),
            "why": hit.why.label,
        }
        for hit in found.hits
    ]
    return {**_shown(request, form, None), "hits": hits, "more_hits": found.more, "searched": True}


def _shown(request: HttpRequest, form: FilterForm, page: ChildrenPage | None) -> dict[str, Any]:
    conditions = {name: value for name, value in recall(request).items() if name in NAMES}
    here = {"f": request.GET["f"]} if "f" in request.GET else conditions
    definition = form.cleaned_data.get("definition", "") if form.is_valid() else ""
    export = can(actor_of(request), EXPORT) and page is not None and not conditions.get("left")
    return {
        "form": form,
        "filtered": bool(conditions),
        "more_open": any(value for name, value in conditions.items() if name != "q"),
        "clear_url": reverse("children") if conditions else "",
        "children": [line_of(child, definition) for child in page.children] if page else [],
        "pages": _pages(request, page, here) if page else None,
        "definition_title": definition_titles().get(definition, ""),
        "xlsx_url": address(reverse("children-xlsx"), **here) if export else "",
        "csv_url": address(reverse("children-csv"), **here) if export else "",
        "import_url": reverse("roll") if can(actor_of(request), "roll.import") else "",
        "register_url": reverse("child-register") if may(request, "child.register") else "",
        "transfers_url": reverse("transfers") if may(request, "transfer.offer") else "",
        "carers_url": reverse("carers") if can(actor_of(request), "carer.list") else "",
        "doubles_url": reverse("doubles") if may(request, "double.decide") else "",
    }


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pager draws."""

    first: int
    last: int
    total: int
    previous_url: str
    next_url: str


def _pages(request: HttpRequest, page: ChildrenPage, here: dict[str, str]) -> Pages:
    """The key leads to the page; `n`, the number of its first row, is for the reader's eye only."""
    said = request.GET.get("n", "")
    at_start = not (request.GET.get("after") or request.GET.get("before"))
    first = 1 if at_start or not said.isdecimal() else max(1, int(said))
    last = min(first + len(page.children) - 1, page.total)
    earlier = address(request.path, **here, before=page.before, n=str(max(1, first - PAGE)))
    later = address(request.path, **here, after=page.after, n=str(last + 1))
    return Pages(
        first, last, page.total, earlier if page.before else "", later if page.after else ""
    )


def line_of(child: ChildLine, definition: str = "") -> dict[str, Any]:
    """One child as a list shows it; with a definition chosen, what that one says."""
    said = {one.definition: one for one in child.standings}
    chosen = said.get(definition)
    waiting = chosen.missing if chosen else {f for one in child.standings for f in one.missing}
    home = child.home
    carer = home.carer_kinship or home.carer
    return {
        "url": reverse("child", args=[child.child_id]),
        "name": child.name,
        "sex_text": str(Sex(child.sex).label) if child.sex else None,
        "age": _age(child),
        "place_text": child.place_name,
        "school_text": child.school_name or (str(home.stage.label) if home.stage else None),
        "lives_with": str(carer.label) if carer else None,
        "away_text": away_text(home),
        "truth": TRUTHS[chosen.truth] if chosen else None,
        "missing_count": len(waiting),
    }


def _age(child: ChildLine) -> int | None:
    if child.born_on is None:
        return None
    on, born = today(), child.born_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def away_text(home: HomeLine) -> str | None:
    """父亲2025年3月起外出务工；母亲在家. None while nothing is known of either parent."""
    if not any(one.whereabouts for one in home.parents):
        return None
    return _("；").join(_where(one) for one in home.parents)


def _where(parent: ParentLine) -> str:
    what = parent.whereabouts.label if parent.whereabouts else _("未采集")
    words = {"who": parent.parent.label, "what": what}
    since = since_text((parent.since or "")[:7])
    if parent.whereabouts == Whereabouts.AWAY and since:
        return _("%(who)s%(since)s起%(what)s") % {**words, "since": since}
    return _("%(who)s%(what)s") % words


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every row of the list as text, sent while it is read."""
    return table(_rows(request), f"{_('孩子名单')}-{today().isoformat()}.csv")  # type: ignore[return-value]


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """Every row of the list as a workbook, written row by row to disk."""
    file = workbook(_rows(request), _("孩子"))
    name = f"{_('孩子名单')}-{today().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def _rows(request: HttpRequest) -> Iterator[tuple[str, ...]]:
    """The export's rows; whether the reader may is settled before the first is sent."""
    form = FilterForm(recall(request), request)
    asked = form.asked() if form.is_valid() else {}
    return _in_words(iter(export_children(context_of(request), **asked)))


def _in_words(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Words instead of codes, and no columns of ids."""
    heads = next(rows)
    titles = {
        **definition_titles(),
        "name": _("姓名"),
        "sex": _("性别"),
        "born_on": _("出生日期"),
        "place_name": _("家在"),
        "school": _("学校"),
    }
    kept = [number for number, head in enumerate(heads) if head in titles]
    words = {str(v): str(label) for v, label in (*Sex.choices, *Truth.choices)}
    free = {heads.index(name) for name in ("name", "place_name", "school", "born_on")}
    yield tuple(titles[heads[number]] for number in kept)
    for row in rows:
        yield tuple(row[n] if n in free else words.get(row[n], row[n]) for n in kept)
