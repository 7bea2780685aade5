"""The clocks of `rules/retention.yaml`, dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from homeward.engines.yamlfile import version_on
from homeward.foundation.access.roles import FieldClass

KEYS = {"id", "class", "since", "days", "title", "then"}


class Since(StrEnum):
    """From which day a clock runs."""

    LEFT = "left"
    UPLOADED = "uploaded"
    DECIDED = "decided"
    RECORDED = "recorded"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: what is kept, for how many days, and what then happens, in both languages."""

    id: str
    reads: FieldClass
    since: Since
    days: int
    title: Mapping[str, str]
    then: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Version:
    """The clocks of one version of the file."""

    since: date
    clocks: tuple[Clock, ...]


@cache
def _versions() -> tuple[Version, ...]:
    text = files("homeward.rules").joinpath("retention.yaml").read_text("utf-8")
    found = [
        Version(said["from"], tuple(map(_clock, said["clocks"]))) for said in yaml.safe_load(text)
    ]
    return tuple(sorted(found, key=lambda one: one.since))


def _clock(said: Mapping[str, object]) -> Clock:
    days = said.get("days")
    if set(said) != KEYS or not isinstance(days, int) or days < 1:
        raise ValueError(f"retention.yaml: {said.get('id')}: needs {sorted(KEYS)}, days 1 or more")
    return Clock(
        str(said["id"]), FieldClass(str(said["class"])), Since(str(said["since"])), days,
        dict(said["title"]), dict(said["then"]),  # type: ignore[call-overload]
    )  # fmt: skip


def clocks(on: date) -> tuple[Clock, ...]:
    """Those of the version in force on a day; of the first one for days before it."""
    return version_on(_versions(), on).clocks
