"""The days of `rules/rights.yaml`, dated."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from homeward.engines.yamlfile import version_on


@dataclass(frozen=True, slots=True)
class Rights:
    """One version: days within which a correction is answered, and before which nothing is erased."""

    since: date
    correct_within: int
    erase_not_before: int


@cache
def _versions() -> tuple[Rights, ...]:
    text = files("homeward.rules").joinpath("rights.yaml").read_text("utf-8")
    found = [
        Rights(said["from"], said["correct_within_days"], said["erase_not_before_days"])
        for said in yaml.safe_load(text)
    ]
    return tuple(sorted(found, key=lambda one: one.since))


def rights(on: date) -> Rights:
    """The version in force on a day; the first one for days before it."""
    return version_on(_versions(), on)
