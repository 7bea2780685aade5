"""A header while it is being read, and once it is known."""

from dataclasses import dataclass

from homeward.engines.roll.entry import Column
from homeward.engines.roll.meanings import Meaning


@dataclass(frozen=True, slots=True)
class Band:
    """A header: its first row (from 0), its height, and its columns with their indices (from 0)."""

    top: int
    height: int
    columns: tuple[tuple[int, Column], ...]

    @property
    def body(self) -> int:
        """The first row below the header."""
        return self.top + self.height

    @property
    def fields(self) -> frozenset[str]:
        """The fields recognised."""
        return frozenset(column.field for _, column in self.columns if column.field)


@dataclass(slots=True)
class Guess:
    """One column while it is being decided."""

    index: int
    levels: tuple[str, ...]
    meaning: Meaning
    option: str | None = None
    how: str = "unknown"
    key: str = ""

    @property
    def header(self) -> str:
        return " ".join(self.levels)
