"""The states of a helper's vetting and of a match, as data.

A helper's state is never stored: it follows from the steps, from a stop, and from the day. A match's is,
and moves along these arrows alone. docs/generated/states.md is drawn from this table.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.domain.care.states import Machine, Move


class VettingState(TextChoices):
    """How somebody's vetting stands on a day."""

    APPLYING = "applying", _("办理中")
    VETTED = "vetted", _("已通过核查")
    EXPIRING = "expiring", _("快到期")
    EXPIRED = "expired", _("已到期")
    FAILED = "failed", _("未通过")
    STOPPED = "stopped", _("已停用")


CLEARED = (VettingState.VETTED, VettingState.EXPIRING)
"""In these alone somebody may be given a child by name."""


class MatchState(TextChoices):
    PROPOSED = "proposed", _("已提出")
    PUBLISHED = "published", _("征求意见")
    AGREED = "agreed", _("三方同意")
    ACTIVE = "active", _("进行中")
    SUSPENDED = "suspended", _("暂停")
    ENDED = "ended", _("已结束")
    DECLINED = "declined", _("有人不同意")


LIVE = ("proposed", "published", "agreed", "active", "suspended")
"""A child and a helper have at most one match in these."""


def _m(start: str, to: str, *doors: str) -> Move:
    return Move(tuple(start.split()), to, doors)


PASSES = ("helper.record_step", "helper.change")
TIME = "helper.sweep"
"""Time itself moves a helper; the sweep only tells matches and lists of it."""
TAKES_AWAY = ("helper.fail_step", "helper.stop", "helper.change", "helper.record_step", TIME)

HELPER = Machine(
    "helper", VettingState,
    {"applying": "whoever receives applications", "vetted": "nobody", "expiring": "whoever keeps the list",
     "expired": "whoever keeps the list", "failed": "nobody", "stopped": "nobody"},
    {
        "apply": _m("", "applying", "helper.apply"),
        "pass": _m("applying expired failed", "vetted", *PASSES),
        "near_the_end": _m("vetted", "expiring", TIME),
        "renew": _m("expiring", "vetted", *PASSES),
        "run_out": _m("expiring", "expired", TIME),
        "fail": _m("applying vetted expiring expired", "failed", "helper.fail_step"),
        "reopen": _m("failed vetted expiring", "applying", *PASSES),
        "stop": _m("applying vetted expiring expired failed", "stopped", "helper.stop"),
        "resume": _m("stopped", "applying", "helper.resume"),
    },
)  # fmt: skip

MATCH = Machine(
    "match", MatchState,
    {"proposed": "the supervisor", "published": "whoever asks the three", "agreed": "the supervisor",
     "active": "the helper", "suspended": "the worker responsible", "ended": "nobody",
     "declined": "whoever proposed it"},
    {
        "propose": _m("", "proposed", "match.propose"),
        "publish": _m("proposed", "published", "match.publish"),
        "hear": _m("published", "published", "match.answer"),
        "agree": _m("published", "agreed", "match.answer"),
        "decline": _m("published agreed", "declined", "match.answer"),
        "withdraw": _m("proposed published agreed", "ended", "match.withdraw"),
        "start": _m("agreed", "active", "match.start"),
        "suspend": _m("active", "suspended", "match.suspend", "match.keep", *TAKES_AWAY),
        "resume": _m("suspended", "active", "match.resume"),
        "end": _m("active suspended", "ended", "match.end"),
        "merge": _m("proposed published agreed active suspended", "ended", "child.merge"),
    },
)  # fmt: skip
MACHINES: tuple[Machine, ...] = (HELPER, MATCH)
