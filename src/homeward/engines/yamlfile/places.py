"""Where a character of a YAML value stands in its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml.nodes import ScalarNode

_ESCAPED_WIDTH = {"x": 2, "u": 4, "U": 8}


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1 in characters, of a character of a file."""
    index = max(0, min(index, len(text)))
    before = text.rfind("\n", 0, index)
    return text.count("\n", 0, index) + 1, index - before


def place_in(text: str, node: ScalarNode, offset: int) -> int:
    """Index in the file of character `offset` of a scalar's value.

    YAML folds lines, strips indentation and escapes quotes, so value and file are walked
    together; `offset` may be one past the end.
    """
    start, end = node.start_mark.index, node.end_mark.index
    value, done, indent = node.value, 0, None
    if node.style in ("|", ">"):
        raw, indent, done = _block_start(text, start, end, value)
    else:
        raw = start + (1 if node.style in ("'", '"') else 0)
    while raw < end:
        if indent is None:
            raw, done = _flow_break(text, raw, end, done, node.style)
        if done >= offset or done >= len(value):
            return raw
        if indent is not None and text[raw] == "\n":
            raw, done = _block_break(text, raw, end, value, done, indent)
            continue
        raw += _width(text, raw, node.style)
        done += 1
    return min(raw, end)


def _block_start(text: str, start: int, end: int, value: str) -> tuple[int, int, int]:
    """First written line of a block scalar: its place, indentation, and breaks before it."""
    raw = text.find("\n", start, end) + 1
    while raw < end and not text[raw : text.find("\n", raw, end)].strip(" "):
        raw = text.find("\n", raw, end) + 1
    first = value.lstrip("\n")
    blanks = len(text[raw:end]) - len(text[raw:end].lstrip(" "))
    indent = blanks - (len(first) - len(first.lstrip(" ")))
    return raw + indent, indent, len(value) - len(first)


def _flow_break(text: str, raw: int, end: int, done: int, style: str | None) -> tuple[int, int]:
    """Pass a line break inside a plain or quoted scalar, which folds to a blank or to breaks."""
    joined = style == '"' and re.match(r"\\\r?\n", text[raw:end]) is not None
    stop = raw + joined
    while stop < end and text[stop] in " \t\r\n":
        stop += 1
    breaks = text.count("\n", raw, stop)
    if not breaks:
        return raw, done
    if joined:
        return stop, done
    return stop, done + (1 if breaks == 1 else breaks - 1)


def _block_break(
    text: str, raw: int, end: int, value: str, done: int, indent: int
) -> tuple[int, int]:
    """Pass a line break inside a block scalar: the value has the breaks, or one blank."""
    breaks = 0
    while raw < end and text[raw] == "\n":
        breaks += 1
        raw += 1
        blanks = 0
        while raw < end and text[raw] == " " and blanks < indent:
            raw, blanks = raw + 1, blanks + 1
    kept = 0
    while done < len(value) and kept < breaks and value[done] in " \n":
        done, kept = done + 1, kept + 1
    return raw, done


def _width(text: str, raw: int, style: str | None) -> int:
    """How many characters of the file write one character of the value."""
    if style == "'" and text[raw : raw + 2] == "''":
        return 2
    if style == '"' and text[raw] == "\\":
        return 2 + _ESCAPED_WIDTH.get(text[raw + 1 : raw + 2], 0)
    return 1
