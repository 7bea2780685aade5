"""Deriving who is left behind: each definition over each child, every change kept.

Called by every command that changes a fact, inside its transaction, so a status is never older than
the facts; the nightly sweep calls it for the passing of time.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from homeward.domain.children.facts import (
    Chosen,
    Finding,
    fetch,
    finding_table,
    findings,
    one,
    several,
    statement,
)
from homeward.domain.children.facts.rows import RAW
from homeward.domain.children.models import (
    AdultDetails,
    Care,
    Child,
    Enrolment,
    Kin,
    Notice,
    Particulars,
    Spell,
    Status,
)
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id, new_spelt_ids

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    "id", "child_id", "definition", "version", "truth", "conditions", "missing", "read", "since",
    "derived_at", "command", "place", "school",
)  # fmt: skip
Known = tuple[int, str, str, str]
Home = tuple[str, UUID | None]
Answer = tuple[UUID, Known, Home]
READ_BY_FACTS = (Child, Particulars, Kin, AdultDetails, Spell, Care, Enrolment, Notice)
HOME = {name: [column for column, *_ in RAW].index(name) for name in ("place", "school")}
TOGETHER = 8_000  # children whose first answers are worked out in one scan
CHUNK = 20_000  # children derived in one scan; both databases take so many ids in one statement


def derive_one(ctx: Context, child_id: UUID) -> int:
    """Bring one child's status up to date. Returns how many answers changed."""
    return _derive(ctx, one(child_id), [child_id])


def derive_first(ctx: Context, child_id: UUID, home: Home) -> int:
    """The first answers for a child who stands in this village and school, and has none yet."""
    found = list(findings(fetch(one(child_id), ctx.today), ctx.today))
    return bulk.insert(Status, COLUMNS, [_row(ctx, finding, home) for finding in found])


def derive_many(ctx: Context, child_ids: Sequence[UUID]) -> int:
    """The same for many children at once."""
    changed = 0
    for start in range(0, len(child_ids), CHUNK):
        some = child_ids[start : start + CHUNK]
        changed += _derive(ctx, several(some), some)
    return changed


class FirstAnswers:
    """The first answers for many children who are all on the register and have none yet.

    They are asked for as soon as the children are written and given a step later, so that the
    database works while the next children are made.
    """

    def __init__(self, ctx: Context, conveyor: bulk.Conveyor) -> None:
        self.ctx, self.conveyor = ctx, conveyor
        self._asked: deque[Callable[[], bulk.Rows]] = deque()
        self._rows: bulk.Rows = []

    def ask(self, child_ids: Sequence[UUID | str]) -> None:
        """Ask for the facts of some children; they are sent behind their rows."""
        if child_ids:
            self.conveyor.tell_planner(READ_BY_FACTS, len(child_ids))
            asked = statement(several(child_ids), self.ctx.today)
            self._asked.append(self.conveyor.ask(*asked))

    def give(self, leave: int = 0) -> None:
        """Answer for those who were asked about, but for the last so many calls of `ask`.

        Some thousands at a time, unless none are left: a scan costs the same for a few.
        """
        while len(self._asked) > leave:
            self._rows += self._asked.popleft()()
        if self._rows and (len(self._rows) >= TOGETHER or not leave):
            self.conveyor.insert_arrow(Status, self._columns(self._rows), self._same())
            self._rows = []

    def _columns(self, rows: bulk.Rows) -> "pa.Table":
        import pyarrow as pa

        found = finding_table(rows, self.ctx.today)
        definitions = found.num_rows // len(rows)
        homes = {name: [row[at] for row in rows] for name, at in HOME.items()}
        more: dict[str, list[Any]] = {name: home * definitions for name, home in homes.items()}
        more["id"] = new_spelt_ids(found.num_rows)
        found = found.rename_columns({"rule": "definition"})
        for name, column in more.items():
            found = found.append_column(name, pa.array(column, pa.string()))
        return found

    def _same(self) -> dict[str, Any]:
        ctx = self.ctx
        return {"since": ctx.today, "derived_at": ctx.at, "command": ctx.command_id}


def end_status(ctx: Context, child_id: UUID) -> None:
    """A child who left the register has no status from now on."""
    Status.objects.filter(child_id=child_id, ended_at__isnull=True).update(
        ended_at=ctx.at, ended_by=ctx.command_id
    )


def _derive(ctx: Context, chosen: Chosen, ids: Sequence[UUID]) -> int:
    now = _current(ids)
    homes = _homes(ids)
    changed: list[Finding] = []
    ended: list[UUID] = []
    moved: dict[Home, list[UUID]] = {}
    seen: set[tuple[UUID, str]] = set()
    for found in findings(fetch(chosen, ctx.today), ctx.today):
        if found.child_id not in homes:
            continue
        key = (found.child_id, found.rule)
        seen.add(key)
        row_id, known, home = now.get(key, (None, None, None))
        if known == (found.version, found.truth, found.conditions, found.missing):
            if row_id and home != homes[found.child_id]:
                moved.setdefault(homes[found.child_id], []).append(row_id)
            continue
        changed.append(found)
        if row_id:
            ended.append(row_id)
    ended.extend(row_id for key, (row_id, _, _) in now.items() if key not in seen and row_id)
    _end(ctx, ended)
    for (place, school), rows in moved.items():  # the answer holds on; the child stands elsewhere
        for some in _some(rows):
            Status.objects.filter(pk__in=some).update(place=place, school=school)
    bulk.insert(Status, COLUMNS, (_row(ctx, found, homes[found.child_id]) for found in changed))
    return len(changed)


def _homes(ids: Sequence[UUID]) -> dict[UUID, Home]:
    """Village and school of those who are on the register."""
    present = Child.objects.filter(present=True, pk__in=ids)
    return {
        child: (place, school)
        for child, place, school in present.values_list("id", "place", "school_id")
    }


def _current(ids: Sequence[UUID]) -> dict[tuple[UUID, str], Answer]:
    rows = Status.objects.filter(ended_at__isnull=True, child_id__in=ids)
    return {
        (child, definition): (row_id, (version, truth, conditions, missing), (place, school))
        for row_id, child, definition, version, truth, conditions, missing, place, school in (
            rows.values_list(
                "id",
                "child_id",
                "definition",
                "version",
                "truth",
                "conditions",
                "missing",
                "place",
                "school",
            )
        )
    }


def _end(ctx: Context, rows: list[UUID]) -> None:
    for some in _some(rows):
        Status.objects.filter(pk__in=some).update(ended_at=ctx.at, ended_by=ctx.command_id)


def _some(rows: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(rows), 500):
        yield rows[start : start + 500]


def _row(ctx: Context, found: Finding, home: Home) -> tuple[object, ...]:
    return (
        new_id(), found.child_id, found.rule, found.version, found.truth, found.conditions,
        found.missing, found.read, ctx.today, ctx.at, ctx.command_id, *home,
    )  # fmt: skip
