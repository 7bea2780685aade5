"""Reading rolls: the list, one dry run, the correction list, the marked workbook, the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.models import HeldRow, RollBatch
from homeward.domain.children.roll import files
from homeward.domain.children.roll.commands import PURPOSE, headings
from homeward.domain.children.roll.foresee import statuses_after
from homeward.domain.children.roll.plan import DoubleFound, Plan, make_plan
from homeward.domain.children.roll.problems import RollAlreadyCommitted
from homeward.engines.roll import Column, Entry, Problem, Skipped, mark, official_template
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.wire import from_json
from homeward.foundation.crypto.seal import unseal

LATEST = 100


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


@dataclass(frozen=True, slots=True)
class DryRun:
    """What committing a roll would do; `status` counts each definition's answers afterwards."""

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


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A row of the correction list, as read."""

    held_id: UUID
    batch_id: UUID
    sheet: str
    row: int
    why: tuple[str, ...]
    double_of: UUID | None
    state: str
    name: str | None
    sex: str | None
    born_on: date | None
    id_text: str
    village: str | None


@query(action="roll.read", unscoped="filters with visible", says="查看导入记录")
def list_rolls(ctx: Context) -> tuple[BatchLine, ...]:
    """The latest rolls of the reader's areas."""
    rows = visible(ctx.actor, RollBatch.objects.all(), "roll.read").order_by("-uploaded_at")
    return tuple(_line(row) for row in rows[:LATEST])


@query(action="roll.read", name="roll.look", on="batch_id", says="查看一次导入")
def get_roll(ctx: Context, *, batch_id: UUID) -> BatchLine:
    """One uploaded roll and its counts."""
    return _line(RollBatch.objects.get(pk=batch_id))


def _line(row: RollBatch) -> BatchLine:
    return BatchLine(
        row.id, row.place, row.filename, row.state, row.uploaded_at, row.uploaded_by,
        row.committed_at, row.counts,
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
    return _dry(ctx, _plan(batch), batch.filename)


@query(action="roll.import", name="roll.try", on="place", sensitive=True, says="试读花名册")
def try_roll(
    ctx: Context, *, place: str, filename: str, data: bytes, as_of: date | None = None
) -> DryRun:
    """The same for a file that is not kept.

    Raises:
        RollTooLarge, RollNotReadable.
    """
    plan = make_plan(place, data, filename, as_of or ctx.today, headings(place))
    return _dry(ctx, plan, filename)


def _plan(batch: RollBatch) -> Plan:
    data = files.fetch(batch.id)
    return make_plan(batch.place, data, batch.filename, batch.as_of, batch.mapping)


def _dry(ctx: Context, plan: Plan, filename: str) -> DryRun:
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
        **plan.counts,
    )


@query(
    action="roll.import", name="roll.marked", on="batch_id", sensitive=True, says="下载标注后的名册"
)
def marked_workbook(ctx: Context, *, batch_id: UUID, language: str = "zh") -> bytes:
    """The uploaded workbook with its problem cells marked, as xlsx."""
    batch = RollBatch.objects.get(pk=batch_id)
    plan = _plan(batch)
    shown = "en" if language.startswith("en") else "zh"
    return mark(files.fetch(batch_id), batch.filename, plan.problems, language=shown)  # type: ignore[arg-type]


@query(action="roll.read", name="roll.template", unscoped="an empty form", says="下载空白模板")
def empty_template(ctx: Context) -> bytes:
    """The official registration form as an empty roll, as xlsx."""
    return official_template()


@query(
    action="roll.decide", name="roll.held", unscoped="filters with visible", says="查看待核实名单"
)
def list_held(ctx: Context, *, batch_id: UUID | None = None, open_only: bool = True) -> (
    tuple[HeldLine, ...]
):  # fmt: skip
    """The correction list of the reader's areas, in the order of the rolls."""
    rows = visible(ctx.actor, HeldRow.objects.all(), "roll.decide")
    if batch_id:
        rows = rows.filter(batch_id=batch_id)
    if open_only:
        rows = rows.filter(state=HeldRow.State.OPEN)
    return tuple(_held(row) for row in rows.order_by("batch_id", "sheet", "row"))


def _held(row: HeldRow) -> HeldLine:
    entry: Entry = from_json(unseal(row.entry or b"", PURPOSE), Entry)
    return HeldLine(
        row.id, row.batch_id, row.sheet, row.row, tuple(row.why.split(",")), row.double_of,
        row.state, entry.name, entry.sex, entry.born_on, entry.id.text, entry.village,
    )  # fmt: skip
