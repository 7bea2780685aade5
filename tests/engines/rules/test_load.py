"""Rule files to rules: dates, versions, sources, and what does not matter."""

import subprocess
import sys
from datetime import date

import pytest

from homeward.engines.rules import RuleBook, RuleErrors, RuleKind, load_rules, to_spark

from .sample import CHILD, TINY, rule, rule_file

FILE = """\
id: family.no_written_notice
title: {zh: 父母外出未书面告知学校和村委会, en: No written notice to school and village}
kind: alert
over: child_facts
in_force: {from: 2021-06-01}
source: {document: 中华人民共和国未成年人保护法, article: "23"}
when:
  - {test: "any_parent_away", says: {zh: 有父母外出, en: A parent is away}}
  - {test: "days_since_first_away > 7", says: {zh: 外出已超过七天, en: For more than a week}}
  - {test: "not (notice_to_school and notice_to_village)", says: {zh: 未告知, en: No notice}}
then: {severity: yellow, task: family.get_notice, owner: child_director, due_days: 7}
"""


def book(*files: str) -> RuleBook:
    return load_rules({f"{number}.yaml": text for number, text in enumerate(files)}, CHILD)


def test_a_rule_file_is_read_in_full() -> None:
    (notice,) = book(FILE)
    assert (notice.id, notice.version, notice.kind) == (
        "family.no_written_notice", 1, RuleKind.ALERT,
    )  # fmt: skip
    assert notice.title["zh"] == "父母外出未书面告知学校和村委会"
    assert notice.starts == date(2021, 6, 1) and notice.ends is None
    assert notice.source.document["en"] == "中华人民共和国未成年人保护法"
    assert notice.source.article == "23"
    assert notice.then == {
        "severity": "yellow", "task": "family.get_notice", "owner": "child_director", "due_days": 7,
    }  # fmt: skip
    assert [condition.test for condition in notice.when][1] == "days_since_first_away > 7"
    assert (notice.when[1].line, notice.when[1].column) == (9, 13)
    assert notice.when[2].facts == ("notice_to_school", "notice_to_village")
    assert notice.facts == (
        "any_parent_away", "days_since_first_away", "notice_to_school", "notice_to_village",
    )  # fmt: skip


VERSIONS = """\
{first}---
{second}"""


def test_a_day_picks_the_version_in_force_both_ends_included() -> None:
    """A finding of 2022 must be repeatable in 2026 under the rule of 2022."""
    first = FILE.replace("2021-06-01", "2021-06-01, to: 2023-12-31")
    second = FILE.replace("kind: alert", "kind: alert\nversion: 2").replace("> 7", "> 3")
    second = second.replace("2021-06-01", "2024-01-01")
    both = book(VERSIONS.format(first=first, second=second))
    name = "family.no_written_notice"
    assert [rule.version for rule in both.versions(name)] == [1, 2]
    assert both.in_force(date(2021, 5, 31)) == ()
    for day, version in (
        (date(2021, 6, 1), 1), (date(2023, 12, 31), 1), (date(2024, 1, 1), 2),
    ):  # fmt: skip
        assert [rule.version for rule in both.in_force(day)] == [version]
        assert both.get(name, on=day).version == version
    assert both.in_force(date(2025, 1, 1), kind=RuleKind.BENEFIT) == ()
    with pytest.raises(KeyError):
        both.get(name, on=date(2020, 1, 1))


def test_the_digest_changes_with_the_outcome_and_not_with_the_layout() -> None:
    """Stored findings point at the very text that made them."""
    (plain,) = book(FILE)
    (laid_out,) = book("# why\n" + FILE.replace('"any_parent_away"', "any_parent_away  "))
    (other,) = book(FILE.replace("> 7", "> 8"))
    assert plain.digest == laid_out.digest != other.digest


def test_dates_keys_and_text_are_taken_as_written() -> None:
    """YAML would read `article: 010` as eight and `en: No` as false."""
    text = FILE.replace('article: "23"', "article: 010").replace("en: No notice", "en: No")
    (notice,) = book(text)
    assert notice.source.article == "010" and notice.when[2].says["en"] == "No"


def test_what_the_grammar_allows() -> None:
    """Each form of design section 4."""
    for test in (
        "p", "not p", "p and q or not (r and s)", "p = q", "p <> true", "a = 1", "a == b", "a != b",
        "a < 1.5", "a >= b", "a between 1 and b", "a not between -1 and 1", "t = 'it''s'",
        "t in ('x', 'y')", "a not in (1, -2)", "p is null", "a + b is not null",
        "a + b - c * 2 / 4 > -1", "coalesce(a, b, 0) > 1", "coalesce(p, false)", '"a" > 1',
        "(a + b)\n  > 3",
    ):  # fmt: skip
        assert rule(test).when[0].test == test


def test_a_fact_may_bear_the_name_of_a_word_of_sql() -> None:
    from homeward.engines.rules import FactTable, FactType

    from .sample import fact

    words = FactTable("tiny", (fact("set", FactType.BOOLEAN), fact("stage", FactType.BOOLEAN)))
    (only,) = load_rules({"x": rule_file("set and stage")}, words)
    assert only.facts == ("set", "stage")


def test_a_fact_declared_twice_is_refused() -> None:
    from homeward.engines.rules import FactTable

    with pytest.raises(ValueError, match="twice: a"):
        FactTable("tiny", (TINY["a"], TINY["a"]))


def test_the_same_test_in_spark() -> None:
    """A national register runs on a cluster, with the same text."""
    assert to_spark("a between 1 and 2 and t = 'it''s'", TINY) == (
        "(((`a` >= 1) AND (`a` <= 2)) AND (`t` = 'it\\'s'))"
    )
    assert "NULLIF(CAST(`b` AS DOUBLE), CAST(0 AS DOUBLE))" in to_spark("a / b > 1", TINY)
    with pytest.raises(ValueError, match="no fact 'nope'"):
        to_spark("nope", TINY)


def test_a_book_with_a_fault_is_not_half_loaded() -> None:
    with pytest.raises(RuleErrors):
        book(FILE, FILE.replace("id: family", "id: school").replace("> 7", "> 'x'"))


def test_the_heavy_libraries_are_loaded_only_where_used() -> None:
    """A web worker that never evaluates a rule must not pay for it in memory."""
    program = (
        "import sys, homeward.engines.rules\n"
        "print([m for m in ('duckdb', 'pyarrow', 'sqlglot', 'yaml') if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert shown.stdout.strip() == "[]"
