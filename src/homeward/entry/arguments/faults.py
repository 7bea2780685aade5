"""What is wrong with what was sent: the field and the remedy, never the value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.db import DataError, OperationalError
from django.utils.translation import get_language
from pydantic import ValidationError

from homeward.engines.gazetteer import BadDivisionCode
from homeward.entry.arguments.problems import Busy
from homeward.foundation.problems import Invalid, Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One field and what to do about it.

    Attributes:
        field: `child.born_on`, or `parents.1.adult`; empty for the whole.
        code: pydantic's type of error.
    """

    field: str
    code: str
    values: Mapping[str, Any]

    @property
    def message(self) -> str:
        """The remedy in the reader's language."""
        return _words(self.code)[language()].format(**self.values)

    def __str__(self) -> str:
        colon = "：" if language() == "zh" else ": "
        return f"{self.field}{colon}{self.message}" if self.field else self.message


class Faults(tuple[Fault, ...]):
    """Everything that is wrong with one call; as text, one sentence for a person."""

    __slots__ = ()

    def __str__(self) -> str:
        return "；".join(map(str, self)) if language() == "zh" else "; ".join(map(str, self))


def language() -> str:
    """`zh` or `en`: the language in use."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def refused(*faults: Fault) -> Invalid:
    """The problem that these faults make."""
    return Invalid(fields=Faults(faults))


def from_pydantic(error: ValidationError) -> Invalid:
    """The problem that a failed validation makes."""
    return from_errors(error.errors(include_url=False, include_input=False))


def foreseen(error: Exception) -> Problem | None:
    """The problem behind an error of a lower floor that a value or the moment caused; else None."""
    if isinstance(error, BadDivisionCode):
        return refused(Fault("place", "division_code", {}))
    if isinstance(error, DataError | OverflowError):
        # No column can hold it; which one, the database says only together with the value.
        return refused(Fault("", "out_of_range", {}))
    return Busy() if isinstance(error, OperationalError) else None


def from_errors(errors: Iterable[Mapping[str, Any]]) -> Invalid:
    """The problem that pydantic's errors make; the values that were sent are left out."""
    return refused(*(_fault(error) for error in errors))


def _fault(error: Mapping[str, Any]) -> Fault:
    values = {k: v for k, v in error.get("ctx", {}).items() if k in ("expected", "max_length")}
    return Fault(".".join(map(str, error["loc"])), error["type"], values)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("homeward.entry.arguments").joinpath("words.yaml").read_text("utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table


def _words(code: str) -> dict[str, str]:
    table = _table()
    fitting = [
        key for key in table if key == code or (key[-1] == "*" and code.startswith(key[:-1]))
    ]
    return table[max(fitting, key=len)]
