"""The keys of a rule file: each read, checked, and refused with its place."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from homeward.engines.rules import messages as say
from homeward.engines.rules.errors import RuleError
from homeward.engines.rules.grammar import facts_read, read_test
from homeward.engines.rules.rule import Condition, Rule, RuleKind, Source
from homeward.engines.rules.source import line_and_column, place_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node, ScalarNode

    from homeward.engines.rules.facts import FactTable, Words
    from homeward.engines.rules.message import Message

_REQUIRED = ("id", "title", "kind", "over", "in_force", "source", "when")
_OPTIONAL = ("version", "then", "note")
_ID = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(slots=True)
class FileReport:
    """Gathers the faults of one file, so that all are told at once."""

    file: str
    text: str
    errors: list[RuleError] = field(default_factory=list)

    def at(self, index: int, message: Message) -> None:
        """Note a fault at a character of the file."""
        line, column = line_and_column(self.text, index)
        error = RuleError(self.file, line, column, message.what, message.remedy, message.code)
        if error not in self.errors:
            self.errors.append(error)

    def on(self, node: Node, message: Message) -> None:
        """Note a fault at the start of a YAML node."""
        self.at(node.start_mark.index, message)


def read_rule(report: FileReport, node: Node, facts: FactTable) -> Rule | None:
    """One YAML document to a rule; None when the report has gained a fault."""
    before = len(report.errors)
    keys = _mapping(report, node, "rule", _REQUIRED, _OPTIONAL)
    if keys is None:
        return None
    rule_id = _rule_id(report, keys.get("id"))
    title = _words(report, keys.get("title"), "title")
    kind = _kind(report, keys.get("kind"))
    over = _text(report, keys.get("over"), "over")
    if over is not None and over != facts.name:
        report.on(keys["over"], say.unknown_table(over, facts.name))
    version = _version(report, keys.get("version"))
    starts, ends = _in_force(report, keys.get("in_force"))
    source = _source(report, keys.get("source"))
    when = _when(report, keys.get("when"), facts)
    then = _then(report, keys.get("then"))
    note = _words(report, keys.get("note"), "note") if "note" in keys else None
    if len(report.errors) > before:
        return None
    assert rule_id and title and kind and over and starts and source and version
    digest = _digest(rule_id, version, kind, over, [" ".join(c.test.split()) for c in when], then)
    line = line_and_column(report.text, node.start_mark.index)[0]
    return Rule(rule_id, version, title, kind, over, starts, ends, source, when, then, note,
                report.file, line, digest)  # fmt: skip


def _digest(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


# --- shapes -----------------------------------------------------------------------------------


def _mapping(
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


def _scalar(report: FileReport, node: Node | None, key: str) -> ScalarNode | None:
    """A value that is one piece of text as written; `null` and nothing are refused."""
    from yaml.nodes import ScalarNode

    if node is None:
        return None
    if not isinstance(node, ScalarNode) or not node.value.strip() or node.tag.endswith(":null"):
        report.on(node, say.wrong_shape(key, "一段文字", "a piece of text"))
        return None
    return node


def _text(report: FileReport, node: Node | None, key: str) -> str | None:
    scalar = _scalar(report, node, key)
    return None if scalar is None else str(scalar.value).strip()


def _words(report: FileReport, node: Node | None, key: str) -> Words | None:
    keys = _mapping(report, node, key, ("zh", "en"))
    if keys is None:
        return None
    words = {language: _text(report, keys.get(language), language) for language in ("zh", "en")}
    return {language: text for language, text in words.items() if text is not None}


def _words_or_text(report: FileReport, node: Node | None, key: str) -> Words | None:
    from yaml.nodes import MappingNode

    if isinstance(node, MappingNode):
        return _words(report, node, key)
    text = _text(report, node, key)
    return None if text is None else {"zh": text, "en": text}


# --- keys -------------------------------------------------------------------------------------


def _rule_id(report: FileReport, node: Node | None) -> str | None:
    value = _text(report, node, "id")
    if value is not None and node is not None and not _ID.fullmatch(value):
        report.on(node, say.bad_id(value))
    return value


def _kind(report: FileReport, node: Node | None) -> RuleKind | None:
    value = _text(report, node, "kind")
    if value is None or node is None:
        return None
    if value not in [str(kind) for kind in RuleKind]:
        report.on(node, say.unknown_kind(value, [str(kind) for kind in RuleKind]))
        return None
    return RuleKind(value)


def _version(report: FileReport, node: Node | None) -> int:
    if node is None:
        return 1
    value = _text(report, node, "version")
    if value is not None and not (value.isascii() and value.isdigit() and int(value) > 0):
        report.on(node, say.bad_version(value))
        return 1
    return int(value or 1)


def _date(report: FileReport, node: Node | None, key: str) -> date | None:
    value = _text(report, node, key)
    if value is None or node is None:
        return None
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        report.on(node, say.bad_date(value))
        return None


def _in_force(report: FileReport, node: Node | None) -> tuple[date | None, date | None]:
    keys = _mapping(report, node, "in_force", ("from",), ("to",))
    if keys is None:
        return None, None
    starts = _date(report, keys.get("from"), "from")
    ends = _date(report, keys.get("to"), "to")
    if starts and ends and ends < starts:
        report.on(keys["to"], say.dates_reversed(starts.isoformat(), ends.isoformat()))
    return starts, ends


def _source(report: FileReport, node: Node | None) -> Source | None:
    keys = _mapping(report, node, "source", ("document",), ("article", "url", "note"))
    if keys is None:
        return None
    document = _words_or_text(report, keys.get("document"), "document")
    if document is None:
        return None
    return Source(
        document=document,
        article=_text(report, keys.get("article"), "article"),
        url=_text(report, keys.get("url"), "url"),
        note=_words_or_text(report, keys.get("note"), "note"),
    )


def _when(report: FileReport, node: Node | None, facts: FactTable) -> tuple[Condition, ...]:
    from yaml.nodes import SequenceNode

    if node is None:
        return ()
    if not isinstance(node, SequenceNode):
        report.on(node, say.wrong_shape("when", "一列条件", "a list of conditions"))
        return ()
    if not node.value:
        report.on(node, say.no_conditions())
    read = [_condition(report, item, facts) for item in node.value]
    return tuple(condition for condition in read if condition is not None)


def _condition(report: FileReport, node: Node, facts: FactTable) -> Condition | None:
    keys = _mapping(report, node, "when", ("test", "says"))
    if keys is None:
        return None
    says = _words(report, keys.get("says"), "says")
    scalar = _scalar(report, keys.get("test"), "test")
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
        report.on(node, say.wrong_shape("then", "一组键值", "a mapping"))
        return {}
    try:
        content = SafeConstructor().construct_document(node)
    except (ConstructorError, ValueError) as error:
        report.on(node, say.bad_yaml(str(getattr(error, "problem", error))))
        return {}
    return {str(key): value for key, value in content.items()}
