"""Every alert rule by cases an official can check: facts in, alerts, colour and programmes out."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from homeward.domain.care.public import FoundNeed, programmes, suggest
from homeward.domain.needs.public import Severity
from homeward.domain.watch.act import Act
from homeward.domain.watch.facts import child_facts
from homeward.domain.watch.pairs import PAIR_FACTS
from homeward.domain.watch.rules import alert_rules, evaluator, in_force, is_silent
from homeward.domain.watch.triage import Open, triage
from homeward.engines.rules import Evaluator, Truth
from homeward.foundation import clock
from tests.domain.watch.cards import COLOURS, TRUTHS, cases, facts_of, told

ON = date(2026, 9, 1)
AT = datetime(2026, 9, 1, 10, tzinfo=clock.CHINA)
RULES = in_force(alert_rules(), ON)
ALL = Evaluator(RULES, child_facts())
CHILDREN, PAIRS = cases("children"), cases("pairs")


def _named(case: dict[str, Any]) -> str:
    return str(case["情况"])


@pytest.mark.parametrize("case", CHILDREN, ids=_named)
def test_a_child_as_told(case: dict[str, Any]) -> None:
    said = {one.rule: one for one in ALL.explain(facts_of("children", case))}
    true = sorted(rule for rule, one in said.items() if one.truth is Truth.TRUE)
    unknown = {r: list(one.missing) for r, one in said.items() if one.truth is Truth.UNKNOWN}
    assert true == sorted(case.get("提醒", []))
    assert unknown == case.get("不详", {})
    assert all(said[rule].truth is Truth.FALSE for rule in case.get("不是", []))


@pytest.mark.parametrize("case", CHILDREN, ids=_named)
def test_the_colour_comes_from_what_is_open(case: dict[str, Any]) -> None:
    acts = {rule.id: Act.of(rule) for rule in RULES}
    opened = [Open(r, acts[r].severity, AT + acts[r].due) for r in case.get("提醒", [])]
    assert triage(opened, AT).colour is COLOURS[case["颜色"]]


@pytest.mark.parametrize("case", CHILDREN, ids=_named)
def test_what_is_suggested_for_what_is_open(case: dict[str, Any]) -> None:
    acts = {rule.id: Act.of(rule) for rule in RULES}
    found = [
        FoundNeed(rule, Severity(acts[rule].severity), acts[rule].programmes)
        for rule in case.get("提醒", [])
    ]
    titles = [one.title["zh"] for one in suggest(found, programmes())]
    assert titles == case.get("建议", [])


def test_the_legend_is_the_rules_own() -> None:
    assert told("children")["规则"] == {rule.id: rule.title["zh"] for rule in RULES}


def test_programmes_and_rules_know_one_another() -> None:
    """A programme that waits for a rule nobody wrote would never be suggested."""
    known = {rule.id for rule in alert_rules()}
    assert {rule for one in programmes().values() for rule in one.triggers} <= known
    asked = {name for rule in alert_rules() for name in Act.of(rule).programmes}
    assert asked <= set(programmes())


def test_each_rule_is_tried_true_false_and_unknown() -> None:
    tried: dict[str, set[str]] = {rule.id: set() for rule in alert_rules()}
    for case in CHILDREN:
        for key, truth in (("提醒", "in"), ("不详", "unknown"), ("不是", "out")):
            for rule in case.get(key, ()):
                tried[rule].add(truth)
    for case in PAIRS:
        for rule, verdict in case["结论"].items():
            tried[rule].add(TRUTHS[verdict.partition("（")[0]])
    assert tried == {rule: {"in", "out", "unknown"} for rule in tried}
    assert len(CHILDREN) + len(PAIRS) >= 40


def test_every_fact_that_a_rule_reads_is_told() -> None:
    """A fact left out of the common ones would be forgotten in every vignette at once."""
    read = {fact for rule in RULES for fact in rule.facts}
    assert read == set(told("children")["共同情况"])


def test_the_sweep_says_what_the_page_says() -> None:
    rows = [facts_of("children", case) | {"child_id": _named(case)} for case in CHILDREN]
    found = ALL.evaluate(pa.Table.from_pylist(rows), explain=True).to_pylist()
    swept = {(row["child_id"], row["rule"]): (row["truth"], row["missing"]) for row in found}
    for case in CHILDREN:
        for one in ALL.explain(facts_of("children", case)):
            assert swept[_named(case), one.rule] == (one.truth, list(one.missing))


@pytest.mark.parametrize("case", PAIRS, ids=_named)
def test_a_pair_as_told(case: dict[str, Any]) -> None:
    """The helpers room fills the table later; its rules are checked today."""
    rules = [r for r in alert_rules().in_force(ON) if r.over == PAIR_FACTS.name]
    with Evaluator(rules, PAIR_FACTS, threads=1) as made:
        for one in made.explain(facts_of("pairs", case)):
            verdict, _, missing = case["结论"][one.rule].partition("（")
            assert one.truth == TRUTHS[verdict]
            assert set(one.missing) == set(filter(None, missing.rstrip("）").split("、")))


def test_each_rule_says_its_source_and_what_to_do_in_both_languages() -> None:
    for rule in alert_rules():
        act = Act.of(rule)
        assert rule.source.document["zh"] != rule.source.document["en"]
        assert act.task["zh"] != act.task["en"]
        assert all(each.says["zh"] and each.says["en"] for each in rule.when)


def test_no_rule_is_applied_before_its_law() -> None:
    assert {rule.id for rule in in_force(alert_rules(), date(2020, 12, 31))} == {
        "r08.guardianship_poor", "r10.suspected_harm", "r12.benefit_gap", "r12.disability_allowance"
    }  # fmt: skip


def test_what_only_a_named_few_may_see_is_told_to_nobody_else() -> None:
    for rule in alert_rules():
        act = Act.of(rule)
        if act.reads == "protected":
            assert act.owner in ("counsellor", "child_protection_lead")


def test_a_report_of_harm_is_not_told_by_an_alert_beside_it() -> None:
    """Whoever it goes around could read such an alert: everybody who sees the class would."""
    assert [rule.id for rule in RULES if is_silent(rule)] == ["r10.suspected_harm"]
    assert "r10.suspected_harm" not in {rule.id for rule in evaluator(ON).rules}
