"""What this room removes when its time is up: single answers, and the words of closed reports of harm."""

from datetime import datetime

from homeward.domain.children.public import lapses
from homeward.domain.needs.models import Report, Response
from homeward.domain.needs.reportwords import ReportState
from homeward.foundation.commands.context import Context

WORDS = ("what", "who", "by_whom", "accused", "reporter", "feedback", "why_closed")


@lapses("answers")
def old_answers(ctx: Context, before: datetime) -> int:
    """Answers item by item; the scores made of them stay."""
    return Response.objects.filter(recorded_at__lt=before, answers__isnull=False).update(
        answers=None
    )


@lapses("report")
def old_reports(ctx: Context, before: datetime) -> int:
    """What was written, and who reported whom; kind, dates and steps stay."""
    closed = Report.objects.filter(state=ReportState.CLOSED, closed_at__lt=before)
    told = closed.filter(what__isnull=False)
    emptied = dict.fromkeys(WORDS)
    return told.update(**emptied, accused_index="", reporter_index="") * len(WORDS)
