"""A rule file with a fault is refused with its place and a remedy, all faults at once."""

import pytest

from homeward.engines.rules import RuleError, RuleErrors, load_rules

from .sample import CHILD, HEAD, rule_file

GOOD = rule_file("age_years < 16", over="child_facts")
TEST_COLUMN = len('  - {test: "') + 1


def faults(text: str, **others: str) -> list[RuleError]:
    with pytest.raises(RuleErrors) as caught:
        load_rules({"rules/x.yaml": text, **others}, CHILD)
    return list(caught.value.errors)


TESTS = [
    # test, code, character of the test, word of the English remedy
    ("select 1", "statement", 0, "fact column"),
    ("age_years > (select 1)", "statement", 13, "fact column"),
    ("delete from child_facts", "statement", 0, "fact column"),
    ("age_years > 3; hukou_rural", "semicolon", 13, "remove the semicolon"),
    ("age_years > 3 -- why", "comment", 14, "says"),
    ("/* why */ hukou_rural", "comment", 0, "says"),
    ("age_years >", "syntax", 10, "missing or extra"),
    ("age_years > 3 hukou_rural", "syntax", 14, "missing or extra"),
    ("hukou_rural and and mother_away", "syntax", 16, "missing or extra"),
    ("sex = 'male", "syntax", 6, "quote"),
    ("age_years > 0x1F", "syntax", 13, "missing or extra"),
    ("hukou_rural and agee_years > 3", "unknown_fact", 16, "Did you mean age_years?"),
    ("Age_Years > 3", "unknown_fact", 0, "Did you mean age_years?"),
    ("zzz > 3", "unknown_fact", 0, "Known: age_years"),
    ("t.age_years > 3", "qualified", 0, "Write age_years."),
    ("3 > now()", "function", 4, "only function is coalesce"),
    ("3 > length(sex)", "function", 4, "only function is coalesce"),
    ("ifnull(age_years, 1) > 3", "function", 0, "only function is coalesce"),
    ("sex like 'm%'", "refused", 0, "Allowed:"),
    ("age_years::text = '3'", "refused", 0, "Allowed:"),
    ("case when hukou_rural then father_away end", "refused", 10, "Allowed:"),
    ("age_years % 2 = 0", "refused", 0, "Allowed:"),
    ("age_years = ?", "refused", 0, "Allowed:"),
    ("sex in (sex)", "in_values", 0, "stage IN"),
    ("sex in ()", "in_values", 0, "stage IN"),
    ("hukou_rural and father_away = 3", "kinds_differ", 16, "one kind"),
    ("age_years > 'three'", "kinds_differ", 0, "one kind"),
    ("age_years in (1, 'x')", "kinds_differ", 0, "one kind"),
    ("age_years between 1 and 'x'", "kinds_differ", 0, "one kind"),
    ("coalesce(hukou_rural, 0)", "kinds_differ", 0, "one kind"),
    ("hukou_rural and age_years", "wrong_kind", 16, "age_years < 16"),
    ("hukou_rural + 1 > 2", "wrong_kind", 0, "numeric fact"),
    ("hukou_rural > father_away", "boolean_order", 0, "Use = or <>"),
    ("hukou_rural between false and true", "boolean_order", 0, "Use = or <>"),
    ("age_years = null", "null", 0, "IS NULL"),
    ("hukou_rural is true", "only_is_null", 0, "coalesce(fact, false)"),
    ("hukou_rural = not father_away", "parentheses", 18, "parentheses"),
    ("carer_kind = 'grandparents'", "unknown_value", 13, "Did you mean grandparent?"),
    ("carer_kind in ('kin', 'mum')", "unknown_value", 22, "Known: parent"),
    ("age_years > 1e999", "number", 12, "whole number"),
    ("true", "no_fact", 0, "at least one fact"),
    ("not " * 60 + "hukou_rural", "too_long", 0, "Split"),
    ("(" * 60 + "hukou_rural" + ")" * 60, "too_long", 50, "Split"),
    ("age_years in (" + "1, " * 300 + "1)", "too_long", 609, "Split"),
]


@pytest.mark.parametrize(("test", "code", "offset", "remedy"), TESTS)
def test_a_faulty_test_is_named_with_its_character(
    test: str, code: str, offset: int, remedy: str
) -> None:
    (error,) = faults(rule_file(test, over="child_facts"))
    assert (error.file, error.line, error.code) == ("rules/x.yaml", 8, code)
    assert error.column == TEST_COLUMN + offset
    assert remedy in error.remedy["en"]
    assert error.what["zh"] and error.what["en"] and error.remedy["zh"]


