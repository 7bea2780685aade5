"""The other words of a search: a village or township, a school, a parent; numbers and telephones."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Q

from homeward.domain.children import idnumber, phones
from homeward.domain.children.models import AdultDetails, Care, Kin, Particulars, School
from homeward.domain.children.search.readings import readings
from homeward.domain.children.search.words import Why
from homeward.engines.roll.identity import IdNumber, read_child_id
from homeward.foundation.access.scopes import span
from homeward.foundation.places.models import Place

ENDINGS = ("", "村", "社区", "乡", "镇", "街道", "县", "村委会", "村民委员会", "居委会", "区", "市")
MOST = 200
"""Places, schools or adults of one name that are followed."""
PHONE = re.compile(r"\+?[\d\s()-]{7,20}")
SAME_PERSON = (Why.NAME, Why.FORM, Why.SHAPE)


def number_of(typed: str) -> str:
    """The blind index of a whole valid identity number; empty where it is none."""
    number = read_child_id(typed.strip())
    return idnumber.index(number.text) if isinstance(number, IdNumber) and number.ok else ""


def is_phone(typed: str) -> bool:
    """Whether it has the shape of a telephone number."""
    return bool(PHONE.fullmatch(typed.strip()))


def by_phone(typed: str) -> Q:
    """Children who have a number, or whose kin or carer has it."""
    wanted = phones.key(typed)
    own = _having(Particulars, "child_id", wanted)
    adults = _having(AdultDetails, "adult_id", wanted)
    return Q(pk__in=own) | of_adults(adults)


def _having(model: type[Particulars] | type[AdultDetails], column: str, wanted: str) -> list[UUID]:
    """Whose present row has the key, as either of its two; spelt as the index is, literals and all."""
    part = "SUBSTRING" if connection.vendor == "postgresql" else "SUBSTR"
    table, second = model._meta.db_table, phones.KEY + 2
    sql = (
        f'SELECT "{column}" FROM "{table}" WHERE "superseded_at" IS NULL AND NOT ("phone_keys" = \'\') '
        f'AND {part}("phone_keys", 1, {phones.KEY}) = %s '
        f'UNION SELECT "{column}" FROM "{table}" WHERE "superseded_at" IS NULL '
        f'AND "phone_keys" LIKE \'%% %%\' AND {part}("phone_keys", {second}, {phones.KEY}) = %s'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted, wanted])
        return [_uuid(row[0]) for row in cursor.fetchmany(MOST)]


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def adults_named(word: str) -> list[UUID]:
    """Adults of a name, right or with one character written otherwise."""
    names = {
        token
        for reading in readings(word)
        if reading.why in SAME_PERSON
        for token in reading.tokens
    }
    rows = AdultDetails.objects.now().filter(name__in=names)
    return list(rows.values_list("adult_id", flat=True)[:MOST])


def of_adults(adults: Iterable[UUID]) -> Q:
    """The children whose kin or carer is one of some adults."""
    ids = list(adults)
    if not ids:
        return Q(pk__in=[])
    kin = Kin.objects.now().filter(adult_id__in=ids)
    care = Care.objects.now().filter(adult_id__in=ids, until__isnull=True)
    found = {child for rows in (kin, care) for child in rows.values_list("child_id", flat=True)}
    return Q(pk__in=sorted(found))


def places_named(word: str) -> Q | None:
    """Children in the places of a name; None where no place is called so."""
    names = [word + ending for ending in ENDINGS]
    codes = Place.objects.filter(name__in=names).values_list("code", flat=True)[:MOST]
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(place__range=span(code))
    return found if codes else None


def schools_named(word: str) -> Q | None:
    """Children at the schools whose names have a word in them; None where no school has it."""
    ids = list(School.objects.filter(name__contains=word).values_list("id", flat=True)[:MOST])
    return Q(school_id__in=ids) if ids else None
