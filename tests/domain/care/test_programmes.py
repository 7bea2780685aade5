"""The registry of programmes: the paper's strategies as data, all of them, none promised too much."""

from dataclasses import replace

import pytest

from homeward.domain.care.programmes import cadences, load_programmes, programmes
from homeward.domain.care.programmes.load import STRATEGIES
from homeward.domain.care.words import Engaged, Offer, Strength
from homeward.engines.yamlfile import FileErrors
from homeward.foundation.access.roles import roles

RULES = {
    "r01.unattended", "r02.alone", "r03.carer_unfit", "r04.no_notice", "r05.contact_gap",
    "r06.shallow_contact", "r07.new_separation", "r08.guardianship_poor", "r09.self_harm",
    "r10.suspected_harm", "r11.preschool", "r12.benefit_gap", "r13.vetting", "r14.pair_stale",
    "r15.boarding",
}  # fmt: skip
OFFERED = {
    "s01.file_kept", "s02.screening", "s05.home_visit", "s05.teacher_visit", "s10.counselling",
    "s11.kindergarten_entry", "s12.contact_prompt", "s12.notice_help", "s12.talk_of_feelings",
    "s13.benefit_help", "s13.child_talk", "s13.parent_talk",
}  # fmt: skip
GOOD = """
id: s05.home_visit
strategy: S5
paper: "4.1.2"
title: {zh: 走访, en: Visits}
serves: [child]
column: both
provider: child_director
cadence: house.monthly_visit
records: [visit]
indicator: {id: x, title: {zh: 甲, en: A}}
evidence: {strength: none, says: {zh: 无, en: None}, source: "-"}
tasks:
  - {title: {zh: 上门, en: Visit}, within: 7, kind: visit}
state: offered
app: care
"""
ROLES, CADENCES = tuple(roles()), tuple(cadences())


def test_every_strategy_of_the_design_is_declared() -> None:
    assert {p.strategy for p in programmes().values()} == set(STRATEGIES)
    assert {p.id for p in programmes().values() if p.offered} == OFFERED


@pytest.mark.parametrize("programme", programmes().values(), ids=lambda p: p.id)
def test_a_programme_hangs_together(programme: object) -> None:
    """What is offered has a first step, a provider who has tasks, and is carried by a room that is there."""
    p = programmes()[programme.id]  # type: ignore[attr-defined]
    assert set(p.triggers) <= RULES
    if p.evidence.strength != Strength.NONE:
        assert p.evidence.source.strip("-")
    if not p.offered:
        return
    assert p.app in ("children", "needs", "care")
    assert p.first and p.cadence
    assert "task.do" in roles()[p.provider].actions
    kinds = {kind for beat in cadences()[p.cadence].beats for kind in beat.kinds}
    assert {step.kind for step in p.first} <= {*p.records, Engaged.VISIT}
    assert kinds & set(p.records), "what is recorded for it keeps its cadence"


def test_a_good_file_is_read() -> None:
    found = load_programmes({"x.yaml": GOOD}, ROLES, CADENCES)["s05.home_visit"]
    assert (found.version, found.state, found.first[0].safety) == (1, Offer.OFFERED, False)
    assert replace(found, state=Offer.NOT_YET).offered is False


@pytest.mark.parametrize(
    ("was", "now", "code", "line"),
    [
        ("strategy: S5", "strategy: S20", "choice", 3),
        ("id: s05.home_visit", "id: s06.home_visit", "id", 2),
        ("provider: child_director", "provider: director", "choice", 8),
        ("cadence: house.monthly_visit", "cadence: weekly", "choice", 9),
        ("records: [visit]", "records: []", "shape", 10),
        ("kind: visit}", "kind: visits}", "choice", 14),
        ("column: both", "colour: both", "unknown_key", 7),
        ("tasks:\n  - {title: {zh: 上门, en: Visit}, within: 7, kind: visit}\n", "", "no_tasks", 2),
        ("state: offered", "state: soon", "choice", 15),
    ],
)
def test_a_fault_is_named_with_its_place(was: str, now: str, code: str, line: int) -> None:
    assert was in GOOD
    with pytest.raises(FileErrors) as caught:
        load_programmes({"x.yaml": GOOD.replace(was, now)}, ROLES, CADENCES)
    error = next(error for error in caught.value.errors if error.code == code)
    assert error.line == line
    assert error.remedy["zh"] and error.remedy["en"]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    bad = GOOD.replace("column: both", "column: none").replace("app: care", "app: nowhere")
    with pytest.raises(FileErrors) as caught:
        load_programmes({"a.yaml": bad, "b.yaml": GOOD, "c.yaml": GOOD}, ROLES, CADENCES)
    assert [(e.file, e.code) for e in caught.value.errors] == [
        ("a.yaml", "choice"), ("a.yaml", "choice"), ("c.yaml", "twice"),
    ]  # fmt: skip
    with pytest.raises(FileErrors, match="holds no programme"):
        load_programmes({"a.yaml": "\n"}, ROLES, CADENCES)


def test_the_regimes_of_the_handbook_are_there() -> None:
    """domain 1.5 and 1.9, with a source each."""
    wanted = {
        "law.weekly_contact", "anhui-2020.first_round", "anhui-2020.yearly", "dengzhou-2019",
        "shahe-2013", "liangping-2024", "yantai-2024", "dali-2025", "linyi-2026", "xiamen-2017",
    }  # fmt: skip
    assert wanted <= set(cadences())
    liangping = cadences()["liangping-2024"].beat("call")
    assert liangping is not None
    assert (liangping.every, liangping.unit, liangping.channels) == (15, "day", ("phone", "video"))
