"""Rolls as commands: check a file, explain a heading, commit it, put it aside, undo it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Max

from homeward.domain.children.models import Heading, HeldRow, RollBatch
from homeward.domain.children.roll import files
from homeward.domain.children.roll.plan import CORRECTED, Plan, make_plan
from homeward.domain.children.roll.problems import (
    FieldUnknown,
    RollAlreadyCommitted,
    RollNotCommitted,
)
from homeward.domain.children.roll.undo import undo
from homeward.domain.children.roll.villages import township_of
from homeward.domain.children.roll.write import Writer, Written
from homeward.domain.children.words import Source
from homeward.engines.roll import Entry, roll_fields
from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.commands.wire import to_json
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Level, Place
from homeward.foundation.problems import NotFound

PURPOSE = "roll.entry"
HEADING = 60  # characters; a longer one is explained for its own roll only
DOUBLE = "likely_double"  # why a row waits that has no fault of its own


@dataclass(frozen=True, slots=True)
class RollChecked:
    """A file was uploaded and read; nothing on the register changed."""

    batch_id: UUID
    rows: int
    create: int
    update: int
    unchanged: int
    held: int


@dataclass(frozen=True, slots=True)
class RollCommitted:
    """The good rows of a roll are on the register; `digest` is over their ids and contents."""

    batch_id: UUID
    created: int
    updated: int
    held: int
    digest: str


@dataclass(frozen=True, slots=True)
class RollDiscarded:
    """An uploaded roll was put aside."""

    batch_id: UUID


@dataclass(frozen=True, slots=True)
class RollUndone:
    """What a roll brought in is gone again."""

    batch_id: UUID
    removed: int
    restored: int


@dataclass(frozen=True, slots=True)
class HeadingExplained:
    """A heading's meaning is remembered for an area."""

    batch_id: UUID
    field: str


@locator("batch_id")
def where_batch(ctx: Context, batch_id: UUID) -> Target:
    """A roll stands in the area it was given for."""
    place = RollBatch.objects.filter(pk=batch_id).values_list("place", flat=True).first()
    if place is None:
        raise NotFound()
    return Target(place=place)


@command(action="roll.import", name="roll.check", on="place", says="上传花名册")
def check_roll(
    ctx: Context,
    *,
    place: str,
    filename: str,
    data: bytes,
    as_of: date | None = None,
    mapping: Mapping[str, str] | None = None,
) -> RollChecked:
    """Keep an uploaded roll, sealed, and count what committing it would do.

    Args:
        mapping: heading -> field or `ignore`, for this roll only; before what is remembered.

    Raises:
        RollTooLarge, RollNotReadable, FieldUnknown.
    """
    as_of = as_of or ctx.today
    mapping = {**headings(place), **checked_mapping(mapping)}
    plan = make_plan(place, data, filename, as_of, mapping)
    files.keep(ctx.command_id, data)
    batch = RollBatch.objects.create(
        id=ctx.command_id, place=place, filename=filename[-200:], file_digest=files.digest(data),
        as_of=as_of, state=RollBatch.State.CHECKED, uploaded_by=ctx.actor.user_id,
        uploaded_at=ctx.at, mapping=dict(mapping), counts=plan.counts,
    )  # fmt: skip
    return RollChecked(batch.id, **plan.counts)


@command(action="roll.import", name="roll.explain_heading", on="batch_id", says="指明一列的含义")
def explain_heading(ctx: Context, *, batch_id: UUID, heading: str, field: str) -> HeadingExplained:
    """Say what a column is, or `ignore`; remembered for the next roll of this area.

    Raises:
        FieldUnknown, RollAlreadyCommitted.
    """
    checked_mapping({heading: field})
    batch = _open(batch_id)
    batch.mapping = {**batch.mapping, heading: field}
    batch.save(update_fields=["mapping"])
    if len(heading) > HEADING:
        return HeadingExplained(batch_id, field)
    known = Heading.objects.filter(place=batch.place, heading=heading)
    if not known.update(field=field):
        Heading.objects.create(id=new_id(), place=batch.place, heading=heading, field=field)
    return HeadingExplained(batch_id, field)


@command(action="roll.import", name="roll.discard", on="batch_id", says="放弃导入")
def discard_roll(ctx: Context, *, batch_id: UUID) -> RollDiscarded:
    """Forget a checked roll with its file; nothing of it went onto the register.

    Raises:
        RollAlreadyCommitted.
    """
    _open(batch_id).delete()
    files.forget(batch_id)
    return RollDiscarded(batch_id)


@command(action="roll.import", name="roll.commit", on="batch_id", says="导入花名册")
def commit_roll(ctx: Context, *, batch_id: UUID) -> RollCommitted:
    """Put all good rows of a checked roll on the register, and the rest on the correction list.

    The plan is made anew against the register of this moment.

    Raises:
        RollAlreadyCommitted, RollFileGone.
    """
    batch = _open(batch_id)
    plan = make_plan(batch.place, files.fetch(batch_id), batch.filename, batch.as_of, batch.mapping)
    written = import_plan(ctx, plan, Source.ROLL, batch)
    batch.state = RollBatch.State.COMMITTED
    batch.committed_at, batch.committed_by_command = ctx.at, ctx.command_id
    batch.counts = plan.counts
    batch.save()
    files.forget_outcome(batch_id)
    return RollCommitted(
        batch_id, len(written.created), len(written.updated), len(plan.held), written.digest
    )


