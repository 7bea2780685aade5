"""What the protection lead does with a report, and what the clock does when nobody acts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from homeward.domain.needs.models import Report, ReportStep, Reveal
from homeward.domain.needs.problems import NothingSaid, ReportIsClosed
from homeward.domain.needs.reports import add_report_step, recipient, set_clock
from homeward.domain.needs.reportwords import Office, ReportState, ReportStepKind
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id

ACT = "report.act"
OPEN_FOR = timedelta(minutes=15)
"""How long a reporter's name stays open after it was asked for."""


@dataclass(frozen=True, slots=True)
class ReportMoved:
    """A report has gone one step further."""

    report_id: UUID
    state: ReportState


@dataclass(frozen=True, slots=True)
class RevealOpened:
    """The reporter's name can be seen by this person until then."""

    report_id: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class ReportsEscalated:
    """How many reports went to somebody further up."""

    reports: int


@command(action=ACT, name="report.receive", on="report_id", says="接收报告")
def receive_report(ctx: Context, *, report_id: UUID) -> ReportMoved:
    """Say that one has read it and acts on it; receiving twice changes nothing.

    Raises:
        ReportIsClosed.
    """
    report = _open(report_id)
    if report.state == ReportState.FILED:
        report.state, report.owner_id = ReportState.RECEIVED, ctx.actor.user_id
        _step(ctx, report, ReportStepKind.RECEIVED)
    return ReportMoved(report.id, ReportState(report.state))


@command(action=ACT, name="report.forward", on="report_id", says="移送报告")
def forward_report(ctx: Context, *, report_id: UUID, to: Office) -> ReportMoved:
    """Record that it was handed to the police, civil affairs or education; to several, one by one.

    Raises:
        ReportIsClosed.
    """
    report = _open(report_id)
    report.state = ReportState.FORWARDED
    report.owner_id = report.owner_id or ctx.actor.user_id
    _step(ctx, report, ReportStepKind.FORWARDED, to)
    return ReportMoved(report.id, report.state)


@command(action=ACT, name="report.feed_back", on="report_id", says="向报告人反馈")
def feed_back(ctx: Context, *, report_id: UUID, text: str) -> ReportMoved:
    """Tell the reporter what became of it (art. 11); the reporter reads it without being named.

    Raises:
        ReportIsClosed, NothingSaid.
    """
    report = _open(report_id)
    if not text.strip():
        raise NothingSaid()
    report.feedback, report.fed_back_at = seal(text.strip(), "needs.report_feedback"), ctx.at
    _step(ctx, report, ReportStepKind.FED_BACK)
    return ReportMoved(report.id, ReportState(report.state))


@command(action=ACT, name="report.close", on="report_id", says="办结报告")
def close_report(ctx: Context, *, report_id: UUID) -> ReportMoved:
    """End a report, with the reason in words.

    Raises:
        ReportIsClosed, ReasonMissing.
    """
    report = _open(report_id)
    if not ctx.reason.strip():
        raise ReasonMissing()
    report.state, report.closed_at, report.closed_by = (
        ReportState.CLOSED, ctx.at, ctx.actor.user_id,
    )  # fmt: skip
    report.why_closed = seal(ctx.reason.strip(), "needs.report_why_closed")
    _step(ctx, report, ReportStepKind.CLOSED)
    return ReportMoved(report.id, report.state)


@command(action="report.reveal", on="report_id", says="查看报告人身份")
def reveal_reporter(ctx: Context, *, report_id: UUID) -> RevealOpened:
    """Open the reporter's name to oneself for a quarter of an hour, with the reason in words.

    Raises:
        ReasonMissing.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    me = ctx.actor.user_id
    assert me is not None  # the machine does not hold this action
    report = Report.objects.get(pk=report_id)
    until = ctx.at + OPEN_FOR
    Reveal.objects.create(
        id=new_id(), report=report, by=me, at=ctx.at, until=until,
        why=seal(ctx.reason.strip(), "needs.reveal_why"),
    )  # fmt: skip
    add_report_step(ctx, report, ReportStepKind.REVEALED, by=me)
    return RevealOpened(report.id, until)


@command(
    action="report.escalate", name="report.escalate_due", unscoped="the machine, by the clock",
    says="超时报告上报",
)  # fmt: skip
def escalate_due_reports(ctx: Context) -> ReportsEscalated:
    """Send every report whose clock ran out to the next protection lead, further up."""
    late = Report.objects.select_for_update().filter(
        escalates_at__lte=ctx.at, closed_at__isnull=True
    )
    return ReportsEscalated(sum(_escalate(ctx, report) for report in late.order_by("escalates_at")))


def _escalate(ctx: Context, report: Report) -> bool:
    had = ReportStep.objects.filter(report=report).values_list("owner_id", flat=True)
    tried = {one for one in (*had, report.owner_id) if one}
    found = recipient(ctx, report, tried)
    if found is None and report.owner_id:  # nobody further up: it stays, overdue for all to see
        report.escalates_at = None
        report.save(update_fields=["escalates_at"])
        return False
    report.owner_id = found  # still nobody: asked again when the clock runs out next
    set_clock(ctx, report)
    report.save(update_fields=["owner_id", "escalates_at"])
    add_report_step(ctx, report, ReportStepKind.ESCALATED)
    return True


def _open(report_id: UUID) -> Report:
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.closed_at:
        raise ReportIsClosed()
    return report


def _step(ctx: Context, report: Report, kind: ReportStepKind, to: Office | None = None) -> None:
    set_clock(ctx, report)
    report.save()
    add_report_step(ctx, report, kind, to=to, by=ctx.actor.user_id)
