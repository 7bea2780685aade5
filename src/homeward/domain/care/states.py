"""The state machine of every record of the care loop, as data.

A command never sets a state; it makes a move, and `record.move` refuses one that stands not here, or
that another command makes. docs/generated/states.md is drawn from this table.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")


class PlanState(TextChoices):
    DRAFT = "draft", _("起草中")
    AGREED = "agreed", _("已商定")
    ENDED = "ended", _("已结束")


class GoalState(TextChoices):
    OPEN = "open", _("进行中")
    REACHED = "reached", _("已达到")
    DROPPED = "dropped", _("不再追求")


class ItemState(TextChoices):
    RUNNING = "running", _("进行中")
    PAUSED = "paused", _("暂停")
    ENDED = "ended", _("已结束")


class TaskState(TextChoices):
    WAITING = "todo", _("待办")
    DONE = "done", _("已办")
    CANCELLED = "cancelled", _("取消")


class EngagementState(TextChoices):
    PLANNED = "planned", _("已约定")
    HELD = "held", _("已进行")
    MISSED = "missed", _("未成")
    CALLED_OFF = "called_off", _("取消")


class ReviewState(TextChoices):
    DUE = "due", _("待复核")
    HELD = "held", _("已复核")
    DROPPED = "dropped", _("不再需要")


class ReferralState(TextChoices):
    OFFERED = "offered", _("已提出")
    ACCEPTED = "accepted", _("已接受")
    REFUSED = "refused", _("未接受")
    FED_BACK = "fed_back", _("已反馈")
    CLOSED = "closed", _("已结束")


class TransferState(TextChoices):
    OFFERED = "offered", _("等待答复")
    ACCEPTED = "accepted", _("已接收")
    REFUSED = "refused", _("未接收")
    WITHDRAWN = "withdrawn", _("已撤回")
    RECEIVED = "received", _("系统外已接收")


class ConferenceState(TextChoices):
    CALLED = "called", _("已召集")
    HELD = "held", _("已召开")
    CALLED_OFF = "called_off", _("取消")


class InvitationState(TextChoices):
    ASKED = "asked", _("已邀请")
    COMING = "coming", _("会参加")
    DECLINED = "declined", _("不能参加")


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from which states, to which, and the commands that make it.

    `start` is empty for the arrow that makes the record.
    """

    start: tuple[str, ...]
    to: str
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """The states of one kind of record, who has to act in each, and every arrow between them."""

    record: str
    states: type[TextChoices]
    owners: dict[str, str]
    moves: dict[str, Move]


def _m(start: str, to: str, *doors: str) -> Move:
    return Move(tuple(start.split()), to, doors)


OPENS_ITEMS = ("plan.accept_suggestion", "plan.add_item")
HANDS_BACK = (
    "helper.sweep", "helper.stop", "helper.fail_step", "helper.record_step", "helper.change",
    "match.suspend", "match.keep", "match.end",
)  # fmt: skip
"""What takes a child from somebody who helped it, so that the worker responsible finds a task."""
OPENS_TASKS = (
    "task.open", *OPENS_ITEMS, "plan.change_item", "plan.resume_item", "case.open",
    "review.hold", "task.done",
    "engagement.record", "engagement.hold", "engagement.record_contact",
    "engagement.note_screening", "referral.offer",
    "referral.accept", "conference.call", "transfer.accept", "transfer.refuse",
    "transfer.escalate_due", *HANDS_BACK,
)  # fmt: skip
CLOSES = ("case.close", "child.merge")

