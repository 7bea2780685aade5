"""What follows a roll's beliefs: current columns, ways to look names up, digests of what was said."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from homeward.domain.children import idnumber
from homeward.domain.children.models import Child, NameToken, RollSeen
from homeward.domain.children.record import hand_over_numbers, write_tokens
from homeward.domain.children.roll.ledger import Id
from homeward.domain.children.roll.now import chunks, in_chunks, load
from homeward.domain.children.roll.plan import Placed
from homeward.engines import names
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_spelt_ids

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
            if child.id_index != before["id_index"]:
                hand_over_numbers([child.id_index])
        if any(getattr(child, name) != value for name, value in before.items()):
            child.save(force_update=True)


def by_old_names(renamed: Sequence[UUID]) -> None:
    """Children whom merged records go on as are found by those records' names as well."""
    for some in chunks(renamed):
        merged = Child.objects.filter(merged_into__in=some).values("merged_into")
        for child in Child.objects.filter(pk__in=merged):
            write_tokens(child.id, child.name)


def forget(ctx: Context, renamed: Sequence[UUID], told: Sequence[Id]) -> None:
    """Old names no longer find these children, and what a roll said of those is superseded."""
    for some in chunks(renamed):
        NameToken.objects.filter(child_id__in=some).delete()
    last = RollSeen.objects.filter(superseded_by__isnull=True)
    for some in chunks(told):
        last.filter(child_id__in=some).update(superseded_by=ctx.command_id)


def look_up(conveyor: bulk.Conveyor, named: Iterable[tuple[Id, str]]) -> None:
    """Names are found by their tokens."""
    tokens: list[str] = []
    children: list[Id] = []
    for child, name in named:
        found = names.tokens(name)
        tokens += found
        children += [child] * len(found)
    conveyor.insert_columns(NameToken, {"token": tokens, "child_id": children})


def remember(ctx: Context, conveyor: bulk.Conveyor, seen: Sequence[tuple[Id, str]]) -> None:
    """Keep the digest of what the roll said of each child."""
    rows: dict[str, Sequence[Any]] = {
        "id": new_spelt_ids(len(seen)),
        "child_id": [child for child, _ in seen],
        "digest": [digest for _, digest in seen],
    }
    conveyor.insert_columns(RollSeen, rows, {"command": ctx.command_id})
