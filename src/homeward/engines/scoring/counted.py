"""How an instrument counts: scales, missing rules and bands, read from its file."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from homeward.engines.scoring import messages as say
from homeward.engines.scoring.asked import read_id
from homeward.engines.scoring.banded import read_bands
from homeward.engines.scoring.instrument import Item, Scale, plain
from homeward.engines.scoring.words import Direction, Method
from homeward.engines.yamlfile import messages as written
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_list,
    read_mapping,
    read_number,
    read_text,
    read_whole,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node

    from homeward.engines.yamlfile import FileReport

_WITH_TEXT = (
    ("id", "title", "items", "direction"),
    ("method", "factor", "missing", "decimals", "bands"),
)
_WITHOUT_TEXT = (("id", "title", "range", "direction"), ("bands",))
MOST_DECIMALS = 2


class _Counting(NamedTuple):
    """How items make a value; for a total that is entered, as if one item gave it."""

    items: tuple[str, ...]
    method: Method
    factor: Fraction
    missing: int
    over_all: bool
    decimals: int
    low: Fraction
    high: Fraction


def read_scales(
    report: FileReport, node: Node | None, items: tuple[Item, ...], *, text_shipped: bool, own: bool
) -> tuple[Scale, ...]:
    """The scales, in the order of the file.

    Args:
        report: gains the faults.
        node: the list.
        items: all items of the instrument.
        text_shipped: False: each scale has a range in place of items.
        own: nobody has validated the instrument, so that its bands may be thirds.
    """
    found: dict[str, Scale] = {}
    entries = read_list(report, node, "scales")
    for entry in entries:
        required, optional = _WITH_TEXT if text_shipped else _WITHOUT_TEXT
        keys = read_mapping(report, entry, "scales", required, optional)
        if keys is None:
            continue
        scale = _scale(report, keys, {item.id: item for item in items}, own=own)
        if scale is None:
            continue
        if scale.id in found:
            report.on(keys["id"], say.repeated("scales", scale.id))
        found[scale.id] = scale
    used = {item_id for scale in found.values() for item_id in scale.items}
    if node is not None and len(found) == len(entries):  # else the unread scale may have it
        for item in items:
            if item.id not in used:
                report.on(node, say.item_unused(item.id))
    return tuple(found.values())


def _scale(
    report: FileReport, keys: Mapping[str, Node], known: Mapping[str, Item], *, own: bool
) -> Scale | None:
    scale_id = read_id(report, keys.get("id"), "id")
    title = read_words(report, keys.get("title"), "title")
    direction = read_choice(report, keys.get("direction"), "direction", Direction)
    how = _entered(report, keys["range"]) if "range" in keys else _counting(report, keys, known)
    if scale_id is None or title is None or direction is None or how is None:
        return None
    scale = Scale(
        scale_id, title, how.items, how.method, how.factor, how.missing, how.over_all,
        how.decimals, Direction(direction), plain(how.low), plain(how.high), (),
    )  # fmt: skip
    return read_bands(report, keys.get("bands"), scale, own=own)


def _entered(report: FileReport, node: Node) -> _Counting | None:
    keys = read_mapping(report, node, "range", ("from", "to"))
    if keys is None:
        return None
    low = read_whole(report, keys.get("from"), "from")
    high = read_whole(report, keys.get("to"), "to")
    if low is None or high is None:
        return None
    if low >= high:
        report.on(keys["to"], say.reversed_range(str(low), str(high)))
        return None
    return _Counting((), Method.SUM, Fraction(1), 0, False, 0, Fraction(low), Fraction(high))


def _counting(
    report: FileReport, keys: Mapping[str, Node], known: Mapping[str, Item]
) -> _Counting | None:
    items = _items_of(report, keys.get("items"), known)
    word = read_choice(report, keys.get("method"), "method", Method) or Method.SUM
    method = Method(word)
    factor = read_number(report, keys.get("factor"), "factor")
    factor = Fraction(1) if factor is None else factor
    if factor <= 0:
        report.on(keys["factor"], say.not_positive("factor"))
        return None
    missing, over_all = _missing(report, keys.get("missing"), len(items), len(known))
    decimals = _decimals(report, keys.get("decimals"), method)
    if not items:
        return None
    if method is Method.SUM and missing and any(min(item.scores) != 0 for item in items):
        report.on(keys["missing"], say.missing_as_zero())
    lows, highs = sum(min(i.scores) for i in items), sum(max(i.scores) for i in items)
    share = Fraction(1, len(items)) if method is Method.MEAN else Fraction(1)
    return _Counting(
        tuple(item.id for item in items), method, factor, missing, over_all, decimals,
        lows * share * factor, highs * share * factor,
    )  # fmt: skip


def _items_of(report: FileReport, node: Node | None, known: Mapping[str, Item]) -> tuple[Item, ...]:
    """`all`, or a list of ids."""
    from yaml.nodes import ScalarNode

    if isinstance(node, ScalarNode) and node.value == "all":
        return tuple(known.values())
    found: dict[str, Item] = {}
    for entry in read_list(report, node, "items"):
        name = read_text(report, entry, "items")
        if name is None:
            continue
        if name in found:
            report.on(entry, say.repeated("items", name))
        elif name in known:
            found[name] = known[name]
        elif known:  # without a single readable item, each name here would be a fault
            report.on(entry, say.unknown_item(name, known))
    return tuple(found.values())


def _missing(report: FileReport, node: Node | None, ours: int, all_items: int) -> tuple[int, bool]:
    """How many items may be unanswered, and whether those of the whole instrument count."""
    keys = read_mapping(report, node, "missing", ("at_most",), ("of",))
    if keys is None:
        return 0, False
    limit = read_whole(report, keys.get("at_most"), "at_most")
    over_all = read_choice(report, keys.get("of"), "of", ("scale", "instrument")) == "instrument"
    total = all_items if over_all else ours
    if limit is None:
        return 0, over_all
    if limit < 0 or (total and limit >= total):
        report.on(keys["at_most"], say.too_many_missing(limit, total))
        return 0, over_all
    return limit, over_all


def _decimals(report: FileReport, node: Node | None, method: Method) -> int:
    """A mean has one place unless told otherwise; a prorated sum, like a sum, none."""
    if node is None:
        return 1 if method is Method.MEAN else 0
    places = read_whole(report, node, "decimals")
    if method is Method.SUM or places is None or not 0 <= places <= MOST_DECIMALS:
        what = f"0 至 {MOST_DECIMALS}，且不用于 sum", f"0 to {MOST_DECIMALS}, and not with a sum"
        report.on(node, written.wrong_shape("decimals", *what))
        return 0
    return places
