"""Who looks after the child: in fact, by written agreement, and who was told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children import adults
from homeward.domain.children.drafts import AdultDraft, CarerDraft
from homeward.domain.children.models import Care, EntrustedCare, Notice
from homeward.domain.children.problems import (
    CarerExcluded,
    ChildNotHeard,
    NameMissing,
    NothingAgreed,
)
from homeward.domain.children.record import believe, close, locked_child, replace
from homeward.domain.children.status import derive_many, derive_one
from homeward.domain.children.targets import age_on
from homeward.domain.children.words import CarerKind, Guardianship, Kinship, Notified, Source
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.problems import DateInFuture, EndBeforeStart

HEARD_FROM = 8  # Civil Code art. 19: from eight years on a child has limited capacity and a say


@dataclass(frozen=True, slots=True)
class CareRecorded:
    """Who looks after a child has been recorded."""

    child_id: UUID
    kind: CarerKind | None
    rating: Guardianship | None


@dataclass(frozen=True, slots=True)
class CareEntrusted:
    """A written agreement of entrusted care is in force."""

    child_id: UUID
    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class EntrustmentEnded:
    """An agreement of entrusted care is no longer in force."""

    child_id: UUID
    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class NoticeRecorded:
    """Whether school or village was told in writing has been recorded."""

    child_id: UUID
    to: Notified
    given: bool


@command(action="child.record_care", on="child_id", says="记录照料人")
def record_care(
    ctx: Context,
    *,
    child_id: UUID,
    kind: CarerKind | None = None,
    kinship: Kinship | None = None,
    adult: AdultDraft | None = None,
    rating: Guardianship | None = None,
    since: date | None = None,
    source: Source = Source.VISIT,
) -> CareRecorded:
    """Record who looks after the child now and how that was rated; the carer before stays readable.

    Raises:
        DateInFuture, IdNumberInvalid.
    """
    child = locked_child(ctx, child_id)
    draft = CarerDraft(kind=kind, kinship=kinship, adult=adult, rating=rating, since=since)
    row = write_carer(ctx, child_id, child.place, draft, source)
    derive_many(ctx, _concerned(child_id, row.adult_id))
    return CareRecorded(
        child_id,
        CarerKind(row.kind) if row.kind else None,
        Guardianship(row.rating) if row.rating else None,
    )


def rate_care(ctx: Context, child_id: UUID, rating: Guardianship, source: Source) -> None:
    """Believe a rating of the present care, inside another room's command.

    Raises:
        ChildHasLeft.
    """
    child = locked_child(ctx, child_id)
    row = write_carer(ctx, child_id, child.place, CarerDraft(rating=rating), source)
    derive_many(ctx, _concerned(child_id, row.adult_id))


def check_carer(ctx: Context, draft: CarerDraft) -> None:
    """Care cannot begin on a day to come.

    Raises:
        DateInFuture.
    """
    if draft.since and draft.since > ctx.today:
        raise DateInFuture(on=draft.since)


def write_carer(
    ctx: Context, child_id: UUID, place: str, draft: CarerDraft, source: Source
) -> Care:
    """The row of the present carer: mended when it is the same one, else ended and a new one begun."""
    check_carer(ctx, draft)
    adult = adults.meet(ctx, place, draft.adult, source) if draft.adult else None
    values = {
        "adult_id": adult.id if adult else None,
        "kind": draft.kind,
        "kinship": draft.kinship,
        "rating": draft.rating,
        "since": draft.since,
    }
    before = Care.objects.now().filter(child_id=child_id, until__isnull=True).first()
    if before is None:
        return believe(ctx, Care, source, child_id=child_id, **values)
    said = {name: value for name, value in values.items() if value is not None}
    another = adult is not None and before.adult_id not in (None, adult.id)
    if not another and draft.kind in (None, before.kind):
        return replace(ctx, before, source, **said)
    close(ctx, before, max(draft.since or ctx.today, before.since or date.min), source)
    return believe(ctx, Care, source, child_id=child_id, **values)


@command(action="child.entrust", on="child_id", says="登记委托照护协议")
def entrust_care(
    ctx: Context,
    *,
    child_id: UUID,
    adult: AdultDraft,
    signed_on: date,
    ends_on: date | None = None,
    harmed_before: bool | None = None,
    addicted: bool | None = None,
    neglected_before: bool | None = None,
    otherwise_unfit: bool | None = None,
    child_heard: bool | None = None,
    child_view: str = "",
) -> CareEntrusted:
    """Record a written agreement of entrusted care (Minors Protection Law art. 22).

    The four exclusions are asked one by one; a yes to any refuses the agreement, and None is kept as
    not collected. A child of eight or more must have been heard.

    Raises:
        CarerExcluded, ChildNotHeard, DateInFuture, EndBeforeStart, NameMissing.
    """
    child = locked_child(ctx, child_id)
    if not adult.name.strip():
        raise NameMissing()
    if any((harmed_before, addicted, neglected_before, otherwise_unfit)):
        raise CarerExcluded()
    if signed_on > ctx.today:
        raise DateInFuture(on=signed_on)
    if ends_on and ends_on < signed_on:
        raise EndBeforeStart(since=signed_on, until=ends_on)
    if not child_heard and (not child.born_on or age_on(child.born_on, signed_on) >= HEARD_FROM):
        raise ChildNotHeard()
    carer = adults.meet(ctx, child.place, adult, Source.FAMILY)
    before = EntrustedCare.objects.now().filter(child_id=child_id, ended_on__isnull=True).first()
    if before:
        replace(ctx, before, Source.FAMILY, ended_on=max(signed_on, before.signed_on))
    row = believe(
        ctx, EntrustedCare, Source.FAMILY, child_id=child_id, adult_id=carer.id,
        signed_on=signed_on, ends_on=ends_on, harmed_before=harmed_before, addicted=addicted,
        neglected_before=neglected_before, otherwise_unfit=otherwise_unfit,
        child_heard=child_heard,
        child_view=seal(child_view, "entrusted.child_view") if child_view else None,
    )  # fmt: skip
    derive_many(ctx, _concerned(child_id, carer.id))
    return CareEntrusted(child_id, row.id)


def _concerned(child_id: UUID, carer_id: UUID | None) -> list[UUID]:
    """The child, and the carer's own children: the act may tell what the carer is able to."""
    return sorted({child_id, *adults.children_of([carer_id] if carer_id else [])})


