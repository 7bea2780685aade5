"""The night's look at the clocks: what has been kept long enough is removed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from homeward.domain.children.erasure.reach import unfinished
from homeward.domain.children.models import (
    Child,
    ErasureRequest,
    HeldRow,
    Lapse,
    LapsesOfNight,
    Presence,
    RollBatch,
)
from homeward.domain.children.retention.clocks import Clock, Since, clocks
from homeward.domain.children.retention.remove import remove, with_the_earlier
from homeward.domain.children.roll import files
from homeward.domain.children.targets import records_of
from homeward.domain.children.words import ErasureState
from homeward.foundation.clock import midnight
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id

AT_ONCE = 200
WHOLE = "left_whole"
Lapses = Callable[[Context, datetime], int]
_LAPSES: dict[str, Lapses] = {}


@dataclass(frozen=True, slots=True)
class RetentionSwept:
    """Children whose time was up by some clock, values removed, and erasures asked for."""

    children: int
    values: int
    asked: int


def lapses(clock_id: str) -> Callable[[Lapses], Lapses]:
    """Declare how a room removes what a clock is about; of what was recorded before an instant."""

    def declare(function: Lapses) -> Lapses:
        _LAPSES[clock_id] = function
        return function

    return declare


@command(
    action="retention.sweep",
    unscoped="the nightly worker, over the whole register",
    says="清除保存期满的内容",
)
def sweep_retention(ctx: Context) -> RetentionSwept:
    """Remove what every clock of `rules/retention.yaml` says has been kept long enough.

    A child that is on the register, or for whom anything is unfinished, loses nothing by having left once.
    """
    children = values = asked = 0
    for one in clocks(ctx.today):
        if one.since is not Since.LEFT:
            gone = _LAPSES[one.id](ctx, midnight(ctx.today - timedelta(days=one.days)))
        elif one.id == WHOLE:
            gone = 0
            asked += _ask(ctx, one)
        else:
            many, gone = _left(ctx, one)
            children += many
        values += gone
        if gone:
            LapsesOfNight.objects.create(
                id=new_id(), clock=one.id, on=ctx.today, what=gone, command=ctx.command_id
            )
    return RetentionSwept(children, values, asked)


def _due(ctx: Context, one: Clock) -> "QuerySet[Presence]":
    """Last stays that ended long enough ago, for which this clock has not run out yet."""
    before = ctx.today - timedelta(days=one.days)
    stays = Presence.objects.now().filter(until__lte=before, child__present=False)
    later = Presence.objects.now().filter(child=OuterRef("child"), until__gt=OuterRef("until"))
    done = Lapse.objects.filter(
        child_id=OuterRef("child_id"), clock=one.id, on__gte=OuterRef("until")
    )
    return stays.filter(
        ~Exists(later), ~Exists(done), child__merged_into__isnull=True
    ).order_by("child_id")  # fmt: skip


def _left(ctx: Context, one: Clock) -> tuple[int, int]:
    """What was kept of children who left: how many of them, and how many values are gone."""
    records = {child: records_of(child) for child in _children(ctx, one)}
    due = [child for child, ids in records.items() if not unfinished(ids)]
    lapsed = Lapse.objects.filter(clock=one.id)
    gone = 0
    for start in range(0, len(due), AT_ONCE):
        some = due[start : start + AT_ONCE]
        ids = [record for child in some for record in records[child]]
        values = remove(with_the_earlier(ids, lapsed), one.reads)
        gone += values
        Lapse.objects.bulk_create(
            Lapse(id=new_id(), child_id=child, clock=one.id, on=ctx.today, command=ctx.command_id)
            for child in some
        )  # fmt: skip
    return len(due), gone


def _children(ctx: Context, one: Clock) -> list[UUID]:
    return list(dict.fromkeys(_due(ctx, one).values_list("child_id", flat=True)))


def _ask(ctx: Context, one: Clock) -> int:
    """Ask that everything be erased, for a person to decide; once, whatever the person decides."""
    waiting = ErasureRequest.objects.filter(state__in=(ErasureState.ASKED, ErasureState.AGREED))
    asked = set(waiting.values_list("child_id", flat=True))
    due = [child for child in _children(ctx, one) if child not in asked]
    why = seal(f"{one.title['zh']}：保存已满{one.days}天", "erasure.reason")
    for child in Child.objects.filter(pk__in=due):
        ErasureRequest.objects.create(
            id=new_id(), child_id=child.id, state=ErasureState.ASKED, asked_at=ctx.at, reason=why,
            command=ctx.command_id,
        )  # fmt: skip
        Lapse.objects.create(
            id=new_id(), child_id=child.id, clock=one.id, on=ctx.today, command=ctx.command_id
        )
    return len(due)


@lapses("roll_file")
def old_files(ctx: Context, before: datetime) -> int:
    """Rolls as they were uploaded; a page that would show one says that it is gone."""
    gone = 0
    for batch in RollBatch.objects.filter(uploaded_at__lt=before):
        if files.is_kept(batch.id):
            files.forget(batch.id)
            gone += 1
    return gone


@lapses("roll_row")
def decided_rows(ctx: Context, before: datetime) -> int:
    """What a row said that was held back and then decided."""
    rows = HeldRow.objects.exclude(state=HeldRow.State.OPEN).filter(entry__isnull=False)
    return rows.filter(decided_at__lt=before).update(entry=None, steps=None)
