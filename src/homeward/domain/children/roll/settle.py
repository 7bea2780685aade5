"""Deciding a row that waits: a child of its own, the registered one it resembles, or not to be imported."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from homeward.domain.children import idnumber
from homeward.domain.children.commands.register import check_age
from homeward.domain.children.doubles.commands import differ
from homeward.domain.children.doubles.pairs import Likely
from homeward.domain.children.models import Child, DoublePair, HeldRow
from homeward.domain.children.problems import ChildHasLeft
from homeward.domain.children.roll import kept
from homeward.domain.children.roll.commands import DOUBLE, PURPOSE, import_plan
from homeward.domain.children.roll.plan import Placed, decide
from homeward.domain.children.roll.problems import (
    RowDecided,
    RowStillWrong,
    in_words,
)
from homeward.domain.children.roll.register import Standing
from homeward.domain.children.targets import survivor
from homeward.domain.children.words import IdCheck, Sex, Source
from homeward.engines.gazetteer import codes
from homeward.engines.roll import Entry, IdNumber, Roll
from homeward.engines.roll.identity import read_child_id
from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.commands.wire import from_json
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.problems import NotFound


@dataclass(frozen=True, slots=True)
class RowSettled:
    """A held row was decided."""

    held_id: UUID
    decision: str
    child_id: UUID | None


class Decision(StrEnum):
    """What a person says of a held row."""

    ACCEPT = "accept"  # it is a child of its own, with the corrections given
    SAME = (
        "same"  # it is the registered child it resembles: what the row says is believed of them now
    )
    DROP = "drop"  # it is not to be imported


@locator("held_id")
def where_held(ctx: Context, held_id: UUID) -> Target:
    """A held row stands where its roll does."""
    place = HeldRow.objects.filter(pk=held_id).values_list("place", flat=True).first()
    if place is None:
        raise NotFound()
    return Target(place=place)


@command(action="roll.decide", on="held_id", says="处理待核实的一行")
def decide_row(
    ctx: Context,
    *,
    held_id: UUID,
    decision: Decision,
    name: str | None = None,
    sex: Sex | None = None,
    born_on: date | None = None,
    id_number: str | None = None,
    village: str | None = None,
    keep_id: bool = True,
) -> RowSettled:
    """Accept a held row with the corrections a person made, or drop it.

    Args:
        keep_id: False when the identity number on the roll is the wrong one and no better is known.

    Raises:
        RowDecided, RowStillWrong, NotAChild, DateInFuture, ChildHasLeft.
    """
    held = HeldRow.objects.select_for_update().get(pk=held_id)
    if held.state != HeldRow.State.OPEN:
        raise RowDecided()
    child_id: UUID | None = None
    if decision != Decision.DROP:
        entry: Entry = from_json(unseal(held.entry or b"", PURPOSE), Entry)
        entry = replace(
            entry,
            held=False,
            name=(name or "").strip() or entry.name,
            sex=sex.value if sex else entry.sex,  # an engine knows plain words only
            born_on=born_on or entry.born_on,
            born_precision="day" if born_on else entry.born_precision,
            village=village or entry.village,
        )
        number = _number(entry, id_number, keep_id)
        entry = replace(
            entry,
            id=number,
            born_on=entry.born_on or number.born_on,
            born_precision=entry.born_precision or "day",
            sex=entry.sex or number.sex,
        )
        child_id = _import_one(ctx, held, entry, decision)
        if decision == Decision.ACCEPT and DOUBLE in held.why and held.double_of:
            _remember(ctx, held, child_id)
    held.state = HeldRow.State.ACCEPTED if child_id else HeldRow.State.DROPPED
    held.decided_by, held.decided_at = ctx.actor.user_id, ctx.at
    held.save(update_fields=["state", "decided_by", "decided_at"])
    ctx.trail.about(child_id)
    return RowSettled(held_id, decision, child_id)


def _remember(ctx: Context, held: HeldRow, child_id: UUID) -> None:
    """The child of the row is not the one it resembles: nobody is asked again."""
    one, other = sorted((child_id, survivor(held.double_of) if held.double_of else child_id))
    if one != other:
        differ(ctx, Likely((one, other), steps=held.steps or []), DoublePair.Found.IMPORT)


def _number(entry: Entry, typed: str | None, keep: bool) -> IdNumber:
    """The number to go on with: the one typed, the one on the roll, or none."""
    number = entry.id
    if typed is not None:
        found = read_child_id(typed)
        number = found if isinstance(found, IdNumber) else IdNumber("", IdCheck.MALFORMED)
        if not number.ok:
            raise RowStillWrong(why=_("身份证号校验不通过"))
    if not keep and typed is None:
        return IdNumber("", "missing")
    told = (entry.born_on or number.born_on, entry.sex or number.sex)
    if number.ok and (number.born_on, number.sex) != told:
        raise RowStillWrong(why=_("出生日期或性别仍与身份证号不一致"))
    return number


def _import_one(ctx: Context, held: HeldRow, entry: Entry, decision: Decision) -> UUID:
    """One accepted row through the same plan and the same writer as the whole roll."""
    if not entry.name or entry.born_on is None:
        raise RowStillWrong(why=_("姓名或出生日期没有填写"))
    check_age(ctx, entry.born_on)
    plan = decide(held.place, Roll((), (), (entry,), (), (), (), None, None), ctx.today)
    (placed,) = [*plan.create, *plan.update, *plan.unchanged, *plan.held]
    plan.create, plan.update, plan.unchanged, plan.held = [], [], [], []
    if decision == Decision.SAME:
        plan.update = [_same_child(ctx, held, placed)]
    elif placed.known is None or DOUBLE in held.why:
        plan.create = [replace(placed, known=None)]
    elif plan.doubles:
        raise RowStillWrong(why=in_words(plan.doubles[0].why))
    else:
        plan.update = [placed]
    (placed,) = plan.create or plan.update
    if placed.known:  # what a person was asked about is decided; what only repeats a roll is not
        repeated = kept.weigh(entry, placed.place, placed.known.child_id).kept
        placed = replace(placed, left=frozenset(repeated))
        plan.update = [placed]
    if not placed.place:
        raise RowStillWrong(why=_("看不出属于哪个村"))
    if _owner(entry) not in (None, placed.known and placed.known.child_id):
        raise RowStillWrong(why=_("身份证号已登记在另一名儿童名下"))
    written = import_plan(ctx, plan, Source.ROLL, None)
    return (written.created or written.updated)[0]


def _same_child(ctx: Context, held: HeldRow, placed: Placed) -> Placed:
    """The row as news of the registered child it resembles; a child elsewhere is not moved by it."""
    child_id = held.double_of or (placed.known and placed.known.child_id)
    child = Child.objects.filter(pk=survivor(child_id)).first() if child_id else None
    if child is None:
        raise RowStillWrong(why=_("看不出是哪一名在册儿童"))
    require(ctx.actor, "roll.decide", Target(place=child.place))
    if not child.present:
        raise ChildHasLeft()
    place = placed.place if codes.contains(held.place, child.place) else ""
    return Placed(placed.entry, place or child.place, Standing(child.id, child.place, True, ""))


def _owner(entry: Entry) -> UUID | None:
    """Who holds the valid number of a row."""
    if not entry.id.ok:
        return None
    known = Child.objects.filter(id_index=idnumber.index(entry.id.text))
    found = known.values_list("id", flat=True).first()
    return survivor(found) if found else None
