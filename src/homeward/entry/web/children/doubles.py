"""Records that may be one child: the queue, one pair side by side, what somebody said and taking it back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.children.public import (
    OneOfTwo,
    PairDecided,
    PairLine,
    Reason,
    Verdict,
    get_child,
    get_pair,
    list_pairs,
)
from homeward.domain.children.words import Sex
from homeward.entry.web import dates
from homeward.entry.web.children.cards.compared import side_by_side
from homeward.entry.web.formpage import CommandForm, FormPage
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import require
from homeward.foundation.commands.registry import LOCATORS

READ = "double.read"
STRENGTHS = (
    (6.0, gettext_lazy("很有力")),
    (3.0, gettext_lazy("有力")),
    (0.0, gettext_lazy("有一点")),
)
"""Bits from which a reason is called so."""
HEAVIEST = 12.0  # bits at which a bar is full
NOTABLE = 0.5  # bits: what weighs less is left out of a list
RIVALS = {
    "twin": gettext_lazy("也可能是双胞胎"),
    "sibling": gettext_lazy("也可能是兄弟姐妹"),
    "cousin": gettext_lazy("也可能是同名的堂亲表亲"),
    "stranger": gettext_lazy("也可能是碰巧相像的两个孩子"),
}
ALSO = {
    "twin": gettext_lazy("双胞胎也会这样"),
    "sibling": gettext_lazy("兄弟姐妹也会这样"),
    "cousin": gettext_lazy("同名的堂亲表亲也会这样"),
    "stranger": gettext_lazy("说明不了什么"),
}
"""What a reason without weight is called."""
UNLIKE = {
    "twin": gettext_lazy("双胞胎一般不会这样"),
    "sibling": gettext_lazy("兄弟姐妹一般不会这样"),
}
"""What a difference is called that speaks for one child: it rules the other explanation out."""
STATES = {
    "open": "",
    "unsure": gettext_lazy("有人拿不准"),
    "same": gettext_lazy("已认定是同一个孩子，等合并"),
    "different": gettext_lazy("不是同一个孩子"),
}
FOUND_BY = {
    "night": gettext_lazy("夜间查找发现"),
    "import": gettext_lazy("导入名册时发现"),
    "registration": gettext_lazy("登记时发现"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, the likeliest first; or what was decided, the latest first."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    decided = request.GET.get("decided", "") == "1"
    after = request.GET.get("after", "")
    page = list_pairs(ctx, decided=decided, after=_id(after))
    here = {"decided": "1" if decided else ""}
    next_url = address(reverse("doubles"), **here, after=str(page.after)) if page.after else ""
    shown = {
        "pairs": [pair_card(line) for line in page.pairs],
        "total": page.total,
        "decided": decided,
        "waiting_url": reverse("doubles"),
        "decided_url": address(reverse("doubles"), decided="1"),
        "pages": {
            "first_url": address(reverse("doubles"), **here) if after else "",
            "next_url": next_url,
        },
        "crumbs": [{"text": _("孩子"), "url": reverse("children")}],
    }
    return render(request, "children/doubles.html", shown)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def pair_card(line: PairLine) -> dict[str, Any]:
    """A pair in the queue."""
    return {
        "url": reverse("double", args=[line.pair_id]),
        "records": [record_of(one) for one in line.records],
        "likely": likely_text(line.probability),
        "why": _("、").join(said(one.says) for one in line.reasons if _alike(one)),
        "state_text": STATES.get(line.state, ""),
        "found_text": FOUND_BY[line.found_by],
        "decided_by": line.decided_by,
        "decided_at": line.decided_at,
        "reason": line.reason,
        "undo_url": reverse("double-reopen", args=[line.pair_id]) if line.decided_at else "",
    }


def record_of(one: OneOfTwo) -> dict[str, Any]:
    """One of the two, in a line."""
    return {
        "name": one.name,
        "url": reverse("child", args=[one.child_id]),
        "sex_text": str(Sex(one.sex).label) if one.sex else None,
        "born_text": dates.exact_text(one.born_on) if one.born_on else None,
        "place_text": one.place_name,
        "left": not one.present,
    }


def likely_text(probability: float) -> str:
    """How likely it is that two records are one child, in words."""
    if probability >= 0.99:
        return _("很可能是同一个孩子")
    return _("有可能是同一个孩子") if probability >= 0.5 else _("说不准，请核对")


def reasons_of(reasons: Iterable[Reason], rival: str) -> dict[str, Any]:
    """What speaks for one child, what against it, what could not be compared; and what else it may be."""
    found: dict[str, Any] = {
        "for": [],
        "against": [],
        "missing": [],
        "rival": RIVALS.get(rival, ""),
    }
    for one in sorted(reasons, key=lambda each: not each.agrees):
        if one.field == "start":
            continue
        if one.level == "missing":
            found["missing"].append(_reason(one, rival))
        elif _alike(one) or one.weight >= NOTABLE:
            found["for"].append(_reason(one, rival))
        elif one.weight <= -NOTABLE:
            found["against"].append(_reason(one, rival))
    return found


def _alike(one: Reason) -> bool:
    """What agrees is told also where it says little: a twin has the same birthday, too."""
    return one.agrees and one.weight > -NOTABLE


def _reason(one: Reason, rival: str) -> dict[str, Any]:
    weight = abs(one.weight)
    strength = next(text for least, text in STRENGTHS if weight >= least)
    if weight < NOTABLE:
        strength = ALSO.get(rival) or strength
    elif one.weight > 0 and not one.agrees:
        strength = UNLIKE.get(rival) or strength
    return {
        "text": said(one.says),
        "strength": strength,
        "value": f"{min(weight, HEAVIEST):.1f}",
        "most": f"{HEAVIEST:.0f}",
    }


class VerdictForm(CommandForm):
    """One of three buttons, and why."""

    verdict = forms.ChoiceField(choices=[(one.value, one.value) for one in Verdict])
    reason = forms.CharField(
        label=gettext_lazy("怎么知道的"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("可以不填。例如：和两家的奶奶都核对过，是一对堂兄弟。"),
    )  # fmt: skip


class Decide(FormPage):
    """Two records side by side, what speaks for and against, and three answers."""

    command = "double.decide"
    form_class = VerdictForm
    template_name = "children/double.html"
    title = gettext_lazy("是不是同一个孩子")
    done = gettext_lazy("已记下：不是同一个孩子。以后不再提醒；弄错了可以撤销。")

    def guard(self) -> None:
        """Whoever may not read both children does not learn that there is a pair."""
        super().guard()
        for one in self.line().records:
            require(self.ctx.actor, "child.read", LOCATORS["child_id"](self.ctx, one.child_id))

    def line(self) -> PairLine:
        """The pair, read once a request."""
        if not hasattr(self, "_line"):
            self._line: PairLine = get_pair(self.ctx, pair_id=self.kwargs["pair_id"])
        return self._line

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "verdict": Verdict(cleaned["verdict"])}

    def done_text(self, result: PairDecided) -> str:
        if result.state == Verdict.UNSURE:
            return _("已转给上一级核对。资料有变化时会再提醒。")
        if result.state == Verdict.DIFFERENT:
            return str(self.done)
        if self.line().may_merge:
            return _("已认定是同一个孩子。请在这一页核对后合并。")
        return _("已认定是同一个孩子，等督导员合并。")

    def next_url(self, result: PairDecided) -> str:
        kept, gone = self.line().records
        if result.state == Verdict.SAME and self.line().may_merge and kept.present:
            return reverse("child-merge", args=[kept.child_id, gone.child_id])
        return self.cancel_url()

    def cancel_url(self) -> str:
        return reverse("doubles")

    def page(self) -> dict[str, Any]:
        line = self.line()
        one, other = (get_child(self.ctx, child_id=each.child_id) for each in line.records)
        return {
            "pair": pair_card(line),
            "rows": side_by_side(one, other),
            "reasons": reasons_of(line.reasons, line.rival),
            "crumbs": [
                {"text": _("孩子"), "url": reverse("children")},
                {"text": _("疑似重复"), "url": reverse("doubles")},
            ],
        }


class Reopen(FormPage):
    """What was said of a pair is taken back."""

    command = "double.reopen"
    template_name = "confirm.html"
    title = gettext_lazy("撤销这个判断")
    submit_text = gettext_lazy("撤销判断")
    done = gettext_lazy("已撤销，这一对记录重新等待判断。")

    def cancel_url(self) -> str:
        return address(reverse("doubles"), decided="1")

    def next_url(self, result: Any) -> str:
        return reverse("doubles")

    def page(self) -> dict[str, Any]:
        return {"text": _("撤销以后，这一对记录会回到等待判断的清单里。"), "points": [], "kind": ""}
