"""Schools, enrolment and benefits."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.drafts import EnrolmentDraft
from homeward.domain.children.models import Benefit, Enrolment, School
from homeward.domain.children.problems import NameMissing, SchoolExists
from homeward.domain.children.record import (
    believe,
    check_texts,
    close,
    locked_child,
    refresh,
    replace,
)
from homeward.domain.children.words import Source, Stage
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture, NotFound


@dataclass(frozen=True, slots=True)
class SchoolAdded:
    """A school or kindergarten exists in an area."""

    school_id: UUID
    place: str


@dataclass(frozen=True, slots=True)
class ChildEnrolled:
    """Where a child goes to school has been recorded."""

    child_id: UUID
    school_id: UUID | None
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class BenefitRecorded:
    """Whether a child receives a benefit has been recorded."""

    child_id: UUID
    kind: str
    received: bool


@command(action="school.add", on="place", says="添加学校")
def add_school(ctx: Context, *, place: str, name: str) -> SchoolAdded:
    """Add a school or kindergarten to a township or county.

    Raises:
        SchoolExists, NameMissing, TextTooLong.
    """
    name = name.strip()
    if not name:
        raise NameMissing()
    check_texts(School, {"name": name})
    if School.objects.filter(place=place, name=name).exists():
        raise SchoolExists()
    school = School.objects.create(id=new_id(), place=place, name=name, command=ctx.command_id)
    return SchoolAdded(school.id, place)


@command(action="child.enrol", on="child_id", says="记录就学")
def enrol_child(
    ctx: Context,
    *,
    child_id: UUID,
    school_id: UUID | None = None,
    stage: Stage | None = None,
    grade: int | None = None,
    klass: str = "",
    boarding: bool | None = None,
    since: date | None = None,
    source: Source = Source.SCHOOL,
) -> ChildEnrolled:
    """Record where a child goes to school now; the stretch before is ended, not overwritten.

    Raises:
        DateInFuture, NotFound: no such school.
    """
    locked_child(ctx, child_id)
    draft = EnrolmentDraft(
        school_id=school_id, stage=stage, grade=grade, klass=klass, boarding=boarding, since=since
    )
    check_enrolment(ctx, draft)
    before = Enrolment.objects.now().filter(child_id=child_id, until__isnull=True).first()
    same = before and (before.school_id, before.stage) == (school_id, stage)
    if before and (same or since is None):
        replace(ctx, before, source, **(asdict(draft) | {"since": since or before.since}))
    else:
        if before:
            close(ctx, before, max(since or ctx.today, before.since or date.min), source)
        believe(ctx, Enrolment, source, child_id=child_id, **asdict(draft))
    refresh(ctx, child_id)
    return ChildEnrolled(child_id, school_id, stage)


def check_enrolment(ctx: Context, draft: EnrolmentDraft) -> None:
    """A school that exists, a day that has come.

    Raises:
        DateInFuture, NotFound.
    """
    if draft.since and draft.since > ctx.today:
        raise DateInFuture(on=draft.since)
    if draft.school_id and not School.objects.filter(pk=draft.school_id).exists():
        raise NotFound()


@command(action="child.record_benefit", on="child_id", says="记录救助")
def record_benefit(
    ctx: Context,
    *,
    child_id: UUID,
    kind: str,
    received: bool,
    since: date | None = None,
    source: Source = Source.FAMILY,
) -> BenefitRecorded:
    """Record that a benefit is, or is not, received.

    Raises:
        DateInFuture.
    """
    locked_child(ctx, child_id)
    if since and since > ctx.today:
        raise DateInFuture(on=since)
    before = Benefit.objects.now().filter(child_id=child_id, kind=kind, until__isnull=True).first()
    if before:
        replace(ctx, before, source, received=received, since=since or before.since)
    else:
        believe(ctx, Benefit, source, child_id=child_id, kind=kind, received=received, since=since)
    return BenefitRecorded(child_id, kind, received)
