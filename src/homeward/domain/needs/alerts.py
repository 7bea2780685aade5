"""Raising, changing and easing alerts, inside the command of whoever found something.

The same finding again changes nothing; a more urgent one changes the open alert; one that is no longer
true only marks the alert, since people end alerts and rules do not. Watch calls this for thousands of
children at once, the recording of an answer for one.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from homeward.domain.children.public import ChildCard, cards_of
from homeward.domain.needs.clocks import clocks, end_of_day
from homeward.domain.needs.drafts import FindingDraft
from homeward.domain.needs.facts import SILENT, protected_facts
from homeward.domain.needs.models import Alert, AlertStep
from homeward.domain.needs.owners import owner_of
from homeward.domain.needs.words import RANK, AlertState, Reads, Severity, StepKind
from homeward.foundation import bulk, outbox
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id

CHUNK = 10_000
COLUMNS = [field.attname for field in Alert._meta.concrete_fields]
STEP = [field.attname for field in AlertStep._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class AlertRaised:
    """An alert was raised, became more urgent, or stands again. It names no rule: some are protected."""

    alert_id: UUID
    child_id: UUID
    severity: Severity
    reads: Reads
    change: StepKind


@dataclass(frozen=True, slots=True)
class AlertEased:
    """What an alert found is no longer true; a person still has to decide."""

    alert_id: UUID
    child_id: UUID


def raise_alert(
    ctx: Context, child_id: UUID, finding: FindingDraft, *, fresh: bool = False
) -> AlertRaised | None:
    """Raise or change one child's alert; None when there is nothing new.

    Args:
        fresh: something happened anew, such as an answer: an earlier decision does not silence it.
    """
    raised = raise_alerts(ctx, [(child_id, finding)], fresh=fresh)
    return raised[0] if raised else None


def raise_alerts(
    ctx: Context, found: Sequence[tuple[UUID, FindingDraft]], *, fresh: bool = False
) -> tuple[AlertRaised, ...]:
    """The same for many; children who are not on the register are passed over.

    So is what reads of an open report: a report has its own clock and its own recipients, and goes around
    people whom an alert would reach.
    """
    found = [one for one in found if SILENT not in one[1].read]
    holders = Holders(ctx.today)
    said: list[AlertRaised] = []
    for start in range(0, len(found), CHUNK):
        some = found[start : start + CHUNK]
        try:
            with transaction.atomic():
                said += _Raising(ctx, holders, some, fresh).run()
        except IntegrityError:  # somebody raised one of them at the same moment: now it is seen
            said += _Raising(ctx, holders, some, fresh).run()
    for event in said:
        outbox.emit(event, ctx.at)
    return tuple(said)


def ease_alerts(ctx: Context, gone: Collection[tuple[UUID, str]]) -> tuple[AlertEased, ...]:
    """Mark what is no longer true: (child, rule). An open alert waits for a person to confirm."""
    wanted = set(gone)
    live = _live({child for child, _ in wanted})
    past = [alert for alert in live if (alert.child_id, alert.rule) in wanted]
    eased = [a for a in past if not a.decided_at and a.state != AlertState.EASED]
    _change_all([a.id for a in past if a.decided_at], cleared_at=ctx.at)
    _change_all([a.id for a in eased], state=AlertState.EASED)
    steps = [step(ctx, alert, StepKind.EASED) for alert in eased]
    bulk.insert(AlertStep, STEP, [_values(row, STEP) for row in steps])
    said = tuple(AlertEased(alert.id, alert.child_id) for alert in eased)
    for event in said:
        outbox.emit(event, ctx.at)
    return said


def _change_all(ids: Sequence[UUID], **values: object) -> None:
    for start in range(0, len(ids), CHUNK):
        Alert.objects.filter(pk__in=ids[start : start + CHUNK]).update(**values)


def _live(child_ids: Collection[UUID]) -> list[Alert]:
    """Alerts nobody has decided, and decided ones whose finding has stayed true since."""
    ids = list(child_ids)
    rows: list[Alert] = []
    for start in range(0, len(ids), CHUNK):
        some = Alert.objects.filter(child_id__in=ids[start : start + CHUNK])
        rows += some.filter(cleared_at__isnull=True).order_by("raised_at", "id")
    return rows


class _Raising:
    """One batch of findings against the alerts there are."""

    def __init__(
        self,
        ctx: Context,
        holders: Holders,
        found: Sequence[tuple[UUID, FindingDraft]],
        fresh: bool,
    ) -> None:
        self.ctx, self.holders, self.found, self.fresh = ctx, holders, found, fresh
        children = {child for child, _ in found}
        self.cards = cards_of(children)
        # the latest one of a rule; an open one is always later than a decided one
        self.live = {(alert.child_id, alert.rule): alert for alert in _live(children)}
        self.new: list[Alert] = []
        self.steps: list[AlertStep] = []

    def run(self) -> list[AlertRaised]:
        said = []
        for child_id, draft in self.found:
            card = self.cards.get(child_id)
            if card and card.present and (change := self._meet(card, draft)):
                alert = self.live[child_id, draft.rule]
                event = AlertRaised(
                    alert.id, child_id, Severity(alert.severity), Reads(alert.reads), change
                )
                said.append(event)
        bulk.insert(Alert, COLUMNS, [_values(row, COLUMNS) for row in self.new])
        bulk.insert(AlertStep, STEP, [_values(row, STEP) for row in self.steps])
        return said

    def _meet(self, card: ChildCard, draft: FindingDraft) -> StepKind | None:
        before = self.live.get((card.child_id, draft.rule))
        if before is None or before.decided_at:
            if before and not self._news_since(before, draft):
                return None
            if before:  # what follows is another story
                Alert.objects.filter(pk=before.pk).update(cleared_at=self.ctx.at)
            return self._begin(card, draft)
        if RANK[draft.severity] > before.rank:
            return self._change(before, draft, StepKind.CHANGED)
        if before.state == AlertState.EASED:
            return self._change(before, draft, StepKind.RERAISED)
        return None

    def _news_since(self, decided: Alert, draft: FindingDraft) -> bool:
        """Whether a finding that stayed true since a decision is to be raised again."""
        rested = decided.quiet_until is not None and decided.quiet_until <= self.ctx.today
        return self.fresh or rested or RANK[draft.severity] > decided.rank

    def _begin(self, card: ChildCard, draft: FindingDraft) -> StepKind:
        due = due_at(self.ctx, draft)
        target = Target(card.place, card.school_id, card.child_id)
        reads = reads_of(draft)
        role, owner, level = owner_of(self.holders, draft.owner, target, reads)
        alert = Alert(
            id=new_id(), child_id=card.child_id, place=card.place, school=card.school_id,
            rule=draft.rule, reads=reads, raised_at=self.ctx.at, due_at=due,
            owner_role=role, owner_id=owner, level=level, state=AlertState.OPEN,
            escalates_at=first_clock(self.ctx, draft.severity, due), **_said(draft),
        )  # fmt: skip
        self.live[card.child_id, draft.rule] = alert
        self.new.append(alert)
        self.steps.append(step(self.ctx, alert, StepKind.RAISED))
        return StepKind.RAISED

    def _change(self, alert: Alert, draft: FindingDraft, kind: StepKind) -> StepKind:
        for name, value in _said(draft).items():
            if name != "severity" or RANK[draft.severity] > alert.rank:
                setattr(alert, name, value)
        alert.rank = RANK[Severity(alert.severity)]
        if reads_of(draft) == Reads.PROTECTED:
            alert.reads = Reads.PROTECTED
        alert.due_at = min(alert.due_at, due_at(self.ctx, draft))
        alert.state = AlertState.TAKEN if alert.taken_at else AlertState.OPEN
        alert.escalates_at = first_clock(self.ctx, Severity(alert.severity), alert.due_at)
        if alert not in self.new:
            alert.save()
        self.steps.append(step(self.ctx, alert, kind))
        return kind


def reads_of(draft: FindingDraft) -> Reads:
    """What a rule read decides, too, who may see what it found."""
    return Reads.PROTECTED if protected_facts() & set(draft.read) else draft.reads


def _said(draft: FindingDraft) -> dict[str, object]:
    """The columns that repeat what the rule said."""
    explanation = {"says": draft.says, "source": draft.source, "article": draft.article}
    return {
        "version": draft.version, "severity": draft.severity, "rank": RANK[draft.severity],
        "title_zh": draft.title["zh"], "title_en": draft.title["en"],
        "conditions": draft.conditions, "missing": ",".join(draft.missing)[:200],
        "read": _json(draft.read), "explanation": _json(explanation), "task": draft.task,
    }  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def due_at(ctx: Context, draft: FindingDraft) -> datetime:
    """By when somebody must have acted."""
    if draft.due_hours is not None:
        return ctx.at + timedelta(hours=draft.due_hours)
    return end_of_day(ctx.today + timedelta(days=draft.due_days))


def first_clock(ctx: Context, severity: Severity, due: datetime) -> datetime:
    """When it goes up unless somebody takes it in hand."""
    return min(due, ctx.at + clocks(ctx.today).take_within[severity])


def step(ctx: Context, alert: Alert, kind: StepKind) -> AlertStep:
    """A row of an alert's history as it stands now, not yet written."""
    return AlertStep(
        id=new_id(), alert_id=alert.id, kind=kind, at=ctx.at, by=ctx.actor.user_id,
        severity=alert.severity, level=alert.level, owner_role=alert.owner_role,
        owner_id=alert.owner_id, command=ctx.command_id,
    )  # fmt: skip


def add_step(ctx: Context, alert: Alert, kind: StepKind) -> None:
    """Write one row of an alert's history."""
    step(ctx, alert, kind).save(force_insert=True)


def _values(row: object, columns: Iterable[str]) -> list[object]:
    return [getattr(row, name) for name in columns]
