"""Cadence files to profiles, or every fault of every file at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homeward.engines.cadences.profile import Beat, Profile, Unit
from homeward.engines.yamlfile import FileErrors, FileReport, documents, message, used_twice
from homeward.engines.yamlfile.cited import read_source
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_list,
    read_mapping,
    read_text,
    read_whole,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yaml.nodes import Node

    from homeward.engines.yamlfile import Message

_ID = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")


def load_cadences(
    files: Mapping[str, str], kinds: Iterable[str], channels: Iterable[str]
) -> dict[str, Profile]:
    """Read cadence files, given as text by name, to profiles by id.

    Args:
        kinds, channels: the words an engagement may have.

    Raises:
        FileErrors: with every fault of every file; nothing is loaded then.
    """
    known = (tuple(kinds), tuple(channels))
    errors, found = [], {}
    for file in sorted(files):
        report = FileReport.of(file, files[file])
        for node in documents(report, empty=_empty()):
            profile = _profile(report, node, *known)
            if profile is None:
                continue
            if profile.id in found:
                report.on(node, used_twice(profile.id))
            found[profile.id] = profile
        errors += report.errors
    if errors:
        raise FileErrors(errors)
    return found


def _profile(
    report: FileReport, node: Node, kinds: tuple[str, ...], channels: tuple[str, ...]
) -> Profile | None:
    before = len(report.errors)
    keys = read_mapping(report, node, "cadence", ("id", "title", "source", "beats"))
    if keys is None:
        return None
    name = _read_id(report, keys.get("id"))
    title = read_words(report, keys.get("title"), "title")
    source = read_source(report, keys.get("source"))
    beats = [
        _beat(report, item, kinds, channels)
        for item in read_list(report, keys.get("beats"), "beats")
    ]
    names = [beat.id for beat in beats if beat]
    for twice in sorted({each for each in names if names.count(each) > 1}):
        report.on(keys["beats"], used_twice(twice))
    if len(report.errors) > before:
        return None
    assert name and title and source
    return Profile(name, title, source, tuple(beat for beat in beats if beat))


def _beat(
    report: FileReport, node: Node, kinds: tuple[str, ...], channels: tuple[str, ...]
) -> Beat | None:
    before = len(report.errors)
    needed, more = ("id", "says", "kinds", "every", "unit"), ("channels", "least", "first_within")
    keys = read_mapping(report, node, "beats", needed, more)
    if keys is None:
        return None
    name = _read_id(report, keys.get("id"))
    says = read_words(report, keys.get("says"), "says")
    some = [read_choice(report, n, "kinds", kinds) for n in _list(report, keys, "kinds")]
    ways = [read_choice(report, n, "channels", channels) for n in _list(report, keys, "channels")]
    unit = read_choice(report, keys.get("unit"), "unit", Unit)
    every, least = _count(report, keys, "every"), _count(report, keys, "least")
    first = _count(report, keys, "first_within")
    if len(report.errors) > before:
        return None
    assert name and says and unit and every
    return Beat(
        name, says, tuple(k for k in some if k), tuple(w for w in ways if w), least or 1, every,
        Unit(unit), first,
    )  # fmt: skip


def _list(report: FileReport, keys: dict[str, Node], name: str) -> list[Node]:
    return read_list(report, keys.get(name), name)


def _count(report: FileReport, keys: dict[str, Node], name: str) -> int | None:
    """A whole number from 1 up."""
    value = read_whole(report, keys.get(name), name)
    if value is not None and value < 1:
        report.on(
            keys[name],
            message(
                "count", f"“{name}”至少为 1。", f"'{name}' is 1 at least.",
                "请写从 1 起的整数。", "Write a whole number from 1 up.",
            ),
        )  # fmt: skip
        return None
    return value


def _read_id(report: FileReport, node: Node | None) -> str | None:
    value = read_text(report, node, "id")
    if value is not None and node is not None and not _ID.fullmatch(value):
        report.on(
            node,
            message(
                "id", f"“{value}”不能作编号。", f"'{value}' cannot be an id.",
                "请用小写字母、数字，以点、连字符或下划线相连。",
                "Use lower-case letters and digits joined by dots, hyphens or underscores.",
            ),
        )  # fmt: skip
    return value


def _empty() -> Message:
    return message(
        "empty", "文件中没有频次。", "The file holds no cadence.",
        "请写一个频次，或删除该文件。", "Write a cadence, or remove the file.",
    )  # fmt: skip
