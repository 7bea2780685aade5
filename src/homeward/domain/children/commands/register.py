"""Putting one child on the register, with parents, carer and school as far as known."""

from dataclasses import asdict, dataclass
from dataclasses import replace as replace_parts
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from homeward.domain.children import adults, idnumber
from homeward.domain.children.commands.care import check_carer
from homeward.domain.children.commands.schooling import check_enrolment
from homeward.domain.children.drafts import (
    CarerDraft,
    EnrolmentDraft,
    ParentDraft,
    ParticularsDraft,
)
from homeward.domain.children.first import FirstRows
from homeward.domain.children.models import Particulars
from homeward.domain.children.problems import NameMissing, NotAChild, VillageUnknown
from homeward.domain.children.record import check_texts
from homeward.domain.children.status import derive_first, derive_many
from homeward.domain.children.targets import ADULT_AGE, age_on
from homeward.domain.children.words import Kinship
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.places.models import Level, Place
from homeward.foundation.problems import DateInFuture, Invalid
from homeward.foundation.statements import ready


@dataclass(frozen=True, slots=True)
class ChildRegistered:
    """A child is on the register from a day on."""

    child_id: UUID
    place: str


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
    if carer:
        check_carer(ctx, carer)
    own, index = _own(ctx, child)
    rows = FirstRows(ctx, place, own, index)
    rows.family(parents, carer)
    if enrolment:
        rows.enrolment(asdict(enrolment))
    child_id = rows.write()
    derive_first(ctx, child_id, (place, enrolment.school_id if enrolment else None))
    if rows.known:
        others = set(adults.children_of(rows.known)) - {child_id}
        derive_many(ctx, sorted(others))
    ctx.trail.about(child_id, place)
    ctx.trail.changed("child", None, asdict(child))
    return ChildRegistered(child_id, place)


def _own(ctx: Context, child: ParticularsDraft) -> tuple[dict[str, Any], str]:
    """The child's own columns, completed from a valid number, and that number's blind index."""
    number = idnumber.checked_child_id(child.id_number, child.born_on, child.sex)
    idnumber.refuse_known(number)
    own = particulars_columns(child) | idnumber.sealed(number, idnumber.PURPOSE)
    if number:
        own |= {"born_on": child.born_on or number.born_on, "sex": child.sex or number.sex}
    check_age(ctx, own["born_on"])
    check_texts(Particulars, own)
    return own, idnumber.index(number.text) if number else ""


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


def check_village(place: str) -> None:
    """Children belong to a village or neighbourhood that exists now.

    Raises:
        VillageUnknown.
    """
    if not _villages(code=place):
        raise VillageUnknown(place=place)


@ready
def _villages(code: str) -> QuerySet[Place, tuple[str]]:
    return Place.objects.filter(code=code, level=Level.VILLAGE, until__isnull=True).values_list(
        "code"
    )


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
