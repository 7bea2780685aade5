"""Pairs as they are kept: raised, raised again, withdrawn; and what was decided, remembered."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.models import Child, DoublePair
from homeward.engines.gazetteer import Level
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id

if TYPE_CHECKING:
    from homeward.engines.linkage import Pair, Result

RAISED, KEPT = 0.8, 0.6
"""Probability from which a pair is asked about, and below which an open one is withdrawn."""
WAITING = (DoublePair.State.OPEN, DoublePair.State.UNSURE)
NUMBERS = ("id_number", "student_no")
"""Numbers that are given to one child only."""
COUNTRY = "0" * 12
_DIFFERENT = (
    "start",
    "missing",
    "none",
    "differs",
    "surname",
    "near",
    "year",
    "township",
    "county",
)
Ends = tuple[UUID, UUID]
Decided = dict[Ends, list[list[dict[str, Any]]]]
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Likely:
    """Two records that may be one child, as the engine says; `steps` as they are kept."""

    ends: Ends
    probability: float = 0.0
    weight: float = 0.0
    steps: list[dict[str, Any]] = field(default_factory=list)
    rival: str = ""

    @property
    def levels(self) -> list[tuple[str, str]]:
        """The kinds of agreement, without what they weigh: weights move with the register's size."""
        return levels_of(self.steps)


def likely(result: "Result") -> dict[Ends, Likely]:
    """An answer of the engine about registered children, each pair once."""
    found: dict[Ends, Likely] = {}
    for pair in result.pairs:
        one, other = sorted((UUID(pair.left), UUID(pair.right)))
        found.setdefault((one, other), told((one, other), pair))
    return found


def told(ends: Ends, pair: "Pair") -> Likely:
    """A pair of the engine between two ids."""
    steps = [{**asdict(step), "says": dict(step.says)} for step in pair.steps]
    return Likely(ends, pair.probability, pair.weight, steps, pair.rival.value)


