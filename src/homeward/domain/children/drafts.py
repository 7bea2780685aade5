"""What a person types about a child: the arguments of commands. None means 未采集."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.words import (
    CarerKind,
    Guardianship,
    Health,
    Hukou,
    Kinship,
    Precision,
    Sex,
    Stage,
    Whereabouts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsDraft:
    """The child's own data as on the official registration form."""

    name: str
    sex: Sex | None = None
    born_on: date | None = None
    ethnicity: str = ""
    id_number: str = ""
    hukou_registered: bool | None = None
    hukou: Hukou | None = None
    hukou_place: str = ""
    group: str = ""
    address: str = ""
    health: Health | None = None
    disability: str = ""
    illness: str = ""
    income: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultDraft:
    """An adult's own data."""

    name: str = ""
    born_on: date | None = None
    id_number: str = ""
    phones: tuple[str, ...] = ()
    able: bool | None = None
    unable_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereaboutsDraft:
    """Where a parent is, since when, doing what."""

    whereabouts: Whereabouts
    since: date | None = None
    since_precision: Precision = Precision.DAY
    place: str = ""
    work: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentDraft:
    """A father or mother with their present whereabouts."""

    parent: Kinship
    adult: AdultDraft = AdultDraft()
    now: WhereaboutsDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerDraft:
    """Who looks after the child, and how that was rated."""

    kind: CarerKind | None = None
    kinship: Kinship | None = None
    adult: AdultDraft | None = None
    rating: Guardianship | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentDraft:
    """Where the child goes to school."""

    school_id: UUID | None = None
    stage: Stage | None = None
    grade: int | None = None
    klass: str = ""
    boarding: bool | None = None
    since: date | None = None
