"""Problems of a roll: what, where, and what to do; the wording is in `problems.yaml`.

Severity: `held` rows wait for a person's decision; `flag` rows are imported with that value left
out or kept apart; `file` concerns a sheet, a column or the whole file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal

from homeward.engines.roll.tables import load_table

Severity = Literal["held", "flag", "file"]

# Told of the child's own birth date these hold the row.
HELD_WHEN_BORN: Final = frozenset(
    {
        "date_impossible",
        "date_ambiguous",
        "date_lunar",
        "date_unreadable",
        "ditto_nothing_above",
        "formula",
    }
)


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Code -> {severity, zh, en}, every problem there is."""
    return load_table("problems.yaml")["problems"]  # type: ignore[no-any-return]


def wording(section: str, code: str) -> dict[str, str]:
    """{zh, en} of one code of another section of `problems.yaml`."""
    said = load_table("problems.yaml")[section][code]
    return {"zh": said["zh"], "en": said["en"]}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, where it is and what to do.

    Attributes:
        sheet: the sheet's name.
        row: as the spreadsheet shows it, counted from 1; None for a whole sheet or column.
        column: the header text as shown.
        cell: "F12"; "" when it concerns no single cell.
        code: a key of `catalogue`.
        read: the text as it was read.
        remedy: what happened and what to do, {"zh": ..., "en": ...}.
        severity: held, flag or file.
    """

    sheet: str
    row: int | None
    column: str
    cell: str
    code: str
    read: str
    severity: Severity
    remedy: Mapping[str, str] = field(compare=False)


def problem(
    code: str,
    *,
    sheet: str,
    row: int | None = None,
    column: str = "",
    cell: str = "",
    read: str = "",
    held: bool = False,
    detail: str = "",
) -> Problem:
    """A problem with its wording from the catalogue; `held` raises a flag to a held row."""
    told = catalogue()[code]
    remedy = {language: told[language].replace("{detail}", detail) for language in ("zh", "en")}
    severity: Severity = "held" if held else told["severity"]
    return Problem(sheet, row, column, cell, code, read, severity, remedy)


class RollUnreadable(Exception):
    """The bytes are no roll we can read.

    Attributes:
        code: empty, too_large, too_far, encrypted, wrong_kind, damaged or encoding.
        message: why, and what to do, {"zh": ..., "en": ...}.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.message = wording("unreadable", code)
        super().__init__(self.message["en"])
