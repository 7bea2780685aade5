"""Numbers to call: `rules/hotlines.yaml`, dated."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number, what it is for and when it answers, in Chinese and English."""

    number: str
    says: dict[str, str]
    hours: dict[str, str]


@cache
def hotlines() -> tuple[Hotline, ...]:
    """All numbers, the one to call first on top."""
    text = files("homeward.rules").joinpath("hotlines.yaml").read_text("utf-8")
    return tuple(
        Hotline(str(one["number"]), dict(one["says"]), dict(one["hours"]))
        for one in yaml.safe_load(text)["hotlines"]
    )
