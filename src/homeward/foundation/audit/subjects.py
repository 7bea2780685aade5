"""Whom an audit row speaks of: each app names those of its own records that a reader may read.

The audit keeps ids only. Who may read the record is told its name; for anybody else it stays an id.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from homeward.foundation.commands.context import Context


@dataclass(frozen=True, slots=True)
class Subject:
    """A record by name; `kind` is the app's word for it, such as `person`."""

    kind: str
    name: str


Teller = Callable[[Context, Collection[UUID]], dict[UUID, Subject]]
_TELLERS: list[Teller] = []


def tells_subjects(function: Teller) -> Teller:
    """Declare how an app names those of some records that the reader may read."""
    _TELLERS.append(function)
    return function


def readable(ctx: Context, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """The subjects among some ids that the reader may read; the others are absent."""
    found: dict[UUID, Subject] = {}
    if ids:
        for tell in _TELLERS:
            found |= tell(ctx, ids)
    return found
