"""`@ready`: a query whose SQL is written once, by the names of its parameters."""

import functools
import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from homeward.foundation.statements.ask import Question, answer
from homeward.foundation.statements.written import Row, Written, write

if TYPE_CHECKING:
    from django.db.models import QuerySet

_STAND_INS: dict[type, Callable[[int], Any]] = {
    str: lambda n: f"\x01stand-in {n}",
    int: lambda n: 31_000 + n,  # a small integer's column holds it too
    UUID: lambda n: UUID(int=0xFACE << 64 | n),
    date: lambda n: date(1801, 2, 1 + n),
    datetime: lambda n: datetime(1801, 3, 1 + n, tzinfo=UTC),
}


def ready(build: "Callable[..., QuerySet[Any, Any]]") -> Callable[..., list[Row]]:
    """Turn a function that builds a `values_list` into one that answers with its rows.

    Its parameters are keywords of the types str, int, UUID, date or datetime, and go into the filters as
    they are: no None, no lists, nothing that decides which statement it is.

    Raises:
        TypeError: at the first call, when a parameter did not arrive in the statement.
    """
    kinds = {
        name: parameter.annotation
        for name, parameter in inspect.signature(build).parameters.items()
    }

    @functools.cache
    def written(vendor: str) -> Written:
        stand_ins = {name: _STAND_INS[kind](n) for n, (name, kind) in enumerate(kinds.items())}
        return write(build(**stand_ins), stand_ins)

    @functools.wraps(build)
    def ask(**values: Any) -> list[Row]:
        statement = written(connection.vendor)
        return answer(Question(statement.sql, statement.params(values), statement.read))

    return ask
