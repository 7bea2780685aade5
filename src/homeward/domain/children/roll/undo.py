"""Taking a committed roll back, exactly, while nobody has built on it."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from homeward.domain.children import names
from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    Benefit,
    Care,
    Child,
    Enrolment,
    EntrustedCare,
    HeldRow,
    Household,
    Kin,
    NameToken,
    Notice,
    OfAdult,
    OfChild,
    Particulars,
    Presence,
    RollBatch,
    RollSeen,
    School,
    Spell,
    Status,
)
from homeward.domain.children.record import id_index, write_tokens
from homeward.domain.children.roll.problems import RollBuiltOn
from homeward.domain.children.status import derive_many
from homeward.foundation.access.models import Tie
from homeward.foundation.commands.context import Context
from homeward.foundation.places.models import Place

OF_CHILD: tuple[type[OfChild], ...] = (
    Particulars, Presence, Kin, Care, Enrolment, Benefit, Notice, EntrustedCare,
)  # fmt: skip
OF_ADULT: tuple[type[OfAdult], ...] = (AdultDetails, Spell)


def built_on(command: UUID) -> int:
    """How many children somebody has worked on since: their beliefs, or ties to a helper."""
    touched: set[UUID] = set()
    theirs = RollSeen.objects.filter(command=command).values("child_id")
    adults = Kin.objects.filter(child_id__in=theirs).values("adult_id")
    mine = Particulars.objects.filter(command=command).order_by("recorded_at").first()
    since = mine.recorded_at if mine else None
    later = Q(recorded_at__gt=since) | Q(superseded_at__gt=since) if since else Q()
    for model in OF_CHILD:
        rows = model.objects.filter(later, child_id__in=theirs).exclude(command=command)
        touched.update(rows.values_list("child_id", flat=True))
    for told in OF_ADULT:
        since_then = told.objects.filter(later, adult_id__in=adults).exclude(command=command)
        ids = since_then.values_list("adult_id", flat=True)
        kin = Kin.objects.filter(adult_id__in=list(ids), child_id__in=theirs)
        touched.update(kin.values_list("child_id", flat=True))
    ties = Tie.objects.filter(subject_id__in=theirs)
    touched.update(ties.values_list("subject_id", flat=True))
    return len(touched)


def undo(ctx: Context, batch: RollBatch) -> tuple[int, int]:
    """Remove what the roll brought in and believe again what it superseded.

    Returns:
        How many children were removed, and how many went back to what was believed before.

    Raises:
        RollBuiltOn.
    """
    command = batch.committed_by_command
    assert command is not None
    if count := built_on(command):
        raise RollBuiltOn(children=count)
    created = list(Child.objects.filter(command=command).values_list("id", flat=True))
    seen = RollSeen.objects.filter(command=command).values_list("child_id", flat=True)
    updated = sorted(set(seen) - set(created))
    _derived(command)
    for model in (*OF_CHILD, *OF_ADULT):
        model.objects.filter(command=command)._raw_delete("default")
        model.objects.filter(superseded_by=command).update(superseded_at=None, superseded_by=None)
    _anchors(command)
    _restore(updated)
    HeldRow.objects.filter(batch=batch).delete()
    School.objects.filter(command=command).delete()
    Place.objects.filter(code__in=batch.made.get("villages", [])).delete()
    derive_many(ctx, updated)
    return len(created), len(updated)


def _derived(command: UUID) -> None:
    """Answers given since are taken back; those the roll ended are in force again."""
    created = Child.objects.filter(command=command).values("id")
    for model in (Status, NameToken):
        model.objects.filter(child_id__in=created)._raw_delete("default")
    Status.objects.filter(command=command)._raw_delete("default")
    Status.objects.filter(ended_by=command).update(ended_at=None, ended_by=None)
    RollSeen.objects.filter(command=command)._raw_delete("default")
    RollSeen.objects.filter(superseded_by=command).update(superseded_by=None)


def _anchors(command: UUID) -> None:
    for model in (Child, Adult, Household):
        model.objects.filter(command=command)._raw_delete("default")


def _restore(updated: Sequence[UUID]) -> None:
    """Current columns and name tokens go back with the beliefs."""
    for child_id in updated:
        row = Particulars.objects.now().get(child_id=child_id)
        school = Enrolment.objects.now().filter(child_id=child_id, until__isnull=True).first()
        child = Child.objects.get(pk=child_id)
        if child.name != row.name:
            write_tokens(child_id, row.name)
        child.name, child.sort_key = row.name, names.sort_key(row.name)
        child.sex, child.born_on, child.place = row.sex, row.born_on, row.place
        child.id_index = id_index(row)
        child.school_id = school.school_id if school else None
        child.save(force_update=True)
