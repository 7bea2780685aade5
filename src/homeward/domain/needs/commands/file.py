"""Filing a report of known or suspected harm: by everybody who meets children, about any child.

No score, no certainty and no scope stands before it (Minors Protection Law art. 11): who has seen
something outside the own village must report it, too.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.public import cards_of
from homeward.domain.needs.hotlines import Hotline, hotlines
from homeward.domain.needs.models import Report
from homeward.domain.needs.problems import NothingSaid
from homeward.domain.needs.reports import add_report_step, blind_id, recipient, set_clock
from homeward.domain.needs.reportwords import Certainty, ReportState, ReportStepKind, Situation
from homeward.domain.needs.words import Reads
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Place
from homeward.foundation.problems import DateInFuture, NotFound


@dataclass(frozen=True, slots=True)
class ReportFiled:
    """A report is on its way. Keep the number: it shows what became of it."""

    report_id: UUID
    filed_at: datetime
    hotlines: tuple[Hotline, ...]


@command(
    action="report.file", says="报告侵害未成年人情形",
    unscoped="the law asks who sees harm to report it wherever it is (art. 11)",
)  # fmt: skip
def file_report(
    ctx: Context,
    *,
    situation: Situation,
    certainty: Certainty,
    what: str,
    child_id: UUID | None = None,
    place: str = "",
    who: str = "",
    by_whom: str = "",
    accused_user_id: UUID | None = None,
    in_danger: bool = False,
    observed_on: date | None = None,
) -> ReportFiled:
    """Report known or suspected harm to a child on the register, or to somebody at a place.

    It is filed now: what was seen may lie earlier, the report may not. The reporter is kept sealed and
    shown to nobody; the report goes around whoever is accused.

    Args:
        what: what was seen or heard, in the reporter's words.
        place: a 12-digit code, where no child is named.
        who: the child in words, where it is not on the register.
        by_whom: the person accused, in words; `accused_user_id` when that person works with Homeward.
        in_danger: the child is in danger at this moment: call the police as well.

    Raises:
        NothingSaid, NotFound: no such child or place; DateInFuture.
    """
    on = observed_on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    if not what.strip():
        raise NothingSaid()
    report = Report(
        id=new_id(), reads=Reads.PROTECTED, situation=situation, certainty=certainty,
        in_danger=in_danger, what=seal(what.strip(), "needs.report_what"),
        who=_sealed(who, "needs.report_who"), by_whom=_sealed(by_whom, "needs.report_by_whom"),
        accused=_sealed(str(accused_user_id or ""), "needs.report_accused"),
        accused_index=blind_id(accused_user_id),
        reporter=seal(str(ctx.actor.user_id or ""), "needs.reporter"),
        reporter_index=blind_id(ctx.actor.user_id), observed_on=on, filed_at=ctx.at,
        state=ReportState.FILED,
    )  # fmt: skip
    _stand(report, child_id, place)
    report.owner_id = recipient(ctx, report, set())
    set_clock(ctx, report)
    report.save(force_insert=True)
    add_report_step(ctx, report, ReportStepKind.FILED)
    ctx.trail.about(report.child_id, report.place)
    ctx.trail.only_for(Reads.PROTECTED)
    ctx.trail.hide_actor()
    return ReportFiled(report.id, ctx.at, hotlines())


def _stand(report: Report, child_id: UUID | None, place: str) -> None:
    """Where the report stands: with its child, or at the place named."""
    if child_id:
        card = cards_of([child_id]).get(child_id)
        if card is None:
            raise NotFound()
        report.child_id, report.place, report.school = child_id, card.place, card.school_id
        return
    if not Place.objects.filter(pk=place, until__isnull=True).exists():
        raise NotFound()
    report.place = place


def _sealed(text: str, purpose: str) -> bytes | None:
    return seal(text.strip(), purpose) if text.strip() else None
