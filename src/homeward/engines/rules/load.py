"""Rule files to a rule book, or every fault of every file at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from homeward.engines.rules import messages as say
from homeward.engines.rules.errors import RuleError, RuleErrors
from homeward.engines.rules.rule import Rule, RuleBook
from homeward.engines.rules.schema import FileReport, read_rule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yaml.nodes import Node

    from homeward.engines.rules.facts import FactTable
    from homeward.engines.rules.message import Message


def load_rules(files: Mapping[str, str], facts: FactTable) -> RuleBook:
    """Read rule files, given as text by name.

    A file may hold several rules, or several versions of one, divided by `---` lines.

    Raises:
        RuleErrors: with every fault of every file; nothing is loaded then.
    """
    errors: list[RuleError] = []
    rules: list[Rule] = []
    for file in sorted(files):
        text = files[file].replace("\r\n", "\n").replace("\r", "\n")
        report = FileReport(file, text)
        for node in _documents(report):
            rule = read_rule(report, node, facts)
            if rule is not None:
                rules.append(rule)
        errors += report.errors
    errors += _clashes(rules)
    if errors:
        raise RuleErrors(errors)
    return RuleBook(rules)


def _documents(report: FileReport) -> list[Node]:
    """The YAML documents of a file; none when the YAML itself is at fault."""
    import yaml

    try:
        for event in yaml.parse(report.text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                report.at(getattr(event.start_mark, "index", 0), say.alias_used())
                return []
        nodes = [n for n in yaml.compose_all(report.text, Loader=yaml.SafeLoader) if n is not None]
    except yaml.MarkedYAMLError as error:
        index = getattr(error.problem_mark, "index", 0)
        report.at(index, say.bad_yaml(error.problem or "?"))
        return []
    except yaml.reader.ReaderError as error:
        report.at(error.position, say.bad_yaml(f"#x{error.character:04x}"))
        return []
    except RecursionError:
        report.at(0, say.bad_yaml("nested too deeply"))
        return []
    if not nodes:
        report.at(0, say.empty_file())
    doubled = [_note_duplicates(report, node) for node in nodes]
    return [node for node, bad in zip(nodes, doubled, strict=True) if not bad]


def _note_duplicates(report: FileReport, node: Node) -> bool:
    """YAML readers keep the last of two equal keys in silence; here it is a fault."""
    from yaml.nodes import MappingNode, SequenceNode

    found = False
    if isinstance(node, SequenceNode):
        for item in node.value:
            found |= _note_duplicates(report, item)
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                report.on(key, say.duplicate_key(name))
                found = True
            seen.add(name)
            found |= _note_duplicates(report, value)
    return found


def _clashes(rules: list[Rule]) -> list[RuleError]:
    """Two versions of a rule in force on one day, or under one number."""
    errors = []
    in_order = sorted(rules, key=lambda r: (r.id, r.starts, r.version, r.file, r.line))
    for one, other in combinations(in_order, 2):
        if one.id != other.id:
            continue
        place = f"{one.file}:{one.line}"
        if one.version == other.version:
            message = say.version_repeated(other.id, other.version, place)
            errors.append(_at_rule(other, message))
        if one.ends is None or other.starts <= one.ends:
            day: date = other.starts
            errors.append(_at_rule(other, say.versions_overlap(other.id, place, day.isoformat())))
    return errors


def _at_rule(rule: Rule, message: Message) -> RuleError:
    return RuleError(rule.file, rule.line, 1, message.what, message.remedy, message.code)
