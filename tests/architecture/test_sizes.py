"""Small files, small functions. The lists of exceptions may only shrink, and fail when stale."""

import ast

from . import repository

SOFT, HARD, TESTS, FUNCTION = 300, 500, 600, 40

# file: (lines it may have, why it is not split). Lower a number when the file shrinks.
ROOMY: dict[str, tuple[int, str]] = {
    "src/homeward/entry/web/templatetags/_components.py": (
        305,
        "one tag a component, side by side",
    ),
}
# "file::function": (lines of code it may have, why)
LONG: dict[str, tuple[int, str]] = {}


def _lines(path: str) -> int:
    return len((repository.text(path) or "").splitlines())


def test_no_file_is_larger_than_its_limit(python_files: list[str]) -> None:
    """Every 1,500-line module began as one convenient place: split by verb or noun before that."""
    too_large = []
    for path in python_files:
        limit = TESTS if path.startswith("tests/") else HARD
        if (lines := _lines(path)) > limit:
            too_large.append(f"{path}: {lines} lines, at most {limit}")
    assert not too_large, "\n".join(too_large)


def test_files_past_the_soft_limit_say_why(python_files: list[str]) -> None:
    found = {
        path: lines
        for path in python_files
        if path.startswith("src/") and (lines := _lines(path)) > SOFT
    }
    grown = [
        f"{path}: {lines} lines; split it, or note it in ROOMY with the reason"
        for path, lines in found.items()
        if lines > ROOMY.get(path, (SOFT, ""))[0]
    ]
    stale = [f"{path}: no longer over {SOFT} lines; strike it" for path in set(ROOMY) - set(found)]
    assert not grown + stale, "\n".join(grown + stale)


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, source: list[str]) -> int:
    """Lines of a function's body that hold code: no docstring, no comment, no blank line."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    lines = source[body[0].lineno - 1 : function.end_lineno]
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))


def test_functions_fit_on_one_screen(python_files: list[str]) -> None:
    found = {}
    for path in (p for p in python_files if p.startswith("src/")):
        source = repository.text(path) or ""
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = _code_lines(node, source.splitlines())
                if lines > FUNCTION:
                    found[f"{path}::{node.name}"] = lines
    grown = [
        f"{name}: {lines} lines of code, at most {FUNCTION}"
        for name, lines in found.items()
        if lines > LONG.get(name, (FUNCTION, ""))[0]
    ]
    stale = [f"{name}: no longer too long; strike it" for name in set(LONG) - set(found)]
    assert not grown + stale, "\n".join(grown + stale)
