"""The days of `rules/transfers.yaml`, dated."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from homeward.engines.yamlfile import version_on


@dataclass(frozen=True, slots=True)
class Terms:
    """One version: days for an answer, for a receipt from outside, and for the first visit."""

    since: date
    answer_within: int
    receipt_within: int
    first_visit_within: int


@cache
def _versions() -> tuple[Terms, ...]:
    text = files("homeward.rules").joinpath("transfers.yaml").read_text("utf-8")
    found = [
        Terms(
            said["from"], said["answer_within_days"], said["receipt_within_days"],
            said["first_visit_within_days"],
        )
        for said in yaml.safe_load(text)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.since))


def terms_on(on: date) -> Terms:
    """The version in force on a day; the first one for days before it."""
    return version_on(_versions(), on)
