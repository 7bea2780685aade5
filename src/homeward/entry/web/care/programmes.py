"""The programmes: section of the paper, what is offered to whom, and what is known of the effect."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import (
    CadenceLine,
    ProgrammeLine,
    cadences,
    list_cadences,
    list_programmes,
    outside,
)
from homeward.domain.care.words import Offer
from homeward.entry.web.frame import context_of, role_text, said

Row = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every programme, those that can be chosen today and those that cannot yet."""
    ctx = context_of(request)
    lines = list_programmes(ctx)
    sections: dict[str, list[Row]] = {}
    for line in sorted(lines, key=_order):
        sections.setdefault(line.paper, []).append(_programme(line))
    shown = {
        "sections": [{"paper": paper, "programmes": rows} for paper, rows in sections.items()],
        "offered": sum(line.state == Offer.OFFERED for line in lines),
        "total": len(lines),
        "left_out": _left_out(),
        "cadences": [_cadence(one) for one in list_cadences(ctx)],
    }
    return render(request, "care/programmes.html", shown)


def _left_out() -> str:
    names = _("、").join(outside().left_out)
    said = _("外来的项目包有错，没有装入：%(names)s。请让运维看日志里写明的文件和行。")
    return said % {"names": names} if names else ""


def _order(line: ProgrammeLine) -> tuple[list[int], str]:
    """By the paper's sections, as numbers."""
    parts = [int(part) for part in line.paper.replace("-", ".").split(".") if part.isdecimal()]
    return parts, line.programme


def _programme(line: ProgrammeLine) -> Row:
    known = cadences().get(line.cadence)
    return {
        "id": line.programme,
        "title": said(line.title),
        "strategy": line.strategy,
        "offered": line.state == Offer.OFFERED,
        "state": line.state.label,
        "serves": _("、").join(str(one.label) for one in line.serves),
        "provider": role_text(line.provider),
        "column": line.column.label,
        "cadence": said(known.title) if known else "",
        "cadence_id": line.cadence,
        "indicator": said(line.indicator),
        "strength": line.strength.label,
        "evidence": said(line.evidence),
        "source": line.evidence_source.strip("- "),
        "package": line.package,
    }


def _cadence(one: CadenceLine) -> Row:
    return {
        "id": one.cadence,
        "title": said(one.title),
        "source": f"{said(one.document)} · {one.article}" if one.article else said(one.document),
        "note": said(one.note) if one.note else "",
        "beats": [said(beat.says) for beat in one.beats],
    }
