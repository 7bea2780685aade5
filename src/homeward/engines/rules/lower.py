"""A checked test to one SQL text that means the same in every engine.

What engines differ in is written out: every part in parentheses, arithmetic in double precision
(so no sum overflows and stops a scan), division by zero gives NULL, BETWEEN as two comparisons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.rules.grammar import read_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlglot import exp

    from homeward.engines.rules.facts import FactTable

_EXACT_DIGITS = 15


def to_spark(test: str, facts: FactTable) -> str:
    """The same test in Spark SQL.

    Raises:
        ValueError: the test is not in the grammar; load the rule to learn where.
    """
    tree, faults = read_test(test, facts)
    if tree is None:
        raise ValueError(faults[0].message.what["en"])
    return lower(tree).sql(dialect="spark")


def lower(node: exp.Expr, *, doubles: bool = False) -> exp.Expr:
    """The tree with every difference between engines written out.

    Args:
        doubles: the part stands in arithmetic, so its facts and numbers become doubles.
    """
    from sqlglot import exp

    if isinstance(node, exp.Paren):
        return lower(node.this, doubles=doubles)
    if isinstance(node, exp.Column):
        column = exp.column(node.name, quoted=True)
        return exp.cast(column, "double") if doubles else column
    if isinstance(node, exp.Literal):
        return node.copy() if node.is_string else _number(node, doubles)
    if isinstance(node, (exp.Boolean, exp.Null)):
        return node.copy()
    if isinstance(node, exp.Between):
        low = exp.GTE(this=lower(node.this), expression=lower(node.args["low"]))
        high = exp.LTE(this=lower(node.this), expression=lower(node.args["high"]))
        return exp.paren(exp.And(this=exp.paren(low), expression=exp.paren(high)))
    if isinstance(node, (exp.In, exp.Coalesce)):
        inside = doubles and isinstance(node, exp.Coalesce)
        parts = [lower(part, doubles=inside) for part in node.expressions]
        return exp.paren(type(node)(this=lower(node.this, doubles=inside), expressions=parts))
    if isinstance(node, exp.Div):
        divisor = exp.Nullif(this=lower(node.expression, doubles=True), expression=_zero())
        return exp.paren(exp.Div(this=lower(node.this, doubles=True), expression=divisor))
    inside = isinstance(node, (exp.Add, exp.Sub, exp.Mul, exp.Neg))
    parts_by_name = {
        name: lower(part, doubles=inside)
        for name, part in node.args.items()
        if isinstance(part, exp.Expr)
    }
    return exp.paren(type(node)(**parts_by_name))


def _number(node: exp.Literal, doubles: bool) -> exp.Expr:
    from sqlglot import exp

    text = str(node.this)
    if not doubles and text.isdigit() and len(text) <= _EXACT_DIGITS:
        return node.copy()
    return exp.cast(exp.Literal.number(text), "double")


def _zero() -> exp.Expr:
    from sqlglot import exp

    return exp.cast(exp.Literal.number("0"), "double")


def blame(node: exp.Expr) -> dict[str, str]:
    """For a lowered part that came out NULL: each fact to blame, and the SQL that says when.

    A part is NULL because parts of it are; a fact is to blame when it is NULL and every part
    around it up to the top is. A side that is settled (the FALSE of an OR, a coalesce with a
    default, IS NULL) blames nobody.
    """
    found: dict[str, list[str]] = {}
    for name, guards in _blame(node, ()):
        found.setdefault(name, []).append(" AND ".join(guards) or "TRUE")
    return {
        name: "TRUE" if "TRUE" in ways else " OR ".join(f"({way})" for way in dict.fromkeys(ways))
        for name, ways in found.items()
    }


def _blame(node: exp.Expr, guards: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    from sqlglot import exp

    if isinstance(node, exp.Column):
        yield node.name, guards
        return
    parts = [part for part in node.iter_expressions() if can_be_null(part)]
    # One part alone, or all arguments of a coalesce: NULL follows from the whole being NULL.
    follows = isinstance(node, exp.Coalesce) or (
        len(parts) == 1 and not isinstance(node, (exp.Div, exp.Nullif))
    )
    for part in parts:
        own = () if follows else (f"{part.sql(dialect='duckdb')} IS NULL",)
        yield from _blame(part, guards + tuple(guard for guard in own if guard not in guards))


def can_be_null(node: exp.Expr) -> bool:
    """Whether some row could make a lowered part NULL."""
    from sqlglot import exp

    if isinstance(node, exp.Is):
        return False
    if isinstance(node, (exp.Column, exp.Div)):
        return True
    if isinstance(node, exp.Coalesce):
        return all(can_be_null(part) for part in node.iter_expressions())
    return any(can_be_null(part) for part in node.iter_expressions())
