"""Screening rounds: which there are, who is done, and whose paper is next. No scores, for nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from homeward.domain.children.public import ChildCard, cards_of
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.models import Response, Round, Seat
from homeward.domain.needs.queries.instruments import InstrumentForm, form_of
from homeward.domain.needs.words import Informant, SeatState
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

READ = "round.read"
PAGE = 100


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round and how far it is; `late` once its day has passed and somebody is still invited."""

    round_id: UUID
    title: str
    instruments: tuple[str, ...]
    informant: Informant
    term: str
    place: str
    school_id: UUID | None
    klass: str
    opened_on: date
    due_on: date
    closed_at: datetime | None
    children: int
    done: int
    refused: int
    absent: int
    late: bool


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One child in a round: whether done, and when; never what was answered."""

    child_id: UUID
    name: str
    place: str
    state: SeatState
    at: datetime | None
    position: int


@dataclass(frozen=True, slots=True)
class ChildSeat:
    """One screening that a child was asked to take part in; never what was answered."""

    round_id: UUID
    title: str
    instruments: tuple[str, ...]
    state: SeatState
    opened_on: date
    due_on: date
    at: datetime | None
    closed: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round with up to 100 of its seats in the order of the roll; `after` begins the next page."""

    round: RoundLine
    seats: tuple[SeatLine, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """What to type next: the child whose paper comes, and the forms that are still empty.

    Attributes:
        seat: None when every paper is in.
        answered: instruments that this child has answered in this round already.
    """

    round: RoundLine
    seat: SeatLine | None
    born_on: date | None
    instruments: tuple[InstrumentForm, ...]
    answered: tuple[str, ...]


@query(action=READ, name="round.list", unscoped="filters with visible", says="查看筛查")
def list_rounds(ctx: Context, *, open_only: bool = False, term: str = "") -> tuple[RoundLine, ...]:
    """Up to 100 rounds of the reader's areas and schools, the latest first."""
    rows = visible(ctx.actor, Round.objects.all(), READ)
    if open_only:
        rows = rows.filter(closed_at__isnull=True)
    if term:
        rows = rows.filter(term=term)
    return _lines(ctx, list(rows.order_by("-opened_on", "-id")[:PAGE]))


@query(action=READ, on="round_id", says="查看一轮筛查")
def get_round(
    ctx: Context, *, round_id: UUID, state: SeatState | None = None, after: int = -1
) -> RoundPage:
    """Who is done in a round, and who is not.

    Args:
        after: position of the last seat of the page before.
    """
    seats = _taken().filter(round_id=round_id, position__gt=after)
    if state:
        seats = seats.filter(state=state)
    rows = list(seats.order_by("position")[: PAGE + 1])
    page = rows[:PAGE]
    more = page[-1].position if len(rows) > PAGE else None
    return RoundPage(_line_of(ctx, round_id), _seats(page), more)


@query(action=READ, name="round.of_child", on="child_id", says="查看孩子参加的筛查")
def list_seats(ctx: Context, *, child_id: UUID) -> tuple[ChildSeat, ...]:
    """The screenings of one child, the latest first: which, and whether done."""
    return seats_of(child_id)


def seats_of(child_id: UUID) -> tuple[ChildSeat, ...]:
    """The same, inside a query that has asked and recorded already."""
    rows = Seat.objects.filter(child_id=child_id).select_related("round")
    return tuple(
        ChildSeat(
            row.round_id, row.round.title, tuple(row.round.instruments.split(",")),
            SeatState(row.state), row.round.opened_on, row.round.due_on, row.at,
            row.round.closed_at is not None,
        )
        for row in rows.order_by("-round__opened_on", "-id")
    )  # fmt: skip


@query(action="need.record", name="need.entry", on="round_id", says="录入下一个孩子的问卷")
def next_entry(ctx: Context, *, round_id: UUID, after: int = -1) -> RoundEntry:
    """The next child of a round whose paper is not in; skipped ones come again from the start.

    Args:
        after: position of the seat that was just done or skipped.
    """
    waiting = _taken().filter(round_id=round_id, state=SeatState.INVITED).order_by("position")
    row = waiting.filter(position__gt=after).first() or waiting.first()
    line = _line_of(ctx, round_id)
    forms = tuple(form_of(instrument_of(name)) for name in line.instruments)
    if row is None:
        return RoundEntry(line, None, None, forms, ())
    given = Response.objects.filter(round_id=round_id, child_id=row.child_id)
    card = cards_of([row.child_id]).get(row.child_id)
    return RoundEntry(
        line, _seats([row])[0], card.born_on if card else None, forms,
        tuple(sorted(given.values_list("instrument", flat=True))),
    )  # fmt: skip


def _taken() -> QuerySet[Seat]:
    """Seats of children who stand somewhere: a record that was merged into another has none."""
    return Seat.objects.exclude(place="")


def _line_of(ctx: Context, round_id: UUID) -> RoundLine:
    return _lines(ctx, [Round.objects.get(pk=round_id)])[0]


def _lines(ctx: Context, rows: list[Round]) -> tuple[RoundLine, ...]:
    counts: dict[UUID, Mapping[str, Any]] = {
        row["round_id"]: row
        for row in _taken()
        .filter(round_id__in=[row.id for row in rows])
        .order_by()
        .values("round_id")
        .annotate(
            children=Count("id"),
            **{one: Count("id", Q(state=one)) for one in ("done", "refused", "absent")},
        )
    }
    return tuple(_line(ctx, row, counts.get(row.id, {})) for row in rows)


def _line(ctx: Context, row: Round, counted: Mapping[str, Any]) -> RoundLine:
    children, done, refused, absent = (
        counted.get(name, 0) for name in ("children", "done", "refused", "absent")
    )
    waiting = children - done - refused - absent
    return RoundLine(
        row.id, row.title, tuple(row.instruments.split(",")), Informant(row.informant), row.term,
        row.place, row.school_id, row.klass, row.opened_on, row.due_on, row.closed_at,
        children, done, refused, absent,
        row.closed_at is None and waiting > 0 and row.due_on < ctx.today,
    )  # fmt: skip


def _seats(rows: list[Seat]) -> tuple[SeatLine, ...]:
    cards: dict[UUID, ChildCard] = cards_of([row.child_id for row in rows])
    return tuple(
        SeatLine(
            row.child_id, cards[row.child_id].name if row.child_id in cards else "", row.place,
            SeatState(row.state), row.at, row.position,
        )
        for row in rows
    )  # fmt: skip
