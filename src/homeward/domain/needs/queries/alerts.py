"""Alerts as a reader may see them: the list by urgency, one in full, and the colours of children."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from homeward.domain.children.public import ChildCard, cards_of
from homeward.domain.needs.models import Alert, AlertStep
from homeward.domain.needs.words import (
    RANK,
    AlertState,
    Level,
    Outcome,
    Reads,
    Severity,
    StepKind,
)
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.problems import Invalid

READ, EXPORT = "alert.read", "alert.export"
PAGE, MOST = 50, 200


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert in a list. `owner_name` is empty while nobody holds the role that must act."""

    alert_id: UUID
    child_id: UUID
    child_name: str
    place: str
    school_id: UUID | None
    rule: str
    title: dict[str, str]
    severity: Severity
    reads: Reads
    state: AlertState
    level: Level
    owner_role: str
    owner_id: UUID | None
    owner_name: str
    raised_at: datetime
    due_at: datetime
    overdue: bool
    task: str


@dataclass(frozen=True, slots=True)
class ColourCount:
    """How many alerts have one colour."""

    severity: Severity
    alerts: int


@dataclass(frozen=True, slots=True)
class AlertsPage:
    """One page by urgency, the counts by colour of all that was asked for, and the next page's key."""

    alerts: tuple[AlertLine, ...]
    colours: tuple[ColourCount, ...]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class ConditionSaid:
    """One condition of the rule in words, and whether it held: `T`, `F` or `U` (unknown)."""

    says: dict[str, str]
    truth: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that happened to an alert; `by` is empty for the machine."""

    kind: StepKind
    at: datetime
    by: str
    severity: Severity
    level: Level
    owner_role: str
    owner_name: str


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One alert with its why: conditions, the law behind them, what was read, what is missing."""

    alert: AlertLine
    version: int
    conditions: tuple[ConditionSaid, ...]
    source: dict[str, str]
    article: str
    read: dict[str, Any]
    missing: tuple[str, ...]
    steps: tuple[StepLine, ...]
    escalates_at: datetime | None
    outcome: Outcome | None
    why: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChildColour:
    """The most urgent open alert of a child that the reader may see, and when the first is due."""

    child_id: UUID
    severity: Severity
    alerts: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class AlertCard:
    """One open alert for other rooms of the house; whoever shows it filters by `reads`."""

    alert_id: UUID
    rule: str
    severity: Severity
    reads: Reads
    state: AlertState
    raised_at: datetime
    due_at: datetime
    owner_role: str
    owner_id: UUID | None
    title: dict[str, str] = field(default_factory=dict)


@query(action=READ, name="alert.list", unscoped="filters with visible", says="查看预警")
def list_alerts(
    ctx: Context,
    *,
    place: str = "",
    school_id: UUID | None = None,
    child_id: UUID | None = None,
    severity: Severity | None = None,
    rule: str = "",
    state: AlertState | None = None,
    mine: bool = False,
    after: UUID | None = None,
    limit: int = PAGE,
) -> AlertsPage:
    """One page of the alerts that wait for a decision and that the reader may see, most urgent first.

    Args:
        place: a 12-digit code; everything inside it.
        state: decided ones only when asked for.
        mine: only those whose owner the reader is.
        after: the last alert of the page before.
        limit: at most `MOST`.
    """
    rows = visible(ctx.actor, Alert.objects.all(), READ)
    rows = rows.filter(decided_at__isnull=state != AlertState.DECIDED)
    wanted: dict[str, Any] = {
        "school": school_id, "child_id": child_id, "rule": rule, "state": state,
        "owner_id": ctx.actor.user_id if mine else None,
    }  # fmt: skip
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    if place:
        rows = rows.filter(place__range=span(place))
    counts = dict(rows.order_by().values_list("severity").annotate(n=Count("id")))
    if severity:
        rows = rows.filter(severity=severity)
    limit = max(1, min(limit, MOST))
    page = list(_behind(rows, after).order_by("-rank", "due_at", "id")[: limit + 1])
    colours = tuple(ColourCount(one, counts.get(one, 0)) for one in reversed(Severity))
    more = page[limit - 1].id if len(page) > limit else None
    return AlertsPage(alert_lines(ctx, page[:limit]), colours, more)


@query(action=EXPORT, unscoped="filters with visible", takes_out=True, says="导出预警")
def export_alerts(
    ctx: Context, *, place: str = "", severity: Severity | None = None,
    state: AlertState | None = None,
) -> tuple[AlertLine, ...]:  # fmt: skip
    """Every alert that waits for a decision, most urgent first; never a protected one on paper."""
    rows = visible(ctx.actor, Alert.objects.filter(decided_at__isnull=True), EXPORT)
    rows = rows.exclude(reads=Reads.PROTECTED)
    wanted = {"severity": severity, "state": state}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    if place:
        rows = rows.filter(place__range=span(place))
    return alert_lines(ctx, list(rows.order_by("-rank", "due_at", "id")))


