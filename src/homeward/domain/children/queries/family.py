"""Home: parents and where they are, who looks after the child, what was agreed and told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.models import AdultDetails, Child
from homeward.domain.children.queries.known import (
    AdultRow,
    AgreedRow,
    CareRow,
    Known,
    NoticeRow,
    SpellRow,
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


def home_of(known: Known, actor: Actor, classes: frozenset[FieldClass]) -> HomeCard:
    """Everything about the home that a reader with these classes may see."""
    adults = known.adults
    care = sorted(known.care, key=lambda row: (not row.until, row.until or date.max), reverse=True)
    return HomeCard(
        tuple(
            _adult(Kinship(row.kinship), adults[row.adult_id],
                   known.spells.get(row.adult_id, ()), classes)
            for row in known.kin
        ),
        tuple(_care(row, adults.get(row.adult_id) if row.adult_id else None) for row in care),
        _agreement(known.agreed, adults, classes) if known.agreed else None,
        _notices(known.notices),
        _siblings(known.related, actor),
    )  # fmt: skip


def phones_of(row: AdultRow | AdultDetails | None) -> tuple[str, ...]:
    """An adult's phones, opened."""
    return tuple(json.loads(unseal(row.phones, "adult.phones"))) if row and row.phones else ()


def _adult(
    kinship: Kinship, row: AdultRow, spells: Sequence[SpellRow], classes: frozenset[FieldClass]
) -> AdultCard:
    full = FieldClass.IDENTITY in classes
    now = next((spell for spell in spells if spell.until is None), None)
    return AdultCard(
        row.adult_id, kinship, row.name, row.able, row.unable_why, phones_of(row),
        row.born_on if full else None,
        unseal(row.id_number, "adult.id_number") if full and row.id_number else None,
        IdCheck(row.id_check) if row.id_check else None,
        _spell(now) if now else None,
        tuple(_spell(spell) for spell in spells if spell.until is not None),
        row.recorded_at,
    )  # fmt: skip


def _spell(row: SpellRow) -> SpellLine:
    return SpellLine(
        Whereabouts(row.whereabouts), day(row.since, row.since_precision), row.until,
        row.place_text, row.work, row.contact,
    )  # fmt: skip


def _care(row: CareRow, adult: AdultRow | None) -> CareLine:
    return CareLine(
        CarerKind(row.kind) if row.kind else None, Kinship(row.kinship) if row.kinship else None,
        adult.name if adult else "", phones_of(adult),
        Guardianship(row.rating) if row.rating else None, row.since, row.until,
    )  # fmt: skip


def _agreement(
    row: AgreedRow, adults: dict[UUID, AdultRow], classes: frozenset[FieldClass]
) -> AgreementCard:
    view = unseal(row.child_view, "entrusted.child_view") if row.child_view else None
    return AgreementCard(
        adults[row.adult_id].name, row.signed_on, row.ends_on, row.harmed_before, row.addicted,
        row.neglected_before, row.otherwise_unfit, row.child_heard,
        view if FieldClass.CARE in classes else None,
    )  # fmt: skip


def _notices(rows: Sequence[NoticeRow]) -> tuple[NoticeLine, ...]:
    known = {row.to: row for row in rows}
    return tuple(
        NoticeLine(to, known[to].given if to in known else None,
                   known[to].given_on if to in known else None)
        for to in Notified
    )  # fmt: skip


def _siblings(related: frozenset[UUID], actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Children who share a parent or a household, as far as they are present and the reader may read them."""
    if not related:
        return ()
    rows = visible(actor, Child.objects.filter(pk__in=related, present=True), "child.read")
    return tuple(rows.order_by("born_on", "id").values_list("id", "name"))
