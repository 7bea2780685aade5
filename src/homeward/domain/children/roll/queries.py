"""Reading rolls: the list, one dry run, the marked workbook, the template."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.domain.children.models import RollBatch
from homeward.domain.children.roll import files, outcome
from homeward.domain.children.roll.commands import checked_mapping, headings
from homeward.domain.children.roll.foresee import statuses_after
from homeward.domain.children.roll.outcome import DryRun
from homeward.domain.children.roll.plan import Plan, make_plan
from homeward.domain.children.roll.problems import RollAlreadyCommitted
from homeward.engines.roll import mark, official_template, preview
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

    Kept while nobody acts in the county; the commit makes its plan anew in any case.

    Raises:
        RollAlreadyCommitted, RollFileGone.
    """
    batch = RollBatch.objects.get(pk=batch_id)
    if batch.state != RollBatch.State.CHECKED:
        raise RollAlreadyCommitted()
    known = outcome.of(ctx, batch)
    if known and known.fresh:
        return known.run
    acts = outcome.acts(batch, ctx.at)
    data = files.fetch(batch_id)
    plan = make_plan(batch.place, data, batch.filename, batch.as_of, batch.mapping)
    found = replace(_dry(ctx, plan, batch.filename, data), renewed=known is not None)
    outcome.keep(ctx, batch, found, acts)
    return found


@query(action="roll.import", name="roll.tried", on="batch_id", says="查看是否已试算")
def is_tried(ctx: Context, *, batch_id: UUID) -> bool:
    """Whether the dry run of a checked roll is known and nothing it rests on has changed since."""
    known = outcome.of(ctx, RollBatch.objects.get(pk=batch_id))
    return known is not None and known.fresh


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
        tried_at=ctx.at,
        renewed=False,
        previews=preview(data, filename, plan.roll, plan.problems),
        **plan.counts,
    )


@query(
    action="roll.import", name="roll.marked", on="batch_id", takes_out=True, says="下载标注后的名册"
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
