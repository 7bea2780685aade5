"""A test from text to tree: sqlglot parses, and all but one plain condition is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from homeward.engines.rules import messages as say
from homeward.engines.rules.kinds import Fault, Reading, must_be, start_of

if TYPE_CHECKING:
    from sqlglot import exp
    from sqlglot.dialects.dialect import Dialect
    from sqlglot.errors import ParseError
    from sqlglot.tokenizer_core import Token

    from homeward.engines.rules.facts import FactTable

_LONGEST = 400
"""Words and signs in one test; a person reads no more, and a list of values needs some."""

_DEEPEST = 50
"""Parts within parts in one test: parsers and databases nest only so deep."""

_STATEMENTS = re.compile(
    "select|with|from|insert|update|delete|create|drop|alter|attach|detach|copy|pragma|set|show|"
    "call|install|load|export|import|merge|truncate|use|values|union|describe|explain|"
    "begin|commit|vacuum",
    re.IGNORECASE,
)


def read_test(text: str, facts: FactTable) -> tuple[exp.Expr | None, tuple[Fault, ...]]:
    """Parse and check one test.

    Returns:
        The tree and no fault, or None and the faults in order of their place.
    """
    reading = Reading(text, facts)
    tree = _parse(reading)
    if tree is not None:
        must_be(reading, tree, "boolean")
        if not reading.faults and not facts_read(tree):
            reading.fault(0, say.reads_no_fact(text.strip()))
    if reading.faults or tree is None:
        return None, tuple(sorted(reading.faults, key=lambda fault: fault.offset))
    return tree, ()


def facts_read(tree: exp.Expr) -> tuple[str, ...]:
    """The facts a checked tree reads, each once, in reading order."""
    from sqlglot import exp

    columns = sorted(tree.find_all(exp.Column), key=start_of)
    return tuple(dict.fromkeys(column.name for column in columns))


@cache
def _duckdb() -> Dialect:
    from sqlglot.dialects.dialect import Dialect

    return Dialect.get_or_raise("duckdb")


def _parse(reading: Reading) -> exp.Expr | None:
    """Text to tree, refusing what is plainly not one condition by its words alone."""
    from sqlglot import exp
    from sqlglot.errors import ParseError, TokenError

    text = reading.text
    try:
        tokens = _duckdb().tokenize(text)
    except TokenError:
        place = _open_quote(text)
        reading.fault(place, say.bad_syntax(text[place : place + 12]))
        return None
    if not _words_allowed(reading, tokens):
        return None
    try:
        (tree,) = _duckdb().parser().parse_into(exp.Condition, tokens, text)
    except RecursionError:
        reading.fault(tokens[0].start, say.too_long())
        return None
    except ParseError as error:
        place = _parse_place(error, tokens)
        reading.fault(place, say.bad_syntax(text[place:].split("\n")[0][:12].strip() or "…"))
        return None
    if tree is not None and _is_deep(tree):
        reading.fault(tokens[0].start, say.too_long())
        return None
    return tree


def _is_deep(tree: exp.Expr) -> bool:
    level = [tree]
    for _ in range(_DEEPEST):
        level = [part for node in level for part in node.iter_expressions()]
        if not level:
            return False
    return True


def _words_allowed(reading: Reading, tokens: list[Token]) -> bool:
    from sqlglot.tokenizer_core import TokenType

    if not tokens:
        reading.fault(0, say.bad_syntax("…"))
        return False
    before = len(reading.faults)
    depth = 0
    for token in tokens:
        depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
        if token.token_type == TokenType.SEMICOLON:
            reading.fault(token.start, say.semicolon())
        elif token.comments:
            reading.fault(_comment_place(reading.text, token), say.comment())
        elif _STATEMENTS.fullmatch(token.text) and token.token_type not in (
            TokenType.STRING, TokenType.IDENTIFIER,
        ) and token.text not in reading.facts:  # fmt: skip
            reading.fault(token.start, say.statement(token.text))
            return False
        elif depth > _DEEPEST:
            reading.fault(token.start, say.too_long())
            return False
    if len(tokens) > _LONGEST:
        reading.fault(tokens[_LONGEST].start, say.too_long())
    return len(reading.faults) == before


def _comment_place(text: str, token: Token) -> int:
    """Comments hang on the word before (or, at the very start, after) them."""
    for place in (text.find("--", token.end), text.find("/*", token.end)):
        if place >= 0:
            return place
    return max(0, min(p for p in (text.find("--"), text.find("/*"), token.start) if p >= 0))


def _open_quote(text: str) -> int:
    """The quote that is never closed: tokenizing fails for nothing else of note."""
    place, sign = 0, ""
    for index, character in enumerate(text):
        if not sign and character in "'\"":
            place, sign = index, character
        elif character == sign:
            sign = ""
    return place if sign else 0


def _parse_place(error: ParseError, tokens: list[Token]) -> int:
    """sqlglot names line and last column of the word it stumbled over."""
    detail = error.errors[0] if error.errors else {}
    for token in tokens:
        if (token.line, token.col) == (detail.get("line"), detail.get("col")):
            return token.start
    return tokens[-1].start
