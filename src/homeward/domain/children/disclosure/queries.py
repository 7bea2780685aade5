"""Everything that is held about a child, as its family may know it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.corrections.commands import is_family
from homeward.domain.children.disclosure.told import (
    UNTOLD,
    WORDINGS,
    Names,
    Said,
    Telling,
    Wording,
    family_classes,
)
from homeward.domain.children.models import Child
from homeward.domain.children.targets import records_of
from homeward.domain.children.words import HeldSection
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.commands.query import query

HELD = "child.held"


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """A record in words. `earlier`: it is no longer believed, and is kept as what was believed before."""

    title: str
    on: date | None
    said: tuple[Said, ...]
    earlier: bool


@dataclass(frozen=True, slots=True)
class HeldPart:
    """One part of the page; without entries, nothing is held of this kind."""

    section: HeldSection
    entries: tuple[HeldEntry, ...]


@dataclass(frozen=True, slots=True)
class HeldPage:
    """What a family may take away. `untold` says what is not here and why: the same for every child."""

    child_id: UUID
    name: str
    made_on: date
    parts: tuple[HeldPart, ...]
    untold: tuple[str, ...]


@query(action=HELD, on="child_id", sensitive=True, says="查看登记的全部资料")
def held_about(ctx: Context, *, child_id: UUID) -> HeldPage:
    """Everything held about a child, by all its records, in the words and classes of a family's version.

    Whoever is not of the family prints it on the family's behalf: the call's reason says who asked and
    why, and is told to the family among those who read it. Law: Personal Information Protection Law
    art. 44, 45.

    Raises:
        ReasonMissing.
    """
    if not ctx.reason.strip() and not is_family(ctx.actor, child_id, HELD):
        raise ReasonMissing()
    child = Child.objects.get(pk=child_id)
    target = Target(child.place, child.school_id, child_id)
    classes = family_classes() & ctx.actor.classes(HELD, target)
    ids = records_of(child_id)
    names = Names(ids)
    found: dict[HeldSection, list[HeldEntry]] = {section: [] for section in HeldSection}
    for wording in WORDINGS.values():
        found[wording.section] += _told(wording, ids, names, classes)
    parts = tuple(
        HeldPart(section, tuple(sorted(entries, key=_order))) for section, entries in found.items()
    )
    untold = tuple(dict.fromkeys(str(why) for why in UNTOLD.values()))
    return HeldPage(child_id, child.name, ctx.today, parts, untold)


def _told(
    wording: Wording, ids: Collection[UUID], names: Names, classes: frozenset[FieldClass]
) -> list[HeldEntry]:
    """The rows of a table. Of what was believed before, only what differs from now is said again."""
    now: set[tuple[str, Said]] = set()
    found: list[HeldEntry] = []
    rows = sorted(wording.rows(ids), key=_replaced)
    for row in rows:
        telling: Telling | None = wording.tell(row, names)
        if telling is None:
            continue
        said = tuple(one for one in telling.said if one.reads in classes)
        earlier = _replaced(row)
        if earlier:
            said = tuple(one for one in said if (telling.title, one) not in now)
        if said or not earlier:
            found.append(HeldEntry(telling.title, telling.on, said, earlier))
        now |= {(telling.title, one) for one in said}
    return found


def _replaced(row: object) -> bool:
    """Whether another row stands in this one's place."""
    replaced: object = getattr(row, "superseded_at", None) or getattr(row, "superseded_by", None)
    return replaced is not None


def _order(entry: HeldEntry) -> tuple[bool, float]:
    return entry.earlier, -(entry.on.toordinal() if entry.on else 0)
