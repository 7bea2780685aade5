"""What is believed of one child, read once for all parts of the child's page, in two goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from homeward.domain.children.facts import one, question
from homeward.domain.children.models import (
    AdultDetails,
    Benefit,
    Care,
    Child,
    Enrolment,
    EntrustedCare,
    Kin,
    Notice,
    Particulars,
    Presence,
    Spell,
    Status,
)
from homeward.domain.children.words import Kinship
from homeward.foundation.places.models import Place
from homeward.foundation.statements import Among, Lookup, together


class ChildRow(NamedTuple):
    name: str
    sex: str | None
    born_on: date | None
    place: str
    place_name: str | None
    school_id: UUID | None
    present: bool
    registered_at: datetime


class KinRow(NamedTuple):
    adult_id: UUID
    kinship: str


class AdultRow(NamedTuple):
    adult_id: UUID
    name: str
    born_on: date | None
    id_number: bytes | None
    id_check: str | None
    phones: bytes | None
    able: bool | None
    unable_why: str
    recorded_at: datetime


class SpellRow(NamedTuple):
    adult_id: UUID
    whereabouts: str
    since: date | None
    since_precision: str
    until: date | None
    place_text: str
    work: str
    contact: str
    recorded_at: datetime


class CareRow(NamedTuple):
    adult_id: UUID | None
    kind: str | None
    kinship: str | None
    rating: str | None
    since: date | None
    until: date | None
    recorded_at: datetime


class AgreedRow(NamedTuple):
    adult_id: UUID
    signed_on: date
    ends_on: date | None
    harmed_before: bool | None
    addicted: bool | None
    neglected_before: bool | None
    otherwise_unfit: bool | None
    child_heard: bool | None
    child_view: bytes | None


class EnrolmentRow(NamedTuple):
    school_id: UUID | None
    school__name: str | None
    stage: str | None
    grade: int | None
    klass: str
    boarding: bool | None
    since: date | None
    until: date | None
    recorded_at: datetime


class NoticeRow(NamedTuple):
    to: str
    given: bool
    given_on: date | None


class BenefitRow(NamedTuple):
    kind: str
    received: bool


class StayRow(NamedTuple):
    since: date
    until: date | None
    cause: str | None
    recorded_at: datetime


class AnswerRow(NamedTuple):
    definition: str
    version: int
    truth: str
    since: date
    derived_at: datetime
    ended_at: datetime | None


class ParticularsRow(NamedTuple):
    name: str
    sex: str | None
    born_on: date | None
    ethnicity: str
    id_number: bytes | None
    id_check: str | None
    hukou_registered: bool | None
    hukou: str | None
    hukou_text: str
    group: str
    address: bytes | None
    health: str | None
    disability: str
    illness: str
    income: str
    phones: bytes | None
    student_no: bytes | None
    note: bytes | None
    source: str
    recorded_at: datetime
    recorded_by: UUID | None
    superseded_at: datetime | None


class RelatedRow(NamedTuple):
    child_id: UUID


_PLACE_NAME = Subquery(Place.objects.filter(pk=OuterRef("place")).values("name"))
_CHILD = Lookup(
    ChildRow, lambda child: Child.objects.filter(pk=child).annotate(place_name=_PLACE_NAME)
)
_PARTICULARS = Lookup(ParticularsRow, lambda child: Particulars.objects.filter(child_id=child))
_KIN = Lookup(
    KinRow, lambda child: Kin.objects.now().filter(child_id=child).order_by("recorded_at", "id")
)
_ADULTS = Lookup(AdultRow, lambda ids: AdultDetails.objects.now().filter(Among("adult_id", ids)))
_SPELLS = Lookup(SpellRow, lambda ids: Spell.objects.now().filter(Among("adult_id", ids)))
_CARE = Lookup(CareRow, lambda child: Care.objects.now().filter(child_id=child))
_AGREED = Lookup(
    AgreedRow,
    lambda child: EntrustedCare.objects.now().filter(child_id=child, ended_on__isnull=True),
)
_ENROLMENTS = Lookup(EnrolmentRow, lambda child: Enrolment.objects.now().filter(child_id=child))
_NOTICES = Lookup(NoticeRow, lambda child: Notice.objects.now().filter(child_id=child))
_BENEFITS = Lookup(BenefitRow, lambda child: Benefit.objects.now().filter(child_id=child))
_STAYS = Lookup(StayRow, lambda child: Presence.objects.now().filter(child_id=child))
_ANSWERS = Lookup(
    AnswerRow, lambda child: Status.objects.filter(child_id=child).order_by("derived_at")
)


def _related(child: UUID) -> QuerySet[Any, Any]:
    """Children of one parent of this child, and children of its household; itself among them."""
    kin, homes = Kin.objects.now(), Particulars.objects.now()
    parents = kin.filter(child_id=child).values("adult_id")
    household = homes.filter(child_id=child).values("household_id")
    of_parents = kin.filter(adult_id__in=parents, kinship__in=[Kinship.FATHER, Kinship.MOTHER])
    of_home = homes.filter(household_id__in=household)
    return of_parents.values("child_id").union(of_home.values("child_id"))


_RELATED = Lookup(RelatedRow, _related)


@dataclass(frozen=True, slots=True)
class Known:
    """The rows believed now, ended stretches too; of particulars and of answers, all there ever were.

    `raw` is the row that facts are computed from. `related` are children of one parent or household,
    wherever they are: whether the reader may read them is another question.
    """

    child_id: UUID
    child: ChildRow
    particulars: Sequence[ParticularsRow]
    kin: Sequence[KinRow]
    adults: dict[UUID, AdultRow]
    spells: dict[UUID, list[SpellRow]]
    care: Sequence[CareRow]
    agreed: AgreedRow | None
    enrolments: Sequence[EnrolmentRow]
    notices: Sequence[NoticeRow]
    benefits: Sequence[BenefitRow]
    stays: Sequence[StayRow]
    answers: Sequence[AnswerRow]
    related: frozenset[UUID]
    raw: Sequence[Any]


OF_CHILD = (
    _CHILD, _PARTICULARS, _KIN, _CARE, _AGREED, _ENROLMENTS, _NOTICES, _BENEFITS, _STAYS, _ANSWERS,
    _RELATED,
)  # fmt: skip


def known_of(child_id: UUID, on: date) -> Known:
    """Everything believed of a child who exists; spells of kin only, newest first."""
    questions = [lookup.of(child_id) for lookup in OF_CHILD]
    (
        (child,), particulars, kin, care, agreed, enrolments, notices, benefits, stays, answers,
        related, raw,
    ) = together(*questions, question(one(child_id), on))  # fmt: skip
    own = {row.adult_id for row in kin}
    adults, spells = _adults(own, own | {row.adult_id for row in (*care, *agreed) if row.adult_id})
    return Known(
        child_id, child, sorted(particulars, key=_recorded), kin, adults, spells, care,
        agreed[0] if agreed else None, enrolments, notices, benefits, stays, answers,
        frozenset(row.child_id for row in related) - {child_id}, raw,
    )  # fmt: skip


def _adults(
    kin: set[UUID], others: set[UUID]
) -> tuple[dict[UUID, AdultRow], dict[UUID, list[SpellRow]]]:
    if not others:
        return {}, {}
    found, lived = together(_ADULTS.of(others), _SPELLS.of(kin))
    spells: dict[UUID, list[SpellRow]] = {}
    for spell in sorted(lived, key=_ended, reverse=True):
        spells.setdefault(spell.adult_id, []).append(spell)
    return {row.adult_id: row for row in found}, spells


def _recorded(row: ParticularsRow) -> tuple[bool, datetime]:
    """What is believed now comes last, also where a merged record was made later."""
    return row.superseded_at is None, row.recorded_at


def _ended(spell: SpellRow) -> tuple[date, date]:
    return spell.until or date.max, spell.since or date.min
