"""Pairs of records that people judged, standing among a thousand others."""

import datetime as dt
import json

import pytest

from homeward.engines.linkage import Rival

from .sample import CHILD, FAR_VILLAGE, NEXT_VILLAGE, among_others, other

D = dt.date
BORN = D(2014, 5, 23)
TWO_NUMBERS = ({"id_number": "n1"}, {"id_number": "n2"})

DOUBLES = {
    "written the same": ({}, {}),
    "another character of the same sound": ({}, {"name": "苏小和"}),
    "same sound and the lunar date": ({}, {"name": "苏小和", "born_on": D(2014, 4, 25)}),
    "traditional characters, mother unknown": ({}, {"name": "蘇曉禾", "mother": None}),
    "pinyin only, and moved": ({}, {"name": "Su Xiaohe", "place": FAR_VILLAGE}),
    "under the mother's surname": ({}, {"name": "蔡晓禾"}),
    "parents unknown, moved within the township": (
        {},
        {"father": None, "mother": None, "place": NEXT_VILLAGE},
    ),
    "another telephone, father heard wrongly": ({}, {"phones": ["10099"], "father": "苏建君"}),
    "day and month exchanged, nothing known of the mother": (
        {"born_on": D(2014, 5, 9)},
        {"born_on": D(2014, 9, 5), "mother": None},
    ),
    "only the year known": ({}, {"born_on": D(2014, 1, 1)}),
    "sex mistaken": ({}, {"sex": "male"}),
    "one identity number, everything else slipped": (
        {"id_number": "n"},
        {"id_number": "n", "name": "苏禾", "born_on": D(2013, 5, 23), "place": FAR_VILLAGE},
    ),
}
NO_DOUBLES = {
    "twins called by who came first": ({"name": "苏大双"}, {"name": "苏小双"}),
    "twins who share a sign": ({"name": "苏晓禾"}, {"name": "苏晓梅"}),
    "twins, a girl and a boy": ({}, {"name": "苏晓阳", "sex": "male"}),
    "twins with a number each": (
        {"name": "苏大双", "id_number": "n1"},
        {"name": "苏小双", "id_number": "n2"},
    ),
    "twins with nothing known but their mother": (
        {"name": "苏大双", "father": None, "phones": []},
        {"name": "苏小双", "father": None, "phones": []},
    ),
    "sisters two years apart": ({}, {"name": "苏晓梅", "born_on": D(2016, 8, 2)}),
    "sisters, one of whose parents is unknown": (
        {},
        {"name": "苏晓梅", "born_on": D(2016, 8, 2), "mother": None},
    ),
    "cousins of one name, fathers brothers": (
        {},
        {"born_on": D(2014, 11, 2), "father": "苏建国", "mother": "何丽梅", "phones": ["10099"]},
    ),
    "cousins of one name and year, parents unknown to one roll": (
        {"father": None, "mother": None},
        {"born_on": D(2014, 11, 2), "father": "苏建国", "mother": "何丽梅", "phones": ["10099"]},
    ),
    "the same name in another township": (
        {},
        {
            "born_on": D(2011, 2, 3),
            "father": "苏强",
            "mother": "何丽梅",
            "place": FAR_VILLAGE,
            "phones": ["10099"],
        },
    ),
    "neighbours born on one day": (
        {},
        {"name": "何文静", "father": "何强", "mother": "田丽梅", "phones": ["10099"]},
    ),
}


@pytest.mark.parametrize("case", DOUBLES)
def test_one_child_twice_is_told(case):
    one, two = DOUBLES[case]
    pair = among_others(CHILD | one, other(**two))
    assert pair is not None and pair.probability >= 0.9, pair


@pytest.mark.parametrize("case", NO_DOUBLES)
def test_two_children_are_not_taken_for_one(case):
    one, two = NO_DOUBLES[case]
    pair = among_others(CHILD | one, other(**two))
    assert pair is None or pair.probability < 0.5, pair


def test_a_likeness_is_weighed_against_whom_it_may_be_instead():
    twins = among_others(CHILD | {"name": "苏大双"}, other(name="苏小双"))
    sisters = among_others(CHILD, other(name="苏晓梅", born_on=D(2015, 8, 2)), 1e-12)
    assert twins and twins.rival == Rival.TWIN
    assert sisters and sisters.rival == Rival.SIBLING


def test_two_valid_numbers_that_differ_speak_strongly_against():
    alike = among_others(CHILD, other(born_on=None))
    apart = among_others(CHILD | TWO_NUMBERS[0], other(born_on=None) | TWO_NUMBERS[1])
    assert alike and apart
    assert alike.weight - apart.weight > 5


def test_the_steps_add_up_to_the_weight_and_name_every_field_in_order():
    pair = among_others(CHILD, other(name="苏小和", phones=[]))
    assert pair
    assert sum(step.weight for step in pair.steps) == pytest.approx(pair.weight, abs=1e-4)
    assert pair.probability == pytest.approx(1 / (1 + 2**-pair.weight), abs=1e-5)
    assert [step.field for step in pair.steps] == [
        "start", "name", "born_on", "sex", "father", "mother", "place", "phones", "id_number",
        "student_no", "household", "others",
    ]  # fmt: skip
    told = {step.field: step.level for step in pair.steps}
    assert told["name"] == "same_sound" and told["phones"] == "missing"


def test_no_value_of_a_person_stands_in_the_words():
    pair = among_others(CHILD, other(name="苏小和"))
    assert pair
    said = json.dumps([dict(step.says) for step in pair.steps], ensure_ascii=False)
    for value in ("苏", "晓禾", "小和", "建军", "春燕", "2014", "10012345678", "990101"):
        assert value not in said


def test_a_rare_name_says_more_than_a_common_one():
    alone = {"father": None, "mother": None, "phones": [], "place": FAR_VILLAGE}
    rare, common = (
        among_others(CHILD | {"name": name}, other(name=name) | alone)
        for name in ("尉迟晓禾", "王梓涵")
    )
    assert rare and common and rare.rival == common.rival == Rival.STRANGER
    weights = [pair.steps[1].weight for pair in (rare, common)]
    assert weights[0] > weights[1]
