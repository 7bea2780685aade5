"""What is believed of one child, read once for all parts of the child's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

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
from homeward.foundation.lookup import Among, Lookup
from homeward.foundation.places.models import Place


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


_PLACE_NAME = Subquery(Place.objects.filter(pk=OuterRef("place")).values("name"))
_CHILD = Lookup(
    ChildRow, lambda child: Child.objects.filter(pk=child).annotate(place_name=_PLACE_NAME)
)
_KIN = Lookup(
    KinRow, lambda child: Kin.objects.now().filter(child_id=child).order_by("recorded_at")
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


@dataclass(frozen=True, slots=True)
class Known:
    """The rows believed now, ended stretches too; of the answers, every one there ever was."""

    child_id: UUID
    child: ChildRow
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


def known_of(child_id: UUID) -> Known:
    """Everything believed of a child who exists; spells of kin only, newest first."""
    kin, care, agreed = _KIN(child_id), _CARE(child_id), _AGREED.first(child_id)
    own = {row.adult_id for row in kin}
    adults = own | {row.adult_id for row in care if row.adult_id}
    adults |= {agreed.adult_id} if agreed else set()
    spells: dict[UUID, list[SpellRow]] = {}
    for spell in sorted(_SPELLS(own) if own else (), key=_ended, reverse=True):
        spells.setdefault(spell.adult_id, []).append(spell)
    return Known(
        child_id, _CHILD(child_id)[0], kin,
        {row.adult_id: row for row in (_ADULTS(adults) if adults else ())}, spells, care, agreed,
        _ENROLMENTS(child_id), _NOTICES(child_id), _BENEFITS(child_id), _STAYS(child_id),
        _ANSWERS(child_id),
    )  # fmt: skip


def _ended(spell: SpellRow) -> tuple[date, date]:
    return spell.until or date.max, spell.since or date.min
