"""Reading rolls: the list, one dry run, the marked workbook, the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.domain.children.models import RollBatch
from homeward.domain.children.roll import files
from homeward.domain.children.roll.commands import checked_mapping, headings
from homeward.domain.children.roll.foresee import statuses_after
from homeward.domain.children.roll.plan import DoubleFound, Plan, make_plan
from homeward.domain.children.roll.problems import RollAlreadyCommitted
from homeward.engines.roll import (
    Column,
    Problem,
    SheetPreview,
    Skipped,
    mark,
    official_template,
    preview,
)
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

LATEST = 50


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One uploaded roll."""

    batch_id: UUID
    place: str
    filename: str
    state: str
    uploaded_at: datetime
    uploaded_by: UUID | None
    committed_at: datetime | None
    counts: Mapping[str, int]
    as_of: date
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What committing a roll would do.

    Attributes:
        status: definition -> answer -> how many children, as it would be afterwards.
        previews: rows with problems in the file's own columns and order.
    """

    place: str
    filename: str
    as_of: date
    rows: int
    create: int
    update: int
    unchanged: int
    held: int
    problems: tuple[Problem, ...]
    doubles: tuple[DoubleFound, ...]
    columns: tuple[Column, ...]
    skipped: tuple[Skipped, ...]
    new_villages: tuple[str, ...]
    status: Mapping[str, Mapping[str, int]]
    previews: tuple[SheetPreview, ...]


@query(action="roll.read", unscoped="filters with visible", says="查看导入记录")
def list_rolls(ctx: Context, *, before: UUID | None = None) -> tuple[BatchLine, ...]:
    """Up to 50 rolls of the reader's areas, the latest first.

    Args:
        before: the last roll of the page before.
    """
    rows = visible(ctx.actor, RollBatch.objects.all(), "roll.read")
    last = RollBatch.objects.filter(pk=before).first() if before else None
    if last:
        older = Q(uploaded_at__lt=last.uploaded_at)
        rows = rows.filter(older | Q(uploaded_at=last.uploaded_at, id__lt=last.id))
    return tuple(_line(row) for row in rows.order_by("-uploaded_at", "-id")[:LATEST])


@query(action="roll.read", name="roll.look", on="batch_id", says="查看一次导入")
def get_roll(ctx: Context, *, batch_id: UUID) -> BatchLine:
    """One uploaded roll and its counts."""
    return _line(RollBatch.objects.get(pk=batch_id))


def _line(row: RollBatch) -> BatchLine:
    return BatchLine(
        row.id, row.place, row.filename, row.state, row.uploaded_at, row.uploaded_by,
        row.committed_at, row.counts, row.as_of, row.undone_at,
    )  # fmt: skip


@query(action="roll.import", name="roll.dry_run", on="batch_id", sensitive=True, says="试导入")
def dry_run(ctx: Context, *, batch_id: UUID) -> DryRun:
    """What committing a checked roll would do now.

    Raises:
        RollAlreadyCommitted, RollFileGone.
    """
    batch = RollBatch.objects.get(pk=batch_id)
    if batch.state != RollBatch.State.CHECKED:
        raise RollAlreadyCommitted()
    data = files.fetch(batch_id)
    plan = make_plan(batch.place, data, batch.filename, batch.as_of, batch.mapping)
    return _dry(ctx, plan, batch.filename, data)


@query(action="roll.import", name="roll.try", on="place", sensitive=True, says="试读花名册")
def try_roll(
    ctx: Context,
    *,
    place: str,
    filename: str,
    data: bytes,
    as_of: date | None = None,
    mapping: Mapping[str, str] | None = None,
) -> DryRun:
    """The same for a file that is not kept.

    Raises:
        RollTooLarge, RollNotReadable, FieldUnknown.
    """
    told = {**headings(place), **checked_mapping(mapping)}
    plan = make_plan(place, data, filename, as_of or ctx.today, told)
    return _dry(ctx, plan, filename, data)


def _dry(ctx: Context, plan: Plan, filename: str, data: bytes) -> DryRun:
    used = {placed.place for placed in [*plan.create, *plan.update]}
    new = tuple(name for key, name in plan.villages.new.items() if key in used)
    return DryRun(
        place=plan.area,
        filename=filename,
        as_of=plan.as_of,
        problems=tuple(plan.problems),
        doubles=tuple(plan.doubles),
        columns=plan.roll.columns,
        skipped=plan.roll.skipped,
        new_villages=new,
        status=statuses_after(ctx, plan),
        previews=preview(data, filename, plan.roll, plan.problems),
        **plan.counts,
    )


@query(
    action="roll.import", name="roll.marked", on="batch_id", sensitive=True, says="下载标注后的名册"
)
def marked_workbook(ctx: Context, *, batch_id: UUID, language: str = "zh") -> bytes:
    """The uploaded workbook with its problem cells marked, as xlsx."""
    batch = RollBatch.objects.get(pk=batch_id)
    data = files.fetch(batch_id)
    plan = make_plan(batch.place, data, batch.filename, batch.as_of, batch.mapping)
    return mark(data, batch.filename, plan.problems, language="en" if language == "en" else "zh")


@query(action="roll.read", name="roll.template", unscoped="an empty form", says="下载空白模板")
def empty_template(ctx: Context) -> bytes:
    """The official registration form as an empty roll, as xlsx."""
    return official_template()
