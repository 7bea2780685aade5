"""What people do with alerts: take, hand over, decide; and what the clock does when nobody acts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from homeward.domain.children.public import goes_with_children
from homeward.domain.needs.alerts import add_step
from homeward.domain.needs.clocks import clocks
from homeward.domain.needs.models import Alert
from homeward.domain.needs.owners import ABOVE, LEVELS, level_above, owner_of
from homeward.domain.needs.problems import AlertDecided as DecidedAlready
from homeward.domain.needs.problems import AlertTakenAlready, CannotReceive
from homeward.domain.needs.targets import target_of
from homeward.domain.needs.words import AlertState, Level, Outcome, Reads, Severity, StepKind
from homeward.foundation import outbox
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.crypto.seal import seal

ACT = "alert.act"


@dataclass(frozen=True, slots=True)
class AlertTaken:
    """Somebody has an alert in hand."""

    alert_id: UUID
    child_id: UUID
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class AlertDecided:
    """A person has ended an alert."""

    alert_id: UUID
    child_id: UUID
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class AlertEscalated:
    """An alert went one level up because its clock ran out."""

    alert_id: UUID
    child_id: UUID
    level: Level


@dataclass(frozen=True, slots=True)
class AlertsEscalated:
    """How many alerts went up."""

    alerts: int


@command(action=ACT, name="alert.take", on="alert_id", says="接手预警")
def take_alert(ctx: Context, *, alert_id: UUID) -> AlertTaken:
    """Say that one has it in hand: from now on its clock is the day it is due.

    Raises:
        AlertDecided, AlertTakenAlready: by somebody else.
    """
    alert = _open(alert_id)
    me = ctx.actor.user_id
    if alert.state == AlertState.TAKEN and alert.owner_id != me:
        raise AlertTakenAlready()
    if alert.state != AlertState.TAKEN:
        _give(ctx, alert, ctx.actor, StepKind.TAKEN)
    return AlertTaken(alert.id, alert.child_id, me)


@command(action=ACT, name="alert.hand_over", on="alert_id", says="转交预警")
def hand_over_alert(ctx: Context, *, alert_id: UUID, user_id: UUID) -> AlertTaken:
    """Give an alert to somebody else who may act on it.

    Raises:
        AlertDecided, CannotReceive.
    """
    alert = _open(alert_id)
    receiver = load_actor(user_id, ctx.today)
    if not can(receiver, ACT, target_of(alert)):
        raise CannotReceive()
    _give(ctx, alert, receiver, StepKind.HANDED_OVER)
    return AlertTaken(alert.id, alert.child_id, user_id)


@command(action=ACT, name="alert.decide", on="alert_id", says="对预警作出决定")
def decide_alert(ctx: Context, *, alert_id: UUID, outcome: Outcome) -> AlertDecided:
    """End an alert, with the reason in words: the only way in which one ends.

    While its finding stays true it rests for some days and is then raised again.

    Raises:
        AlertDecided, ReasonMissing.
    """
    alert = _open(alert_id)
    if not ctx.reason.strip():
        raise ReasonMissing()
    if alert.state == AlertState.EASED:
        alert.cleared_at = ctx.at
    alert.state, alert.outcome = AlertState.DECIDED, outcome
    alert.why = seal(ctx.reason.strip(), "needs.alert_why")
    alert.decided_at, alert.decided_by = ctx.at, ctx.actor.user_id
    alert.quiet_until = ctx.today + clocks(ctx.today).quiet[Severity(alert.severity)]
    alert.escalates_at = None
    alert.save()
    add_step(ctx, alert, StepKind.DECIDED)
    return AlertDecided(alert.id, alert.child_id, outcome)


@command(
    action="alert.escalate", name="alert.escalate_due", unscoped="the machine, by the clock",
    says="超时预警上报",
)  # fmt: skip
def escalate_due_alerts(ctx: Context) -> AlertsEscalated:
    """Send every alert whose clock ran out one level up: village, township, county."""
    holders = Holders(ctx.today)
    late = Alert.objects.select_for_update().filter(
        escalates_at__lte=ctx.at, decided_at__isnull=True
    )
    count = 0
    for alert in late.order_by("escalates_at", "id"):
        count += _escalate(ctx, holders, alert)
    return AlertsEscalated(count)


def escalations_wait(at: datetime) -> bool:
    """Whether an alert's clock has run out at an instant."""
    return Alert.objects.filter(escalates_at__lte=at, decided_at__isnull=True).exists()


def _escalate(ctx: Context, holders: Holders, alert: Alert) -> bool:
    reads = Reads(alert.reads)
    level = level_above(Level(alert.level), reads)
    if level is None:  # nobody above: it stays with its owner, overdue for all to see
        alert.escalates_at = None
        alert.save(update_fields=["escalates_at"])
        return False
    target = Target(alert.place, alert.school, alert.child_id)
    role, owner, _ = owner_of(holders, ABOVE[reads][level], target, reads)
    alert.level, alert.owner_role, alert.owner_id = level, role, owner
    alert.taken_at = None
    if alert.state == AlertState.TAKEN:
        alert.state = AlertState.OPEN
    alert.escalates_at = ctx.at + clocks(ctx.today).take_within[Severity(alert.severity)]
    alert.save()
    add_step(ctx, alert, StepKind.ESCALATED)
    outbox.emit(AlertEscalated(alert.id, alert.child_id, level), ctx.at)
    return True


def _open(alert_id: UUID) -> Alert:
    alert = Alert.objects.select_for_update().get(pk=alert_id)
    if alert.decided_at:
        raise DecidedAlready()
    return alert


def _give(ctx: Context, alert: Alert, to: Actor, kind: StepKind) -> None:
    """An alert is in somebody's hands; what has eased keeps waiting for a decision."""
    alert.owner_id = to.user_id
    alert.owner_role = _role(to, target_of(alert))
    alert.level = max(
        Level(alert.level), LEVELS.get(alert.owner_role, Level.VILLAGE), key=list(Level).index
    )
    alert.taken_at = ctx.at
    if alert.state == AlertState.OPEN:
        alert.state = AlertState.TAKEN
    within = clocks(ctx.today).take_within[Severity(alert.severity)]
    alert.escalates_at = max(alert.due_at, ctx.at + within)
    alert.save()
    add_step(ctx, alert, kind)


def _role(actor: Actor, target: Target) -> str:
    """The role under which somebody acts on a record."""
    return next(
        duty.role.id for duty in actor.duties_for(ACT) if actor.covers(duty, target)
    )  # they were let in by one


@goes_with_children
def withdraw(ctx: Context, child_ids: Collection[UUID]) -> None:
    """The alerts of children whose roll is undone end with it, by whoever undoes it."""
    for alert in Alert.objects.filter(child_id__in=child_ids, decided_at__isnull=True):
        alert.state, alert.outcome = AlertState.DECIDED, Outcome.UNFOUNDED
        alert.why = seal(str(_("名册已撤销。")), "needs.alert_why")
        alert.decided_at, alert.decided_by = ctx.at, ctx.actor.user_id
        alert.cleared_at, alert.escalates_at = ctx.at, None
        alert.save()
        add_step(ctx, alert, StepKind.DECIDED)
