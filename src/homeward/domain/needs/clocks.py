"""The clocks of alerts and reports: `rules/clocks.yaml`, dated."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files

import yaml

from homeward.domain.needs.words import Severity
from homeward.engines.yamlfile import version_on
from homeward.foundation import clock


@dataclass(frozen=True, slots=True)
class Clocks:
    """One version.

    Attributes:
        take_within: how long somebody may take to say that they have it in hand, by severity.
        quiet: how long the same finding rests after a decision while it stays true, by severity.
        report_within: how long a report may wait for its next step.
    """

    since: date
    take_within: dict[Severity, timedelta]
    quiet: dict[Severity, timedelta]
    report_within: dict[str, timedelta]


@cache
def _versions() -> tuple[Clocks, ...]:
    text = files("homeward.rules").joinpath("clocks.yaml").read_text("utf-8")
    found = [
        Clocks(
            said["from"],
            {Severity(k): timedelta(hours=v) for k, v in said["take_within_hours"].items()},
            {Severity(k): timedelta(days=v) for k, v in said["quiet_days"].items()},
            {k: timedelta(hours=v) for k, v in said["report_within_hours"].items()},
        )
        for said in yaml.safe_load(text)
    ]
    return tuple(sorted(found, key=lambda one: one.since))


def clocks(on: date) -> Clocks:
    """The version in force on a day; the first one for days before it."""
    return version_on(_versions(), on)


def end_of_day(on: date) -> datetime:
    """The last second of a day in China."""
    return datetime.combine(on, time(23, 59, 59), clock.CHINA)
