"""Which of several dated versions is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Dated(Protocol):
    """A version that says from which day on it is in force."""

    @property
    def since(self) -> date: ...


V = TypeVar("V", bound=Dated)


def version_on(versions: Sequence[V], day: date) -> V:
    """The version in force on a day; the first one for days before it.

    Args:
        versions: at least one, the earliest first.
    """
    begun = [one for one in versions if one.since <= day]
    return begun[-1] if begun else versions[0]
