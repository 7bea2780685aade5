"""A second opinion on every rule: SQL's three-valued logic written out in plain Python.

Tests are generated as nested tuples, written as SQL text for the engine, and computed here
directly; nothing of the engine (nor its parser) is used.
"""

import itertools
import operator
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

Node = tuple[Any, ...]
Row = Mapping[str, Any]

BOOLEANS, INTEGERS, NUMBERS = ("p", "q", "r", "s"), ("a", "b", "c"), (-2, -1, 0, 1, 2)
TEXTS = ("x", "y", "it's")
DOMAIN: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(BOOLEANS, (True, False)),
    **dict.fromkeys(INTEGERS, NUMBERS),
    "t": TEXTS,
}
COMPARE = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
COUNT = {"+": operator.add, "-": operator.sub, "*": operator.mul}


# --- tests as text ----------------------------------------------------------------------------


def text(node: Node) -> str:
    """The test in SQL."""
    match node:
        case ("fact", name):
            return str(name)
        case ("value", value):
            return _constant(value)
        case ("not", part):
            return f"not ({text(part)})"
        case ("neg", part):
            return f"-({text(part)})"
        case ("in", part, values, negated):
            listed = ", ".join(_constant(value) for value in values)
            return f"({text(part)}) {'not ' if negated else ''}in ({listed})"
        case ("between", part, low, high, negated):
            kept = "not " if negated else ""
            return f"({text(part)}) {kept}between ({text(low)}) and ({text(high)})"
        case ("null", part, negated):
            return f"({text(part)}) is {'not ' if negated else ''}null"
        case ("coalesce", *parts):
            return f"coalesce({', '.join(text(part) for part in parts)})"
        case (sign, left, right):
            return f"({text(left)}) {sign} ({text(right)})"
    raise AssertionError(node)


