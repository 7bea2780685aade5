"""What follows a roll's beliefs: current columns, ways to look names up, digests of what was said."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from homeward.domain.children import idnumber, names
from homeward.domain.children.models import Child, NameToken, RollSeen
from homeward.domain.children.roll.now import chunks, in_chunks, load
from homeward.domain.children.roll.plan import Placed
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id

CURRENT = ("name", "sort_key", "sex", "born_on", "place", "school_id", "id_index")


def bring_up_to_date(updated: Sequence[UUID], update: Iterable[Placed]) -> None:
    """The current columns of updated children follow their new beliefs."""
    now = load(updated)
    numbers = {
        p.known.child_id: p.entry.id.text
        for p in update
        if p.known and p.entry.id.ok and "id_number" not in p.left
    }
    for child in in_chunks(Child.objects.all(), "pk", updated):
        row, school = now.particulars[child.id], now.enrolment.get(child.id)
        before = {name: getattr(child, name) for name in CURRENT}
        child.name, child.sex, child.born_on = row["name"], row["sex"], row["born_on"]
        child.sort_key, child.place = names.sort_key(row["name"]), row["place"]
        child.school_id = school["school_id"] if school else None
        if child.id in numbers:
            child.id_index = idnumber.index(numbers[child.id])
        if any(getattr(child, name) != value for name, value in before.items()):
            child.save(force_update=True)


def look_up(renamed: Sequence[UUID], tokens: Iterable[tuple[str, UUID]]) -> None:
    """Names are found by their tokens; those of children with another name are replaced."""
    for some in chunks(renamed):
        NameToken.objects.filter(child_id__in=some).delete()
    bulk.insert(NameToken, ("token", "child_id"), tokens)


def remember(ctx: Context, known: Sequence[UUID], seen: Iterable[tuple[UUID, str]]) -> None:
    """Keep the digest of what the roll said of each child in the place of the one before."""
    last = RollSeen.objects.filter(superseded_by__isnull=True)
    for some in chunks(known):
        last.filter(child_id__in=some).update(superseded_by=ctx.command_id)
    columns = ("id", "child_id", "digest", "command", "superseded_by")
    rows = ((new_id(), child, digest, ctx.command_id, None) for child, digest in seen)
    bulk.insert(RollSeen, columns, rows)
