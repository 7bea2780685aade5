"""Who holds a role over a record: the nearest person, for whoever looks for somebody to act."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from homeward.engines.gazetteer import parent
from homeward.foundation.access.load import in_force, tied
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import ScopeKind, Target
from homeward.foundation.accounts.models import User


class Holders:
    """People with duties on a day; asks the database once for each role, however many records."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._by_scope: dict[str, dict[str, list[UUID]]] = {}

    def find(self, role: str, target: Target, without: Collection[UUID] = ()) -> UUID | None:
        """The holder whose scope lies closest around a target, the longest in office first.

        Args:
            without: people who may not be named, such as somebody who is accused.
        """
        return next((one for one in self.near(role, target) if one not in without), None)

    def near(self, role: str, target: Target) -> Iterator[UUID]:
        """Everybody who holds a role over a target, the nearest first."""
        held = self._holders(role)
        for scope in self._scopes(role, target):
            for user_id in held.get(scope, ()):
                if self._tied(role, user_id, target):
                    yield user_id

    def _scopes(self, role: str, target: Target) -> Sequence[str]:
        match roles()[role].scope:
            case ScopeKind.AREA:
                return around(target.place)
            case ScopeKind.SCHOOL:
                return [str(target.school_id)] if target.school_id else []
        return [""]

    def _holders(self, role: str) -> dict[str, list[UUID]]:
        """Scope -> people, the longest in office first."""
        if role not in self._by_scope:
            able = User.objects.filter(is_active=True).values(
                "id"
            )  # nobody waits for a closed account
            rows = Appointment.objects.filter(in_force(self.on), role=role, user_id__in=able)
            rows = rows.order_by("since", "id")
            held: dict[str, list[UUID]] = {}
            for user_id, scope in rows.values_list("user_id", "scope"):
                held.setdefault(scope, []).append(user_id)
            self._by_scope[role] = held
        return self._by_scope[role]

    def _tied(self, role: str, user_id: UUID, target: Target) -> bool:
        kind = roles()[role].scope
        if kind in (ScopeKind.AREA, ScopeKind.SCHOOL):
            return True
        return (user_id, target.subject_id, str(kind)) in self._ties

    @cached_property
    def _ties(self) -> set[tuple[UUID, UUID | None, str]]:
        rows = Tie.objects.filter(tied(self.on))
        return set(rows.values_list("user_id", "subject_id", "kind"))


@lru_cache(maxsize=8192)
def around(place: str) -> tuple[str, ...]:
    """A place and the areas around it, the closest first; the last is the whole country."""
    areas = [place] if place else []
    while areas and (above := parent(areas[-1])):
        areas.append(above)
    return (*areas, "")
