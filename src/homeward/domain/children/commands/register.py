"""Putting a child on the register, correcting what is believed, leaving and coming back."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from homeward.domain.children import adults, idnumber, names
from homeward.domain.children.commands.care import write_carer
from homeward.domain.children.drafts import (
    CarerDraft,
    EnrolmentDraft,
    ParentDraft,
    ParticularsDraft,
)
from homeward.domain.children.models import Child, Enrolment, Household, Particulars, Presence
from homeward.domain.children.problems import (
    ChildIsPresent,
    NotAChild,
    NothingChanged,
    VillageUnknown,
)
from homeward.domain.children.record import (
    believe,
    locked_child,
    refresh,
    replace,
    write_tokens,
)
from homeward.domain.children.status import derive_one, end_status
from homeward.domain.children.targets import ADULT_AGE
from homeward.domain.children.words import ExitCause, Health, Hukou, Sex, Source
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Level, Place
from homeward.foundation.problems import DateInFuture


@dataclass(frozen=True, slots=True)
class ChildRegistered:
    """A child is on the register from a day on."""

    child_id: UUID
    place: str


@dataclass(frozen=True, slots=True)
class ChildCorrected:
    """Something believed of a child's own data was corrected; `fields` names what."""

    child_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildLeft:
    """A child left the register."""

    child_id: UUID
    cause: ExitCause
    on: date


@dataclass(frozen=True, slots=True)
class ChildReturned:
    """A child is on the register again."""

    child_id: UUID
    on: date


@command(action="child.register", on="place", says="登记儿童")
def register_child(
    ctx: Context,
    *,
    place: str,
    child: ParticularsDraft,
    parents: tuple[ParentDraft, ...] = (),
    carer: CarerDraft | None = None,
    enrolment: EnrolmentDraft | None = None,
) -> ChildRegistered:
    """Put one child of a village on the register, with parents, carer and school as far as known.

    Raises:
        VillageUnknown, NotAChild, DateInFuture, IdNumberInvalid, IdNumberContradicts,
        AlreadyRegistered.
    """
    check_village(place)
    number = idnumber.checked_child_id(child.id_number, child.born_on, child.sex)
    idnumber.refuse_known(number)
    born_on = child.born_on or (number.born_on if number else None)
    check_age(ctx, born_on)
    row = _first_row(ctx, place, child, enrolment)
    columns = particulars_columns(child) | idnumber.sealed(number, idnumber.PURPOSE)
    columns |= {"born_on": born_on, "sex": child.sex or (number.sex if number else None)}
    household = Household.objects.create(id=new_id(), place=place, command=ctx.command_id)
    believe(
        ctx, Particulars, Source.REGISTRATION, child_id=row.id, household_id=household.id,
        place=place, **columns,
    )  # fmt: skip
    believe(ctx, Presence, Source.REGISTRATION, child_id=row.id, since=ctx.today)
    for parent in parents:
        adult = adults.meet(ctx, place, parent.adult, Source.REGISTRATION)
        adults.relate(ctx, row.id, adult, parent.parent, Source.REGISTRATION)
        if parent.now:
            adults.settle(ctx, adult.id, place, parent.now, Source.REGISTRATION)
    if carer:
        write_carer(ctx, row.id, place, carer, Source.REGISTRATION)
    if enrolment:
        believe(ctx, Enrolment, Source.REGISTRATION, child_id=row.id, **asdict(enrolment))
    write_tokens(row.id, child.name)
    Child.objects.filter(pk=row.id).update(
        id_index=idnumber.index(number.text) if number else "",
        born_on=born_on,
        sex=columns["sex"],
    )
    derive_one(ctx, row.id)
    ctx.trail.about(row.id, place)
    ctx.trail.changed("child", None, asdict(child))
    return ChildRegistered(row.id, place)


def _first_row(
    ctx: Context, place: str, child: ParticularsDraft, enrolment: EnrolmentDraft | None
) -> Child:
    return Child.objects.create(
        id=new_id(),
        command=ctx.command_id,
        registered_at=ctx.at,
        name=child.name,
        sort_key=names.sort_key(child.name),
        place=place,
        school_id=enrolment.school_id if enrolment else None,
    )


def check_village(place: str) -> None:
    """Children belong to a village or neighbourhood that exists now.

    Raises:
        VillageUnknown.
    """
    known = Place.objects.filter(code=place, level=Level.VILLAGE, until__isnull=True)
    if not known.exists():
        raise VillageUnknown(place=place)


