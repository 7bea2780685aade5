"""Taking a committed roll back, exactly, while nobody has built on it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    AdultKey,
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
from homeward.engines import names
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.commands.context import Context
from homeward.foundation.places.models import Place

OF_CHILD: tuple[type[OfChild], ...] = (
    Particulars, Presence, Kin, Care, Enrolment, Benefit, Notice, EntrustedCare,
)  # fmt: skip
OF_ADULT: tuple[type[OfAdult], ...] = (AdultDetails, Spell)

Leaning = Callable[[Collection[UUID]], set[UUID]]
Going = Callable[[Context, Collection[UUID]], None]
_LEANING: list[Leaning] = []
_GOING: list[Going] = []


def leans_on_children(function: Leaning) -> Leaning:
    """Declare how another room tells on which of some children people have worked."""
    _LEANING.append(function)
    return function


def goes_with_children(function: Going) -> Going:
    """Declare how another room ends what the machine alone made of children who are taken back."""
    _GOING.append(function)
    return function


def built_on(batch: RollBatch) -> int:
    """How many children somebody has worked on since, or brought in on what the roll made."""
    command, at = batch.committed_by_command, batch.committed_at
    assert command is not None and at is not None
    created = set(Child.objects.filter(command=command).values_list("id", flat=True))
    touched = set(Tie.objects.filter(subject_id__in=created).values_list("subject_id", flat=True))
    touched |= {child for tell in _LEANING for child in tell(created)}
    theirs = RollSeen.objects.filter(command=command).values("child_id")
    kin = Kin.objects.filter(child_id__in=theirs)
    adults = set(kin.values_list("adult_id", flat=True))
    adults |= set(AdultDetails.objects.filter(command=command).values_list("adult_id", flat=True))
    since = Q(recorded_at__gt=at) | Q(superseded_at__gt=at)
    mended = Q(command=command) & Q(superseded_by__isnull=False) & ~Q(superseded_by=command)
    for model in OF_CHILD:
        by_others = ~Q(command=command) & (since | Q(child__command=command))
        rows = model.objects.filter(by_others, child_id__in=theirs) | model.objects.filter(mended)
        touched.update(rows.values_list("child_id", flat=True))
    worked_on: set[UUID] = set()
    for part in OF_ADULT:
        for some in _some(sorted(adults)):
            by_others = ~Q(command=command) & (since | Q(adult__command=command))
            lines = part.objects.filter(by_others | mended, adult_id__in=some)
            worked_on.update(lines.values_list("adult_id", flat=True))
    touched.update(Kin.objects.filter(adult_id__in=worked_on).values_list("child_id", flat=True))
    return len(touched | _standing_on(command, batch))


def _standing_on(command: UUID, batch: RollBatch) -> set[UUID]:
    """Children, posts and decisions that lean on what this roll made."""
    leaning: set[UUID] = set()
    for model in (Kin, Care, EntrustedCare):
        rows = model.objects.filter(adult__command=command)
        leaning.update(rows.exclude(command=command).values_list("child_id", flat=True))
    homes = Particulars.objects.filter(household__command=command).exclude(command=command)
    pupils = Enrolment.objects.filter(school__command=command).exclude(command=command)
    leaning.update(homes.values_list("child_id", flat=True))
    leaning.update(pupils.values_list("child_id", flat=True))
    villages = batch.made.get("villages", [])
    there = Particulars.objects.filter(Q(place__in=villages) | Q(hukou_place__in=villages))
    leaning.update(there.exclude(command=command).values_list("child_id", flat=True))
    schools = School.objects.filter(command=command).values_list("id", flat=True)
    scopes = [*villages, *map(str, schools)]
    posts = Appointment.objects.filter(scope__in=scopes, until__isnull=True)
    leaning.update(posts.values_list("id", flat=True))
    accepted = HeldRow.objects.filter(batch=batch, state=HeldRow.State.ACCEPTED)
    leaning.update(accepted.values_list("id", flat=True))
    return leaning


def undo(ctx: Context, batch: RollBatch) -> tuple[int, int]:
    """Remove what the roll brought in and believe again what it superseded.

    Returns:
        How many children were removed, and how many went back to what was believed before.

    Raises:
        RollBuiltOn.
    """
    command = batch.committed_by_command
    assert command is not None
    if count := built_on(batch):
        raise RollBuiltOn(children=count)
    created = set(Child.objects.filter(command=command).values_list("id", flat=True))
    seen = set(RollSeen.objects.filter(command=command).values_list("child_id", flat=True))
    updated = sorted(seen - created)
    for let_go in _GOING:
        let_go(ctx, created)
    answers = Status.objects.filter(Q(command=command) | Q(ended_by=command))
    affected = set(answers.values_list("child_id", flat=True)) - created
    _derived(command)
    for model in (*OF_CHILD, *OF_ADULT):
        _drop(model.objects.filter(command=command))
        model.objects.filter(superseded_by=command).update(superseded_at=None, superseded_by=None)
    _anchors(command)
    _restore(updated)
    HeldRow.objects.filter(batch=batch).delete()
    School.objects.filter(command=command).delete()
    Place.objects.filter(code__in=batch.made.get("villages", [])).delete()
    derive_many(ctx, sorted(affected | set(updated)))
    return len(created), len(updated)


def _derived(command: UUID) -> None:
    """Answers given since are taken back; those the roll ended are in force again."""
    created = Child.objects.filter(command=command).values("id")
    for model in (Status, NameToken):
        _drop(model.objects.filter(child_id__in=created))
    _later_answers(command)
    _drop(Status.objects.filter(command=command))
    Status.objects.filter(ended_by=command).update(ended_at=None, ended_by=None)
    _drop(RollSeen.objects.filter(command=command))
    RollSeen.objects.filter(superseded_by=command).update(superseded_by=None)


def _later_answers(command: UUID) -> None:
    """What a nightly sweep put in the place of the roll's answers goes with them."""
    followers = Status.objects.filter(command=command, ended_by__isnull=False)
    waiting: list[Any] = list(followers.values_list("child_id", "definition", "ended_by"))
    while waiting:
        child, definition, by = waiting.pop()
        later = Status.objects.filter(child_id=child, definition=definition, command=by)
        waiting.extend(
            (child, definition, ended)
            for ended in later.exclude(ended_by=None).values_list("ended_by", flat=True)
        )
        _drop(later)


def _some(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]


def _anchors(command: UUID) -> None:
    _drop(AdultKey.objects.filter(Q(command=command) | Q(adult__command=command)))
    for model in (Child, Adult, Household):
        _drop(model.objects.filter(command=command))


def _drop(rows: "QuerySet[Any]") -> None:
    """Delete rows at once: what hangs on them is deleted by name, not by following keys."""
    rows._raw_delete(rows.db)


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
