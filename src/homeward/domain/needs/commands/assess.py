"""Guardianship assessed at a visit, with the home-safety checks."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.public import cards_of, rate_care
from homeward.domain.children.words import Guardianship, Source
from homeward.domain.needs.drafts import HomeChecks
from homeward.domain.needs.models import Assessment
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture


@dataclass(frozen=True, slots=True)
class AssessmentRecorded:
    """How well a child is looked after has been assessed."""

    child_id: UUID
    assessment_id: UUID
    rating: Guardianship


@command(action="need.assess", on="child_id", says="评估监护情况")
def assess(
    ctx: Context,
    *,
    child_id: UUID,
    rating: Guardianship,
    checks: HomeChecks | None = None,
    note: str = "",
    assessed_on: date | None = None,
) -> AssessmentRecorded:
    """Record an assessment; its rating becomes the register's, unless a later one is there.

    Args:
        checks: the home-safety checks; none of them was looked at when None.

    Raises:
        DateInFuture, ChildHasLeft.
    """
    on = assessed_on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    before = Assessment.objects.select_for_update().filter(
        child_id=child_id, followed_at__isnull=True
    )
    later = before.filter(assessed_on__gt=on).exists()
    if not later:
        rate_care(ctx, child_id, rating, Source.VISIT)
        before.update(followed_at=ctx.at)
    card, seen = cards_of([child_id])[child_id], asdict(checks or HomeChecks())
    row = Assessment(
        id=new_id(), child_id=child_id, place=card.place, school=card.school_id, rating=rating,
        note=seal(note.strip(), "needs.assessment_note") if note.strip() else None,
        assessed_on=on, recorded_at=ctx.at, recorded_by=ctx.actor.user_id,
        followed_at=ctx.at if later else None, **seen,
    )  # fmt: skip
    row.save(force_insert=True)
    ctx.trail.changed("assessment", None, {"rating": rating, **seen, "note": note})
    return AssessmentRecorded(child_id, row.id, rating)