def check_age(ctx: Context, born_on: date | None) -> None:
    """A child is under eighteen (Minors Protection Law art. 2) and born already.

    Raises:
        DateInFuture, NotAChild.
    """
    if born_on and born_on > ctx.today:
        raise DateInFuture(on=born_on)
    if born_on and born_on.replace(year=born_on.year + ADULT_AGE, day=min(born_on.day, 28)) <= (
        ctx.today
    ):
        raise NotAChild()


def particulars_columns(child: ParticularsDraft) -> dict[str, Any]:
    """A draft as columns, without the identity number."""
    return {
        "name": child.name,
        "sex": child.sex,
        "born_on": child.born_on,
        "ethnicity": child.ethnicity,
        "hukou_registered": child.hukou_registered,
        "hukou": child.hukou,
        "hukou_place": child.hukou_place,
        "group": child.group,
        "address": seal(child.address, "child.address") if child.address else None,
        "health": child.health,
        "disability": child.disability,
        "illness": child.illness,
        "income": ",".join(child.income),
        "note": seal(child.note, "child.note") if child.note else None,
    }


@command(action="child.correct", on="child_id", says="更正儿童信息")
def correct_child(
    ctx: Context,
    *,
    child_id: UUID,
    name: str | None = None,
    sex: Sex | None = None,
    born_on: date | None = None,
    ethnicity: str | None = None,
    id_number: str | None = None,
    hukou_registered: bool | None = None,
    hukou: Hukou | None = None,
    place: str | None = None,
    group: str | None = None,
    address: str | None = None,
    health: Health | None = None,
    disability: str | None = None,
    illness: str | None = None,
    clear: tuple[str, ...] = (),
    source: Source = Source.CORRECTION,
) -> ChildCorrected:
    """Believe something else of a child's own data from now on; what was believed stays readable.

    Args:
        clear: names of fields that turn out to be not collected.

    Raises:
        NothingChanged, NotAChild, VillageUnknown, IdNumberInvalid, IdNumberContradicts,
        AlreadyRegistered.
    """
    locked_child(ctx, child_id)
    row = Particulars.objects.now().get(child_id=child_id)
    said = {
        "name": name, "sex": sex, "born_on": born_on, "ethnicity": ethnicity, "place": place,
        "hukou_registered": hukou_registered, "hukou": hukou, "group": group, "health": health,
        "disability": disability, "illness": illness,
    }  # fmt: skip
    changes: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    changes |= {key: _empty(key) for key in clear}
    if address is not None:
        changes["address"] = seal(address, "child.address") if address else None
    if place is not None:
        check_village(place)
    check_age(ctx, born_on)
    if id_number is not None:
        number = idnumber.checked_child_id(
            id_number, changes.get("born_on", row.born_on), changes.get("sex", row.sex)
        )
        idnumber.refuse_known(number, but=child_id)
        changes |= idnumber.sealed(number, idnumber.PURPOSE)
    after = replace(ctx, row, source, **changes)
    if after is row:
        raise NothingChanged()
    refresh(ctx, child_id)
    return ChildCorrected(child_id, tuple(sorted(changes)))


def _empty(field: str) -> Any:
    """What 未采集 looks like in a column that may be cleared."""
    clearable = {
        "sex": None, "born_on": None, "ethnicity": "", "hukou_registered": None, "hukou": None,
        "health": None, "disability": "", "illness": "", "group": "", "address": None,
    }  # fmt: skip
    if field not in clearable:
        raise NothingChanged()
    return clearable[field]


@command(action="child.exit", on="child_id", says="退出名册")
def exit_child(
    ctx: Context, *, child_id: UUID, cause: ExitCause, on: date | None = None
) -> ChildLeft:
    """Take a child off the register with a cause; nothing about the child is deleted.

    Raises:
        DateInFuture, ChildHasLeft.
    """
    on = on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    locked_child(ctx, child_id)
    stay = Presence.objects.now().get(child_id=child_id, until__isnull=True)
    replace(ctx, stay, Source.REGISTRATION, until=max(on, stay.since), cause=cause)
    Child.objects.filter(pk=child_id).update(present=False)
    end_status(ctx, child_id)
    return ChildLeft(child_id, cause, on)


@command(action="child.return", on="child_id", says="恢复在册")
def return_child(ctx: Context, *, child_id: UUID) -> ChildReturned:
    """Put a child who had left back on the register, from today.

    Raises:
        ChildIsPresent, NotAChild.
    """
    child = Child.objects.select_for_update().get(pk=child_id)
    if child.present:
        raise ChildIsPresent()
    check_age(ctx, child.born_on)
    believe(ctx, Presence, Source.REGISTRATION, child_id=child_id, since=ctx.today)
    Child.objects.filter(pk=child_id).update(present=True)
    refresh(ctx, child_id)
    return ChildReturned(child_id, ctx.today)
