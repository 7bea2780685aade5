"""One household: its children together, brothers and sisters elsewhere, the adults, who carries how much.

However many children there are, the number of look-ups is the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.consent.standing import standings
from homeward.domain.children.models import AdultDetails, Care, Child, Enrolment, Kin, Spell
from homeward.domain.children.queries.carers import Load, loads_of
from homeward.domain.children.queries.circle import PARENTS, Circle, circle_of
from homeward.domain.children.queries.family import phones_of
from homeward.domain.children.queries.shown import day
from homeward.domain.children.responsible import responsible_for
from homeward.domain.children.targets import age_on
from homeward.domain.children.words import (
    CarerKind,
    ConsentState,
    Guardianship,
    Kinship,
    Stage,
    Whereabouts,
)
from homeward.foundation.access.decide import can, visible
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

READ, CONSENT = "child.read", "consent.read"


@dataclass(frozen=True, slots=True)
class HomeChild:
    """A child as the household shows it; None is 未采集.

    Attributes:
        lives: "home" in this household, "kin" elsewhere with a parent in common, "cared" elsewhere
            with the same carer.
        responsible_role: of the person responsible; empty where nobody holds an office.
        consents: purpose -> how it stands; empty for readers who may not know.
    """

    child_id: UUID
    name: str
    sex: str | None
    age: int | None
    present: bool
    lives: str
    place: str
    place_name: str
    school_id: UUID | None
    school: str
    stage: Stage | None
    grade: int | None
    klass: str
    carer_kind: CarerKind | None
    carer_kinship: Kinship | None
    rating: Guardianship | None
    responsible: str
    responsible_role: str
    consents: Mapping[str, ConsentState]


@dataclass(frozen=True, slots=True)
class Bond:
    """What an adult is to a child of the household."""

    child_id: UUID
    kinship: Kinship | None
    cares: bool


@dataclass(frozen=True, slots=True)
class HomeAdult:
    """A parent or carer of the children shown. `phones` are empty below the class `care`, `age` is None
    below `identity`; `able` None is 未采集. `load` only for those who look after somebody.
    """

    adult_id: UUID
    name: str
    age: int | None
    able: bool | None
    unable_why: str
    phones: tuple[str, ...]
    whereabouts: Whereabouts | None
    since: str | None
    where: str
    bonds: tuple[Bond, ...]
    load: Load | None


@dataclass(frozen=True, slots=True)
class Household:
    """The household of a child, as far as the reader may read each of its children."""

    child_id: UUID
    place: str
    place_name: str
    children: tuple[HomeChild, ...]
    adults: tuple[HomeAdult, ...]
    withheld: tuple[FieldClass, ...]


@query(action=READ, name="child.household", on="child_id", sensitive=True, says="查看一户")
def get_household(ctx: Context, *, child_id: UUID) -> Household:
    """The children who belong together with one, the oldest first, and the adults around them.

    A child whom the reader may not read is neither shown nor counted, and its adults only as far as they
    are those of another child.
    """
    circle = circle_of(child_id)
    rows = _visible(ctx, circle)
    own = next(row for row in rows if row.id == child_id)
    care, kin, enrolled = _believed([row.id for row in rows])
    places = names_of({row.place for row in rows})
    people = _responsible(ctx, rows)
    names = person_names({user for _, user in people.values()})
    consents = _consents(ctx, rows)
    classes = {row.id: _classes(ctx, row) for row in rows}
    children = tuple(
        _child(ctx, row, circle, places, care.get(row.id), enrolled.get(row.id),
               people.get(row.id), names, consents)
        for row in rows
    )  # fmt: skip
    return Household(
        child_id,
        own.place,
        places[own.place],
        children,
        _adults(ctx, care, kin, classes),
        tuple(one for one in FieldClass if one not in classes[child_id]),
    )


def _visible(ctx: Context, circle: Circle) -> list[Child]:
    """Those of them whom the reader may read: at home first, the oldest first."""
    found = visible(ctx.actor, Child.objects.filter(pk__in=circle.all), READ)
    rows = found.select_related("school").order_by("born_on", "id")
    return sorted(rows, key=lambda row: row.id not in circle.home)


def _classes(ctx: Context, row: Child) -> frozenset[FieldClass]:
    return ctx.actor.classes(READ, Target(row.place, row.school_id, row.id))


Cares = dict[UUID, Care]


def _believed(ids: list[UUID]) -> tuple[Cares, list[Kin], dict[UUID, Enrolment]]:
    now = Q(superseded_at__isnull=True, until__isnull=True, child_id__in=ids)
    return (
        {row.child_id: row for row in Care.objects.filter(now)},
        list(Kin.objects.filter(now, kinship__in=PARENTS).order_by("kinship", "child_id")),
        {row.child_id: row for row in Enrolment.objects.filter(now)},
    )


def _responsible(ctx: Context, rows: Sequence[Child]) -> dict[UUID, tuple[str, UUID]]:
    """Child -> office and person, where somebody holds an office."""
    holders = Holders(ctx.today)
    found = {}
    for row in rows:
        one = responsible_for(holders, Target(row.place, row.school_id, row.id))
        if one:
            found[row.id] = (one.role, one.user_id)
    return found


def _consents(ctx: Context, rows: Sequence[Child]) -> dict[UUID, dict[str, ConsentState]]:
    allowed = [
        row.id for row in rows
        if can(ctx.actor, CONSENT, Target(row.place, row.school_id, row.id))
    ]  # fmt: skip
    found: dict[UUID, dict[str, ConsentState]] = {}
    for (child, purpose), state in (standings(allowed, ctx.today) if allowed else {}).items():
        found.setdefault(child, {})[purpose] = state
    return found


def _child(
    ctx: Context, row: Child, circle: Circle, places: dict[str, str], care: Care | None,
    enrolled: Enrolment | None, held: tuple[str, UUID] | None, names: dict[UUID, str],
    consents: dict[UUID, dict[str, ConsentState]],
) -> HomeChild:  # fmt: skip
    lives = "home" if row.id in circle.home else "kin" if row.id in circle.kin else "cared"
    stage = enrolled.stage if enrolled else None
    return HomeChild(
        row.id, row.name, row.sex, age_on(row.born_on, ctx.today) if row.born_on else None,
        row.present, lives, row.place, places[row.place], row.school_id,
        row.school.name if row.school else "", Stage(stage) if stage else None,
        enrolled.grade if enrolled else None, enrolled.klass if enrolled else "",
        CarerKind(care.kind) if care and care.kind else None,
        Kinship(care.kinship) if care and care.kinship else None,
        Guardianship(care.rating) if care and care.rating else None,
        names.get(held[1], "") if held else "", held[0] if held else "",
        consents.get(row.id, {}),
    )  # fmt: skip


def _adults(
    ctx: Context, care: Cares, kin: list[Kin], classes: dict[UUID, frozenset[FieldClass]]
) -> tuple[HomeAdult, ...]:
    """Carers first, then parents; what any of their children lets the reader see of them."""
    bonds: dict[UUID, list[Bond]] = {}
    for child, row in care.items():
        if row.adult_id:
            kinship = Kinship(row.kinship) if row.kinship else None
            bonds.setdefault(row.adult_id, []).append(Bond(child, kinship, True))
    for one in kin:
        known = bonds.setdefault(one.adult_id, [])
        if not any(bond.child_id == one.child_id for bond in known):
            known.append(Bond(one.child_id, Kinship(one.kinship), False))
    details = {row.adult_id: row for row in AdultDetails.objects.now().filter(adult_id__in=bonds)}
    spells = Spell.objects.now().filter(adult_id__in=bonds, until__isnull=True)
    now = {row.adult_id: row for row in spells}
    loads = loads_of(ctx, list(bonds), _readable(ctx))
    return tuple(
        _adult(ctx.today, details[adult], now.get(adult), mine, loads.get(adult),
               frozenset().union(*(classes[bond.child_id] for bond in mine)))
        for adult, mine in bonds.items()
    )  # fmt: skip


def _readable(ctx: Context) -> QuerySet[Child]:
    return visible(ctx.actor, Child.objects.filter(present=True), READ)


def _adult(
    on: date, row: AdultDetails, spell: Spell | None, bonds: list[Bond], load: Load | None,
    classes: frozenset[FieldClass],
) -> HomeAdult:  # fmt: skip
    full = FieldClass.IDENTITY in classes and row.born_on is not None
    return HomeAdult(
        row.adult_id, row.name, age_on(row.born_on, on) if full and row.born_on else None,
        row.able, row.unable_why, phones_of(row) if FieldClass.CARE in classes else (),
        Whereabouts(spell.whereabouts) if spell else None,
        day(spell.since, spell.since_precision) if spell else None,
        spell.place_text if spell else "", tuple(bonds), load,
    )  # fmt: skip
