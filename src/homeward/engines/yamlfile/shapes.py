"""The shapes a value of a file can have: each read, or refused with its place."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from homeward.engines.yamlfile import messages as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml.nodes import Node, ScalarNode

    from homeward.engines.yamlfile.message import Words
    from homeward.engines.yamlfile.report import FileReport

_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,4})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_mapping(
    report: FileReport, node: Node | None, key: str,
    required: tuple[str, ...], optional: tuple[str, ...] = (),
) -> dict[str, Node] | None:  # fmt: skip
    """A mapping with these keys and no others; None when it is not one at all."""
    from yaml.nodes import MappingNode

    if node is None:
        return None
    known = (*required, *optional)
    if not isinstance(node, MappingNode):
        listed = ", ".join(known)
        report.on(node, say.wrong_shape(key, f"一组键值（{listed}）", f"a mapping ({listed})"))
        return None
    found: dict[str, Node] = {}
    for name_node, value in node.value:
        name = str(name_node.value)
        if name not in known:
            report.on(name_node, say.unknown_key(name, known))
        else:
            found.setdefault(name, value)
    for name in required:
        if name not in found:
            report.on(node, say.missing_key(name))
    return found


def read_scalar(report: FileReport, node: Node | None, key: str) -> ScalarNode | None:
    """A value that is one piece of text as written; `null` and nothing are refused."""
    from yaml.nodes import ScalarNode

    if node is None:
        return None
    if not isinstance(node, ScalarNode) or not node.value.strip() or node.tag.endswith(":null"):
        report.on(node, say.wrong_shape(key, "一段文字", "a piece of text"))
        return None
    return node


def read_text(report: FileReport, node: Node | None, key: str) -> str | None:
    """One piece of text, without the blanks around it."""
    scalar = read_scalar(report, node, key)
    return None if scalar is None else str(scalar.value).strip()


def read_words(report: FileReport, node: Node | None, key: str) -> Words | None:
    """The same sentence in Chinese and English; both must be there."""
    keys = read_mapping(report, node, key, ("zh", "en"))
    if keys is None:
        return None
    words = {language: read_text(report, keys.get(language), language) for language in ("zh", "en")}
    return {language: text for language, text in words.items() if text is not None}


def read_words_or_text(report: FileReport, node: Node | None, key: str) -> Words | None:
    """As `read_words`; what is written once stands for both languages (titles of documents)."""
    from yaml.nodes import MappingNode

    if isinstance(node, MappingNode):
        return read_words(report, node, key)
    text = read_text(report, node, key)
    return None if text is None else {"zh": text, "en": text}


def read_version(report: FileReport, node: Node | None) -> int:
    """A version number from 1 up; 1 when none is written."""
    if node is None:
        return 1
    value = read_text(report, node, "version")
    if value is not None and not (value.isascii() and value.isdigit() and int(value) > 0):
        report.on(node, say.bad_version(value))
        return 1
    return int(value or 1)


def read_date(report: FileReport, node: Node | None, key: str) -> datetime.date | None:
    """A day, written year-month-day."""
    value = read_text(report, node, key)
    if value is None or node is None:
        return None
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        report.on(node, say.bad_date(value))
        return None


def read_list(report: FileReport, node: Node | None, key: str) -> list[Node]:
    """The entries of a list; none when it is missing, and a fault when it is empty."""
    from yaml.nodes import SequenceNode

    if node is None:
        return []
    if not isinstance(node, SequenceNode) or not node.value:
        report.on(node, say.wrong_shape(key, "一列，至少一项", "a list of one entry at least"))
        return []
    return list(node.value)


def read_number(report: FileReport, node: Node | None, key: str) -> Fraction | None:
    """A whole number or a decimal, exactly as written."""
    value = read_text(report, node, key)
    if value is None or node is None:
        return None
    if not _NUMBER.fullmatch(value):
        report.on(node, say.bad_number(value))
        return None
    return Fraction(value)


def read_whole(report: FileReport, node: Node | None, key: str) -> int | None:
    """A whole number."""
    value = read_number(report, node, key)
    if value is None or node is None:
        return None
    if value.denominator != 1:
        report.on(node, say.not_whole(key))
        return None
    return int(value)


def read_flag(report: FileReport, node: Node | None, key: str) -> bool | None:
    """`true` or `false`."""
    value = read_choice(report, node, key, ("true", "false"))
    return None if value is None else value == "true"


def read_choice(
    report: FileReport, node: Node | None, key: str, known: Iterable[str]
) -> str | None:
    """One of a few known words."""
    value = read_text(report, node, key)
    if value is None or node is None:
        return None
    names = [str(name) for name in known]
    if value not in names:
        report.on(node, say.unknown_choice(value, key, names))
        return None
    return value
