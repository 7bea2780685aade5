"""A report as it goes to police, civil affairs or education: to print, and as a document. No reporter."""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.needs.public import ReportPaper, export_report
from homeward.entry.web.care.onefile.parts import Entry, Pair, Part, yes
from homeward.entry.web.dates import exact_text
from homeward.entry.web.frame import context_of
from homeward.entry.web.needs.reports.inbox import crumbs, step_of
from homeward.foundation.clock import day_of, today


@require_safe
def show(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """To look through and print."""
    page = export_report(context_of(request), report_id=report_id)
    shown = {
        "rows": [{"label": pair.label, "value": pair.value} for pair in _pairs(page)],
        "number": str(page.report_id),
        "what": page.what,
        "steps": [step_of(one) for one in page.steps],
        "made_on": page.made_on,
        "docx_url": reverse("report-docx", args=[report_id]),
        "crumbs": [*crumbs(), {"text": _("这份报告"), "url": reverse("report", args=[report_id])}],
    }
    return render(request, "needs/report_paper.html", shown)


@require_safe
def as_docx(request: HttpRequest, report_id: UUID) -> FileResponse:
    """To hand over. The file's name names nobody."""
    from homeward.entry.web.care.onefile.document import written

    page = export_report(context_of(request), report_id=report_id)
    foot = _("编号 %(number)s，%(day)s导出。报告人身份依法保密。") % {
        "number": page.report_id, "day": exact_text(page.made_on),
    }  # fmt: skip
    signs = _("移送人（签字）：            接收人（签字）：            日期：")
    made = BytesIO(written(_("侵害未成年人情形报告"), _parts(page), foot, signs))
    name = f"{_('侵害未成年人情形报告')}-{today().isoformat()}.docx"
    return FileResponse(made, as_attachment=True, filename=name)


def _pairs(page: ReportPaper) -> tuple[Pair, ...]:
    """What is known, in the order in which an office asks for it."""
    return (
        Pair(_("孩子"), page.child_name or page.who or None),
        Pair(_("出生日期"), exact_text(page.born_on) if page.born_on else None),
        Pair(_("学校"), page.school or None),
        Pair(_("在哪里"), page.place_name),
        Pair(_("情形"), f"{page.situation.label}（{page.certainty.label}）"),
        Pair(_("现在是否有危险"), yes(page.in_danger)),
        Pair(_("发现日期"), exact_text(page.observed_on)),
        Pair(_("怀疑是谁造成的"), page.by_whom or None),
    )


def _parts(page: ReportPaper) -> tuple[Part, ...]:
    steps = [step_of(one) for one in page.steps]
    return (
        Part(_("孩子和情形"), _pairs(page)),
        Part(_("看到、听到了什么"), entries=(Entry(None, "", page.what),)),
        Part(
            _("经过"),
            entries=tuple(Entry(day_of(one["at"]), one["title"], by=one["by"]) for one in steps),
        ),
    )
