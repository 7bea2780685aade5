"""Where a report goes: to the nearest protection lead who is not accused, and further up by the clock."""

from datetime import datetime
from uuid import UUID

from homeward.domain.needs.clocks import clocks
from homeward.domain.needs.models import Report, ReportStep
from homeward.domain.needs.reportwords import Office, ReportState, ReportStepKind
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import blind, unseal
from homeward.foundation.ids import new_id

LEAD = "child_protection_lead"
NEXT = {
    ReportState.FILED: "receive",
    ReportState.RECEIVED: "forward",
    ReportState.FORWARDED: "feed_back",
}
"""What a report waits for in each state; `rules/clocks.yaml` says how long."""


def blind_id(user_id: UUID | None) -> str:
    """The blind index of a person."""
    return blind(str(user_id), "needs.person") if user_id else ""


def opened(sealed: bytes | None, purpose: str) -> str:
    """A sealed text, or an empty one."""
    return unseal(sealed, purpose) if sealed else ""


def recipient(ctx: Context, report: Report, tried: set[UUID]) -> UUID | None:
    """The nearest lead who is neither accused nor has had the report before; None when there is none."""
    accused = opened(report.accused, "needs.report_accused")
    without = tried | ({UUID(accused)} if accused else set())
    target = Target(report.place, report.school, report.child_id)
    return Holders(ctx.today).find(LEAD, target, without)


def set_clock(ctx: Context, report: Report) -> None:
    """From now on the report waits for its next step; nothing waits once the reporter has heard."""
    wanted = NEXT.get(ReportState(report.state))
    if wanted is None or (report.fed_back_at and wanted == "feed_back"):
        report.escalates_at = None
    else:
        report.escalates_at = ctx.at + clocks(ctx.today).report_within[wanted]


def add_report_step(
    ctx: Context, report: Report, kind: ReportStepKind, *, to: Office | None = None,
    by: UUID | None = None,
) -> None:  # fmt: skip
    """Write one row of a report's history."""
    ReportStep.objects.create(
        id=new_id(), report=report, kind=kind, to=to or "", at=ctx.at, by=by,
        owner_id=report.owner_id, command=ctx.command_id,
    )  # fmt: skip


def reports_wait(at: datetime) -> bool:
    """Whether a report's clock has run out at an instant."""
    return Report.objects.filter(escalates_at__lte=at, closed_at__isnull=True).exists()
