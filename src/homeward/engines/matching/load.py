"""Files of matching rules to `MatchingRules`, or every fault of every file at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homeward.engines.matching import messages as say
from homeward.engines.matching.rules import Floor, MatchingRules, SameSex, Weight
from homeward.engines.matching.words import By, Kind, Setting, Wish
from homeward.engines.yamlfile import FileErrors, FileReport, documents, used_twice
from homeward.engines.yamlfile.cited import read_source
from homeward.engines.yamlfile.shapes import (
    read_choice,
    read_date,
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

_ID = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
OLDEST, FARTHEST_M, LONGEST_MIN, MOST_POINTS, LARGEST_TEAM = 17, 200_000, 600, 100_000, 20
_KEYS = (
    "id",
    "title",
    "kind",
    "in_force",
    "source",
    "vetting",
    "same_sex",
    "travel",
    "team",
    "wishes",
)


def load_matching_rules(files: Mapping[str, str]) -> dict[str, MatchingRules]:
    """Read files of matching rules, given as text by name, to rules by id.

    Raises:
        FileErrors: with every fault of every file; nothing is loaded then.
    """
    errors, found = [], {}
    for file in sorted(files):
        report = FileReport.of(file, files[file])
        for node in documents(report, empty=say.empty()):
            rules = _rules(report, node)
            if rules is None:
                continue
            if rules.id in found:
                report.on(node, used_twice(rules.id))
            found[rules.id] = rules
        errors += report.errors
    if errors:
        raise FileErrors(errors)
    return found


def _rules(report: FileReport, node: Node) -> MatchingRules | None:
    before = len(report.errors)
    keys = read_mapping(report, node, "matching", _KEYS, ("version", "floors"))
    if keys is None:
        return None
    name = read_text(report, keys.get("id"), "id")
    if name is not None and not _ID.fullmatch(name):
        report.on(keys["id"], say.bad_id(name))
    title = read_words(report, keys.get("title"), "title")
    version = read_version(report, keys.get("version"))
    kind = read_choice(report, keys.get("kind"), "kind", Kind)
    force = read_mapping(report, keys.get("in_force"), "in_force", ("from",))
    since = read_date(report, (force or {}).get("from"), "from")
    source = read_source(report, keys.get("source"))
    vetting = read_mapping(report, keys.get("vetting"), "vetting", ("source",))
    read_source(report, (vetting or {}).get("source"))
    same_sex = _same_sex(report, keys.get("same_sex"))
    metres, minutes = _travel(report, keys.get("travel"))
    team = read_mapping(report, keys.get("team"), "team", ("members",))
    members = _whole(report, team, "members", 2, LARGEST_TEAM)
    weights = _weights(report, keys.get("wishes"))
    floors = tuple(_floor(report, item) for item in read_list(report, keys.get("floors"), "floors"))
    if len(report.errors) > before:
        return None
    assert name and title and kind and since and source and members
    return MatchingRules(
        name, title, version, Kind(kind), since, source, same_sex, metres, minutes, members, weights,
        tuple(floor for floor in floors if floor),
    )  # fmt: skip


def _same_sex(report: FileReport, node: Node | None) -> tuple[SameSex, ...]:
    """The rule for being alone must be there: what nobody wrote is not a permission."""
    keys = read_mapping(report, node, "same_sex", ("source", "when"))
    if keys is None:
        return ()
    read_source(report, keys.get("source"))
    found = [_ages(report, item) for item in read_list(report, keys.get("when"), "when")]
    known = tuple(rule for rule in found if rule)
    alone = any(rule.setting is Setting.ALONE for rule in known)
    if "when" in keys and len(known) == len(found) and not alone:
        report.on(keys["when"], say.alone_not_ruled())
    return known


def _ages(report: FileReport, node: Node) -> SameSex | None:
    keys = read_mapping(report, node, "when", ("setting", "from_age", "to_age"))
    setting = read_choice(report, (keys or {}).get("setting"), "setting", Setting)
    first = _whole(report, keys, "from_age", 0, OLDEST)
    last = _whole(report, keys, "to_age", 0, OLDEST)
    if setting is None or first is None or last is None:
        return None
    if first > last:
        report.on(node, say.ages_turned())
    return SameSex(Setting(setting), first, last)


def _travel(report: FileReport, node: Node | None) -> tuple[int | None, int | None]:
    keys = read_mapping(report, node, "travel", ("metres",), ("minutes",))
    metres = _whole(report, keys, "metres", 0, FARTHEST_M)
    return metres, _whole(report, keys, "minutes", 0, LONGEST_MIN)


def _weights(report: FileReport, node: Node | None) -> tuple[tuple[Wish, Weight], ...]:
    found: dict[Wish, Weight] = {}
    for item in read_list(report, node, "wishes"):
        keys = read_mapping(report, item, "wishes", ("wish", "points"), ("most",))
        wish = read_choice(report, (keys or {}).get("wish"), "wish", Wish)
        points = _whole(report, keys, "points", 0, MOST_POINTS)
        most = _whole(report, keys, "most", points or 0, MOST_POINTS)
        if wish is None or points is None:
            continue
        if Wish(wish) in found:
            report.on(item, used_twice(wish))
        found[Wish(wish)] = Weight(points, points if most is None else most)
    if node is not None and not found.get(Wish.MATCHED, Weight(0, 0)).points:
        report.on(node, say.matched_missing())
    return tuple((wish, found[wish]) for wish in Wish if wish in found)


def _floor(report: FileReport, node: Node) -> Floor | None:
    keys = read_mapping(report, node, "floors", ("by", "values", "percent"))
    by = read_choice(report, (keys or {}).get("by"), "by", By)
    listed = read_list(report, (keys or {}).get("values"), "values")
    values = [read_text(report, item, "values") for item in listed]
    percent = _whole(report, keys, "percent", 1, 100)
    if by is None or percent is None:
        return None
    return Floor(By(by), tuple(value for value in values if value), percent)


def _whole(
    report: FileReport, keys: Mapping[str, Node] | None, key: str, least: int, most: int
) -> int | None:
    node = (keys or {}).get(key)
    value = read_whole(report, node, key)
    if value is None or node is None:
        return None
    if not least <= value <= most:
        report.on(node, say.out_of_range(key, least, most))
        return None
    return value
