"""One round: how far it is, who is next, its paper, its end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.needs.public import SeatState, get_round, list_instruments
from homeward.domain.needs.queries.instruments import InstrumentForm
from homeward.domain.needs.queries.rounds import RoundPage, SeatLine
from homeward.domain.needs.targets import where_round
from homeward.domain.needs.words import Informant
from homeward.entry.web.formpage import FormPage, may
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.needs.screening.rounds import lines_of
from homeward.entry.web.remembered import address


@require_safe
def show(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Who is done and who is not; of answers and scores nothing, for nobody."""
    ctx = context_of(request)
    state = _state(request)
    page = get_round(ctx, round_id=round_id, state=state, after=_after(request))
    line = lines_of((page.round,))[0]
    target = where_round(ctx, round_id)
    open_ = page.round.closed_at is None
    shown = {
        "round": line,
        "tabs": _tabs(request, line, state),
        "seats": [_seat(seat) for seat in page.seats],
        "next": _next(page, state),
        "pages": _pages(request, page, state),
        "entry_url": reverse("screening-entry", args=[round_id])
        if open_ and line["waiting"] and may(request, "need.record_response", target)
        else "",
        "paper_url": reverse("screening-paper", args=[round_id]),
        "close_url": reverse("screening-close", args=[round_id])
        if open_ and may(request, "round.close", target)
        else "",
        "crumbs": crumbs(),
    }
    return render(request, "needs/round.html", shown)


def crumbs() -> list[dict[str, str]]:
    """The way back to the list."""
    return [{"text": _("筛查"), "url": reverse("screening")}]


def _state(request: HttpRequest) -> SeatState | None:
    asked = request.GET.get("state", "")
    return SeatState(asked) if asked in SeatState.values else None


def _after(request: HttpRequest) -> int:
    asked = request.GET.get("after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else -1


def _tabs(
    request: HttpRequest, line: dict[str, Any], state: SeatState | None
) -> list[dict[str, Any]]:
    counts = {
        None: line["children"], SeatState.INVITED: line["waiting"], SeatState.DONE: line["done"],
        SeatState.REFUSED: line["refused"], SeatState.ABSENT: line["absent"],
    }  # fmt: skip
    return [
        {
            "text": one.label if one else _("全部"),
            "url": address(request.path, state=one.value if one else ""),
            "current": one == state,
            "count": count,
        }
        for one, count in counts.items()
    ]


def _seat(seat: SeatLine) -> dict[str, Any]:
    return {
        "number": seat.position + 1,
        "name": seat.name,
        "url": reverse("child", args=[seat.child_id]),
        "state": seat.state.value,
        "state_text": seat.state.label,
        "at": seat.at,
    }


def _next(page: RoundPage, state: SeatState | None) -> str:
    """Whose paper comes next, where that stands on this page."""
    waiting = (seat.name for seat in page.seats if seat.state == SeatState.INVITED)
    return next(waiting, "") if state in (None, SeatState.INVITED) else ""


def _pages(request: HttpRequest, page: RoundPage, state: SeatState | None) -> dict[str, str]:
    said = state.value if state else ""
    more = (
        address(request.path, state=said, after=str(page.after)) if page.after is not None else ""
    )
    first = address(request.path, state=said) if _after(request) >= 0 else ""
    return {"first_url": first, "next_url": more}


@require_safe
def paper(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The blank form of a round, to print and to fill in by hand."""
    ctx = context_of(request)
    page = get_round(ctx, round_id=round_id)
    asked = {one.instrument: one for one in list_instruments(ctx)}
    forms = [asked[name] for name in page.round.instruments if name in asked]
    shown = {
        "round": lines_of((page.round,))[0],
        "forms": [sheet_of(one, page.round.informant) for one in forms],
        "crumbs": crumbs(),
    }
    return render(request, "needs/paper.html", shown)


def sheet_of(one: InstrumentForm, informant: Informant) -> dict[str, Any]:
    """An instrument as it stands on paper, in the words for whoever answers."""
    child = informant == Informant.CHILD
    return {
        "title": said(one.title),
        "standing": said(one.standing) if one.standing else "",
        "read_aloud": said(one.read_aloud) if one.read_aloud else "",
        "younger": said(one.younger) if one.younger else "",
        "text_shipped": one.text_shipped,
        "items": [
            {
                "text": said(item.text if child or not item.about else item.about),
                "hint": said(item.hint) if item.hint else "",
                "options": [said(option.label) for option in item.options],
            }
            for item in one.items
        ],
    }


class Close(FormPage):
    """No more answers; seats that nobody filled stay as they are."""

    command = "round.close"
    template_name = "confirm.html"
    title = gettext_lazy("结束这一轮筛查")
    submit_text = gettext_lazy("结束")
    done = gettext_lazy("这一轮已经结束。")

    def cancel_url(self) -> str:
        return reverse("screening-round", args=[self.kwargs["round_id"]])

    def page(self) -> dict[str, Any]:
        line = lines_of((get_round(self.ctx, round_id=self.kwargs["round_id"]).round,))[0]
        text = _("结束以后不能再录入这一轮的问卷。还没有填的孩子：%(n)d 个。") % {
            "n": line["waiting"]
        }
        return {"text": text, "kind": "warning", "crumbs": crumbs()}