@command(action="child.entrust", name="child.end_entrustment", on="child_id", says="终止委托照护")
def end_entrustment(ctx: Context, *, child_id: UUID, on: date | None = None) -> EntrustmentEnded:
    """End the agreement in force.

    Raises:
        NothingAgreed, DateInFuture, EndBeforeStart.
    """
    on = on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    locked_child(ctx, child_id)
    row = EntrustedCare.objects.now().filter(child_id=child_id, ended_on__isnull=True).first()
    if row is None:
        raise NothingAgreed()
    if on < row.signed_on:
        raise EndBeforeStart(since=row.signed_on, until=on)
    ended = replace(ctx, row, Source.FAMILY, ended_on=on)
    return EntrustmentEnded(child_id, ended.id)


@command(action="child.give_notice", on="child_id", says="登记书面告知")
def give_notice(
    ctx: Context, *, child_id: UUID, to: Notified, given: bool = True, given_on: date | None = None
) -> NoticeRecorded:
    """Record whether the parents told school or village in writing (Minors Protection Law art. 23).

    Raises:
        DateInFuture.
    """
    locked_child(ctx, child_id)
    if given_on and given_on > ctx.today:
        raise DateInFuture(on=given_on)
    values = {"given": given, "given_on": given_on if given else None}
    before = Notice.objects.now().filter(child_id=child_id, to=to).first()
    if before:
        replace(ctx, before, Source.FAMILY, **values)
    else:
        believe(ctx, Notice, Source.FAMILY, child_id=child_id, to=to, **values)
    derive_one(ctx, child_id)
    return NoticeRecorded(child_id, to, given)
