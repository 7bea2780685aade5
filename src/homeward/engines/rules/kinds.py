"""Of which kind each part of a test is; the whitelist of what may stand in one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from homeward.engines.rules import messages as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

    from homeward.engines.rules.facts import FactTable
    from homeward.engines.yamlfile.message import Message

_NUMBER = re.compile(r"\d+(\.\d*)?([eE][+-]?\d{1,3})?|\.\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a test, and at which character (from 0) of it."""

    offset: int
    message: Message


@dataclass(slots=True)
class Reading:
    """One test being read: its text, the facts it may name, the faults found."""

    text: str
    facts: FactTable
    faults: list[Fault] = field(default_factory=list)

    def fault(self, offset: int, message: Message) -> None:
        """Note a fault at a character."""
        self.faults.append(Fault(offset, message))

    def fault_at(self, node: exp.Expr, message: Message) -> None:
        """Note a fault at the first character of a part."""
        self.fault(start_of(node), message)


def start_of(node: exp.Expr) -> int:
    """The first character of a part; of the whole around it where sqlglot kept no place."""
    around: exp.Expr | None = node
    while around is not None:
        places = [part.meta["start"] for part in around.walk() if "start" in part.meta]
        if places:
            return int(min(places))
        around = around.parent
    return 0


def _text(node: exp.Expr) -> str:
    return node.sql(dialect="duckdb")[:60]


def _kind(reading: Reading, node: exp.Expr) -> str | None:
    """The kind of a part, or None when it was refused (and the fault is noted)."""
    rule = _rules().get(type(node))
    if rule is not None:
        return rule(reading, node)
    _refuse(reading, node)
    return None


def must_be(reading: Reading, node: exp.Expr, want: str) -> None:
    """Check a part and all below it, noting every fault."""
    got = _kind(reading, node)
    if got is not None and got != want:
        reading.fault_at(node, say.wrong_kind(want, got, _text(node)))


def _refuse(reading: Reading, node: exp.Expr) -> None:
    from sqlglot import exp

    if isinstance(node, (exp.Query, exp.Subquery)):
        reading.fault_at(node, say.statement(_text(node)))
    elif isinstance(node, exp.Anonymous):
        reading.fault_at(node, say.function_refused(str(node.this)))
    elif isinstance(node, exp.Func) and "start" in node.meta:
        name = reading.text[node.meta["start"] : node.meta["end"] + 1]
        reading.fault_at(node, say.function_refused(name))
    else:
        reading.fault_at(node, say.refused(_text(node)))


def _column(reading: Reading, node: exp.Expr) -> str | None:
    name = node.name
    if node.args.get("table") is not None or node.args.get("join_mark"):
        reading.fault_at(node, say.qualified(_text(node), name))
        return None
    if name not in reading.facts:
        reading.fault_at(node, say.unknown_fact(name, reading.facts.names))
        return None
    return reading.facts[name].type.kind


def _literal(reading: Reading, node: exp.Expr) -> str | None:
    if node.args["is_string"]:
        return "text"
    text = str(node.this)
    if not _NUMBER.fullmatch(text) or float(text) in (float("inf"), float("-inf")):
        reading.fault_at(node, say.bad_number(text))
        return None
    return "number"


def _null(reading: Reading, node: exp.Expr) -> None:
    parent = node.parent
    reading.fault_at(parent if parent is not None else node, say.compared_with_null())


def _paren(reading: Reading, node: exp.Expr) -> str | None:
    return _kind(reading, node.this)


def _connective(reading: Reading, node: exp.Expr) -> str:
    for part in (node.this, node.args.get("expression")):
        if part is not None:
            must_be(reading, part, "boolean")
    return "boolean"


def _arithmetic(reading: Reading, node: exp.Expr) -> str:
    for part in (node.this, node.args.get("expression")):
        if part is not None:
            must_be(reading, part, "number")
    return "number"


def _compare(reading: Reading, node: exp.Expr) -> str:
    from sqlglot import exp

    kind = _same_kind(reading, node, [node.this, node.expression])
    if kind == "boolean" and not isinstance(node, (exp.EQ, exp.NEQ)):
        reading.fault_at(node, say.boolean_order(_text(node)))
    for fact, other in ((node.this, node.expression), (node.expression, node.this)):
        _check_value(reading, fact, other)
    return "boolean"


