"""Home: parents and where they are, who looks after the child, what was agreed and told."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.models import (
    AdultDetails,
    Care,
    Child,
    EntrustedCare,
    Kin,
    Notice,
    Particulars,
    Spell,
)
from homeward.domain.children.queries.shown import day
from homeward.domain.children.words import (
    CarerKind,
    Guardianship,
    IdCheck,
    Kinship,
    Notified,
    Whereabouts,
)
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.crypto.seal import unseal


@dataclass(frozen=True, slots=True)
class SpellLine:
    """One stretch of a parent's life; `since` as exactly as it is known."""

    whereabouts: Whereabouts
    since: str | None
    until: date | None
    place: str
    work: str
    contact: str


@dataclass(frozen=True, slots=True)
class AdultCard:
    """An adult around the child. Identity fields are None for readers without that class."""

    adult_id: UUID
    kinship: Kinship
    name: str
    able: bool | None
    unable_why: str
    phones: tuple[str, ...]
    born_on: date | None
    id_number: str | None
    id_check: IdCheck | None
    now: SpellLine | None
    before: tuple[SpellLine, ...]
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CareLine:
    """Who looked after the child, from when to when."""

    kind: CarerKind | None
    kinship: Kinship | None
    name: str
    phones: tuple[str, ...]
    rating: Guardianship | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """The agreement of entrusted care in force."""

    name: str
    signed_on: date
    ends_on: date | None
    harmed_before: bool | None
    addicted: bool | None
    neglected_before: bool | None
    otherwise_unfit: bool | None
    child_heard: bool | None
    child_view: str | None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Whether school or village was told in writing; `given` None is 未采集."""

    to: Notified
    given: bool | None
    given_on: date | None


@dataclass(frozen=True, slots=True)
class HomeCard:
    """The home of one child."""

    parents: tuple[AdultCard, ...]
    carers: tuple[CareLine, ...]
    agreement: AgreementCard | None
    notices: tuple[NoticeLine, ...]
    siblings: tuple[tuple[UUID, str], ...]


def home_of(child_id: UUID, actor: Actor, classes: frozenset[FieldClass]) -> HomeCard:
    """Everything about the home that a reader with these classes may see."""
    kin = list(Kin.objects.now().filter(child_id=child_id).order_by("recorded_at"))
    care = list(Care.objects.now().filter(child_id=child_id))
    care.sort(key=lambda row: (row.until is None, row.until or date.max), reverse=True)
    agreed = EntrustedCare.objects.now().filter(child_id=child_id, ended_on__isnull=True).first()
    adults = {row.adult_id for row in kin} | {row.adult_id for row in care if row.adult_id}
    adults |= {agreed.adult_id} if agreed else set()
    details = {row.adult_id: row for row in AdultDetails.objects.now().filter(adult_id__in=adults)}
    spells: dict[UUID, list[Spell]] = {}
    for spell in Spell.objects.now().filter(adult_id__in=adults).order_by("-until", "-since"):
        spells.setdefault(spell.adult_id, []).append(spell)
    return HomeCard(
        tuple(
            _adult(row, details[row.adult_id], spells.get(row.adult_id, []), classes) for row in kin
        ),
        tuple(_care(row, details.get(row.adult_id) if row.adult_id else None) for row in care),
        _agreement(agreed, details, classes) if agreed else None,
        _notices(child_id),
        _siblings(child_id, [row.adult_id for row in kin], actor),
    )


def phones_of(row: AdultDetails | None) -> tuple[str, ...]:
    """An adult's phones, opened."""
    return tuple(json.loads(unseal(row.phones, "adult.phones"))) if row and row.phones else ()


def _adult(
    kin: Kin, row: AdultDetails, spells: list[Spell], classes: frozenset[FieldClass]
) -> AdultCard:
    full = FieldClass.IDENTITY in classes
    now = next((spell for spell in spells if spell.until is None), None)
    return AdultCard(
        row.adult_id, Kinship(kin.kinship), row.name, row.able, row.unable_why, phones_of(row),
        row.born_on if full else None,
        unseal(row.id_number, "adult.id_number") if full and row.id_number else None,
        IdCheck(row.id_check) if row.id_check else None,
        _spell(now) if now else None,
        tuple(_spell(spell) for spell in spells if spell.until is not None),
        row.recorded_at,
    )  # fmt: skip


def _spell(row: Spell) -> SpellLine:
    return SpellLine(
        Whereabouts(row.whereabouts), day(row.since, row.since_precision), row.until,
        row.place_text, row.work, row.contact,
    )  # fmt: skip


def _care(row: Care, adult: AdultDetails | None) -> CareLine:
    return CareLine(
        CarerKind(row.kind) if row.kind else None, Kinship(row.kinship) if row.kinship else None,
        adult.name if adult else "", phones_of(adult),
        Guardianship(row.rating) if row.rating else None, row.since, row.until,
    )  # fmt: skip


def _agreement(
    row: EntrustedCare, details: dict[UUID, AdultDetails], classes: frozenset[FieldClass]
) -> AgreementCard:
    view = unseal(row.child_view, "entrusted.child_view") if row.child_view else None
    return AgreementCard(
        details[row.adult_id].name, row.signed_on, row.ends_on, row.harmed_before, row.addicted,
        row.neglected_before, row.otherwise_unfit, row.child_heard,
        view if FieldClass.CARE in classes else None,
    )  # fmt: skip


def _notices(child_id: UUID) -> tuple[NoticeLine, ...]:
    known = {row.to: row for row in Notice.objects.now().filter(child_id=child_id)}
    return tuple(
        NoticeLine(to, known[to].given if to in known else None,
                   known[to].given_on if to in known else None)
        for to in Notified
    )  # fmt: skip


def _siblings(child_id: UUID, adults: list[UUID], actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Children who share a parent or a household, as far as they are present and the reader may read them."""
    shared = Kin.objects.now().filter(
        adult_id__in=adults, kinship__in=[Kinship.FATHER, Kinship.MOTHER]
    )
    homes = Particulars.objects.now().filter(child_id=child_id).values("household_id")
    same = Particulars.objects.now().filter(household_id__in=homes, household_id__isnull=False)
    ids = set(shared.values_list("child_id", flat=True)) | set(
        same.values_list("child_id", flat=True)
    )
    rows = Child.objects.filter(pk__in=ids - {child_id}, present=True)
    rows = visible(actor, rows, "child.read").order_by("born_on", "id")
    return tuple(rows.values_list("id", "name"))
