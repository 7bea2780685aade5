"""What can be wrong with a rule file, and with a table handed to the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homeward.engines.rules.facts import Words


@dataclass(frozen=True, slots=True)
class RuleError:
    """One fault in a rule file.

    Attributes:
        file: as named by the caller.
        line, column: of the faulty character, counted from 1.
        what: what is wrong, `{zh, en}`.
        remedy: what to write instead, `{zh, en}`.
        code: the stable name of the kind of fault.
    """

    file: str
    line: int
    column: int
    what: Words
    remedy: Words
    code: str

    def render(self, language: str = "zh") -> str:
        """One line a person can act on: `file:line:column: what remedy`."""
        space = "" if language == "zh" else " "
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.what[language]}{space}{self.remedy[language]}"


class RuleErrors(ValueError):
    """Every fault of every file, in order of file, line and column."""

    def __init__(self, errors: Iterable[RuleError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda e: (e.file, e.line, e.column, e.code)))
        super().__init__("\n".join(error.render("en") for error in self.errors))

    def render(self, language: str = "zh") -> str:
        """All faults, one a line."""
        return "\n".join(error.render(language) for error in self.errors)


class FactsMismatch(ValueError):
    """A table handed in does not have the columns, or the types, its rules read.

    Attributes:
        missing: facts the rules read and the table has not.
        wrong_type: `(fact, declared type, type found)`.
    """

    def __init__(
        self, missing: tuple[str, ...], wrong_type: tuple[tuple[str, str, str], ...] = ()
    ) -> None:
        self.missing = missing
        self.wrong_type = wrong_type
        parts = [f"no column {name}" for name in missing]
        parts += [f"{name} is declared {want} but is {got}" for name, want, got in wrong_type]
        super().__init__(
            "the table does not fit the declared facts: "
            + "; ".join(parts)
            + ". Add the column (NULL where not collected) or correct its type."
        )
