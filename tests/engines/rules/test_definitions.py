"""The five definitions of a left-behind child, by cases an official can check."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from homeward.engines.rules import Evaluator, RuleKind

from .sample import CHILD, definitions

IDS = ["acwf-2013", "local-2024", "mca-2016", "moe", "nbs-2020"]
FILE = yaml.safe_load((Path(__file__).parent / "cases/definitions.yaml").read_text("utf-8"))
CASES = FILE["算例"]
VALUES = {"是": True, "否": False, "未采集": None}
TRUTHS = {"是": "in", "否": "out", "不详": "unknown"}
ON = date(2026, 9, 1)


def facts(case: dict[str, Any]) -> dict[str, Any]:
    """The facts of a case, complete: its own, else of its situation, else the common ones."""
    situation = FILE["情形"].get(case.get("情形"), {})
    told = FILE["共同情况"] | situation | case.get("事实", {})
    return {name: VALUES.get(value, value) for name, value in told.items()}


@pytest.fixture(scope="module")
def evaluator():
    with Evaluator(definitions(ON), CHILD, threads=1) as made:
        yield made


@pytest.mark.parametrize("case", CASES, ids=[case["情况"] for case in CASES])
def test_a_case_officials_can_check(evaluator: Evaluator, case: dict[str, Any]) -> None:
    found = {each.rule: each for each in evaluator.explain(facts(case))}
    assert sorted(found) == sorted(case["结论"]) == IDS
    for name, told in case["结论"].items():
        verdict, _, missing = told.partition("（")
        assert found[name].truth == TRUTHS[verdict], name
        assert set(found[name].missing) == set(filter(None, re.split("、|）", missing))), name


def test_the_sweep_says_what_the_page_says(evaluator: Evaluator) -> None:
    rows = [facts(case) | {"child_id": case["情况"]} for case in CASES]
    found = evaluator.evaluate(pa.Table.from_pylist(rows), explain=True).to_pylist()
    swept = {(row["child_id"], row["rule"]): (row["truth"], row["missing"]) for row in found}
    for case in CASES:
        for each in evaluator.explain(facts(case)):
            assert swept[case["情况"], each.rule] == (each.truth, list(each.missing))


def test_each_definition_names_its_source_in_both_languages() -> None:
    book = definitions()
    assert [rule.id for rule in book] == IDS
    for rule in book:
        assert rule.kind is RuleKind.DEFINITION and rule.version == 1
        assert rule.source.document["zh"] != rule.source.document["en"]
        assert rule.note is not None and rule.note["zh"] and rule.note["en"]
        assert all(each.says["zh"] and each.says["en"] for each in rule.when)


def test_a_definition_is_not_applied_before_its_document() -> None:
    assert [rule.id for rule in definitions(date(2014, 1, 1))] == ["acwf-2013", "moe"]
    assert [rule.id for rule in definitions(date(2016, 2, 4))] == ["acwf-2013", "mca-2016", "moe"]
    assert [rule.id for rule in definitions(ON)] == IDS


def test_nothing_known_is_never_in_and_never_out(evaluator: Evaluator) -> None:
    """A child of whom only the name is known is unknown under every definition."""
    blank = dict.fromkeys(FILE["共同情况"])
    for each in evaluator.explain(blank):
        assert each.truth == "unknown"
        assert {name for result in each.conditions for name in result.read} == set(each.missing)
