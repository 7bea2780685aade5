"""Suggestions: which findings lead to which programmes, in which order, and when they are silent."""

from datetime import date

import pytest

from homeward.domain.care.programmes import programmes
from homeward.domain.care.suggest import FoundNeed, Suggestion, suggest
from homeward.domain.needs.public import Severity

KNOWN = programmes()
DAY = date(2026, 9, 1)


def made(*found: FoundNeed, **more: object) -> list[str]:
    return [each.programme for each in suggest(found, KNOWN, **more)]  # type: ignore[arg-type]


def need(rule: str, colour: str = "yellow", **more: object) -> FoundNeed:
    return FoundNeed(rule, Severity(colour), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("r01.unattended", {"s05.home_visit"}),
        ("r02.alone", {"s05.home_visit"}),
        ("r03.carer_unfit", {"s05.home_visit", "s12.notice_help"}),
        ("r04.no_notice", {"s12.notice_help"}),
        ("r05.contact_gap", {"s12.contact_prompt", "s13.parent_talk"}),
        ("r06.shallow_contact", {"s12.talk_of_feelings", "s13.parent_talk"}),
        ("r07.new_separation", {"s02.screening", "s05.home_visit", "s13.child_talk"}),
        ("r08.guardianship_poor", {"s05.home_visit", "s13.parent_talk"}),
        ("r09.self_harm", {"s10.counselling"}),
        ("r10.suspected_harm", set()),  # a report, not a programme
        ("r11.preschool", {"s11.kindergarten_entry"}),
        ("r12.benefit_gap", {"s13.benefit_help"}),
        ("r14.pair_stale", set()),  # acting parents are not yet offered
        (
            "r15.boarding",
            {"s02.screening", "s05.teacher_visit", "s10.counselling", "s13.child_talk"},
        ),
    ],
)
def test_each_finding_leads_to_its_offered_programmes(rule: str, expected: set[str]) -> None:
    assert set(made(need(rule))) == expected


def test_the_more_urgent_comes_first_then_the_better_known() -> None:
    """Red before yellow; among equals, contact (many studies) before talks (few)."""
    order = made(need("r05.contact_gap"), need("r02.alone", "red"))
    assert order == ["s05.home_visit", "s12.contact_prompt", "s13.parent_talk"]


def test_two_findings_for_one_programme_are_told_together_most_urgent_first() -> None:
    found = suggest([need("r07.new_separation"), need("r01.unattended", "red")], KNOWN)
    first: Suggestion = found[0]
    assert (first.programme, first.severity) == ("s05.home_visit", Severity.RED)
    assert [each.rule for each in first.because] == ["r01.unattended", "r07.new_separation"]
    assert first.evidence.source and first.title["en"] == "Home visits by the child director"


def test_a_rule_may_point_to_programmes_itself_but_not_to_what_is_not_offered() -> None:
    pointed = need("r99.new", programmes=("s13.child_talk", "s06.acting_parent", "s99.nothing"))
    assert made(pointed) == ["s13.child_talk"]


def test_what_runs_already_is_not_suggested() -> None:
    assert made(need("r04.no_notice"), running={"s12.notice_help"}) == []


def test_what_was_refused_comes_again_only_for_something_new() -> None:
    refused = {"s12.notice_help": DAY}
    assert made(need("r04.no_notice", since=date(2026, 8, 1)), refused=refused) == []
    assert made(need("r04.no_notice", since=DAY), refused=refused) == []
    assert made(need("r04.no_notice"), refused=refused) == []
    assert made(need("r04.no_notice", since=date(2026, 9, 2)), refused=refused) != []


def test_nothing_found_suggests_nothing_and_the_order_is_always_the_same() -> None:
    assert made() == []
    found = [
        need(rule) for rule in ("r05.contact_gap", "r06.shallow_contact", "r07.new_separation")
    ]
    assert made(*found) == made(*reversed(found))
