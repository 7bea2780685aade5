"""The keys of a rule file: each read, checked, and refused with its place."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from homeward.engines.rules import messages as say
from homeward.engines.rules.grammar import facts_read, read_test
from homeward.engines.rules.rule import Condition, Rule, RuleKind
from homeward.engines.yamlfile import messages as written
from homeward.engines.yamlfile.cited import read_source
from homeward.engines.yamlfile.places import line_and_column, place_in
from homeward.engines.yamlfile.shapes import (
    read_date,
    read_mapping,
    read_scalar,
    read_text,
    read_version,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from yaml.nodes import Node

    from homeward.engines.rules.facts import FactTable
    from homeward.engines.yamlfile import FileReport

    ThenReader = Callable[[FileReport, Node], object]
    """Checks the `then` of a rule, noting faults with their place."""

_REQUIRED = ("id", "title", "kind", "over", "in_force", "source", "when")
_OPTIONAL = ("version", "then", "note")
_ID = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")


def read_rule(
    report: FileReport,
    node: Node,
    tables: Sequence[FactTable],
    read_then: ThenReader | None = None,
) -> Rule | None:
    """One YAML document to a rule; None when the report has gained a fault."""
    before = len(report.errors)
    keys = read_mapping(report, node, "rule", _REQUIRED, _OPTIONAL)
    if keys is None:
        return None
    rule_id = _rule_id(report, keys.get("id"))
    title = read_words(report, keys.get("title"), "title")
    kind = _kind(report, keys.get("kind"))
    over = read_text(report, keys.get("over"), "over")
    facts = next((table for table in tables if table.name == over), None)
    if over is not None and facts is None:
        report.on(keys["over"], say.unknown_table(over, [table.name for table in tables]))
    version = read_version(report, keys.get("version"))
    starts, ends = _in_force(report, keys.get("in_force"))
    source = read_source(report, keys.get("source"))
    when = _when(report, keys.get("when"), facts or tables[0])
    then = _then(report, keys.get("then"))
    if read_then is not None:
        if "then" in keys:
            read_then(report, keys["then"])
        else:
            report.on(node, written.missing_key("then"))
    note = read_words(report, keys.get("note"), "note") if "note" in keys else None
    if len(report.errors) > before:
        return None
    assert rule_id and title and kind and over and starts and source and version
    digest = _digest(rule_id, version, kind, over, [" ".join(c.test.split()) for c in when], then)
    line = report.line_of(node)
    return Rule(rule_id, version, title, kind, over, starts, ends, source, when, then, note,
                report.file, line, digest)  # fmt: skip


def _digest(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


# --- keys -------------------------------------------------------------------------------------


def _rule_id(report: FileReport, node: Node | None) -> str | None:
    value = read_text(report, node, "id")
    if value is not None and node is not None and not _ID.fullmatch(value):
        report.on(node, say.bad_id(value))
    return value


def _kind(report: FileReport, node: Node | None) -> RuleKind | None:
    value = read_text(report, node, "kind")
    if value is None or node is None:
        return None
    if value not in [str(kind) for kind in RuleKind]:
        report.on(node, say.unknown_kind(value, [str(kind) for kind in RuleKind]))
        return None
    return RuleKind(value)


def _in_force(report: FileReport, node: Node | None) -> tuple[date | None, date | None]:
    keys = read_mapping(report, node, "in_force", ("from",), ("to",))
    if keys is None:
        return None, None
    starts = read_date(report, keys.get("from"), "from")
    ends = read_date(report, keys.get("to"), "to")
    if starts and ends and ends < starts:
        report.on(keys["to"], say.dates_reversed(starts.isoformat(), ends.isoformat()))
    return starts, ends


def _when(report: FileReport, node: Node | None, facts: FactTable) -> tuple[Condition, ...]:
    from yaml.nodes import SequenceNode

    if node is None:
        return ()
    if not isinstance(node, SequenceNode):
        report.on(node, written.wrong_shape("when", "一列条件", "a list of conditions"))
        return ()
    if not node.value:
        report.on(node, say.no_conditions())
    read = [_condition(report, item, facts) for item in node.value]
    return tuple(condition for condition in read if condition is not None)


def _condition(report: FileReport, node: Node, facts: FactTable) -> Condition | None:
    keys = read_mapping(report, node, "when", ("test", "says"))
    if keys is None:
        return None
    says = read_words(report, keys.get("says"), "says")
    scalar = read_scalar(report, keys.get("test"), "test")
    if scalar is None:
        return None
    tree, faults = read_test(scalar.value, facts)
    for fault in faults:
        report.at(place_in(report.text, scalar, fault.offset), fault.message)
    if tree is None or says is None:
        return None
    line, column = line_and_column(report.text, place_in(report.text, scalar, 0))
    return Condition(scalar.value.strip(), says, facts_read(tree), line, column, tree)


def _then(report: FileReport, node: Node | None) -> Mapping[str, object]:
    """Free content for whoever acts on the rule: names to plain values."""
    from yaml.constructor import ConstructorError, SafeConstructor
    from yaml.nodes import MappingNode

    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        report.on(node, written.wrong_shape("then", "一组键值", "a mapping"))
        return {}
    try:
        content = SafeConstructor().construct_document(node)
    except (ConstructorError, ValueError) as error:
        report.on(node, written.bad_yaml(str(getattr(error, "problem", error))))
        return {}
    return {str(key): value for key, value in content.items()}
