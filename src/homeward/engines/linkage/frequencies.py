"""How often a name is met, before anybody is counted: by its surname and the signs after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homeward.engines.linkage.normal import read_name
from homeward.engines.names import syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homeward.engines.linkage.normal import Reading

WEIGHT = 3_000
"""What is known in general weighs as much as so many records counted here."""
_RARE = 1e-4
"""Share of a surname, or of a sign after it, that the tables do not hold (assumption)."""
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares of surnames and of the signs after them, of children (`name`) and of their parents.

    Attributes:
        tables: by field and by `surnames`, `signs`, `surname_sounds`, `sign_sounds`.
        weight: records that they weigh as much as.
    """

    tables: Mapping[str, Mapping[str, Mapping[str, float]]]
    weight: int = WEIGHT

    def chances(self, field: str, name: Reading) -> tuple[float, float]:
        """Share of people with this name in characters, and with its sound."""
        if name.latin:  # nothing is known of its signs: as common as a name of two plain signs
            return _RARE, _RARE
        tables = self.tables["name" if field == "name" else "parents"]
        read = syllables(name.folded)
        cut = len(name.surname)
        signs = _product(tables["signs"], name.given)
        sounds = _product(tables["sign_sounds"], read[cut:])
        surname = tables["surnames"].get(name.surname, _RARE)
        sound = tables["surname_sounds"].get("".join(read[:cut]), _RARE)
        return surname * signs, sound * sounds

    @classmethod
    def counted(cls, names: Mapping[str, Iterable[str]]) -> Frequencies:
        """Count names: `name` of children, `parents` of fathers and mothers."""
        return cls({field: _counted(of_field) for field, of_field in names.items()})

    def plain(self) -> dict[str, Any]:
        """As it is written into the model file."""
        return {"weight": self.weight, "tables": self.tables}


def _product(shares: Mapping[str, float], signs: Iterable[str]) -> float:
    product = 1.0
    for sign in signs:
        product *= shares.get(sign, _RARE)
    return product


def _counted(names: Iterable[str]) -> dict[str, dict[str, float]]:
    counted: dict[str, Counter[str]] = {
        table: Counter() for table in ("surnames", "signs", "surname_sounds", "sign_sounds")
    }
    for name in names:
        one = read_name(name)
        if one is None or one.latin:
            continue
        read, cut = syllables(one.folded), len(one.surname)
        counted["surnames"][one.surname] += 1
        counted["signs"].update(one.given)
        counted["surname_sounds"]["".join(read[:cut])] += 1
        counted["sign_sounds"].update(read[cut:])
    return {table: _shares(counter) for table, counter in counted.items()}


def _shares(counter: Counter[str]) -> dict[str, float]:
    total = sum(counter.values())
    shares = {sign: round(count / total, _DIGITS) for sign, count in sorted(counter.items())}
    return {sign: share for sign, share in shares.items() if share > _RARE}
