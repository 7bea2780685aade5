"""Asking for an erasure, agreeing to it, taking it back, carrying it out."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from homeward.domain.children.erasure.problems import (
    AskedAlready,
    NameDiffers,
    NotAgreed,
    NothingAsked,
    SamePerson,
    StillNeeded,
    TooEarly,
)
from homeward.domain.children.erasure.reach import Rows, everything_of, unfinished
from homeward.domain.children.erasure.terms import rights
from homeward.domain.children.erasure.traces import forget, known_of
from homeward.domain.children.erasure.twin import keep_twin
from homeward.domain.children.models import Child, ErasureRequest
from homeward.domain.children.targets import records_of
from homeward.domain.children.words import ErasureState
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.crypto.seal import seal
from homeward.foundation.crypto.subjects import destroy
from homeward.foundation.guard.context import writing
from homeward.foundation.guard.triggers import ERASING
from homeward.foundation.ids import new_id

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ErasureMoved:
    """A request was made, agreed to or taken back."""

    child_id: UUID
    state: ErasureState
    not_before: date | None


@dataclass(frozen=True, slots=True)
class Erased:
    """A child was erased. Neither this nor anything made of it says which one."""

    rows: int
    traces: int


@command(action="erasure.ask", on="child_id", says="申请删除孩子的资料")
def ask_erasure(ctx: Context, *, child_id: UUID) -> ErasureMoved:
    """Ask that everything about a child be erased (Personal Information Protection Law art. 47).

    The call's reason says who asked and why. Somebody else has to agree.

    Raises:
        ReasonMissing, AskedAlready.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    if _open(child_id) is not None:
        raise AskedAlready()
    ErasureRequest.objects.create(
        id=new_id(), child_id=child_id, state=ErasureState.ASKED, asked_at=ctx.at,
        asked_by=ctx.actor.user_id, command=ctx.command_id,
        reason=seal(ctx.reason.strip(), "erasure.reason"),
    )  # fmt: skip
    return ErasureMoved(child_id, ErasureState.ASKED, None)


@command(action="erasure.agree", on="child_id", says="同意删除孩子的资料")
def agree_to_erasure(ctx: Context, *, child_id: UUID) -> ErasureMoved:
    """Agree as the second person; from a day on the erasure may be carried out.

    Raises:
        NothingAsked, SamePerson.
    """
    row = _open(child_id)
    if row is None or row.state != ErasureState.ASKED:
        raise NothingAsked()
    if row.asked_by == ctx.actor.user_id:
        raise SamePerson()
    row.state, row.agreed_at, row.agreed_by = ErasureState.AGREED, ctx.at, ctx.actor.user_id
    row.not_before = ctx.today + timedelta(days=rights(ctx.today).erase_not_before)
    row.save(update_fields=["state", "agreed_at", "agreed_by", "not_before"])
    return ErasureMoved(child_id, ErasureState.AGREED, row.not_before)


@command(action="erasure.ask", name="erasure.take_back", on="child_id", says="撤回删除申请")
def take_back_erasure(ctx: Context, *, child_id: UUID) -> ErasureMoved:
    """Nothing is erased after all.

    Raises:
        NothingAsked.
    """
    row = _open(child_id)
    if row is None:
        raise NothingAsked()
    row.state, row.ended_at, row.ended_by = ErasureState.TAKEN_BACK, ctx.at, ctx.actor.user_id
    row.save(update_fields=["state", "ended_at", "ended_by"])
    return ErasureMoved(child_id, ErasureState.TAKEN_BACK, None)


@command(action="erasure.ask", name="child.erase", on="child_id", says="删除孩子的全部资料")
def erase_child(ctx: Context, *, child_id: UUID, name: str) -> Erased:
    """Erase everything about a child for good; statistics keep a twin without a name.

    Rows in every room, files, and the key under which the audit keeps its personal values are gone.
    The audit goes on saying that something was done, and to which id; no more.

    Args:
        name: the child's name, typed once more.

    Raises:
        NotAgreed, TooEarly, StillNeeded, NameDiffers.
    """
    child = Child.objects.select_for_update().get(pk=child_id)
    row = _open(child_id)
    if row is None or row.state != ErasureState.AGREED or row.not_before is None:
        raise NotAgreed()
    if ctx.today < row.not_before:
        raise TooEarly(on=row.not_before.isoformat())
    if name.strip() != child.name:
        raise NameDiffers()
    ids = records_of(child_id)
    if waiting := unfinished(ids):
        raise StillNeeded(what="、".join(waiting))
    rows, known = everything_of(ids), known_of(ids)
    keep_twin(child, ids, rows)
    traces = forget(known)
    with writing(ERASING):
        count = _delete(rows)
    for one in ids:
        destroy(one, ctx.at)
    return Erased(count, traces)


def _open(child_id: UUID) -> ErasureRequest | None:
    waiting = (ErasureState.ASKED, ErasureState.AGREED)
    rows = ErasureRequest.objects.select_for_update()
    return rows.filter(child_id=child_id, state__in=waiting).first()


def _delete(rows: Rows) -> int:
    """Delete at once; the database looks at foreign keys when all of them are gone."""
    for model, keys in rows.items():
        ordered = sorted(keys, key=str)
        for start in range(0, len(ordered), AT_ONCE):
            some: QuerySet = QuerySet(model).filter(pk__in=ordered[start : start + AT_ONCE])
            some._raw_delete(some.db)
    return sum(map(len, rows.values()))