MACHINES: tuple[Machine, ...] = (
    Machine(
        "case", CaseState, {"open": "the worker responsible", "closed": "nobody"},
        {
            "open": _m("", "open", "case.open"),
            "hand_over": _m("open", "open", "case.hand_over", "transfer.accept"),
            "close": _m("open", "closed", *CLOSES),
        },
    ),
    Machine(
        "plan", PlanState,
        {"draft": "the worker responsible", "agreed": "everybody with an item", "ended": "nobody"},
        {
            "draw_up": _m("", "draft", "case.open"),
            "agree": _m("draft", "agreed", "plan.agree"),
            "end": _m("draft agreed", "ended", *CLOSES),
        },
    ),
    Machine(
        "goal", GoalState,
        {"open": "child and worker together", "reached": "nobody", "dropped": "nobody"},
        {
            "set": _m("", "open", "goal.set"),
            "rate": _m("open reached", "open", "goal.rate"),
            "reach": _m("open reached", "reached", "goal.rate"),
            "drop": _m("open reached", "dropped", "goal.drop"),
        },
    ),
    Machine(
        "plan_item", ItemState,
        {"running": "the provider", "paused": "the worker responsible", "ended": "nobody"},
        {
            "add": _m("", "running", *OPENS_ITEMS),
            "change": _m("running", "running", "plan.change_item", "transfer.accept"),
            "change_paused": _m("paused", "paused", "plan.change_item", "transfer.accept"),
            "pause": _m("running", "paused", "plan.pause_item"),
            "resume": _m("paused", "running", "plan.resume_item"),
            "end": _m("running paused", "ended", "plan.end_item", *CLOSES),
        },
    ),
    Machine(
        "task", TaskState, {"todo": "its owner", "done": "nobody", "cancelled": "nobody"},
        {
            "open": _m("", "todo", *OPENS_TASKS),
            "hand_over": _m(
                "todo", "todo", "task.hand_over", "case.hand_over", "transfer.accept"
            ),
            "done": _m(
                "todo", "done", "task.done", "engagement.record", "engagement.hold",
                "engagement.record_contact", "engagement.note_screening", "review.hold", "referral.accept",
                "referral.refuse", "referral.feed_back", "conference.hold",
            ),
            "cancel": _m(
                "todo", "cancelled", "task.cancel", "plan.change_item", "plan.pause_item", "plan.end_item",
                "conference.call_off", "referral.close", "transfer.withdraw", "transfer.accept",
                "transfer.refuse", "transfer.record_receipt", "match.resume", "match.end", *CLOSES,
            ),
        },
    ),
    Machine(
        "engagement", EngagementState,
        {"planned": "whoever is to do it", "held": "nobody", "missed": "nobody",
         "called_off": "nobody"},
        {
            "plan": _m("", "planned", "engagement.plan"),
            "record": _m(
                "", "held", "engagement.record", "engagement.record_contact",
                "engagement.note_screening",
            ),
            "hold": _m("planned", "held", "engagement.hold"),
            "miss": _m("planned", "missed", "engagement.miss"),
            "call_off": _m("planned", "called_off", "engagement.call_off", *CLOSES),
        },
    ),
    Machine(
        "review", ReviewState,
        {"due": "the worker responsible", "held": "nobody", "dropped": "nobody"},
        {
            "schedule": _m("", "due", "case.open", "review.hold"),
            "hold": _m("due", "held", "review.hold"),
            "drop": _m("due", "dropped", *CLOSES),
        },
    ),
    Machine(
        "referral", ReferralState,
        {"offered": "the receiver", "accepted": "the receiver", "refused": "the worker who referred",
         "fed_back": "the worker who referred", "closed": "nobody"},
        {
            "offer": _m("", "offered", "referral.offer"),
            "accept": _m("offered", "accepted", "referral.accept"),
            "refuse": _m("offered", "refused", "referral.refuse"),
            "feed_back": _m("accepted fed_back", "fed_back", "referral.feed_back"),
            "close": _m("offered accepted refused fed_back", "closed", "referral.close"),
        },
    ),
    Machine(
        "transfer", TransferState,
        {"offered": "the receiving area, while the old one stays responsible",
         "accepted": "nobody", "refused": "nobody", "withdrawn": "nobody", "received": "nobody"},
        {
            "offer": _m("", "offered", "transfer.offer"),
            "accept": _m("offered", "accepted", "transfer.accept"),
            "refuse": _m("offered", "refused", "transfer.refuse"),
            "withdraw": _m("offered", "withdrawn", "transfer.withdraw", "child.merge"),
            "receive": _m("offered", "received", "transfer.record_receipt"),
            "escalate": _m("offered", "offered", "transfer.escalate_due"),
        },
    ),
    Machine(
        "conference", ConferenceState,
        {"called": "whoever called it", "held": "nobody", "called_off": "nobody"},
        {
            "call": _m("", "called", "conference.call"),
            "hold": _m("called", "held", "conference.hold"),
            "call_off": _m("called", "called_off", "conference.call_off"),
        },
    ),
    Machine(
        "invitation", InvitationState,
        {"asked": "who was asked", "coming": "nobody", "declined": "nobody"},
        {
            "ask": _m("", "asked", "conference.call"),
            "accept": _m("asked declined", "coming", "conference.answer"),
            "decline": _m("asked coming", "declined", "conference.answer"),
        },
    ),
)  # fmt: skip
BY_RECORD = {machine.record: machine for machine in MACHINES}


def move_of(record: str, name: str) -> Move:
    """An arrow by the record's kind and its own name.

    Raises:
        LookupError: no such arrow.
    """
    return BY_RECORD[record].moves[name]
