"""Bands: read as published, or a scale's range in thirds; every possible value in exactly one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from homeward.engines.scoring import messages as say
from homeward.engines.scoring.asked import read_id
from homeward.engines.scoring.instrument import THIRDS, Band, Scale, plain
from homeward.engines.scoring.words import Direction, Method, Severity
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_list,
    read_mapping,
    read_number,
    read_words,
)

if TYPE_CHECKING:
    from yaml.nodes import Node

    from homeward.engines.yamlfile import FileReport


def read_bands(report: FileReport, node: Node | None, scale: Scale, *, own: bool) -> Scale:
    """The scale with its bands; unchanged when the file has none."""
    from yaml.nodes import ScalarNode

    if node is None:
        return scale
    if isinstance(node, ScalarNode) and node.value == "thirds":
        if not own:
            report.on(node, say.thirds_of_published())
        return replace(scale, bands=thirds(scale))
    before = len(report.errors)
    bands = [_band(report, entry, scale) for entry in read_list(report, node, "bands")]
    found = tuple(band for band in bands if band is not None)
    ids = [band.id for band in found]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        report.on(node, say.repeated("bands", name))
    if len(report.errors) == before:
        _cover(report, node, scale, found)
    return replace(scale, bands=found)


def _band(report: FileReport, node: Node, scale: Scale) -> Band | None:
    keys = read_mapping(report, node, "bands", ("from", "to", "id", "title", "severity"))
    if keys is None:
        return None
    low = read_number(report, keys.get("from"), "from")
    high = read_number(report, keys.get("to"), "to")
    band_id = read_id(report, keys.get("id"), "id")
    title = read_words(report, keys.get("title"), "title")
    severity = read_choice(report, keys.get("severity"), "severity", Severity)
    if low is None or high is None or band_id is None or title is None or severity is None:
        return None
    if low > high:
        report.on(keys["to"], say.reversed_range(str(low), str(high)))
    elif low < scale.low or high > scale.high:
        report.on(keys["from"], say.band_outside(str(scale.low), str(scale.high)))
    return Band(band_id, plain(low), plain(high), title, Severity(severity))


def values(scale: Scale) -> list[Fraction]:
    """Every value that a scale can take, lowest first."""
    low, high, step = exact(scale.low), exact(scale.high), scale.step
    if scale.method is Method.SUM:
        return [low + step * number for number in range(int((high - low) / step) + 1)]
    first, last = ceil(low / step), floor(high / step)  # rounded values, and the ends as they are
    return sorted({low, high, *(step * number for number in range(first, last + 1))})


def exact(number: float) -> Fraction:
    """The number that people read, without what binary floats add."""
    return Fraction(str(number))


def _cover(report: FileReport, node: Node, scale: Scale, bands: tuple[Band, ...]) -> None:
    """Note the first value without a band, and the first that has two."""
    for value in values(scale):
        holding = [band for band in bands if band.low <= value <= band.high]
        if not holding:
            report.on(node, say.value_without_band(str(plain(value))))
            return
        if len(holding) > 1:
            one, other = holding[0].id, holding[1].id
            report.on(node, say.value_in_two_bands(str(plain(value)), one, other))
            return


def thirds(scale: Scale) -> tuple[Band, ...]:
    """A scale's possible values in three bands by thirds of its range, lowest values first.

    A value on the line between two thirds belongs to the better one.
    """
    low, high = exact(scale.low), exact(scale.high)
    held: list[list[Fraction]] = [[], [], []]
    for value in values(scale):
        good = value - low if scale.direction is Direction.BETTER else high - value
        held[min(int(good * 3 / (high - low)), 2)].append(value)
    bands = [
        Band(band_id, plain(min(found)), plain(max(found)), title, severity)
        for (band_id, title, severity), found in zip(THIRDS, held, strict=True)
        if found
    ]
    return tuple(sorted(bands, key=lambda band: band.low))