def _between(reading: Reading, node: exp.Expr) -> str:
    if node.args.get("symmetric"):
        reading.fault_at(node, say.refused(_text(node)))
    kind = _same_kind(reading, node, [node.this, node.args["low"], node.args["high"]])
    if kind == "boolean":
        reading.fault_at(node, say.boolean_order(_text(node)))
    return "boolean"


def _in(reading: Reading, node: exp.Expr) -> str:
    values = node.expressions
    odd = any(node.args.get(name) for name in ("query", "unnest", "field", "is_global"))
    if odd or not values or not all(_is_constant(value) for value in values):
        reading.fault_at(node, say.in_needs_values())
        return "boolean"
    _same_kind(reading, node, [node.this, *values])
    for value in values:
        _check_value(reading, node.this, value)
    return "boolean"


def _is(reading: Reading, node: exp.Expr) -> str:
    from sqlglot import exp

    if not isinstance(node.expression, exp.Null):
        reading.fault_at(node, say.only_is_null(_text(node)))
        return "boolean"
    _not_ambiguous(reading, node.this)
    _kind(reading, node.this)
    return "boolean"


def _coalesce(reading: Reading, node: exp.Expr) -> str | None:
    name = reading.text[node.meta["start"] : node.meta["end"] + 1] if "start" in node.meta else ""
    if name.lower() != "coalesce":
        reading.fault_at(node, say.function_refused(name or _text(node)))
        return None
    return _same_kind(reading, node, [node.this, *node.expressions])


def _same_kind(reading: Reading, node: exp.Expr, parts: list[exp.Expr]) -> str | None:
    """The one kind of all parts; a fault when they differ."""
    from sqlglot import exp

    kinds = []
    for part in parts:
        if not isinstance(node, exp.Coalesce):
            _not_ambiguous(reading, part)
        kinds.append(_kind(reading, part))
    known = [kind for kind in kinds if kind is not None]
    for kind in known[1:]:
        if kind != known[0]:
            reading.fault_at(node, say.kinds_differ(known[0], kind, _text(node)))
            return None
    return known[0] if len(known) == len(kinds) else None


def _not_ambiguous(reading: Reading, part: exp.Expr) -> None:
    """Engines bind `a = b IS NULL` and `a = NOT b` differently: such parts need parentheses."""
    from sqlglot import exp

    comparisons = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between, exp.In, exp.Is)
    if isinstance(part, (*comparisons, exp.Not, exp.And, exp.Or)):
        reading.fault_at(part, say.needs_parentheses(_text(part)))


def _is_constant(node: exp.Expr) -> bool:
    from sqlglot import exp

    if isinstance(node, exp.Neg):
        node = node.this
    return isinstance(node, (exp.Literal, exp.Boolean))


def _check_value(reading: Reading, fact: exp.Expr, value: exp.Expr) -> None:
    """A text of fixed values compared with another value would silently be never true."""
    from sqlglot import exp

    if not isinstance(fact, exp.Column) or not isinstance(value, exp.Literal):
        return
    if fact.name in reading.facts and value.is_string:
        known = reading.facts[fact.name].values
        if known and value.this not in known:
            reading.fault_at(value, say.unknown_value(str(value.this), fact.name, known))


@cache
def _rules() -> dict[type[exp.Expr], Callable[[Reading, exp.Expr], str | None]]:
    """The whitelist: each node of the grammar with what checks it, and nothing else."""
    from sqlglot import exp

    return {
        exp.Column: _column,
        exp.Literal: _literal,
        exp.Boolean: lambda _reading, _node: "boolean",
        exp.Null: _null,
        exp.Paren: _paren,
        **dict.fromkeys((exp.And, exp.Or, exp.Not), _connective),
        **dict.fromkeys((exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE), _compare),
        exp.Between: _between,
        exp.In: _in,
        exp.Is: _is,
        **dict.fromkeys((exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg), _arithmetic),
        exp.Coalesce: _coalesce,
    }