def _constant(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


# --- tests as values --------------------------------------------------------------------------


def value(node: Node, row: Row) -> Any:
    """What SQL says the test is of a row; None for NULL."""
    match node:
        case ("fact", name):
            return row[name]
        case ("value", constant):
            return constant
        case ("and", left, right):
            return both(value(left, row), value(right, row))
        case ("or", left, right):
            return _not(both(_not(value(left, row)), _not(value(right, row))))
        case ("not", part):
            return _not(value(part, row))
        case ("neg", part):
            found = value(part, row)
            return None if found is None else -found
        case ("in", part, values, negated):
            found = value(part, row)
            return None if found is None else (found in values) != negated
        case ("between", part, low, high, negated):
            middle = value(part, row)
            above = _binary(operator.ge, middle, value(low, row))
            within = both(above, _binary(operator.le, middle, value(high, row)))
            return _not(within) if negated else within
        case ("null", part, negated):
            return (value(part, row) is None) != negated
        case ("coalesce", *parts):
            return next((v for part in parts if (v := value(part, row)) is not None), None)
        case ("/", left, right):
            divisor = value(right, row)
            return None if divisor == 0 else _binary(operator.truediv, value(left, row), divisor)
        case (sign, left, right):
            return _binary((COMPARE | COUNT)[sign], value(left, row), value(right, row))
    raise AssertionError(node)


def both(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def every(values: list[bool | None]) -> bool | None:
    outcome: bool | None = True
    for found in values:
        outcome = both(outcome, found)
    return outcome


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found


def _binary(function: Any, left: Any, right: Any) -> Any:
    return None if left is None or right is None else function(left, right)


def letter(found: bool | None) -> str:
    return {True: "T", False: "F", None: "U"}[found]


def truth(found: bool | None) -> str:
    return {True: "in", False: "out", None: "unknown"}[found]


# --- what is missing --------------------------------------------------------------------------


def facts_of(node: Any) -> set[str]:
    if isinstance(node, tuple):
        if node and node[0] == "fact":
            return {node[1]}
        return set().union(*(facts_of(part) for part in node))
    return set()


def completions(row: Row, names: set[str]) -> Iterator[dict[str, Any]]:
    """The row with its NULL facts among `names` filled in every way the domain allows."""
    gaps = sorted(name for name in names if row[name] is None)
    for values in itertools.product(*(DOMAIN[name] for name in gaps)):
        yield dict(row) | dict(zip(gaps, values, strict=True))


def deciding(conditions: list[Node], row: Row) -> set[str]:
    """NULL facts of which two completions, differing in nothing else, disagree on the outcome."""
    names = facts_of(tuple(conditions))
    found = set()
    for full in completions(row, names):
        outcome = every([value(node, full) for node in conditions])
        for name in names - found:
            if row[name] is None and any(
                every([value(node, full | {name: other}) for node in conditions]) is not outcome
                for other in DOMAIN[name]
            ):
                found.add(name)
    return found


# --- what is generated ------------------------------------------------------------------------


def rows() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {name: st.sampled_from((None, None, *values)) for name, values in DOMAIN.items()}
    )


def conditions(*, plain: bool = False, depth: int = 8) -> st.SearchStrategy[Node]:
    """Tests of every form of the grammar; `plain` leaves out IS NULL, coalesce and division."""
    number = _numbers(plain=plain)
    flags = st.sampled_from(BOOLEANS).map(lambda name: ("fact", name))
    negated = st.booleans()
    atoms = [
        flags,
        st.tuples(st.sampled_from(sorted(COMPARE)), number, number),
        st.tuples(st.just("in"), number, st.lists(st.sampled_from(NUMBERS), min_size=1), negated),
        st.tuples(st.just("between"), number, number, number, negated),
        st.tuples(st.sampled_from(sorted(COMPARE)), st.just(("fact", "t")), _text_values()),
        st.tuples(st.sampled_from(("=", "<>")), flags, flags),
    ]
    if not plain:
        atoms.append(st.tuples(st.just("null"), st.one_of(flags, number), negated))
        atoms.append(st.tuples(st.just("coalesce"), flags, flags))
        default = st.booleans().map(lambda constant: ("value", constant))
        atoms.append(st.tuples(st.just("coalesce"), flags, default))
    return st.recursive(
        st.one_of(atoms),
        lambda part: st.one_of(
            st.tuples(st.sampled_from(("and", "or")), part, part), st.tuples(st.just("not"), part)
        ),
        max_leaves=depth,
    ).filter(facts_of)


def _text_values() -> st.SearchStrategy[Node]:
    return st.sampled_from(TEXTS).map(lambda constant: ("value", constant))


def _numbers(*, plain: bool) -> st.SearchStrategy[Node]:
    fact = st.sampled_from(INTEGERS).map(lambda name: ("fact", name))
    constant = st.sampled_from((0, 1, 3, 0.5)).map(lambda number: ("value", number))
    signs = ("+", "-", "*") if plain else ("+", "-", "*", "/")

    def grown(part: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        ways = [st.tuples(st.sampled_from(signs), part, part), st.tuples(st.just("neg"), part)]
        if not plain:
            ways.append(st.tuples(st.just("coalesce"), part, part))
        return st.one_of(ways)

    return st.recursive(st.one_of(fact, fact, constant), grown, max_leaves=3)


@st.composite
def read_once(draw: st.DrawFn) -> Node:
    """A test that reads each fact at most once, each part of which can come out either way."""
    names = draw(st.lists(st.sampled_from(sorted(DOMAIN)), min_size=1, max_size=5, unique=True))
    parts: list[Node] = []
    for name in names:
        part: Node = ("fact", name)
        if name in INTEGERS:
            part = (
                draw(st.sampled_from(("<", ">=", "="))),
                part,
                ("value", draw(st.integers(0, 2))),
            )
        elif name == "t":
            part = ("=", part, ("value", draw(st.sampled_from(TEXTS))))
        parts.append(("not", part) if draw(st.booleans()) else part)
    while len(parts) > 1:
        left, right = parts.pop(draw(st.integers(0, len(parts) - 1))), parts.pop()
        joined = (draw(st.sampled_from(("and", "or"))), left, right)
        parts.append(("not", joined) if draw(st.booleans()) else joined)
    return parts[0]
