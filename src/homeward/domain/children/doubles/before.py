"""Search before create: who on the register may be the child that somebody is about to register."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from homeward.domain.children import idnumber
from homeward.domain.children.doubles.pairs import COUNTRY, area_of, told
from homeward.domain.children.doubles.queries import OneOfTwo, Reason, reasons_of
from homeward.domain.children.doubles.records import Record, phone_keys
from homeward.domain.children.doubles.scoring import ask_about
from homeward.domain.children.drafts import CarerDraft, ParentDraft, ParticularsDraft
from homeward.domain.children.models import Child
from homeward.domain.children.words import Kinship
from homeward.engines.gazetteer import Level, codes
from homeward.foundation.access.decide import visible
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.ids import new_id
from homeward.foundation.places.public import names_of

if TYPE_CHECKING:
    from homeward.engines.linkage import Pair

SHOWN, ELSEWHERE = 0.1, 0.8
"""Probability from which a child is shown, and from which a record out of sight is told of.

To look twice costs little: a twin of a like name is shown, too, and the registrar knows that it is one.
"""
MOST = 5


@dataclass(frozen=True, slots=True)
class MayBe:
    """A registered child who may be the one, and why."""

    child: OneOfTwo
    probability: float
    reasons: tuple[Reason, ...]
    rival: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A similar record that the registrar may not read: how far away it is, and whom to ask.

    Attributes:
        level: the smallest division that holds both: `township`, `county`, or `beyond`.
        ask: name of who is responsible there; empty where nobody holds the office.
        role: that office.
    """

    level: str
    ask: str
    role: str


@dataclass(frozen=True, slots=True)
class Before:
    """Children the registrar may read, the likeliest first, and records out of sight."""

    may_be: tuple[MayBe, ...]
    elsewhere: tuple[Elsewhere, ...]


@query(
    action="child.register", name="double.before", on="place", sensitive=True,
    says="登记前查找相似的孩子",
)  # fmt: skip
def find_before(
    ctx: Context,
    *,
    place: str,
    child: ParticularsDraft,
    parents: tuple[ParentDraft, ...] = (),
    carer: CarerDraft | None = None,
) -> Before:
    """Up to five registered children who may be the one about to be registered in a village.

    Of records that the registrar may not read it is told only that there are some, how far away, and whom
    to ask; nothing of what stands in them. The call is recorded, so that nobody probes unseen.

    Args:
        child, parents, carer: as `child.register` takes them.
    """
    record = _record(place, child, parents, carer)
    found = {UUID(pair.right): pair for pair in ask_about(record, SHOWN).pairs}
    rows = {one.id: one for one in Child.objects.filter(pk__in=found)}
    readable = visible(ctx.actor, Child.objects.filter(pk__in=found), "child.read")
    seen = set(readable.values_list("id", flat=True))
    names = names_of({rows[one].place for one in seen})
    shown = [_may_be(rows[one], found[one], names) for one in found if one in seen]
    hidden = [
        rows[one].place
        for one, pair in found.items()
        if one not in seen and pair.probability >= ELSEWHERE
    ]
    return Before(tuple(shown[:MOST]), _elsewhere(ctx, place, hidden))


def _record(
    place: str,
    child: ParticularsDraft,
    parents: tuple[ParentDraft, ...],
    carer: CarerDraft | None,
) -> Record:
    number = idnumber.checked_child_id(child.id_number, child.born_on, child.sex)
    adults: dict[Any, Any] = {one.parent: one.adult for one in parents}
    near = [*adults.values(), *([carer.adult] if carer and carer.adult else [])]
    return {
        "id": str(new_id()),
        "name": child.name.strip(),
        "sex": child.sex or (number.sex if number else None),
        "born_on": child.born_on or (number.born_on if number else None),
        "father": adults[Kinship.FATHER].name if Kinship.FATHER in adults else None,
        "mother": adults[Kinship.MOTHER].name if Kinship.MOTHER in adults else None,
        "place": place,
        "phones": phone_keys([phone for adult in near for phone in adult.phones]),
        "id_number": idnumber.index(number.text) if number else None,
    }


def _may_be(row: Child, pair: "Pair", names: dict[str, str]) -> MayBe:
    one = OneOfTwo(
        row.id,
        row.name,
        row.sex,
        row.born_on,
        row.place,
        names.get(row.place, row.place),
        row.present,
    )
    likely = told((row.id, row.id), pair)
    return MayBe(one, pair.probability, reasons_of(likely.steps), likely.rival)


_LEVELS = {
    int(level): level.name.lower() for level in (Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY)
}


def _elsewhere(ctx: Context, place: str, hidden: list[str]) -> tuple[Elsewhere, ...]:
    """One line for each distance, the nearest first."""
    holders = Holders(ctx.today)
    found = {}
    for there in hidden:
        area = area_of(place, there)
        level = int(codes.level(area)) if area != COUNTRY else 0
        role = "township_supervisor" if level >= Level.TOWNSHIP else "county_officer"
        who = holders.find(role, Target(place=place if level < Level.COUNTY else area))
        name = person_names([who]).get(who, "") if who else ""
        found[level] = Elsewhere(_LEVELS.get(level, "beyond"), name, role)
    return tuple(found[level] for level in sorted(found, reverse=True))
