"""What can be wrong with a rule file, and with a table handed to the rules."""

from __future__ import annotations

from homeward.engines.yamlfile.errors import FileError, FileErrors

RuleError = FileError
"""One fault in a rule file."""


class RuleErrors(FileErrors):
    """Every fault of every rule file; no rule is loaded then."""


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
