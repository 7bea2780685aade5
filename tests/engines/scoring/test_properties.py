"""What holds for any answers, and a second opinion that knows nothing of the engine."""

from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from homeward.engines.scoring import (
    AnswersRefused,
    Direction,
    Instrument,
    ScoreStatus,
    score,
    shipped_files,
)

from .sample import shipped

WITH_TEXT = [each for each in shipped() if each.text_shipped]
WORSE_FIRST = {"high": 0, "check": 1, "watch": 2, "none": 3}


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, dict[str, int | None]]:
    """Any instrument with any answers, some of them missing."""
    instrument = draw(st.sampled_from(WITH_TEXT))
    gaps = draw(st.sampled_from([0, 0, 1, 4]))  # mostly few, so that scales have values
    answers: dict[str, int | None] = {
        item.id: draw(st.sampled_from(item.values)) for item in instrument.items
    }
    for _ in range(gaps):
        answers[draw(st.sampled_from(instrument.items)).id] = None
    return instrument, answers


@given(answered(), st.randoms())
def test_the_order_of_answers_does_not_matter(
    case: tuple[Instrument, dict[str, int | None]], random: Any
) -> None:
    instrument, answers = case
    turned = list(answers.items())
    random.shuffle(turned)
    age = instrument.ages.first
    assert score(instrument, answers, age) == score(instrument, dict(turned), age)


@settings(max_examples=300)
@given(answered(), st.data())
def test_a_higher_counting_answer_never_lowers_a_value(
    case: tuple[Instrument, dict[str, int | None]], data: st.DataObject
) -> None:
    """Monotone in what an answer counts; and a worse value never looks less urgent."""
    instrument, answers = case
    item = data.draw(st.sampled_from(instrument.items))
    value = answers[item.id]
    assume(value is not None)
    assert value is not None
    higher = [other for other in item.values if item.score(other) > item.score(value)]
    assume(higher)
    age = instrument.ages.last
    before = score(instrument, answers, age)
    after = score(instrument, answers | {item.id: data.draw(st.sampled_from(higher))}, age)
    for scale in instrument.scales:
        old, new = before.scale(scale.id), after.scale(scale.id)
        if old.value is None or new.value is None:
            assert old.value is None and new.value is None
            continue
        assert new.value >= old.value
        if old.severity is not None and new.severity is not None:
            calmer = WORSE_FIRST[new.severity] - WORSE_FIRST[old.severity]
            assert calmer >= 0 if scale.direction is Direction.BETTER else calmer <= 0


@given(answered())
def test_the_mirrored_answer_of_a_reversed_item_counts_the_mirrored_score(
    case: tuple[Instrument, dict[str, int | None]],
) -> None:
    instrument, answers = case
    for item in instrument.items:
        value = answers[item.id]
        if item.right is None and value is not None:
            mirrored = min(item.values) + max(item.values) - value
            assert item.score(value) + item.score(mirrored) == min(item.values) + max(item.values)
            assert item.score(value) == (mirrored if item.reverse else value)


@given(answered())
def test_status_follows_from_gaps_and_values(
    case: tuple[Instrument, dict[str, int | None]],
) -> None:
    instrument, answers = case
    found = score(instrument, answers, instrument.ages.first)
    assert found.missing == tuple(i.id for i in instrument.items if answers[i.id] is None)
    values = [each.value for each in found.scales]
    if not found.missing:
        assert found.status is ScoreStatus.COMPLETE and None not in values
    else:
        some = any(value is not None for value in values)
        assert found.status is (ScoreStatus.PARTIAL if some else ScoreStatus.UNDECIDED)
    for scale, each in zip(instrument.scales, found.scales, strict=True):
        assert each.answered + each.missing == len(scale.items)
        assert (each.band is None) == (each.value is None)
        assert each.value is None or scale.low <= each.value <= scale.high


@given(answered(), st.text(min_size=1, max_size=8))
def test_an_unknown_item_is_refused(
    case: tuple[Instrument, dict[str, int | None]], name: str
) -> None:
    instrument, answers = case
    assume(name not in answers)
    with pytest.raises(AnswersRefused):
        score(instrument, answers | {name: None}, instrument.ages.first)


def oracle(raw: dict[str, Any], answers: dict[str, int | None]) -> dict[str, Fraction | None]:
    """Values straight from the YAML, by the sentences of the design, without the engine."""
    sets = raw.get("options", {})
    counts: dict[str, int | None] = {}
    for item in raw["items"]:
        options = item.get("options", next(iter(sets), None))
        values = [o["value"] for o in (options if isinstance(options, list) else sets[options])]
        given = answers.get(item["id"])
        if given is None:
            counts[item["id"]] = None
        elif "right" in item:
            counts[item["id"]] = 1 if given == item["right"] else 0
        else:
            counts[item["id"]] = max(values) - given + min(values) if item.get("reverse") else given
    found: dict[str, Fraction | None] = {}
    for scale in raw["scales"]:
        names = list(counts) if scale["items"] == "all" else scale["items"]
        have = [counts[name] for name in names if counts[name] is not None]
        rule = scale.get("missing", {"at_most": 0})
        over = list(counts) if rule.get("of") == "instrument" else names
        if not have or sum(counts[name] is None for name in over) > rule["at_most"]:
            found[scale["id"]] = None
            continue
        value = Fraction(sum(have)) * Fraction(str(scale.get("factor", 1)))  # type: ignore[arg-type]
        if scale.get("method") == "prorated":
            value = value * len(names) / len(have)
            up, down = floor(value + Fraction(1, 2)), ceil(value - Fraction(1, 2))
            value = Fraction(up if scale["direction"] == "worse" else down)
        found[scale["id"]] = value
    return found


RAW = {text["id"]: text for text in map(yaml.safe_load, shipped_files("instruments").values())}


@settings(max_examples=300)
@given(answered())
def test_the_engine_agrees_with_a_plain_reading_of_the_file(
    case: tuple[Instrument, dict[str, int | None]],
) -> None:
    instrument, answers = case
    found = score(instrument, answers, instrument.ages.first)
    assert {each.id: each.value for each in found.scales} == oracle(RAW[instrument.id], answers)


SMALL = ["belonging", "goals", "loneliness"]
MOTHER = ("mother_contact", "mother_minutes", "mother_feelings", "mother_close")


@pytest.mark.parametrize("name", SMALL)
def test_every_set_of_answers_to_a_small_instrument(name: str) -> None:
    """Two items are held; the other four take every value and every gap."""
    instrument = shipped().get(name)
    names = [item.id for item in instrument.items]
    seen = set()
    for chosen in product([0, 1, 2, 3, None], repeat=4):
        answers = dict(zip(names, (*chosen, 1, 2), strict=True))
        found = score(instrument, answers, 12).scale("total")
        assert found.value == oracle(RAW[name], answers)["total"]
        seen.add(found.band)
    assert {"attention_first", "some_attention", "well", None} >= seen >= {"some_attention", None}


def test_every_set_of_answers_about_one_parent() -> None:
    instrument = shipped().get("contact-closeness")
    for chosen in product([0, 1, 2, 3, None], repeat=4):
        found = score(instrument, dict(zip(MOTHER, chosen, strict=True)), 9)
        value = None if None in chosen else sum(each or 0 for each in chosen)
        assert found.scale("mother").value == value
        assert found.scale("father").value is None
