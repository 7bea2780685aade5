"""Making two records one child, and taking that back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from homeward.domain.children.about import Table, tables
from homeward.domain.children.consent.commands import CASELOAD, let_go
from homeward.domain.children.consent.standing import blocked
from homeward.domain.children.merge import beliefs
from homeward.domain.children.merge.book import LEFT, restore, rows_about, write
from homeward.domain.children.merge.giving_way import make_way
from homeward.domain.children.merge.problems import (
    AlreadyParted,
    ErasureUnderWay,
    FieldNotOffered,
    KeepTheOneOnTheRegister,
    MergedAgainSince,
    NumberTaken,
    SameRecord,
)
from homeward.domain.children.models import (
    Care,
    Child,
    Enrolment,
    EntrustedCare,
    ErasureRequest,
    Kin,
    Merge,
    NameToken,
    OfChild,
    Particulars,
    Presence,
)
from homeward.domain.children.record import id_index, refresh, replace, write_tokens
from homeward.domain.children.status import end_status
from homeward.domain.children.targets import survivor, where_child
from homeward.domain.children.words import Source
from homeward.foundation.access.decide import can, require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.commands.registry import locator
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.places.public import successors
from homeward.foundation.problems import NotFound, NotPermitted

MERGE = "child.merge"
OFFERED: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "sex": ("sex",),
    "born_on": ("born_on", "born_precision"),
    "ethnicity": ("ethnicity",),
    "id_number": ("id_number", "id_check"),
    "hukou": ("hukou", "hukou_registered", "hukou_place", "hukou_text"),
    "address": ("address", "group"),
    "health": ("health", "disability", "illness"),
    "income": ("income",),
    "phones": ("phones", "phone_keys"),
    "student_no": ("student_no",),
    "note": ("note",),
}
"""What may be taken from the other record, each with the columns that belong together."""
STANDING: dict[str, tuple[type[OfChild], dict[str, str]]] = {
    "father": (Kin, {"kinship": "father"}),
    "mother": (Kin, {"kinship": "mother"}),
    "care": (Care, {}),
    "entrusted_care": (EntrustedCare, {}),
    "enrolment": (Enrolment, {}),
}
"""What stands of a child beside its own data, and may be taken from the other record as a whole."""
TOGETHER = {
    "born_on": ("born_precision",),
    "id_number": ("id_check",),
    "hukou_text": ("hukou_place",),
    "phones": ("phone_keys",),
}
"""Columns that mean nothing without the first."""
FILLED = ("household_id", *sorted({name for names in OFFERED.values() for name in names}))
EMPTY = (None, "")


@dataclass(frozen=True, slots=True)
class ChildrenMerged:
    """A record goes on as another; `rows` is how many rows it changed."""

    child_id: UUID
    gone_id: UUID
    merge_id: UUID
    rows: int


@dataclass(frozen=True, slots=True)
class ChildrenParted:
    """Two records are two again; `left` rows stayed as somebody had changed them since."""

    child_id: UUID
    gone_id: UUID
    merge_id: UUID
    left: int


@locator("merge_id")
def where_merge(ctx: Context, merge_id: UUID) -> Target:
    """A merge stands where the kept child does."""
    row = Merge.objects.filter(pk=merge_id).first()
    if row is None:
        raise NotFound()
    return where_child(ctx, survivor(row.kept_id))


@command(action=MERGE, on="child_id", says="合并重复的记录")
def merge_children(
    ctx: Context, *, child_id: UUID, other_id: UUID, take: tuple[str, ...] = ()
) -> ChildrenMerged:
    """Make two records one child: everything of the other one comes along, and its id leads here.

    What is believed of the kept child stays believed; where it knows nothing, the other's is. The call's
    reason says why they are one child. Nothing is deleted, and all of it can be undone.

    Args:
        child_id: the record that is kept.
        other_id: the record that goes on as the kept one.
        take: names of `OFFERED` and `STANDING` that the other record knows better.

    Raises:
        ReasonMissing, SameRecord, FieldNotOffered, KeepTheOneOnTheRegister, ErasureUnderWay, NotFound,
        NotPermitted.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    if child_id == other_id:
        raise SameRecord()
    for name in take:
        if name not in OFFERED and name not in STANDING:
            raise FieldNotOffered(field=name)
    kept, gone = _both(ctx, child_id, other_id)
    merge = Merge.objects.create(
        id=new_id(), kept_id=kept.id, gone_id=gone.id, place=kept.place, gone_place=gone.place,
        reason=seal(ctx.reason.strip(), "merge.reason"), at=ctx.at, by=ctx.actor.user_id,
        command=ctx.command_id,
    )  # fmt: skip
    before = rows_about(kept.id, gone.id)
    _take(ctx, kept.id, gone.id, take)
    end_status(ctx, gone.id)
    beliefs.same_kin(ctx, gone.id, kept.id)
    moving = [table for table in tables() if table.model not in LEFT]
    chosen = [STANDING[name] for name in take if name in STANDING]
    staying = {
        table: make_way(ctx, table, gone.id, kept.id, lambda row: _is_one_of(row, chosen))
        for table in moving
    }
    for table in moving:
        _bring(table, gone.id, kept, staying[table])
    NameToken.objects.filter(child_id=gone.id).delete()
    Child.objects.filter(pk=gone.id).update(
        merged_into=kept.id, present=False, place="", school=None
    )
    refresh(ctx, kept.id)
    if blocked(
        [kept.id], CASELOAD, ctx.today
    ):  # the no may be the other record's, and so may be the tie
        let_go(ctx, kept.id)
    write_tokens(kept.id, Child.objects.get(pk=kept.id).name)  # it is found by either name
    rows = write(merge, before, rows_about(kept.id, gone.id))
    return ChildrenMerged(kept.id, gone.id, merge.id, rows)


