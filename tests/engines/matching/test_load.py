"""Files of matching rules: the shipped ones, and every fault of a bad one with line and remedy."""

from datetime import date
from typing import Any

import pytest

from homeward.engines.matching import (
    SAYS,
    Because,
    By,
    Floor,
    Kind,
    Rule,
    SameSex,
    Setting,
    Weight,
    Wish,
    load_matching_rules,
    shipped_files,
)
from homeward.engines.yamlfile import FileErrors

GOOD = """\
id: x.pairs
title: {zh: 结对, en: Pairs}
kind: mentor
in_force: {from: 2026-03-01}
source: {document: 某县}
vetting: {source: {document: 未成年人保护法, article: "62"}}
same_sex:
  source: {document: 某县}
  when: [{setting: alone, from_age: 6, to_age: 17}]
travel: {metres: 8000}
team: {members: 3}
wishes:
  - {wish: matched, points: 1000}
  - {wish: interest, points: 20, most: 60}
floors:
  - {by: remoteness, values: ["2", "3"], percent: 60}
"""


def test_a_file_is_read_in_full() -> None:
    rules = load_matching_rules({"x.yaml": GOOD})["x.pairs"]
    assert (rules.kind, rules.version, rules.in_force_from) == (Kind.MENTOR, 1, date(2026, 3, 1))
    assert rules.same_sex == (SameSex(Setting.ALONE, 6, 17),)
    assert (rules.metres, rules.minutes, rules.team_members) == (8_000, None, 3)
    assert rules.weight(Wish.INTEREST) == Weight(20, 60)
    assert rules.weight(Wish.MATCHED) == Weight(1000, 1000)
    assert rules.weight(Wish.GOAL) == Weight(0, 0)
    assert rules.floors == (Floor(By.REMOTENESS, ("2", "3"), 60),)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_shipped_rules_are_whole(kind: Kind) -> None:
    """Alone with a helper of the other sex from eight years on: never, whatever the kind of support."""
    shipped = load_matching_rules(shipped_files("matching"))
    rules = next(one for one in shipped.values() if one.kind is kind)
    assert [age for age in range(18) if rules.sex_matters(Setting.ALONE, age)] == list(range(8, 18))
    assert rules.sex_matters(Setting.ALONE, None)
    wishes = sum(weight.most for wish, weight in rules.weights if wish is not Wish.MATCHED)
    assert rules.weight(Wish.MATCHED).points >= 1000 and wishes > 0
    assert rules.weight(Wish.CONTINUITY).most >= 200


@pytest.mark.parametrize(
    ("good", "bad", "line", "code"),
    [
        ("id: x.pairs", "id: X pairs", 1, "id"),
        ("kind: mentor", "kind: mentr", 3, "choice"),
        ("2026-03-01", "soon", 4, "date"),
        ("when: [{setting: alone,", "when: [{setting: group,", 9, "alone"),
        ("from_age: 6", "from_age: 18", 9, "range"),
        ("from_age: 6, to_age: 17", "from_age: 9, to_age: 8", 9, "ages"),
        ("metres: 8000", "metres: far", 10, "number"),
        ("members: 3", "members: 1", 11, "range"),
        ("{wish: matched, points: 1000}", "{wish: dialect, points: 1}", 13, "matched"),
        ("wish: interest", "wish: matched", 14, "twice"),
        ("most: 60", "most: 10", 14, "range"),
        ("by: remoteness", "by: height", 16, "choice"),
        ("percent: 60", "percent: 101", 16, "range"),
        ("team: {members: 3}\n", "", 1, "missing_key"),
        ("source: {document: 某县}\nvetting", "vetting", 1, "missing_key"),
    ],
)
def test_a_fault_is_told_with_line_and_remedy(good: str, bad: str, line: int, code: str) -> None:
    assert good in GOOD
    with pytest.raises(FileErrors) as caught:
        load_matching_rules({"x.yaml": GOOD.replace(good, bad)})
    error: Any = caught.value.errors[0]
    assert (error.line, error.code) == (line, code)
    assert error.remedy["zh"] and error.remedy["en"]


def test_an_id_stands_once_and_an_empty_file_is_a_fault() -> None:
    with pytest.raises(FileErrors, match="used twice"):
        load_matching_rules({"x.yaml": GOOD, "y.yaml": GOOD})
    with pytest.raises(FileErrors, match="no rules"):
        load_matching_rules({"x.yaml": "# nothing\n"})


def test_every_code_has_words_in_both_languages() -> None:
    for code in (*Rule, *Wish, *Because):
        assert SAYS[code]["zh"] and SAYS[code]["en"]