FILES = [
    # change of the good file, code, line, column, words of the English remedy
    (("id: sample", "id: Sample Rule"), "id", 1, 5, "lower-case"),
    (("kind: alert", "kind: alarm"), "kind", 3, 7, "Did you mean alert?"),
    (("kind: alert\n", ""), "missing_key", 1, 1, "Add 'kind:'"),
    (("kind: alert", "kindd: alert\nkind: alert"), "unknown_key", 3, 1, "Did you mean kind?"),
    (("kind: alert", "kind: alert\nkind: alert"), "duplicate_key", 4, 1, "Keep one"),
    (("over: child_facts", "over: children"), "table", 4, 7, "Write child_facts"),
    (("from: 2021-06-01", "from: 2021/6/1"), "date", 5, 18, "2021-06-01"),
    (("from: 2021-06-01", "from: 2021-02-30"), "date", 5, 18, "2021-06-01"),
    (("2021-06-01}", "2021-06-01, to: 2021-05-31}"), "dates_reversed", 5, 34, "Correct"),
    (("{from: 2021-06-01}", "2021-06-01"), "shape", 5, 11, "a mapping (from, to)"),
    (("zh: 样例, en: Sample", "zh: 样例"), "missing_key", 2, 8, "Add 'en:'"),
    (("en: Sample", "en: ''"), "shape", 2, 21, "piece of text"),
    (("kind: alert", "kind: alert\nversion: one"), "version", 4, 10, "from 1 up"),
    (("kind: alert", "kind: alert\nversion: 0"), "version", 4, 10, "from 1 up"),
    (("kind: alert", "kind: alert\nthen: amber"), "shape", 4, 7, "a mapping"),
    (("{document: 样例文件}", "{article: '23'}"), "missing_key", 6, 9, "document"),
    (("id: sample", "id: [sample"), "yaml", 2, 6, "brackets"),
    (("title: {zh", "title: &t {zh"), "alias", 9, 7, "in full"),
    (("says: {zh: 条件, en: Condition}", "say: 条件"), "unknown_key", 8, 30, "mean says?"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "line", "column", "remedy"), FILES)
def test_a_faulty_file_is_named_with_its_place(
    change: tuple[str, str], code: str, line: int, column: int, remedy: str
) -> None:
    text = GOOD.replace(*change) + ("note: *t\n" if code == "alias" else "")
    assert text != GOOD
    error = next(error for error in faults(text) if error.code == code)
    assert (error.file, error.line, error.column) == ("rules/x.yaml", line, column)
    assert remedy in error.remedy["en"]
    assert error.what["zh"] and error.remedy["zh"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), ("# none\n", "empty"), ("---\n", "shape")]
)
def test_an_empty_file_is_refused(text: str, code: str) -> None:
    (error,) = faults(text)
    assert error.code == code


def test_a_rule_without_conditions_is_refused() -> None:
    """It would be true of every child."""
    (error,) = faults(HEAD.replace("OVER", "child_facts").replace("when:", "when: []"))
    assert (error.code, error.line, error.column) == ("no_conditions", 7, 7)


def test_control_characters_are_refused_with_their_place() -> None:
    (error,) = faults(GOOD.replace("sample", "sam\x07ple"))
    assert (error.code, error.line, error.column) == ("yaml", 1, 8)


def test_two_versions_in_force_together_are_refused() -> None:
    """A child would have two answers to one question on the same day."""
    later = GOOD.replace("kind: alert", "kind: alert\nversion: 2").replace(
        "2021-06-01", "2023-01-01"
    )
    (error,) = faults(GOOD, **{"rules/y.yaml": later})
    assert (error.file, error.line, error.column) == ("rules/y.yaml", 1, 1)
    assert error.code == "overlap" and "rules/x.yaml:1" in error.what["zh"]
    assert "in_force.to" in error.remedy["en"]


def test_a_version_number_is_used_once() -> None:
    """Findings are kept with id and version; two texts under one number could not be told apart."""
    first = GOOD.replace("2021-06-01", "2021-06-01, to: 2022-12-31")
    (error,) = faults(first, **{"rules/y.yaml": GOOD.replace("2021-06-01", "2023-01-01")})
    assert error.code == "version_repeated"


def test_all_faults_of_all_files_are_told_at_once() -> None:
    first = rule_file("agee > 3", "hukou_rural = 3 and boys > 'x'", over="child_facts")
    found = faults(first.replace("kind: alert", "kind: alarm"), **{"a.yaml": "id: [x"})
    assert [(error.file, error.line, error.code) for error in found] == [
        ("a.yaml", 1, "yaml"),
        ("rules/x.yaml", 3, "kind"),
        ("rules/x.yaml", 8, "unknown_fact"),
        ("rules/x.yaml", 9, "kinds_differ"),
        ("rules/x.yaml", 9, "unknown_fact"),
    ]


def test_a_fault_reads_as_one_line_a_person_can_act_on() -> None:
    (error,) = faults(rule_file("age_year < 16", over="child_facts"))
    assert error.render("zh") == "rules/x.yaml:8:13: 没有事实“age_year”。是否想写 age_years？"
    assert error.render("en") == (
        "rules/x.yaml:8:13: There is no fact 'age_year'. Did you mean age_years?"
    )
    assert str(RuleErrors([error])) == error.render("en")
    assert RuleErrors([error]).render() == error.render("zh")