def _both(ctx: Context, child_id: UUID, other_id: UUID) -> tuple[Child, Child]:
    """Both records, held, if the actor may do this to either of them.

    Raises:
        NotFound, NotPermitted, KeepTheOneOnTheRegister, ErasureUnderWay, SameRecord.
    """
    other_id = survivor(other_id)
    if other_id == child_id:
        raise SameRecord()
    require(ctx.actor, MERGE, where_child(ctx, other_id), "合并重复的记录")
    held = Child.objects.select_for_update().filter(pk__in=[child_id, other_id]).order_by("id")
    found = {child.id: child for child in held}
    kept, gone = found[child_id], found[other_id]
    if not kept.present:
        raise KeepTheOneOnTheRegister()
    if ErasureRequest.objects.filter(child_id__in=found, ended_at__isnull=True).exists():
        raise ErasureUnderWay()
    return kept, gone


def _take(ctx: Context, kept: UUID, gone: UUID, names: tuple[str, ...]) -> None:
    """Believe of the kept child what the other record says: what is taken, and what nobody knew."""
    mine = Particulars.objects.now().get(child_id=kept)
    theirs = Particulars.objects.now().get(child_id=gone)
    taken = {column for name in names for column in OFFERED.get(name, ())}
    followers = {column for columns in TOGETHER.values() for column in columns}
    for column in FILLED:
        if column not in followers and getattr(mine, column) in EMPTY:
            taken |= {column, *TOGETHER.get(column, ())}
    replace(ctx, mine, Source.CORRECTION, **{name: getattr(theirs, name) for name in taken})


def _is_one_of(row: Any, chosen: list[tuple[type[OfChild], dict[str, str]]]) -> bool:
    return any(
        isinstance(row, model)
        and all(getattr(row, name) == value for name, value in having.items())
        for model, having in chosen
    )


def _bring(table: Table, gone: UUID, kept: Child, staying: set[Any]) -> None:
    """Let the rows of a table come along, standing where the kept child stands."""
    rows = table.rows(gone).exclude(pk__in=staying)
    names = {field.attname for field in table.model._meta.concrete_fields}
    home = {"place": kept.place, "school": kept.school_id} if {"place", "school"} <= names else {}
    if getattr(table.model, "stands_by_itself", False):
        home = {}
    rows.update(**{table.column: kept.id}, **home)
    if home:
        table.rows(gone).update(place="", school=None)  # what stays is on nobody's list


@command(action=MERGE, name="child.unmerge", on="merge_id", says="撤销合并")
def unmerge_children(ctx: Context, *, merge_id: UUID) -> ChildrenParted:
    """Take a merge back: both records are as they were, but for what somebody changed since.

    What was recorded since the merge stays with the kept child. The call's reason says why.

    Raises:
        ReasonMissing, NotPermitted, AlreadyParted, MergedAgainSince, NumberTaken.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    merge = Merge.objects.select_for_update().get(pk=merge_id)
    if not can(ctx.actor, MERGE, Target(place=merge.gone_place)):
        raise NotPermitted(action=gettext("撤销合并"))
    _check_last(merge)
    kept_id, gone_id = merge.kept_id, merge.gone_id
    list(Child.objects.select_for_update().filter(pk__in=[kept_id, gone_id]).order_by("id"))
    Child.objects.filter(pk=gone_id).update(merged_into=None, place=merge.gone_place)
    left = restore(merge)
    refresh(ctx, kept_id)
    write_tokens(kept_id, Child.objects.get(pk=kept_id).name)
    _stand_alone(ctx, gone_id)
    merge.undone_at, merge.undone_by = ctx.at, ctx.actor.user_id
    merge.undone_command = ctx.command_id
    merge.save(update_fields=["undone_at", "undone_by", "undone_command"])
    ctx.trail.about(kept_id)
    return ChildrenParted(kept_id, gone_id, merge.id, left)


def _stand_alone(ctx: Context, child_id: UUID) -> None:
    """The record stands on the register again, by its own beliefs.

    Raises:
        NumberTaken.
    """
    row = Particulars.objects.now().get(child_id=child_id)
    heirs = successors(row.place, ctx.today)
    if len(heirs) == 1:  # its village may have got another code meanwhile
        row = replace(ctx, row, Source.DIVISIONS, place=heirs[0])
    number = id_index(row)
    if number and Child.objects.filter(id_index=number).exclude(pk=child_id).exists():
        raise NumberTaken()
    stays = Presence.objects.now().filter(child_id=child_id, until__isnull=True)
    Child.objects.filter(pk=child_id).update(present=stays.exists())
    write_tokens(child_id, row.name)
    refresh(ctx, child_id)


def _check_last(merge: Merge) -> None:
    """Raises: AlreadyParted, MergedAgainSince."""
    if merge.undone_at:
        raise AlreadyParted()
    since = Merge.objects.filter(undone_at__isnull=True, pk__gt=merge.pk)  # ids tell the order
    if since.filter(Q(kept_id=merge.kept_id) | Q(gone_id=merge.kept_id)).exists():
        raise MergedAgainSince()
