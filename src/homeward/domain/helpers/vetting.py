"""How somebody's vetting stands, worked out from the steps that were recorded. No table, no clock.

`until` does not depend on the day it is asked: it is the last day on which every step that the rules ask of
this kind of helper holds. The state is then a comparison with the day, so that a right that rests on it can
be judged at the moment it is used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.domain.helpers.states import CLEARED, VettingState
from homeward.engines.yamlfile import version_on

FOREVER = date(9999, 12, 30)
"""Stands for a vetting of which no step runs out."""
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step: `valid_days` after its day it still holds (None: for ever); `law` or Homeward's default."""

    id: str
    title: Words
    hint: Words
    count: int
    valid_days: int | None
    law: bool
    source: Words


@dataclass(frozen=True, slots=True)
class Rules:
    """One dated version of `rules/vetting.yaml`."""

    since: date
    expiring_within: int
    kinds: Mapping[str, tuple[StepRule, ...]]
    team: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of a step; in the order in which it was recorded."""

    step: str
    on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a vetting stands.

    Attributes:
        until: the last day on which every step holds; None while a step was never completed.
        failed: ids of the steps whose latest record is a failure.
        missing: ids of the steps never completed.
        ends: step -> its last day, for the steps that are complete.
    """

    until: date | None
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    ends: Mapping[str, date]


def standing(steps: tuple[StepRule, ...], recorded: Iterable[Recorded]) -> Standing:
    """Weigh what was recorded against what is asked. A failure voids what was passed of its step before."""
    passes: dict[str, list[date]] = {rule.id: [] for rule in steps}
    failed: dict[str, bool] = dict.fromkeys(passes, False)
    for one in recorded:
        if one.step not in passes:
            continue
        failed[one.step] = not one.passed
        passes[one.step] = [*passes[one.step], one.on] if one.passed else []
    ends = {
        rule.id: last for rule in steps if (last := _last_day(rule, passes[rule.id])) is not None
    }
    missing = tuple(rule.id for rule in steps if rule.id not in ends and not failed[rule.id])
    complete = len(ends) == len(steps)
    return Standing(
        min(ends.values(), default=FOREVER) if complete else None,
        tuple(step for step, no in failed.items() if no), missing, ends,
    )  # fmt: skip


def _last_day(rule: StepRule, days: list[date]) -> date | None:
    """The last day on which a step holds: that of its newest records, as many as it needs."""
    if len(days) < rule.count:
        return None
    oldest_needed = sorted(days, reverse=True)[rule.count - 1]
    return oldest_needed + timedelta(days=rule.valid_days) if rule.valid_days else FOREVER


def state_on(
    day: date, *, until: date | None, failed: bool, stopped: bool, expiring_within: int
) -> VettingState:
    """The state on a day. Expiring: fewer than so many days are left."""
    if stopped:
        return VettingState.STOPPED
    if failed:
        return VettingState.FAILED
    if until is None:
        return VettingState.APPLYING
    if until < day:
        return VettingState.EXPIRED
    near = (until - day).days < expiring_within
    return VettingState.EXPIRING if near else VettingState.VETTED


def cleared(state: VettingState) -> bool:
    """Whether somebody in this state may be given a child by name."""
    return state in CLEARED


@cache
def _versions() -> tuple[Rules, ...]:
    text = files("homeward.rules").joinpath("vetting.yaml").read_text("utf-8")
    return tuple(sorted(map(_version, yaml.safe_load(text)), key=lambda one: one.since))


def _version(said: dict[str, Any]) -> Rules:
    steps = {name: _step(name, one) for name, one in said["steps"].items()}
    kinds = {kind: tuple(steps[name] for name in names) for kind, names in said["kinds"].items()}
    team = said["team"]
    return Rules(said["from"], said["expiring_within_days"], kinds, (team["least"], team["most"]))


def _step(name: str, said: dict[str, Any]) -> StepRule:
    return StepRule(
        name, said["title"], said["hint"], said.get("count", 1), said.get("valid_days"),
        said["basis"] == "law", said["source"],
    )  # fmt: skip


def rules_on(day: date) -> Rules:
    """The version in force on a day; the first one for days before it."""
    return version_on(_versions(), day)