def levels_of(steps: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Field and kind of agreement of each step."""
    return [(step["field"], step["level"]) for step in steps]


def agrees(level: str) -> bool:
    """Whether a kind of agreement is one; at the foot of each field's list two values merely differ."""
    return level not in _DIFFERENT


def area_of(one: str, other: str) -> str:
    """The smallest area that covers two villages, as a 12-digit code; zeros for the whole country."""
    for level in sorted(Level, reverse=True):
        if one and one[:level] == other[:level]:
            return one[:level].ljust(12, "0")
    return COUNTRY


def raise_pairs(
    ctx: Context, found: Mapping[Ends, Likely], by: DoublePair.Found, version: str
) -> int:
    """Ask people about what was found. Returns how many pairs wait that did not wait before.

    What somebody called different is not asked again, also when one of the two was merged into a third
    since; but for one thing: a number that is given to one child only (identity, student number)
    is now the same in both and was not when it was decided. "Not sure" is asked again when the kinds of
    agreement have changed. A pair of which neither record is on the register is nobody's question.
    """
    apart = remembered() if found else {}
    every, raised = list(found), 0
    for start in range(0, len(every), AT_ONCE):
        some = {ends: found[ends] for ends in every[start : start + AT_ONCE]}
        raised += _raise(ctx, some, apart, by, version)
    return raised


def _raise(
    ctx: Context, found: Mapping[Ends, Likely], apart: Decided, by: DoublePair.Found, version: str
) -> int:
    ids = {end for ends in found for end in ends}
    homes = {row.id: row for row in Child.objects.filter(pk__in=ids)}
    rows = DoublePair.objects.filter(one_id__in={ends[0] for ends in found})
    kept = {(row.one_id, row.other_id): row for row in rows}
    fresh: list[DoublePair] = []
    waiting = 0
    for ends, one in found.items():
        first, second = (homes.get(end) for end in ends)
        if first is None or second is None or not (first.present or second.present):
            continue
        if not _new_number(one.steps, apart.get(ends)):
            continue
        area = area_of(first.place, second.place)
        if (row := kept.get(ends)) is None:
            fresh.append(_row(ctx, one, area, by, version))
        elif _comes_again(row, one):
            waiting += row.state != DoublePair.State.OPEN
            _ask_again(ctx, row, one, area, version)
        elif row.state == DoublePair.State.OPEN and _moved(row, one, area):
            _ask_again(ctx, row, one, area, version)
    DoublePair.objects.bulk_create(fresh, batch_size=500)
    return waiting + len(fresh)


def _row(ctx: Context, one: Likely, area: str, by: DoublePair.Found, version: str) -> DoublePair:
    return DoublePair(
        id=new_id(), one_id=one.ends[0], other_id=one.ends[1], area=area, found_by=by,
        probability=one.probability, weight=one.weight, steps=one.steps, rival=one.rival,
        version=version,
        found_at=ctx.at, state=DoublePair.State.OPEN, command=ctx.command_id,
    )  # fmt: skip


def _comes_again(row: DoublePair, one: Likely) -> bool:
    """Whether a pair that nobody is asked about now is asked about again."""
    if row.state in (DoublePair.State.WITHDRAWN, DoublePair.State.DIFFERENT):
        return True  # what is remembered was left out before
    return row.state == DoublePair.State.UNSURE and levels_of(row.steps) != one.levels


def _moved(row: DoublePair, one: Likely, area: str) -> bool:
    return row.area != area or levels_of(row.steps) != one.levels


def _ask_again(ctx: Context, row: DoublePair, one: Likely, area: str, version: str) -> None:
    if row.state != DoublePair.State.OPEN:
        row.found_at = ctx.at
    row.state, row.area, row.version = DoublePair.State.OPEN, area, version
    row.probability, row.weight, row.steps = one.probability, one.weight, one.steps
    row.rival = one.rival
    row.decided_by = row.decided_at = row.reason = None
    row.command = ctx.command_id
    row.save(force_update=True)


def remembered() -> Decided:
    """What was called different, by the records that the two go on as, with the steps of then."""
    rows = DoublePair.objects.filter(state=DoublePair.State.DIFFERENT)
    into = dict(Child.objects.exclude(merged_into=None).values_list("id", "merged_into"))
    found: Decided = {}
    for one, other, steps in rows.values_list("one_id", "other_id", "steps"):
        first, second = sorted(_last(into, end) for end in (one, other))
        found.setdefault((first, second), []).append(steps)
    return found


def _last(into: Mapping[UUID, UUID | None], child_id: UUID) -> UUID:
    while gone := into.get(child_id):
        child_id = gone
    return child_id


def _new_number(steps: list[dict[str, Any]], decided: list[list[dict[str, Any]]] | None) -> bool:
    """Whether a pair may be asked about: it was never called different, or a number says otherwise now."""
    if decided is None:
        return True
    now = _same_numbers(steps)
    return all(now - _same_numbers(then) for then in decided)


def _same_numbers(steps: list[dict[str, Any]]) -> set[str]:
    return {field for field, level in levels_of(steps) if level == "same" and field in NUMBERS}


def withdraw(
    ctx: Context,
    rows: "QuerySet[DoublePair]",
    found: Collection[Ends],
    of: Set[UUID] | None = None,
) -> int:
    """Ask no more about waiting pairs that are not among what was found. Returns how many.

    Args:
        of: only pairs with one of these children; all of `rows` when None.
    """
    waiting = rows.filter(state__in=WAITING).values_list("id", "one_id", "other_id")
    gone = [
        row
        for row, *ends in waiting
        if tuple(ends) not in found and (of is None or not of.isdisjoint(ends))
    ]
    for start in range(0, len(gone), 500):
        some = DoublePair.objects.filter(pk__in=gone[start : start + 500])
        some.update(state=DoublePair.State.WITHDRAWN, command=ctx.command_id)
    return len(gone)


def touching(child_id: UUID) -> "QuerySet[DoublePair]":
    """The pairs of one record."""
    return DoublePair.objects.filter(Q(one_id=child_id) | Q(other_id=child_id))


def between(one: UUID, other: UUID) -> DoublePair | None:
    """The pair of two records."""
    first, second = sorted((one, other))
    return DoublePair.objects.filter(one_id=first, other_id=second).first()
