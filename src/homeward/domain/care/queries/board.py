"""How the loop turns in an area, village by village: what is late, done, undecided, refused."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, QuerySet

from homeward.domain.care.models import (
    Case,
    Engagement,
    Plan,
    Record,
    Review,
    SuggestionChoice,
    Task,
)
from homeward.domain.care.queries.plans import title_of
from homeward.domain.care.record import opened
from homeward.domain.care.states import (
    CaseState,
    EngagementState,
    PlanState,
    ReviewState,
    TaskState,
)
from homeward.domain.care.words import Choice, Engaged
from homeward.domain.children.public import cards_of
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

R = TypeVar("R", bound=Record)
LIST = "task.list"
REFUSED_DAYS = 30


@dataclass(frozen=True, slots=True)
class VillageLine:
    """One village: numbers of records, not of children.

    Attributes:
        overdue: tasks whose day has gone by.
        visits_due: visits to be made until the end of this month, late ones included.
        visits_done: visits made since the first of this month.
        cases: open cases; `unplanned` those whose plan nobody has agreed on yet.
        reviews_late: reviews whose day has gone by.
        refused: suggestions that were refused in the last thirty days.
    """

    place: str
    place_name: str
    overdue: int
    visits_due: int
    visits_done: int
    cases: int
    unplanned: int
    reviews_late: int
    refused: int


@dataclass(frozen=True, slots=True)
class ChildDue:
    """A child, and the day that something stands at; `text` and `title` where there is something to say."""

    child_id: UUID
    child_name: str
    place_name: str
    on: date
    title: dict[str, str] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """An area's villages, those with something late first, and by child what waits for a decision."""

    villages: tuple[VillageLine, ...]
    unplanned: tuple[ChildDue, ...]
    reviews_late: tuple[ChildDue, ...]
    refused: tuple[ChildDue, ...]


@query(action=LIST, name="care.board", unscoped="filters with visible", says="查看辖区工作进展")
def care_board(ctx: Context, *, place: str = "", most: int = 50) -> Board:
    """The area's progress; the lists by child hold at most `most` (1 to 200), the longest waiting first.

    Args:
        place: a 12-digit code; everything inside it.
    """
    limit = max(1, min(most, 200))
    late, due, done = _tasks(ctx, place), _visits_due(ctx, place), _visits_done(ctx, place)
    cases = _in(ctx, Case.objects.filter(state=CaseState.OPEN), place)
    drafts = _in(ctx, Plan.objects.filter(state=PlanState.DRAFT), place)
    reviews = _in(ctx, Review.objects.filter(state=ReviewState.DUE), place)
    reviews = reviews.filter(due_on__lt=ctx.today)
    since = ctx.today - timedelta(days=REFUSED_DAYS)
    refused = SuggestionChoice.objects.filter(choice=Choice.REFUSED, decided_on__gte=since)
    refused = _in(ctx, refused, place)
    counts = [
        _count(late),
        _count(due),
        _count(done),
        _count(cases),
        _count(drafts),
        _count(reviews),
        _count(refused),
    ]
    return Board(
        _villages(counts),
        _children(
            [(d.child_id, d.case.opened_on, "", "") for d in _first(drafts, "case__opened_on", limit)]
        ),
        _children([(r.child_id, r.due_on, "", "") for r in _first(reviews, "due_on", limit)]),
        _children(
            [
                (r.child_id, r.decided_on, r.programme, opened(r, "reason"))
                for r in _first(refused, "-decided_on", limit)
            ]
        ),
    )  # fmt: skip


def _in(ctx: Context, rows: "QuerySet[R]", place: str) -> "QuerySet[R]":
    """The rows within the reader's reach, and within the place when one is named."""
    rows = visible(ctx.actor, rows, LIST)
    return rows.filter(place__range=span(place)) if place else rows


def _tasks(ctx: Context, place: str) -> "QuerySet[Task]":
    return _in(ctx, Task.objects.filter(state=TaskState.WAITING, due_on__lt=ctx.today), place)


def _visits_due(ctx: Context, place: str) -> "QuerySet[Task]":
    following = (ctx.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    waiting = Task.objects.filter(state=TaskState.WAITING, kind=Engaged.VISIT)
    return _in(ctx, waiting.filter(due_on__lt=following), place)


def _visits_done(ctx: Context, place: str) -> "QuerySet[Engagement]":
    held = Engagement.objects.filter(state=EngagementState.HELD, kind=Engaged.VISIT)
    return _in(ctx, held.filter(held_on__gte=ctx.today.replace(day=1)), place)


def _count(rows: "QuerySet[R]") -> Counter[str]:
    said = rows.order_by().values_list("place").annotate(number=Count("id"))
    return Counter(dict(said))


def _villages(counts: list[Counter[str]]) -> tuple[VillageLine, ...]:
    places = sorted({place for count in counts for place in count})
    names = names_of(places)
    lines = [VillageLine(p, names[p], *(count[p] for count in counts)) for p in places]
    return tuple(sorted(lines, key=lambda v: (-v.overdue, -v.reviews_late, v.place)))


def _first(rows: "QuerySet[R]", order: str, limit: int) -> "QuerySet[R]":
    related = ("case",) if order.startswith("case__") else ()
    rows = rows.select_related(*related) if related else rows
    return rows.order_by(order, "id")[:limit]


def _children(rows: list[tuple[UUID, date, str, str]]) -> tuple[ChildDue, ...]:
    cards = cards_of({child for child, *_ in rows})
    places = names_of({card.place for card in cards.values()})
    return tuple(
        ChildDue(
            child, cards[child].name, places[cards[child].place], on,
            title_of(programme) if programme else None, text,
        )
        for child, on, programme, text in rows
        if child in cards
    )  # fmt: skip
