"""A fault in a file, with its place and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homeward.engines.yamlfile.message import Words


@dataclass(frozen=True, slots=True)
class FileError:
    """One fault in a file.

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


class FileErrors(ValueError):
    """Every fault of every file, in order of file, line and column."""

    def __init__(self, errors: Iterable[FileError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda e: (e.file, e.line, e.column, e.code)))
        super().__init__("\n".join(error.render("en") for error in self.errors))

    def render(self, language: str = "zh") -> str:
        """All faults, one a line."""
        return "\n".join(error.render(language) for error in self.errors)
