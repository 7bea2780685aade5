"""Registered children as `engines.linkage` compares them, read in bulk.

Telephones come as their blind keys, identity numbers as blind indexes; the student number is the one
value that has to be opened. No table of these ever leaves the process.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from homeward.domain.children.facts import Chosen, several
from homeward.domain.children.phones import key
from homeward.foundation.crypto.seal import blind, unseal

if TYPE_CHECKING:
    import pyarrow as pa

Record = dict[str, Any]
"""A row of `engines.linkage.RECORD`."""

_PARENT = """
LEFT JOIN children_kin {0}k ON {0}k.child_id = c.id AND {0}k.kinship = '{1}'
  AND {0}k.superseded_at IS NULL AND {0}k.until IS NULL
LEFT JOIN children_adult_details {0} ON {0}.adult_id = {0}k.adult_id AND {0}.superseded_at IS NULL
"""
_RECORDS = f"""
SELECT c.id, c.name, c.sex, c.born_on, f.name, m.name, c.place, p.phone_keys, c.id_index, p.student_no,
  p.household_id, f.phone_keys, m.phone_keys
FROM children_child c
JOIN children_particulars p ON p.child_id = c.id AND p.superseded_at IS NULL
{_PARENT.format("f", "father")}{_PARENT.format("m", "mother")}
WHERE c.merged_into IS NULL AND """
_OTHERS = """
SELECT c.id, d.phone_keys FROM children_child c JOIN {0} k ON k.child_id = c.id
JOIN children_adult_details d ON d.adult_id = k.adult_id AND d.superseded_at IS NULL AND d.phone_keys <> ''
WHERE k.superseded_at IS NULL AND k.until IS NULL AND c.merged_into IS NULL AND """
"""Telephones of grandparents, carers and whoever else is near."""


def of_span(low: str, high: str) -> "pa.Table":
    """All records of an area, those who have left the register among them: they may have come back."""
    return _read(Chosen("c.place BETWEEN %s AND %s", (low, high)))


def of_children(child_ids: Collection[UUID]) -> "pa.Table":
    """The records of some children."""
    return _read(several(list(child_ids)))


def table(rows: Collection[Record]) -> "pa.Table":
    """Records as the engine takes them; what a row does not have is null."""
    import pyarrow as pa

    from homeward.engines.linkage import RECORD

    return pa.Table.from_pylist(list(rows), schema=RECORD)


def student_index(number: str) -> str:
    """A student number, opaque; empty for none."""
    return blind(number.strip().upper(), "student") if number.strip() else ""


def phone_keys(phones: Collection[str]) -> list[str]:
    """Telephones, opaque, as the register keeps them."""
    return sorted({key(phone) for phone in phones})


def _read(chosen: Chosen) -> "pa.Table":
    import pyarrow as pa

    from homeward.engines.linkage import RECORD

    rows = list(_rows(_RECORDS, chosen))
    columns: list[list[Any]] = list(map(list, zip(*rows, strict=True))) or [[]] * 13
    ids = columns[0]
    near = _near(chosen, zip(ids, columns[7], columns[11], columns[12], strict=True))
    spelt: dict[str, list[Any]] = {
        "id": [_text(one) for one in ids],
        "name": columns[1],
        "sex": columns[2],
        "born_on": [_day(one) for one in columns[3]],
        "father": [one or None for one in columns[4]],
        "mother": [one or None for one in columns[5]],
        "place": columns[6],
        "phones": [near.get(one) for one in ids],
        "id_number": [one or None for one in columns[8]],
        "student_no": [_student(one) for one in columns[9]],
        "household": [one and _text(one) for one in columns[10]],
    }
    return pa.table([pa.array(spelt[field.name], field.type) for field in RECORD], schema=RECORD)


def _near(chosen: Chosen, own: Iterator[tuple[Any, ...]]) -> Mapping[Any, list[str]]:
    """Every number the family can be called on, by child."""
    found: dict[Any, set[str]] = {}
    for child, *several_keys in own:
        for keys in several_keys:
            if keys:
                found.setdefault(child, set()).update(keys.split())
    for source in ("children_kin", "children_care"):
        for child, keys in _rows(_OTHERS.format(source), chosen):
            found.setdefault(child, set()).update(keys.split())
    return {child: sorted(keys) for child, keys in found.items()}


def _rows(sql: str, chosen: Chosen) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql + chosen.where, chosen.params)
        yield from cursor.fetchall()


def _text(value: UUID | str) -> str:
    return str(value if isinstance(value, UUID) else UUID(value))


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _student(sealed: Any) -> str | None:
    if not sealed:
        return None
    return student_index(unseal(bytes(sealed), "child.student_no")) or None
