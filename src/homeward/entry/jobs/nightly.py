"""Jobs without anybody asking: each night once, and every few minutes what a clock has made due."""

import logging
from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID, uuid5

from homeward.domain.helpers.public import vetting_ran_out
from homeward.domain.needs.public import escalations_wait, reports_wait
from homeward.foundation import clock
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.registry import COMMANDS

log = logging.getLogger(__name__)
BEGINS = time(2)  # after the day's work is over, before the first people are up
NIGHTLY: list[str] = [
    "status.sweep",
    "need.follow",
    "care.sweep",
    "match.sweep",
    "helper.sweep",
    "double.sweep",
    "watch.sweep",
    "alert.escalate_due",
    "report.escalate_due",
    "transfer.escalate_due",
    "retention.sweep",
]
"""Commands without arguments that the role `machine` holds, in the order in which they run."""
OFTEN: dict[str, Callable[[datetime], bool]] = {
    "alert.escalate_due": escalations_wait,
    "report.escalate_due": reports_wait,
    "helper.sweep": vetting_ran_out,
}
"""Commands of the same kind, and whether there is anything for them to do at an instant."""
_SPACE = UUID("6c1b0f5e-5d0c-5d7e-9c55-6b6e69676874")


def night_of(instant: datetime) -> date | None:
    """The day whose jobs are due at an instant; None between midnight and two o'clock."""
    local = instant.astimezone(clock.CHINA)
    return local.date() if local.time() >= BEGINS else None


def due(on: date) -> list[str]:
    """The jobs that have not yet run on a day. A machine that slept at night catches up by day."""
    done = set(
        CommandLog.objects.filter(pk__in=[_id(name, on) for name in NIGHTLY]).values_list(
            "command_id", flat=True
        )
    )
    return [name for name in NIGHTLY if _id(name, on) not in done]


def run(on: date) -> int:
    """Run what is due on a day. Returns how many failed; those are tried again later."""
    failed = 0
    for name in due(on):
        # The id is made from the day, so of two machines with one database one does the work.
        ctx = Context(actor=machine(), channel=Channel.JOB, command_id=_id(name, on))
        try:
            COMMANDS[name].call(ctx)
        except Exception as error:
            log.error("nightly: %s failed with %s", name, type(error).__name__)
            failed += 1
    return failed


def run_often(at: datetime) -> int:
    """Run what has become due by a clock. Returns how many ran; one that fails is tried again later."""
    ran = 0
    for name, waits in OFTEN.items():
        try:
            if waits(at):
                COMMANDS[name].call(Context(actor=machine(), channel=Channel.JOB, at=at))
                ran += 1
        except Exception as error:
            log.error("jobs: %s failed with %s", name, type(error).__name__)
    return ran


def _id(name: str, on: date) -> UUID:
    return uuid5(_SPACE, f"{name} {on}")
