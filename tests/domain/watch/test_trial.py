"""A changed rule says beforehand whom it would touch, writes nothing, and shows nothing protected."""

from datetime import date
from importlib.resources import files
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.drafts import CarerDraft
from homeward.domain.children.words import CarerKind
from homeward.domain.needs.models import Alert
from homeward.domain.watch.problems import RuleFileFaulty, RuleProtected
from homeward.domain.watch.public import Trial, try_rules
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.children.registers import (
    away,
    child,
    everything,
    father,
    home,
    mother,
    registered,
)
from tests.personas import COUNTY, FAR_VILLAGE, NEXT_VILLAGE, TOWNSHIP, VILLAGE, People


def shipped(name: str) -> str:
    return files("homeward").joinpath("rules", "alerts", f"{name}.yaml").read_text("utf-8")


def told(text: str) -> bytes:
    return text.encode()


@pytest.fixture
def three(people: People) -> list[UUID]:
    """Fathers away for eight months and two years in one village, and for eight months in the next."""
    made = []
    for by, place, name, since in (
        (people.wang, VILLAGE, "陈小溪", date(2026, 1, 5)),
        (people.wang, VILLAGE, "陈小河", date(2024, 1, 5)),
        (people.sun, NEXT_VILLAGE, "陈大河", date(2026, 1, 5)),
    ):
        parents = (
            father(away(since), name=f"{name}的父亲", phones=()),
            mother(home(), name=f"{name}的母亲", phones=(), able=True),
        )
        more: dict[str, Any] = {
            "child": child(name=name),
            "carer": CarerDraft(kind=CarerKind.PARENT),
        }
        made.append(registered(by, place, parents=parents, **more))
    return made


def counts(trial: Trial) -> dict[str, tuple[int, int]]:
    return {line.place: (line.raised, line.eased) for line in trial.changes}


def test_a_rule_as_it_is_touches_nobody_anew(people: People, three: list[UUID]) -> None:
    trial = try_rules(people.zhao.ctx, place=COUNTY, rules=told(shipped("r07_new_separation")))
    assert (trial.children, trial.raised, trial.eased) == (3, 0, 0)
    assert {(line.place, line.now_true, line.before_true) for line in trial.changes} == {
        (VILLAGE, 1, 1),
        (NEXT_VILLAGE, 1, 1),
    }


def test_a_narrower_rule_eases_and_a_wider_one_raises_by_village(
    people: People, three: list[UUID]
) -> None:
    before = everything()
    rule = shipped("r07_new_separation")
    narrow = try_rules(people.zhao.ctx, place=COUNTY, rules=told(rule.replace("< 12", "< 6")))
    assert counts(narrow) == {VILLAGE: (0, 1), NEXT_VILLAGE: (0, 1)}
    wide = try_rules(people.zhao.ctx, place=COUNTY, rules=told(rule.replace("< 12", "< 36")))
    assert counts(wide) == {VILLAGE: (1, 0), NEXT_VILLAGE: (0, 0)}
    assert wide.changes[0].place_name == "清溪村"
    assert everything() == before, "nothing is written"
    assert not Alert.objects.exists()


def test_a_new_rule_is_new_for_everybody_it_is_true_of(people: People, three: list[UUID]) -> None:
    text = shipped("r07_new_separation").replace("id: r07.new_separation", "id: x.new")
    trial = try_rules(people.zhao.ctx, place=COUNTY, rules=told(text))
    assert (trial.rules, trial.raised) == (("x.new",), 2)


def test_another_severity_is_shown(people: People, three: list[UUID]) -> None:
    text = shipped("r07_new_separation").replace("severity: yellow", "severity: red")
    trial = try_rules(people.zhao.ctx, place=COUNTY, rules=told(text))
    assert {line.severity for line in trial.changes} == {"red"}


def test_only_the_area_that_was_asked_for(people: People, three: list[UUID]) -> None:
    rule = told(shipped("r07_new_separation"))
    assert try_rules(people.zhao.ctx, place=TOWNSHIP, rules=rule).children == 3
    assert try_rules(people.zhao.ctx, place=FAR_VILLAGE, rules=rule).children == 0


def test_faults_come_with_line_column_and_remedy(people: People) -> None:
    text = shipped("r07_new_separation").replace("severity: yellow", "severity: amber")
    with pytest.raises(RuleFileFaulty) as caught:
        try_rules(people.zhao.ctx, place=COUNTY, rules=told(text))
    assert "rules.yaml:19:13" in caught.value.message
    with pytest.raises(RuleFileFaulty):
        try_rules(people.zhao.ctx, place=COUNTY, rules="标题".encode("gb18030"))


def test_a_protected_rule_is_tried_by_the_protection_lead_alone(people: People) -> None:
    """Counting whom a rule over answers is true of would tell the answers, village by village."""
    rule = told(shipped("r09_self_harm"))
    with pytest.raises(RuleProtected):
        try_rules(people.zhao.ctx, place=COUNTY, rules=rule)
    assert try_rules(people.he.ctx, place=COUNTY, rules=rule).raised == 0
    with pytest.raises(RuleProtected):
        try_rules(people.he.ctx, place=COUNTY, rules=told(shipped("r10_suspected_harm")))


def test_who_may_try_and_where(people: People) -> None:
    rule = told(shipped("r07_new_separation"))
    with pytest.raises(NotPermitted):
        try_rules(people.wang.ctx, place=VILLAGE, rules=rule)
    with pytest.raises(NotFound):
        try_rules(people.zhao.ctx, place="990102100201", rules=rule)
