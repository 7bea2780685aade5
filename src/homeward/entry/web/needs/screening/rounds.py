"""The rounds there are, and opening another."""

from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.children.public import classes_of, school_names
from homeward.domain.needs.instruments import term_of
from homeward.domain.needs.public import Informant, InstrumentForm, list_instruments, list_rounds
from homeward.domain.needs.queries.rounds import RoundLine
from homeward.entry.web.children import choices
from homeward.entry.web.formpage import CommandForm, FormPage, may
from homeward.entry.web.forms import DatePartsField
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.needs.words import instrument_text, term_text
from homeward.foundation import clock
from homeward.foundation.access.decide import require
from homeward.foundation.commands.registry import COMMANDS, Door
from homeward.foundation.places.public import names_of

READ = "round.read"
FEW = 5
"""Of so many schools the classes are offered."""
DAYS = 14
"""How long a round usually takes: two weeks until the last paper is in."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rounds of the reader's areas and schools, open ones first."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    found = sorted(list_rounds(ctx), key=lambda one: one.closed_at is not None)
    shown = {
        "rounds": lines_of(tuple(found)),
        "open_url": reverse("screening-open") if may(request, "round.open") else "",
    }
    return render(request, "needs/rounds.html", shown)


def lines_of(rounds: tuple[RoundLine, ...]) -> list[dict[str, Any]]:
    """Rounds as the templates show them."""
    schools = school_names([one.school_id for one in rounds if one.school_id])
    places = names_of({one.place for one in rounds})
    return [_line(one, schools, places) for one in rounds]


def _line(one: RoundLine, schools: dict[UUID, str], places: dict[str, str]) -> dict[str, Any]:
    where = schools.get(one.school_id, "") if one.school_id else places.get(one.place, "")
    taken = one.done + one.refused + one.absent
    return {
        "url": reverse("screening-round", args=[one.round_id]),
        "title": one.title,
        "where": f"{where} {one.klass}".strip(),
        "term": term_text(one.term),
        "informant": one.informant.label,
        "instruments": _("、").join(instrument_text(name) for name in one.instruments),
        "due": one.due_on,
        "closed_at": one.closed_at,
        "late": one.late,
        "children": one.children,
        "done": one.done,
        "refused": one.refused,
        "absent": one.absent,
        "taken": taken,
        "waiting": one.children - taken,
    }


def asked_text(one: InstrumentForm) -> str:
    """An instrument in one line: title, ages, by whom, and that it is not validated where it is not."""
    ages = _("%(first)d—%(last)d岁") % {"first": one.youngest, "last": one.oldest}
    by = _("、").join(str(who.label) for who in one.informants)
    notes = [ages, by]
    if one.standing:
        notes.append(said(one.standing))
    if not one.text_shipped:
        notes.append(_("只录得分"))
    return f"{said(one.title)}（{'；'.join(notes)}）"


class OpenForm(CommandForm):
    """Who is asked what, and until when."""

    where = forms.ChoiceField(label=gettext_lazy("在哪里筛查"))
    klass = forms.CharField(
        label=gettext_lazy("班级"), required=False, max_length=20,
        help_text=gettext_lazy("选了学校才填，例如“四年级3班”。只写“3班”，各年级的3班都会列入；不填就是全校。"),
    )  # fmt: skip
    """Asked of those who answer for many schools; the others choose the class with the school."""
    informant = forms.ChoiceField(
        label=gettext_lazy("由谁回答"), widget=forms.RadioSelect, choices=Informant.choices
    )
    instruments = forms.MultipleChoiceField(
        label=gettext_lazy("问什么"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一次选两三份就够了。超出适用年龄的孩子不会被问到。"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    due_on = DatePartsField(label=gettext_lazy("到哪一天收齐"))

    def __init__(
        self, *args: Any, places: Any, by_class: bool, instruments: tuple[InstrumentForm, ...],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["where"].choices = [("", _("请选择")), *places]  # type: ignore[attr-defined]
        if by_class:
            del self.fields["klass"]
        self.fields["instruments"].choices = [  # type: ignore[attr-defined]
            (one.instrument, asked_text(one)) for one in instruments
        ]


class Open(FormPage):
    """A round for a village, or for a school or one of its classes."""

    command = "round.open"
    form_class = OpenForm
    title = gettext_lazy("开始一轮筛查")
    submit_text = gettext_lazy("开始")
    lead = gettext_lazy("选好范围和问卷，孩子的名单会自动列好。问卷可以打印，收回来再录入。")
    why_title = gettext_lazy("谁能看到答案")
    why = gettext_lazy(
        "孩子自己的回答和得分，只有学校的心理辅导老师和县里的儿童保护负责人能看到。录入的人看不到得分。"
        "筛查是为了知道先去关心谁，不是诊断，也不给孩子排名。"
    )
    blames: ClassVar = {
        "round.due_before_today": "due_on", "round.empty": "where",
        "need.informant_not_asked": "informant",
    }  # fmt: skip

    @property
    def door(self) -> Door:
        """The command for a school or for a place; both ask for the same right."""
        school = self.request.POST.get("where", "").startswith("school:")
        return COMMANDS["round.open_at_school" if school else "round.open"]

    def initial(self) -> dict[str, Any]:
        today = clock.today()
        return {
            "title": _("%(term)s筛查") % {"term": term_text(term_of(today))}, "informant": "child",
            "due_on": today + timedelta(days=DAYS),
        }  # fmt: skip

    def form_options(self) -> dict[str, Any]:
        schools = choices.schools(self.request, "round.open")
        by_class = len(schools) <= FEW
        places = _with_kind(choices.villages(self.ctx.actor, "round.open"))
        whole = [(f"school:{key}:", name) for key, name in schools]
        groups = _by_class(schools) if by_class else [(_("学校"), whole)]
        return {
            "places": [group for group in (*groups, (_("村（社区）"), places)) if group[1]],
            "by_class": by_class,
            "instruments": list_instruments(self.ctx),
        }

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        kind, where, *more = cleaned.pop("where").split(":")
        klass = cleaned.pop("klass", "") or "".join(more)
        cleaned |= {
            "instruments": tuple(cleaned["instruments"]),
            "informant": Informant(cleaned["informant"]),
        }
        if kind == "school":
            return {**cleaned, "school_id": UUID(where), "klass": klass}
        return {**cleaned, "place": where}

    def done_text(self, result: Any) -> str:
        return _("已开始，名单上有 %(n)d 个孩子。") % {"n": result.children}

    def next_url(self, result: Any) -> str:
        return reverse("screening-round", args=[result.round_id])

    def cancel_url(self) -> str:
        return reverse("screening")


def _by_class(schools: list[choices.Choice]) -> list[tuple[str, list[choices.Choice]]]:
    """Each school whole, and class by class as its pupils are enrolled."""
    classes = classes_of([UUID(key) for key, _name in schools])
    return [
        (
            name,
            [(f"school:{key}:", _("%(school)s全校") % {"school": name})]
            + [
                (f"school:{key}:{one.name}", one.name)
                for one in classes
                if str(one.school_id) == key
            ],
        )
        for key, name in schools
    ]


def _with_kind(places: choices.Grouped) -> list[tuple[str, str]]:
    """Villages in one flat list, with their township before them."""
    flat: list[tuple[str, str]] = []
    for first, second in places:
        if isinstance(second, str):
            flat.append((f"place:{first}", second))
        else:
            flat += [(f"place:{code}", f"{first} · {name}") for code, name in second]
    return flat
