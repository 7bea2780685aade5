"""What an instrument asks: options and items, read from its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homeward.engines.scoring import messages as say
from homeward.engines.scoring.instrument import Item, Option
from homeward.engines.yamlfile import messages as written
from homeward.engines.yamlfile.shapes import (
    read_flag,
    read_list,
    read_mapping,
    read_text,
    read_whole,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node

    from homeward.engines.yamlfile import FileReport, Words

_ID = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", re.ASCII)
_ITEM = ("options", "about", "reverse", "right", "safety", "hint")

Options = tuple[Option, ...]


def read_id(report: FileReport, node: Node | None, key: str) -> str | None:
    """The stable name of an instrument or a part of it."""
    value = read_text(report, node, key)
    if value is not None and node is not None and not _ID.fullmatch(value):
        report.on(node, say.bad_id(value))
    return value


def read_texts(
    report: FileReport, keys: Mapping[str, Node], names: tuple[str, ...]
) -> dict[str, Words | None]:
    """Sentences that may be left out."""
    return {name: read_words(report, keys.get(name), name) for name in names}


def read_option_sets(report: FileReport, node: Node | None) -> dict[str, Options]:
    """The sets of options that items share, by name."""
    from yaml.nodes import MappingNode

    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        report.on(node, written.wrong_shape("options", "各选项组的名称和选项",
                                            "sets of options by name"))  # fmt: skip
        return {}
    return {str(name.value): _options(report, value) for name, value in node.value}


def _options(report: FileReport, node: Node) -> Options:
    found: list[Option] = []
    entries = read_list(report, node, "options")
    for entry in entries:
        keys = read_mapping(report, entry, "options", ("value", "label"), ("hint",))
        if keys is None:
            continue
        value = read_whole(report, keys.get("value"), "value")
        label = read_words(report, keys.get("label"), "label")
        hint = read_words(report, keys.get("hint"), "hint")
        if value is None or label is None:
            continue
        if value in (option.value for option in found):
            report.on(keys["value"], say.repeated("options", str(value)))
        found.append(Option(value, label, hint))
    if len(entries) == 1:
        report.on(node, say.too_few_options())
    return tuple(found)


def read_items(
    report: FileReport, node: Node, sets: Mapping[str, Options], *, needs_about: bool
) -> tuple[Item, ...]:
    """The items, in the order in which they are asked.

    Args:
        report: gains the faults.
        node: the list.
        sets: the options that items can name.
        needs_about: child and adults are asked, so every item needs both wordings.
    """
    found: dict[str, Item] = {}
    for entry in read_list(report, node, "items"):
        keys = read_mapping(report, entry, "items", ("id", "text"), _ITEM)
        if keys is None:
            continue
        item = _item(report, entry, keys, sets)
        if needs_about and "about" not in keys:
            report.on(entry, say.about_missing())
        if item is None:
            continue
        if item.id in found:
            report.on(keys["id"], say.repeated("items", item.id))
        found[item.id] = item
    return tuple(found.values())


def _item(
    report: FileReport, entry: Node, keys: Mapping[str, Node], sets: Mapping[str, Options]
) -> Item | None:
    item_id = read_id(report, keys.get("id"), "id")
    text = read_words(report, keys.get("text"), "text")
    free = read_texts(report, keys, ("about", "hint"))
    options = _options_of(report, entry, keys.get("options"), sets)
    reverse = read_flag(report, keys.get("reverse"), "reverse")
    right = read_whole(report, keys.get("right"), "right")
    safety = read_whole(report, keys.get("safety"), "safety")
    values = [option.value for option in options]
    for key, value in (("right", right), ("safety", safety)):
        if value is not None and options and value not in values:
            report.on(keys[key], say.not_an_option(key, value, values))
    if right is not None and (reverse is not None or safety is not None):
        report.on(keys["right"], say.quiz_or_reverse())
    if item_id is None or text is None or not options:
        return None
    return Item(
        item_id, text, options, free["about"], bool(reverse), right, safety, free["hint"]
    )  # fmt: skip


def _options_of(
    report: FileReport, entry: Node, node: Node | None, sets: Mapping[str, Options]
) -> Options:
    """An item's own options, the set it names, or the only set there is."""
    from yaml.nodes import SequenceNode

    if node is None:
        if len(sets) != 1:
            message = say.options_unclear() if sets else written.missing_key("options")
            report.on(entry, message)
            return ()
        return next(iter(sets.values()))
    if isinstance(node, SequenceNode):
        return _options(report, node)
    name = read_text(report, node, "options")
    if name is not None and name not in sets:
        report.on(node, say.unknown_options(name, sets))
    return sets.get(name or "", ())
