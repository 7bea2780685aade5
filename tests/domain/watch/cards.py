"""Vignettes as officials write them: read, completed, and put into the engine's words."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from homeward.domain.needs.public import Severity

FOLDER = Path(__file__).with_name("vignettes")
VALUES = {"是": True, "否": False, "未采集": None}
TRUTHS = {"是": "in", "否": "out", "不详": "unknown"}
COLOURS = {
    "绿": Severity.GREEN, "黄": Severity.YELLOW, "橙": Severity.ORANGE, "红": Severity.RED
}  # fmt: skip


@cache
def told(name: str) -> dict[str, Any]:
    """A file of vignettes."""
    said: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return said


def cases(name: str) -> list[dict[str, Any]]:
    """Its vignettes."""
    found: list[dict[str, Any]] = told(name)["算例"]
    return found


def facts_of(name: str, case: dict[str, Any]) -> dict[str, Any]:
    """The facts of a vignette: its own, else of its situation, else the common ones."""
    file = told(name)
    situation = file.get("情形", {}).get(case.get("情形"), {})
    said = file.get("共同情况", {}) | situation | case.get("事实", {})
    return {fact: VALUES.get(value, value) for fact, value in said.items()}
