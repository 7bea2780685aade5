"""The correction list: rows that wait for a person, with the question each of them asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.models import Child, HeldRow
from homeward.domain.children.roll import kept
from homeward.domain.children.roll.alike import in_words
from homeward.domain.children.roll.commands import PURPOSE
from homeward.domain.children.roll.plan import (
    CORRECTED,
    DoubleFound,
    Plan,
    corrected_since,
    decide,
    unplaced,
)
from homeward.domain.children.targets import survivor
from homeward.engines.roll import Entry, Roll
from homeward.engines.roll.problems import catalogue, problem
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.wire import from_json
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.problems import NotFound

ACTION = "roll.decide"
PAGE = 50
DOUBLE = "likely_double"
SAME = {"zh": "与已在册的一名儿童相符", "en": "agrees with a registered child"}
_SEX = {"male": "男", "female": "女"}


@dataclass(frozen=True, slots=True)
class Question:
    """One reason why a row waits: a code of the roll's problems, what was read, what to do."""

    code: str
    read: str
    remedy: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OtherChild:
    """The registered child that a row may be; `name` is empty where the reader may not read them."""

    child_id: UUID | None
    name: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A row of the correction list, as read."""

    held_id: UUID
    batch_id: UUID
    place: str
    sheet: str
    row: int
    why: tuple[str, ...]
    questions: tuple[Question, ...]
    other: OtherChild | None
    state: str
    name: str | None
    sex: str | None
    born_on: date | None
    id_text: str
    id_status: str
    village: str | None


@dataclass(frozen=True, slots=True)
class HeldPage:
    """One page of the correction list, how many rows in all, and the last of them if more follow."""

    rows: tuple[HeldLine, ...]
    total: int
    after: UUID | None


@query(action=ACTION, name="roll.held", unscoped="filters with visible", says="查看待核实名单")
def list_held(
    ctx: Context, *, batch_id: UUID | None = None, open_only: bool = True, after: UUID | None = None
) -> HeldPage:
    """Up to 50 rows of the correction list of the reader's areas, in the order of the rolls.

    Args:
        after: the last row of the page before.
    """
    rows = visible(ctx.actor, HeldRow.objects.all(), ACTION)
    if batch_id:
        rows = rows.filter(batch_id=batch_id)
    if open_only:
        rows = rows.filter(state=HeldRow.State.OPEN)
    found = list(_behind(rows, after).order_by("batch_id", "sheet", "row", "id")[: PAGE + 1])
    page = found[:PAGE]
    return HeldPage(_lines(ctx, page), rows.count(), page[-1].id if len(found) > PAGE else None)


@query(action=ACTION, name="roll.held_row", on="held_id", sensitive=True, says="查看待核实的一行")
def get_held(ctx: Context, *, held_id: UUID) -> HeldLine:
    """One row of the correction list."""
    if not (found := _lines(ctx, [HeldRow.objects.get(pk=held_id)])):
        raise NotFound()
    return found[0]


def _behind(rows: QuerySet[HeldRow], after: UUID | None) -> QuerySet[HeldRow]:
    last = HeldRow.objects.filter(pk=after).first() if after else None
    if last is None:
        return rows
    same = Q(batch_id=last.batch_id)
    return rows.filter(
        Q(batch_id__gt=last.batch_id)
        | same & Q(sheet__gt=last.sheet)
        | same & Q(sheet=last.sheet, row__gt=last.row)
        | same & Q(sheet=last.sheet, row=last.row, id__gt=last.id)
    )


def _lines(ctx: Context, rows: list[HeldRow]) -> tuple[HeldLine, ...]:
    rows = [row for row in rows if row.entry is not None]  # its time was up: nothing to show
    entries = {row.id: _entry(row) for row in rows}
    doubles = _doubles(ctx, [row for row in rows if DOUBLE in row.why], entries)
    for row in rows:  # the child meant may have become one with another since
        row.double_of = survivor(row.double_of) if row.double_of else None
    ids = {d.child_id for d in doubles.values()} | {row.double_of for row in rows}
    known = Child.objects.filter(pk__in=[one for one in ids if one])
    named = {child.id: child for child in visible(ctx.actor, known, "child.read")}
    return tuple(_line(row, entries[row.id], doubles.get(row.id), named) for row in rows)


def _entry(row: HeldRow) -> Entry:
    entry: Entry = from_json(unseal(row.entry or b"", PURPOSE), Entry)
    return entry


def _doubles(
    ctx: Context, rows: list[HeldRow], entries: Mapping[UUID, Entry]
) -> dict[UUID, DoubleFound]:
    """Whom each likely double resembles by the register of this moment, in words."""
    found: dict[UUID, DoubleFound] = {}
    for row in rows:
        if row.state == HeldRow.State.OPEN:
            plan = decide(row.place, _alone(entries[row.id]), ctx.today)
            if double := _resembled(plan) or _as_found(row):
                found[row.id] = double
    return found


def _as_found(row: HeldRow) -> DoubleFound | None:
    """The likeness for which the row was held, where no rule finds it."""
    if not row.steps or row.double_of is None:
        return None
    told = in_words(row.steps)
    why = {"zh": f"与已登记的一名儿童{told['zh']}", "en": f"like a registered child: {told['en']}"}
    return DoubleFound(((row.sheet, row.row),), row.double_of, why)


def _resembled(plan: Plan) -> DoubleFound | None:
    """The registered child that a plan of one row found, however sure it is."""
    if plan.doubles:
        return plan.doubles[0]
    for placed in (*plan.unchanged, *plan.update):
        if placed.known:
            at = (placed.entry.sheet, placed.entry.row)
            return DoubleFound((at,), placed.known.child_id, SAME)
    return None


def _alone(entry: Entry) -> Roll:
    """A roll of one row."""
    return Roll((), (), (entry,), (), (), (), None, None)


def _line(
    row: HeldRow, entry: Entry, double: DoubleFound | None, named: Mapping[UUID, Child]
) -> HeldLine:
    why = tuple(row.why.split(","))
    other_id = (double and double.child_id) or row.double_of
    other = named.get(other_id) if other_id else None
    return HeldLine(
        row.id, row.batch_id, row.place, row.sheet, row.row, why,
        tuple(_question(code, row, entry, double) for code in why),
        OtherChild(
            other.id if other else None, other.name if other else "",
            other.born_on if other else None,
        ) if other_id else None,
        row.state, entry.name, entry.sex, entry.born_on, entry.id.text, entry.id.status,
        entry.village,
    )  # fmt: skip


def _question(code: str, row: HeldRow, entry: Entry, double: DoubleFound | None) -> Question:
    if code == DOUBLE:
        said = double.why if double else {"zh": "与另一行疑似同一名儿童", "en": "another row"}
        return Question(
            code, entry.name or "",
            {
                "zh": f"可能是同一个孩子：{said['zh']}。请核对：是同一个孩子就不导入，不是就另行登记。",
                "en": f"Likely the same child ({said['en']}). Check: leave it out if it is the same "
                "child, register it if it is another.",
            },
        )  # fmt: skip
    if code == CORRECTED:
        return _correction(row, entry)
    if code not in catalogue():
        return Question(code, entry.village or "", unplaced(entry).remedy)
    detail = ""
    if code == "born_contradicts_id" and entry.id.born_on:
        detail = entry.id.born_on.isoformat()
    if code == "sex_contradicts_id" and entry.id.sex:
        detail = _SEX[entry.id.sex]
    told = problem(code, sheet=entry.sheet, row=entry.row, detail=detail)
    return Question(code, _read(code, entry), told.remedy)


def _correction(row: HeldRow, entry: Entry) -> Question:
    """Which corrected values the row tells otherwise, by the register of this moment."""
    child = Child.objects.filter(pk=row.double_of).first() if row.double_of else None
    asked = kept.weigh(entry, child.place, child.id).asked if child else {}
    found = [corrected_since(_alone(entry), entry, *one) for one in sorted(asked.items())]
    read = "；".join(f"{one.column}：{one.read}" for one in found)
    zh = "有人更正过这些内容，名册上写的与更正前、更正后都不一样。以名册为准就更新，以更正为准就不导入。"
    en = "Somebody corrected this, and the roll says neither the old nor the corrected value. Update if the "
    en += "roll is right; leave the row out if the correction is."
    return Question(CORRECTED, read, {"zh": zh, "en": en})


def _read(code: str, entry: Entry) -> str:
    """What the row says of the thing a problem is about, as far as it was understood."""
    if code.startswith("sex"):
        return _SEX.get(entry.sex or "", "")
    if code.startswith(("born", "date", "adult")):
        return entry.born_on.isoformat() if entry.born_on else dict(entry.kept).get("born", "")
    if code.startswith("id"):
        return entry.id.text
    return entry.name or ""