def _behind(rows: QuerySet[Alert], after: UUID | None) -> QuerySet[Alert]:
    if after is None:
        return rows
    last = Alert.objects.filter(pk=after).values_list("rank", "due_at").first()
    if last is None:
        raise Invalid(fields="after")
    rank, due = last
    return rows.filter(
        Q(rank__lt=rank) | Q(rank=rank, due_at__gt=due) | Q(rank=rank, due_at=due, id__gt=after)
    )


def alert_lines(ctx: Context, rows: list[Alert]) -> tuple[AlertLine, ...]:
    """Rows as lines; two look-ups however many there are."""
    cards = cards_of({row.child_id for row in rows})
    names = person_names({row.owner_id for row in rows if row.owner_id})
    return tuple(_line(ctx, row, cards, names) for row in rows)


def _line(
    ctx: Context, row: Alert, cards: dict[UUID, ChildCard], names: dict[UUID, str]
) -> AlertLine:
    card = cards.get(row.child_id)
    return AlertLine(
        row.id, row.child_id, card.name if card else "", row.place, row.school, row.rule,
        {"zh": row.title_zh, "en": row.title_en}, Severity(row.severity), Reads(row.reads),
        AlertState(row.state), Level(row.level), row.owner_role, row.owner_id,
        names.get(row.owner_id, "") if row.owner_id else "", row.raised_at, row.due_at,
        row.decided_at is None and row.due_at < ctx.at, row.task,
    )  # fmt: skip


@query(action=READ, on="alert_id", sensitive=True, says="查看一条预警")
def get_alert(ctx: Context, *, alert_id: UUID) -> AlertPage:
    """One alert with its why and its history."""
    row = Alert.objects.get(pk=alert_id)
    explained = json.loads(row.explanation)
    truths = row.conditions.ljust(len(explained["says"]), "U")
    return AlertPage(
        alert_lines(ctx, [row])[0],
        row.version,
        tuple(ConditionSaid(s, t) for s, t in zip(explained["says"], truths, strict=False)),
        explained["source"],
        explained["article"],
        json.loads(row.read),
        tuple(row.missing.split(",")) if row.missing else (),
        _steps(row),
        row.escalates_at,
        Outcome(row.outcome) if row.outcome else None,
        unseal(row.why, "needs.alert_why") if row.why else "",
        row.decided_at,
    )


def _steps(alert: Alert) -> tuple[StepLine, ...]:
    rows = list(AlertStep.objects.filter(alert=alert).order_by("at", "id"))
    people = {one for row in rows for one in (row.by, row.owner_id) if one}
    names = person_names(people)
    return tuple(
        StepLine(
            StepKind(row.kind), row.at, names.get(row.by, "") if row.by else "",
            Severity(row.severity), Level(row.level), row.owner_role,
            names.get(row.owner_id, "") if row.owner_id else "",
        )
        for row in rows
    )  # fmt: skip


@query(
    action=READ, name="alert.colours", unscoped="filters with visible", says="查看孩子的预警颜色"
)
def colours_of(ctx: Context, *, child_ids: tuple[UUID, ...]) -> tuple[ChildColour, ...]:
    """The colour of each of some children; green ones without an alert are absent."""
    rows = visible(ctx.actor, Alert.objects.filter(child_id__in=child_ids), READ)
    found: dict[UUID, ChildColour] = {}
    for child, severity, due in (
        rows.filter(decided_at__isnull=True)
        .order_by("rank")
        .values_list("child_id", "severity", "due_at")
    ):
        before = found.get(child)
        found[child] = ChildColour(
            child,
            Severity(severity),  # the highest rank comes last
            before.alerts + 1 if before else 1,
            min(before.due_at, due) if before else due,
        )
    return tuple(sorted(found.values(), key=lambda one: (-RANK[one.severity], one.due_at)))


def open_alerts_of(child_ids: list[UUID]) -> dict[UUID, tuple[AlertCard, ...]]:
    """Every open alert of some children, for the machine's own work: no scope, no class."""
    found: dict[UUID, list[AlertCard]] = {}
    rows = Alert.objects.filter(child_id__in=child_ids, decided_at__isnull=True)
    for row in rows.order_by("-rank", "due_at", "id"):
        card = AlertCard(
            row.id, row.rule, Severity(row.severity), Reads(row.reads), AlertState(row.state),
            row.raised_at, row.due_at, row.owner_role, row.owner_id,
            {"zh": row.title_zh, "en": row.title_en},
        )  # fmt: skip
        found.setdefault(row.child_id, []).append(card)
    return {child: tuple(cards) for child, cards in found.items()}