def import_plan(ctx: Context, plan: Plan, source: Source, batch: RollBatch | None) -> Written:
    """Write a plan's good rows; with a batch, also its correction list and what it made."""
    villages = _add_villages(ctx, plan)
    create, update = (
        [replace(p, place=villages[p.place]) if p.place in villages else p for p in rows]
        for rows in (plan.create, plan.update)
    )
    written = Writer(ctx, source).write(create, update)
    if batch:
        batch.made = {"villages": sorted(villages.values())}
        _hold(plan, batch, villages)
    return written


def _open(batch_id: UUID) -> RollBatch:
    batch = RollBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != RollBatch.State.CHECKED:
        raise RollAlreadyCommitted()
    return batch


def headings(place: str) -> dict[str, str]:
    """What people explained before in this area and in those around it, the nearest last."""
    areas = [place[:length].ljust(12, "0") for length in (2, 4, 6, 9, 12)]
    rows = Heading.objects.filter(place__in=areas).order_by("place")
    return dict(rows.values_list("heading", "field"))


def checked_mapping(mapping: Mapping[str, str] | None) -> Mapping[str, str]:
    """What somebody says columns are.

    Raises:
        FieldUnknown: a field that no roll has.
    """
    for field in (mapping or {}).values():
        if field != "ignore" and field not in roll_fields():
            raise FieldUnknown(field=field)
    return mapping or {}


def _add_villages(ctx: Context, plan: Plan) -> dict[str, str]:
    """Add villages that only the roll knows, where the actor may. Returns key -> code."""
    made: dict[str, str] = {}
    used = {placed.place for placed in [*plan.create, *plan.update]}
    for key, name in plan.villages.new.items():
        if key not in used:
            continue
        township = township_of(key)
        require(ctx.actor, "place.add", Target(place=township))
        code = _next_code(township)
        Place.objects.create(
            code=code, name=name, level=Level.VILLAGE, parent=township, rural=_rural(name),
            since=ctx.today,
        )  # fmt: skip
        made[key] = code
    return made


def _next_code(township: str) -> str:
    """The next free code of a township; administrative villages are numbered from 200 on."""
    last = Place.objects.filter(parent=township).aggregate(Max("code"))["code__max"]
    number = max(int(last[9:]) if last else 0, 200) + 1
    return f"{township[:9]}{number:03d}"


def _rural(name: str) -> bool | None:
    if name.endswith(("村", "村委会", "村民委员会")):
        return True
    return False if name.endswith(("社区", "居委会", "居民委员会")) else None


def _hold(plan: Plan, batch: RollBatch, villages: Mapping[str, str]) -> None:
    """Rows that wait for a person, once each however often the file comes."""
    why: dict[tuple[str, int | None], list[str]] = {}
    for problem in plan.problems:
        if problem.severity == "held":
            why.setdefault((problem.sheet, problem.row), []).append(problem.code)
    double_of = {d.rows[-1]: d for d in plan.doubles}
    asked = {id(placed) for placed in plan.asked}  # the rest of these rows went in
    waiting = set(HeldRow.objects.filter(place=batch.place).values_list("digest", flat=True))
    rows = []
    for placed in [*plan.held, *plan.asked]:
        entry = placed.entry
        if entry.digest in waiting:
            continue
        at = (entry.sheet, entry.row)
        codes = [CORRECTED] if id(placed) in asked else why.get(at) or [DOUBLE]
        known = placed.known if id(placed) in asked else None
        double = double_of.get(at)
        child = known.child_id if known else (double.child_id if double else None)
        text = to_json(replace(entry, village=entry.village), Entry)
        rows.append(
            HeldRow(
                id=new_id(), batch=batch, place=batch.place, sheet=entry.sheet[:60], row=entry.row,
                digest=entry.digest, why=",".join(codes)[:200], double_of=child,
                steps=double.steps if double else None,
                entry=seal(text, PURPOSE), state=HeldRow.State.OPEN,
            )
        )  # fmt: skip
    HeldRow.objects.bulk_create(rows, batch_size=500)


@command(action="roll.undo", on="batch_id", says="撤销导入")
def undo_roll(ctx: Context, *, batch_id: UUID) -> RollUndone:
    """Take a committed roll back exactly, while nobody has built on what it brought in.

    Raises:
        RollNotCommitted, RollBuiltOn.
    """
    batch = RollBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != RollBatch.State.COMMITTED:
        raise RollNotCommitted()
    removed, restored = undo(ctx, batch)
    batch.state, batch.undone_at = RollBatch.State.UNDONE, ctx.at
    batch.made = {}
    batch.save(update_fields=["state", "undone_at", "made"])
    return RollUndone(batch_id, removed, restored)
