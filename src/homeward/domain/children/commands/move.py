"""Moving a child to another village, with what ends there: used by the transfer that was accepted."""

from datetime import date
from uuid import UUID

from homeward.domain.children.commands.register import check_village
from homeward.domain.children.commands.schooling import check_enrolment
from homeward.domain.children.drafts import EnrolmentDraft
from homeward.domain.children.models import Enrolment, Particulars
from homeward.domain.children.record import believe, close, locked_child, refresh, replace
from homeward.domain.children.words import Source
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.commands.context import Context


def move_child(
    ctx: Context, child_id: UUID, place: str, school_id: UUID | None, *, keep_school: bool
) -> None:
    """Believe that a child lives in another village from today; inside a command only.

    The old address and group say nothing any more; the old school, unless it stays, has ended; whoever
    had the child by name there has it no longer. Kin, carers and all that was known come along.

    Raises:
        ChildHasLeft, VillageUnknown, NotFound: no such school.
    """
    locked_child(ctx, child_id)
    check_village(place)
    row = Particulars.objects.now().get(child_id=child_id)
    if row.place != place:
        replace(ctx, row, Source.REGISTRATION, place=place, group="", address=None)
    if not keep_school:
        _change_school(ctx, child_id, school_id)
    by_name = Tie.objects.filter(subject_id=child_id, kind=ScopeKind.CASELOAD, until__isnull=True)
    by_name.update(until=ctx.today)
    refresh(ctx, child_id)


def _change_school(ctx: Context, child_id: UUID, school_id: UUID | None) -> None:
    now = Enrolment.objects.now().filter(child_id=child_id, until__isnull=True).first()
    if now:
        close(ctx, now, max(ctx.today, now.since or date.min), Source.REGISTRATION)
    if school_id:
        draft = EnrolmentDraft(school_id=school_id, since=ctx.today)
        check_enrolment(ctx, draft)
        stage, grade = (now.stage, now.grade) if now else (None, None)
        believe(
            ctx, Enrolment, Source.REGISTRATION, child_id=child_id, school_id=school_id,
            stage=stage, grade=grade, since=ctx.today,
        )  # fmt: skip
