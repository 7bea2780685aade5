"""Putting a child on the register, correcting what is believed, leaving and coming back."""

from dataclasses import asdict, dataclass
from dataclasses import replace as replace_parts
from datetime import date
from typing import Any
from uuid import UUID

from homeward.domain.children import adults, idnumber, names
from homeward.domain.children.commands.care import write_carer
from homeward.domain.children.commands.schooling import check_enrolment
from homeward.domain.children.drafts import (
    CarerDraft,
    EnrolmentDraft,
    ParentDraft,
    ParticularsDraft,
)
from homeward.domain.children.models import Child, Enrolment, Household, Particulars, Presence
from homeward.domain.children.problems import (
    ChildIsPresent,
    NameMissing,
    NotAChild,
    NothingChanged,
    VillageUnknown,
)
from homeward.domain.children.record import (
    believe,
    check_texts,
    locked_child,
    refresh,
    replace,
    write_tokens,
)
from homeward.domain.children.status import derive_many, end_status
from homeward.domain.children.targets import ADULT_AGE, age_on
from homeward.domain.children.words import (
    ExitCause,
    Health,
    Hukou,
    IdCheck,
    Kinship,
    Precision,
    Sex,
    Source,
)
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal, unseal
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Level, Place
from homeward.foundation.problems import DateInFuture, Invalid


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
        VillageUnknown, NameMissing, NotAChild, DateInFuture, IdNumberInvalid, IdNumberContradicts,
        AlreadyRegistered, TextTooLong, NotFound: no such school.
    """
    check_village(place)
    child = replace_parts(child, name=child.name.strip())
    check_child(child, parents)
    if enrolment:
        check_enrolment(ctx, enrolment)
    number = idnumber.checked_child_id(child.id_number, child.born_on, child.sex)
    idnumber.refuse_known(number)
    born_on = child.born_on or (number.born_on if number else None)
    check_age(ctx, born_on)
    columns = particulars_columns(child) | idnumber.sealed(number, idnumber.PURPOSE)
    columns |= {"born_on": born_on, "sex": child.sex or (number.sex if number else None)}
    check_texts(Particulars, columns)
    row = _first_row(ctx, place, child, enrolment)
    household = Household.objects.create(id=new_id(), place=place, command=ctx.command_id)
    believe(
        ctx, Particulars, Source.REGISTRATION, child_id=row.id, household_id=household.id,
        place=place, **columns,
    )  # fmt: skip
    believe(ctx, Presence, Source.REGISTRATION, child_id=row.id, since=ctx.today)
    met = _write_parents(ctx, row.id, place, parents)
    if carer:
        care = write_carer(ctx, row.id, place, carer, Source.REGISTRATION)
        met.add(care.adult_id)
    if enrolment:
        believe(ctx, Enrolment, Source.REGISTRATION, child_id=row.id, **asdict(enrolment))
    write_tokens(row.id, child.name)
    Child.objects.filter(pk=row.id).update(
        id_index=idnumber.index(number.text) if number else "",
        born_on=born_on,
        sex=columns["sex"],
    )
    derive_many(ctx, sorted({row.id, *adults.children_of(filter(None, met))}))
    ctx.trail.about(row.id, place)
    ctx.trail.changed("child", None, asdict(child))
    return ChildRegistered(row.id, place)


def _write_parents(
    ctx: Context, child_id: UUID, place: str, parents: tuple[ParentDraft, ...]
) -> set[UUID | None]:
    """Father and mother with where they are; returns who they are."""
    met: set[UUID | None] = set()
    for parent in parents:
        adult = adults.meet(ctx, place, parent.adult, Source.REGISTRATION)
        adults.relate(ctx, child_id, adult, parent.parent, Source.REGISTRATION)
        if parent.now:
            adults.settle(ctx, adult.id, place, parent.now, Source.REGISTRATION)
        met.add(adult.id)
    return met


def check_child(child: ParticularsDraft, parents: tuple[ParentDraft, ...]) -> None:
    """A child has a name, and at most one father and one mother on the register.

    Raises:
        NameMissing, Invalid.
    """
    if not child.name:
        raise NameMissing()
    told = [parent.parent for parent in parents]
    if len(set(told)) < len(told) or set(told) - {Kinship.FATHER, Kinship.MOTHER}:
        raise Invalid(fields="parents")


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
    if born_on and age_on(born_on, ctx.today) >= ADULT_AGE:
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
        AlreadyRegistered, NameMissing, TextTooLong.
    """
    locked_child(ctx, child_id)
    if name is not None and not name.strip():
        raise NameMissing()
    row = Particulars.objects.now().get(child_id=child_id)
    said = {
        "name": name.strip() if name else None, "sex": sex, "born_on": born_on, "place": place,
        "born_precision": Precision.DAY if born_on else None, "ethnicity": ethnicity,
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
    changes |= _number(row, id_number, changes)
    after = replace(ctx, row, source, **changes)
    if after is row:
        raise NothingChanged()
    refresh(ctx, child_id)
    return ChildCorrected(child_id, tuple(sorted(set(changes) - {"born_precision", "id_check"})))


def _number(row: Particulars, typed: str | None, changes: dict[str, Any]) -> dict[str, Any]:
    """The columns of a number typed anew; the one that stays is held against what is corrected.

    Raises:
        IdNumberInvalid, IdNumberContradicts, AlreadyRegistered.
    """
    born_on, sex = changes.get("born_on", row.born_on), changes.get("sex", row.sex)
    if typed is not None:
        number = idnumber.checked_child_id(typed, born_on, sex)
        idnumber.refuse_known(number, but=row.child_id)
        return idnumber.sealed(number, idnumber.PURPOSE)
    if {"born_on", "sex"} & set(changes) and row.id_check == IdCheck.OK and row.id_number:
        idnumber.checked_child_id(unseal(row.id_number, idnumber.PURPOSE), born_on, sex)
    return {}


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
