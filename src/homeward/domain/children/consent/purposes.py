"""The purposes of `rules/consent.yaml`."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.domain.children.targets import age_on

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose; `needs_yes` is whether nothing may be done before somebody agreed."""

    id: str
    version: int
    needs_yes: bool
    title: Words
    text: Words
    effect: Words


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        files("homeward.rules").joinpath("consent.yaml").read_text("utf-8")
    )
    return found


@cache
def purposes() -> dict[str, Purpose]:
    """By id, in the order of the file."""
    return {
        said["id"]: Purpose(
            said["id"], said["version"], said["blocks"] == "absence", said["title"], said["text"],
            said["effect"],
        )
        for said in _file()["purposes"]
    }  # fmt: skip


def child_decides_from() -> int:
    """The age in completed years from which the child's own word counts."""
    return int(_file()["child_decides_from"])


def decides_alone(born_on: date | None, on: date) -> bool:
    """Whether the child's own word counts: from fourteen years (art. 31). Unknown age: the guardian's."""
    return born_on is not None and age_on(born_on, on) >= child_decides_from()
