"""Reports for those who act on them, for whoever filed one, and as a paper for police or civil affairs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.domain.children.public import cards_of, school_names
from homeward.domain.needs.models import Report, ReportStep, Reveal
from homeward.domain.needs.problems import NotRevealed
from homeward.domain.needs.reports import blind_id, opened
from homeward.domain.needs.reportwords import (
    Certainty,
    Office,
    ReportState,
    ReportStepKind,
    Situation,
)
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import name_of
from homeward.foundation.problems import Invalid

READ = "report.read"
PAGE = 50


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in a list; nothing of what was written, nobody who wrote it."""

    report_id: UUID
    child_id: UUID | None
    child_name: str
    place: str
    situation: Situation
    certainty: Certainty
    in_danger: bool
    observed_on: date
    filed_at: datetime
    state: ReportState
    owner_id: UUID | None
    owner_name: str
    escalates_at: datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Up to 50 reports, the latest first."""

    reports: tuple[ReportLine, ...]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class ReportStepLine:
    """One thing that happened; `by` is empty for the filing and for the machine."""

    kind: ReportStepKind
    to: Office | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report in full, without the reporter."""

    report: ReportLine
    what: str
    who: str
    by_whom: str
    feedback: str
    fed_back_at: datetime | None
    why_closed: str
    closed_at: datetime | None
    steps: tuple[ReportStepLine, ...]


@dataclass(frozen=True, slots=True)
class OwnReport:
    """What became of a report, for whoever filed it."""

    report_id: UUID
    situation: Situation
    filed_at: datetime
    state: ReportState
    feedback: str
    fed_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """What goes to police, civil affairs or education: all that is known, without the reporter.

    `child_name` is empty where the child is not on the register: then `who` has the words.
    """

    report_id: UUID
    filed_at: datetime
    place: str
    place_name: str
    child_name: str
    born_on: date | None
    school: str
    who: str
    situation: Situation
    certainty: Certainty
    in_danger: bool
    observed_on: date
    what: str
    by_whom: str
    steps: tuple[ReportStepLine, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who filed a report."""

    report_id: UUID
    user_id: UUID | None
    name: str


@query(action=READ, name="report.list", unscoped="filters with visible", says="查看报告列表")
def list_reports(
    ctx: Context, *, place: str = "", state: ReportState | None = None, mine: bool = False,
    after: UUID | None = None,
) -> ReportsPage:  # fmt: skip
    """The reports of the reader's areas; never one that accuses the reader.

    Args:
        mine: only those that wait for the reader and are not closed.
        after: the last report of the page before.
    """
    rows = visible(ctx.actor, Report.objects.all(), READ)
    rows = rows.exclude(accused_index=blind_id(ctx.actor.user_id))
    if place:
        rows = rows.filter(place__range=span(place))
    if state:
        rows = rows.filter(state=state)
    if mine:
        rows = rows.filter(owner_id=ctx.actor.user_id, closed_at__isnull=True)
    if after:
        last = Report.objects.filter(pk=after).values_list("filed_at", flat=True).first()
        if last is None:
            raise Invalid(fields="after")
        rows = rows.filter(Q(filed_at__lt=last) | Q(filed_at=last, id__lt=after))
    page = list(rows.order_by("-filed_at", "-id")[: PAGE + 1])
    more = page[PAGE - 1].id if len(page) > PAGE else None
    return ReportsPage(_lines(ctx, page[:PAGE]), more)


def _lines(ctx: Context, rows: list[Report]) -> tuple[ReportLine, ...]:
    cards = cards_of([row.child_id for row in rows if row.child_id])
    names = person_names([row.owner_id for row in rows if row.owner_id])
    return tuple(
        ReportLine(
            row.id, row.child_id,
            cards[row.child_id].name if row.child_id and row.child_id in cards else "",
            row.place, Situation(row.situation), Certainty(row.certainty), row.in_danger,
            row.observed_on, row.filed_at, ReportState(row.state), row.owner_id,
            names.get(row.owner_id, "") if row.owner_id else "", row.escalates_at,
            row.escalates_at is not None and row.escalates_at < ctx.at,
        )
        for row in rows
    )  # fmt: skip


@query(action=READ, on="report_id", sensitive=True, says="查看一份报告")
def get_report(ctx: Context, *, report_id: UUID) -> ReportPage:
    """One report in full; the reporter is not in it."""
    row = Report.objects.get(pk=report_id)
    return ReportPage(
        _lines(ctx, [row])[0],
        opened(row.what, "needs.report_what"),
        opened(row.who, "needs.report_who"),
        opened(row.by_whom, "needs.report_by_whom"),
        opened(row.feedback, "needs.report_feedback"),
        row.fed_back_at,
        opened(row.why_closed, "needs.report_why_closed"),
        row.closed_at,
        _steps(row),
    )


def _steps(row: Report) -> tuple[ReportStepLine, ...]:
    steps = list(ReportStep.objects.filter(report=row).order_by("at", "id"))
    names = person_names([step.by for step in steps if step.by])
    return tuple(
        ReportStepLine(
            ReportStepKind(step.kind), Office(step.to) if step.to else None, step.at,
            names.get(step.by, "") if step.by else "",
        )
        for step in steps
    )  # fmt: skip


@query(action=READ, name="report.export", on="report_id", takes_out=True, says="导出报告")
def export_report(ctx: Context, *, report_id: UUID) -> ReportPaper:
    """A report as it goes to police, civil affairs or education, without the reporter."""
    row = Report.objects.get(pk=report_id)
    card = cards_of([row.child_id]).get(row.child_id) if row.child_id else None
    school = school_names([row.school]).get(row.school, "") if row.school else ""
    return ReportPaper(
        row.id, row.filed_at, row.place, name_of(row.place), card.name if card else "",
        card.born_on if card else None, school, opened(row.who, "needs.report_who"),
        Situation(row.situation), Certainty(row.certainty), row.in_danger, row.observed_on,
        opened(row.what, "needs.report_what"), opened(row.by_whom, "needs.report_by_whom"),
        _steps(row), ctx.today,
    )  # fmt: skip


@query(
    action="report.file",
    name="report.mine",
    unscoped="one's own reports alone",
    says="查看自己的报告",
)
def list_own_reports(ctx: Context) -> tuple[OwnReport, ...]:
    """What became of the reports one has filed."""
    if ctx.actor.user_id is None:
        return ()
    rows = Report.objects.filter(reporter_index=blind_id(ctx.actor.user_id))
    return tuple(
        OwnReport(
            row.id, Situation(row.situation), row.filed_at, ReportState(row.state),
            opened(row.feedback, "needs.report_feedback"), row.fed_back_at,
        )
        for row in rows.order_by("-filed_at")
    )  # fmt: skip


@query(
    action="report.reveal", name="report.reporter", on="report_id", sensitive=True,
    says="查看报告人身份",
)  # fmt: skip
def get_reporter(ctx: Context, *, report_id: UUID) -> Reporter:
    """Who filed a report, within the quarter of an hour that `report.reveal` has opened to this reader.

    Raises:
        NotRevealed.
    """
    mine = Q(by=ctx.actor.user_id)
    opening = Reveal.objects.filter(mine, report_id=report_id)
    if not opening.filter(at__lte=ctx.at, until__gt=ctx.at).exists():
        raise NotRevealed()
    kept = opened(Report.objects.get(pk=report_id).reporter, "needs.reporter")
    user_id = UUID(kept) if kept else None
    names = person_names([user_id] if user_id else [])
    return Reporter(report_id, user_id, names.get(user_id, "") if user_id else "")
