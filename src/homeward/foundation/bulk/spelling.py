"""How values are spelt for a database that takes many at once, a whole column at a time.

PostgreSQL's COPY reads text; sqlite3 takes most values as they are. An id may be a UUID or its 32 digits.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from django.db.models import Field

NULL = "\\N"
Column = Sequence[Any]
Spelling = Callable[[Column], Column]


def kind(field: "Field[Any, Any]") -> str:
    """The type of a column; a foreign key has the type of what it points to."""
    while field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]
    return field.get_internal_type()


def copy_lines(fields: "Sequence[Field[Any, Any]]", columns: Sequence[Column], same: str) -> bytes:
    """Rows as COPY reads them. `same`: what every line ends with, spelt, behind the columns."""
    spelt = [POSTGRES[kind(field)](column) for field, column in zip(fields, columns, strict=True)]
    end = f"\t{same}\n" if same else "\n"
    return (end.join(map("\t".join, zip(*spelt, strict=True))) + end).encode()


def arrow_lines(table: "pa.Table", same: str) -> list[memoryview]:
    """The same for columns of texts and whole numbers that never become objects of Python's."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = [column.cast(pa.string()) for column in table.combine_chunks().columns]
    for at, text in enumerate(texts):
        if pc.any(pc.match_substring_regex(text, _SPECIAL.pattern)).as_py():
            for sign, escaped in _ESCAPES.items():  # the backslash is the first of them
                texts[at] = pc.replace_substring(texts[at], sign, escaped)
    given = [pc.fill_null(text, NULL) for text in texts]
    lines = pc.binary_join_element_wise(*given, pa.scalar("\t"))
    end = pa.scalar(f"\t{same}\n" if same else "\n")
    whole = pc.binary_join_element_wise(lines, end, pa.scalar(""))
    return [_letters(chunk) for chunk in whole.chunks]


def _letters(texts: "pa.StringArray") -> memoryview:
    """All texts of an Arrow array, which keeps them one behind the other."""
    _, offsets, letters = texts.buffers()
    ends = memoryview(offsets).cast("i")
    return memoryview(letters)[ends[texts.offset] : ends[texts.offset + len(texts)]]


def _each(spell: Callable[[Any], Any], null: Any) -> Spelling:
    """Every different value of a column is spelt once."""

    def spelt(column: Column) -> Column:
        known = {value: null if value is None else spell(value) for value in set(column)}
        return [known[value] for value in column]

    return spelt


def _one_by_one(spell: Callable[[Any], Any], null: Any) -> Spelling:
    """For columns in which every value differs."""
    return lambda column: [null if value is None else spell(value) for value in column]


def _texts(column: Column) -> Column:
    """Texts in COPY's spelling; most columns hold nothing that needs one."""
    if None not in column:
        whole = "".join(column)
    else:
        whole = "".join(filter(None, column))
        column = [NULL if value is None else value for value in column]
    if not _SPECIAL.search(whole):
        return column
    return [value if value is NULL else _SPECIAL.sub(_escaped, value) for value in column]


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def _ids(null: Any) -> Spelling:
    return lambda column: [
        value if value.__class__ is str else null if value is None else f"{value.int:032x}"
        for value in column
    ]


def _instant(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
SQLITE: dict[str, Spelling] = {
    "UUIDField": _ids(None),
    "DateField": _each(date.isoformat, None),
    "DateTimeField": _each(_instant, None),
}
POSTGRES: dict[str, Spelling] = {
    "UUIDField": _ids(NULL),
    "DateField": _each(date.isoformat, NULL),
    "DateTimeField": _each(datetime.isoformat, NULL),
    "BooleanField": _each({True: "t", False: "f"}.__getitem__, NULL),
    "SmallIntegerField": _each(str, NULL),
    "IntegerField": _each(str, NULL),
    "BigIntegerField": _each(str, NULL),
    "CharField": _texts,
    "TextField": _texts,
    "BinaryField": _one_by_one(lambda value: "\\\\x" + value.hex(), NULL),
}
