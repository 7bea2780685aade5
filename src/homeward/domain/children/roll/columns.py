"""The columns of a checked roll: what each was taken for, and what stands under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.models import RollBatch
from homeward.domain.children.roll import files
from homeward.engines.roll import examples, read_roll, roll_fields
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One heading of a roll.

    Attributes:
        key: what `roll.explain_heading` names it by.
        sheet, letter: where it stands first.
        field: None where nobody has said what it is.
        meaning: the field's label, {zh, en}; empty without one.
        open: it waits for somebody to say what it is.
        examples: up to three values under it, as shown.
    """

    key: str
    header: str
    sheet: str
    letter: str
    field: str | None
    meaning: Mapping[str, str]
    open: bool
    examples: tuple[str, ...]


@query(
    action="roll.import", name="roll.columns", on="batch_id", sensitive=True, says="查看名册的列"
)
def list_columns(ctx: Context, *, batch_id: UUID) -> tuple[ColumnLine, ...]:
    """Each heading of a checked roll once, in the order of the file.

    Raises:
        RollFileGone.
    """
    batch = RollBatch.objects.get(pk=batch_id)
    data = files.fetch(batch_id)
    roll = read_roll(data, batch.filename, as_of=batch.as_of, mapping=batch.mapping)
    values = examples(data, batch.filename, roll)
    found: dict[str, ColumnLine] = {}
    for column in roll.columns:
        spec = roll_fields().get(column.field or "")
        line = ColumnLine(
            column.key, column.header, column.sheet, column.letter, column.field,
            {"zh": spec.zh, "en": spec.en} if spec else {},
            column.how in ("unknown", "asked"),
            tuple(values.get(f"{column.sheet}!{column.letter}", ())),
        )  # fmt: skip
        if column.key not in found or (line.open and not found[column.key].open):
            found[column.key] = line
    return tuple(found.values())


def field_labels() -> dict[str, Mapping[str, str]]:
    """Every field that a column can be, with its label."""
    return {name: {"zh": spec.zh, "en": spec.en} for name, spec in roll_fields().items()}
