"""What a fault is called and what to do about it, before it has a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = Mapping[str, str]
"""The same sentence in each language: `{"zh": ..., "en": ...}`."""


@dataclass(frozen=True, slots=True)
class Message:
    """A fault without its place."""

    code: str
    what: Words
    remedy: Words


def message(code: str, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Message:
    """A fault and its remedy in both languages."""
    return Message(code, {"zh": zh, "en": en}, {"zh": remedy_zh, "en": remedy_en})


def used_twice(name: str) -> Message:
    """The fault of an id that something else bears already."""
    return message(
        "twice", f"“{name}”用了两次。", f"'{name}' is used twice.",
        "请另取一个编号。", "Choose another id.",
    )  # fmt: skip


def nearest(name: str, known: Iterable[str]) -> tuple[str, str]:
    """The remedy for a misspelt name: the nearest known one, else all of them."""
    names = list(known)
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    if near:
        return f"是否想写 {near[0]}？", f"Did you mean {near[0]}?"
    return f"可用的有：{'、'.join(names)}。", f"Known: {', '.join(names)}."
