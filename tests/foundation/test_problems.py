"""The catalogue of what can go wrong."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from django.utils import translation

from homeward.foundation import problems
from homeward.foundation.problems import CATALOGUE, HTTP_STATUS, Kind, Problem

SOURCE = Path(problems.__file__).parents[1]
OURS = [each for each in CATALOGUE.values() if each.__module__.startswith("homeward.")]
BY_NAME = {each.__name__: each for each in OURS}


def wanted(problem: type[Problem]) -> set[str]:
    """The details that a problem's words speak of, in every language."""
    names: set[str] = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            names |= {name for _, name, _, _ in Formatter().parse(str(problem.says)) if name}
    return names


def raised() -> list[tuple[str, int, str, set[str]]]:
    """(file, line, problem, keywords) of every place that makes a problem."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in BY_NAME and all(each.arg for each in node.keywords):
                keywords = {each.arg or "" for each in node.keywords}
                found.append((path.name, node.lineno, node.func.id, keywords))
    return found


@pytest.mark.parametrize("problem", OURS, ids=lambda each: each.code)
def test_a_problem_has_a_code_a_kind_and_words(problem: type[Problem]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z0-9_]+", problem.code)
    assert HTTP_STATUS[problem.kind]
    message = problem(**{name: "甲" for name in wanted(problem)}).message
    assert re.search(r"[\u4e00-\u9fff]", message)
    assert "{" not in message


def test_every_problem_gets_the_details_its_words_need() -> None:
    """A missing detail would turn a plain message into a crash, just when somebody needs it."""
    calls = raised()
    assert len(calls) > 20
    short = [
        f"{path}:{line}: {name} lacks {wanted(BY_NAME[name]) - given}"
        for path, line, name, given in calls
        if wanted(BY_NAME[name]) - given
    ]
    assert not short, "\n".join(short)


def test_a_code_is_given_once() -> None:
    with pytest.raises(TypeError, match=r"record\.not_found is taken"):

        class Again(Problem):
            code = "record.not_found"
            kind = Kind.MISSING
            says = "没有"


def test_every_kind_of_problem_has_a_status() -> None:
    assert set(HTTP_STATUS) == set(Kind)
