"""What an alert rule asks for: every fault of a `then` is told with its place, all at once."""

import pytest

from homeward.domain.watch.act import Act
from homeward.domain.watch.rules import alert_rules, read_alert_rules
from homeward.engines.rules import RuleErrors

HEAD = """\
id: x.trial
title: {zh: 试, en: Trial}
kind: alert
over: child_facts
in_force: {from: 2021-06-01}
source: {document: 样例}
when:
  - {test: TEST, says: {zh: 条件, en: Condition}}
"""
GOOD = {
    "severity": "yellow",
    "owner": "child_director",
    "due_days": "2",
    "task": "{zh: 做, en: Do}",
    "reads": "care",
    "programmes": "[s05.home_visit]",
    "ease": "facts",
}


def text(test: str = "age_years < 8", **changed: str | None) -> str:
    then = {key: value for key, value in (GOOD | changed).items() if value is not None}
    lines = [f"  {key}: {value}" for key, value in then.items()]
    return "\n".join([HEAD.replace("TEST", test) + "then:", *lines, ""])


def faults(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(RuleErrors) as caught:
        read_alert_rules({"x.yaml": text})
    return [(error.line, error.column, error.code) for error in caught.value.errors]


def test_a_whole_one_is_read() -> None:
    (rule,) = read_alert_rules({"x.yaml": text()})
    act = Act.of(rule)
    assert (act.severity, act.owner, act.due.days) == ("yellow", "child_director", 2)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"severity": "green"}, [(10, 13, "choice")]),  # green is what a child is without an alert
        ({"severity": "amber"}, [(10, 13, "choice")]),
        ({"owner": "nobody"}, [(11, 10, "choice")]),
        ({"due_days": None}, [(10, 3, "due")]),
        ({"due_hours": "2"}, [(17, 14, "due")]),
        ({"due_days": "-1"}, [(12, 13, "due_range")]),
        ({"due_days": "1.5"}, [(12, 13, "whole")]),
        ({"due_days": None, "due_hours": "73"}, [(16, 14, "due_range")]),
        ({"task": "{zh: 做}"}, [(13, 9, "missing_key")]),
        ({"reads": "identity"}, [(14, 10, "choice")]),
        ({"reads": "protected"}, [(11, 10, "owner_blind")]),
        ({"programmes": "[]"}, [(15, 15, "shape")]),
        ({"programmes": "[s99.nothing]"}, [(15, 16, "choice")]),
        ({"ease": "never"}, [(16, 9, "choice")]),
        ({"colour": "red"}, [(17, 3, "unknown_key")]),
        ({"severity": "blue", "ease": None}, [(10, 3, "missing_key"), (10, 13, "choice")]),
    ],
)
def test_a_fault_has_its_place(
    changed: dict[str, str | None], found: list[tuple[int, int, str]]
) -> None:
    assert faults(text(**changed)) == found


def test_a_rule_without_a_then_is_no_alert() -> None:
    assert faults(HEAD.replace("TEST", "age_years < 8")) == [(1, 1, "missing_key")]


def test_a_rule_over_protected_facts_tells_nobody_else() -> None:
    """Whoever may not read an answer may not read an alert that says it either."""
    assert faults(text("self_harm_answer")) == [(1, 1, "reads_protected")]
    read_alert_rules({"x.yaml": text("self_harm_answer", reads="protected", owner="counsellor")})


def test_a_rule_over_another_table_is_refused_with_the_tables_there_are() -> None:
    assert faults(text().replace("child_facts", "house_facts")) == [(4, 7, "table")]


def test_the_shipped_rules_read_without_a_fault() -> None:
    assert len(alert_rules()) == 17
