"""Families as tests tell them, and the whole register as digests."""

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from homeward.domain.children.drafts import (
    AdultDraft,
    CarerDraft,
    EnrolmentDraft,
    ParentDraft,
    ParticularsDraft,
    WhereaboutsDraft,
)
from homeward.domain.children.models import Child, Status
from homeward.domain.children.public import register_child
from homeward.domain.children.words import CarerKind, Kinship, Sex, Stage, Whereabouts
from homeward.engines.roll import check_digit
from homeward.foundation import clock
from homeward.foundation.places.models import Place
from tests.personas import VILLAGE, Persona

if TYPE_CHECKING:
    from django.db.models import Model

PHONE = "13900000001"


def id_number(born_on: date, serial: int = 12, area: str = "990101") -> str:
    """A valid number under the fictional prefix; an even serial is a girl's."""
    first = f"{area}{born_on:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """An instant in China."""
    return datetime(year, month, day, hour, tzinfo=clock.CHINA)


def child(**more: Any) -> ParticularsDraft:
    """陈小溪, a girl of eleven."""
    said = {"name": "陈小溪", "sex": Sex.FEMALE, "born_on": date(2015, 3, 1)} | more
    return ParticularsDraft(**said)


def father(now: WhereaboutsDraft | None = None, **more: Any) -> ParentDraft:
    """陈大山."""
    adult = AdultDraft(**({"name": "陈大山", "phones": (PHONE,)} | more))
    return ParentDraft(parent=Kinship.FATHER, adult=adult, now=now)


def mother(now: WhereaboutsDraft | None = None, **more: Any) -> ParentDraft:
    """刘秀英."""
    adult = AdultDraft(**({"name": "刘秀英", "phones": ("13900000002",)} | more))
    return ParentDraft(parent=Kinship.MOTHER, adult=adult, now=now)


def away(since: date | None = None, **more: Any) -> WhereaboutsDraft:
    """Away for work in another province."""
    said = {"whereabouts": Whereabouts.AWAY, "since": since, "place": "广东深圳"} | more
    return WhereaboutsDraft(**said)


def home(since: date | None = None) -> WhereaboutsDraft:
    """At home."""
    return WhereaboutsDraft(whereabouts=Whereabouts.HOME, since=since)


def grandmother(**more: Any) -> CarerDraft:
    """张桂兰, the father's mother."""
    said = {
        "kind": CarerKind.GRANDPARENT,
        "kinship": Kinship.PATERNAL_GRANDMOTHER,
        "adult": AdultDraft(name="张桂兰", phones=("13900000003",)),
    }
    return CarerDraft(**(said | more))


def pupil(**more: Any) -> EnrolmentDraft:
    """In the fifth year of primary school."""
    return EnrolmentDraft(**({"stage": Stage.PRIMARY, "grade": 5} | more))


def registered(by: Persona, place: str = VILLAGE, **more: Any) -> UUID:
    """A child put on the register; father away since January, mother at home, unless told otherwise."""
    said: dict[str, Any] = {
        "child": child(),
        "parents": (father(away(date(2026, 1, 5))), mother(home())),
        "carer": grandmother(),
        "enrolment": pupil(),
    }
    return register_child(by.ctx, place=place, **(said | more)).child_id


def truths(child_id: UUID) -> dict[str, str]:
    """What each definition says of a child now."""
    rows = Status.objects.filter(child_id=child_id, ended_at__isnull=True)
    return dict(rows.values_list("definition", "truth"))


def missing(child_id: UUID, definition: str) -> set[str]:
    """The facts that a definition waits for."""
    row = Status.objects.get(child_id=child_id, ended_at__isnull=True, definition=definition)
    return set(row.missing.split(",")) - {""}


def digests(*left_out: str) -> dict[str, str]:
    """A digest of every row of every table of the register, and of the places.

    Headcounts are no rows of the register but changes of its counts, which go there and back.
    """
    models: list[type[Model]] = [*apps.get_app_config("children").get_models(), Place]
    return {
        model.__name__: _digest(model._meta.db_table)
        for model in models
        if model.__name__ not in (*left_out, "Headcount")
    }


def everything(*left_out: str) -> dict[str, str]:
    """The same for every table of the database."""
    tables = set(connection.introspection.table_names()) - set(left_out)
    return {table: _digest(table) for table in sorted(tables)}


def _digest(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(repr(tuple(map(_plain, row))) for row in cursor.fetchall())
    return f"{len(rows)}:{hashlib.sha256(repr(rows).encode()).hexdigest()[:12]}"


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def named(name: str) -> Child:
    """The one child of this name."""
    return Child.objects.get(name=name)
