"""The keys of an instrument file: each read, checked, and refused with its place."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from homeward.engines.scoring import messages as say
from homeward.engines.scoring.asked import read_id, read_items, read_option_sets, read_texts
from homeward.engines.scoring.counted import read_scales
from homeward.engines.scoring.instrument import Ages, Instrument, Item, Scale
from homeward.engines.scoring.words import Construct, Informant, Reads
from homeward.engines.yamlfile.cited import read_source
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_flag,
    read_list,
    read_mapping,
    read_text,
    read_version,
    read_whole,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node

    from homeward.engines.yamlfile import FileReport

_REQUIRED = (
    "id", "title", "about", "construct", "paper", "informants", "ages", "reads", "validated",
    "text_shipped", "licence", "source", "scales",
)  # fmt: skip
_OPTIONAL = (
    "version", "item_count", "options", "items", "wording", "read_aloud", "younger", "note",
)  # fmt: skip
_SECTION = re.compile(r"\d(\.\d){0,3}", re.ASCII)


def read_instrument(report: FileReport, node: Node) -> Instrument | None:
    """One YAML document to an instrument; None when the report has gained a fault."""
    before = len(report.errors)
    keys = read_mapping(report, node, "instrument", _REQUIRED, _OPTIONAL)
    if keys is None:
        return None
    instrument_id = read_id(report, keys.get("id"), "id")
    texts = {key: read_words(report, keys.get(key), key) for key in ("title", "about", "licence")}
    free = read_texts(report, keys, ("wording", "read_aloud", "younger", "note"))
    construct = read_choice(report, keys.get("construct"), "construct", Construct)
    paper = _section(report, keys.get("paper"))
    informants = _informants(report, keys.get("informants"))
    ages = _ages(report, keys.get("ages"))
    classes = _classes(report, keys.get("reads"), informants)
    validated = read_flag(report, keys.get("validated"), "validated")
    shipped = read_flag(report, keys.get("text_shipped"), "text_shipped")
    version = read_version(report, keys.get("version"))
    source = read_source(report, keys.get("source"))
    items = _items(report, node, keys, shipped is not False, informants)
    count = _item_count(report, node, keys, shipped is not False, len(items))
    scales = read_scales(
        report, keys.get("scales"), items, text_shipped=shipped is not False, own=not validated
    )
    if len(report.errors) > before:
        return None
    assert instrument_id and construct and paper and ages and source
    assert validated is not None and shipped is not None
    title, about, licence = texts["title"], texts["about"], texts["licence"]
    assert title and about and licence
    return Instrument(
        id=instrument_id, version=version, title=title, about=about,
        construct=Construct(construct), paper=paper, informants=informants, ages=ages,
        classes=classes, items=items, item_count=count, scales=scales, text_shipped=shipped,
        validated=validated, licence=licence, source=source, file=report.file,
        line=report.line_of(node), digest=_digest(instrument_id, version, ages, items, scales),
        **free,
    )  # fmt: skip


def _digest(
    instrument_id: str, version: int, ages: Ages, items: tuple[Item, ...], scales: tuple[Scale, ...]
) -> str:
    parts = [
        instrument_id, version, ages.first, ages.last,
        [[i.id, i.values, i.scores, i.safety] for i in items],
        [[s.id, s.items, s.method, str(s.factor), s.missing, s.over_all, s.decimals, s.direction,
          s.low, s.high, [[b.id, b.low, b.high, b.severity] for b in s.bands]] for s in scales],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _section(report: FileReport, node: Node | None) -> str | None:
    value = read_text(report, node, "paper")
    if value is not None and node is not None and not _SECTION.fullmatch(value):
        report.on(node, say.bad_section(value))
    return value


def _informants(report: FileReport, node: Node | None) -> tuple[Informant, ...]:
    found: list[Informant] = []
    for entry in read_list(report, node, "informants"):
        name = read_choice(report, entry, "informants", Informant)
        if name is None:
            continue
        if name in found:
            report.on(entry, say.repeated("informants", name))
        found.append(Informant(name))
    return tuple(found)


def _ages(report: FileReport, node: Node | None) -> Ages | None:
    keys = read_mapping(report, node, "ages", ("from", "to"))
    if keys is None:
        return None
    first = read_whole(report, keys.get("from"), "from")
    last = read_whole(report, keys.get("to"), "to")
    if first is None or last is None:
        return None
    if first > last:
        report.on(keys["to"], say.reversed_range(str(first), str(last)))
    return Ages(first, last)


def _classes(
    report: FileReport, node: Node | None, informants: tuple[Informant, ...]
) -> Mapping[Informant, Reads]:
    """One class for all, or one for each informant."""
    from yaml.nodes import MappingNode

    if not isinstance(node, MappingNode):
        word = read_choice(report, node, "reads", Reads)
        return {} if word is None else dict.fromkeys(informants, Reads(word))
    found: dict[Informant, Reads] = {}
    for name_node, value in node.value:
        name = read_choice(report, name_node, "reads", Informant)
        word = read_choice(report, value, str(name), Reads)
        if name is not None and word is not None:
            found[Informant(name)] = Reads(word)
    for name in sorted(set(found) ^ set(informants)):
        report.on(node, say.class_without_informant(name))
    return found


def _items(
    report: FileReport, node: Node, keys: Mapping[str, Node], shipped: bool,
    informants: tuple[Informant, ...],
) -> tuple[Item, ...]:  # fmt: skip
    if not shipped:
        for key in ("items", "options"):
            if key in keys:
                report.on(keys[key], say.text_forbidden(key))
        return ()
    if "items" not in keys:
        report.on(node, say.text_missing())
        return ()
    sets = read_option_sets(report, keys.get("options"))
    both = Informant.CHILD in informants and len(informants) > 1
    return read_items(report, keys["items"], sets, needs_about=both)


def _item_count(
    report: FileReport, node: Node, keys: Mapping[str, Node], shipped: bool, counted: int
) -> int:
    """Counted where the items are there, and told where they are not."""
    if shipped:
        if "item_count" in keys:
            report.on(keys["item_count"], say.count_told_and_counted())
        return counted
    if "item_count" not in keys:
        report.on(node, say.count_missing())
        return 0
    count = read_whole(report, keys["item_count"], "item_count")
    if count is not None and count < 1:
        report.on(keys["item_count"], say.not_positive("item_count"))
    return count or 0
