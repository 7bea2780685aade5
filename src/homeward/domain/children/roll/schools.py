"""Schools that a roll names: found in the township or for the whole county, or added."""

from collections.abc import Iterable
from uuid import UUID

from homeward.domain.children.models import School
from homeward.domain.children.roll import said
from homeward.domain.children.roll.ledger import Id, Ledger
from homeward.domain.children.roll.villages import county_of, township_of
from homeward.foundation.commands.context import Context


class Schools:
    """What a roll's names of schools mean; `new` holds those that it brought."""

    def __init__(self, ctx: Context, ledger: Ledger) -> None:
        self.new: list[UUID] = []
        self._ctx, self._ledger = ctx, ledger
        self._known: dict[tuple[str, str], Id] = {}

    def load(self, named: Iterable[tuple[str, str | None]]) -> None:
        """Those there are already, for rows of (village, name)."""
        villages, names = set(), set()
        for village, name in named:
            villages.add(village)
            names.add((name or "")[: said.SCHOOL])
        townships = {township_of(village) for village in villages}
        rows = School.objects.filter(place__in=townships | {county_of(t) for t in townships})
        for school, place, name in rows.values_list("id", "place", "name"):
            if name in names:
                self._known[place, name] = school

    def of(self, village: str, name: str | None) -> Id | None:
        """The school of a row; None when it names none."""
        if not name:
            return None
        key = (township_of(village), name[: said.SCHOOL])
        if whole_county := self._known.get((county_of(key[0]), key[1])):
            self._known.setdefault(key, whole_county)
        if key not in self._known:
            added = self._ledger.add(
                School, name=key[1], place=key[0], command=self._ctx.command_id
            )
            self._known[key] = added
            self.new.append(UUID(added) if isinstance(added, str) else added)
        return self._known[key]
