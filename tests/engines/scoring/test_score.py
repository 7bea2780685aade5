"""What scoring promises beside its tables: refusals, safety, reasons, equal bytes."""

import json

import pytest

from homeward.engines.scoring import (
    ENGINE_VERSION,
    AnswersRefused,
    ScoreStatus,
    Severity,
    score,
    score_totals,
)

from .sample import FILE, read, shipped

PHQ = shipped().get("phq-a")
ALL_ZERO = {item.id: 0 for item in PHQ.items}


def codes(*args: object) -> list[str]:
    return [reason.code for reason in score(*args).explanation]  # type: ignore[arg-type]


def test_a_result_says_what_it_was_made_of() -> None:
    found = score(PHQ, ALL_ZERO, 13)
    assert (found.instrument, found.instrument_version) == ("phq-a", 1)
    assert found.engine_version == ENGINE_VERSION
    assert len(found.input_hash) == 64
    assert found.scale("total").severity is Severity.NONE
    with pytest.raises(KeyError):
        found.scale("none")


def test_answers_that_cannot_be_are_refused_all_at_once() -> None:
    with pytest.raises(AnswersRefused) as caught:
        score(PHQ, {"downn": 1, "sleep": 4, "tired": True, "down": 1.0}, -1)  # type: ignore[dict-item]
    assert [(fault.about, fault.code) for fault in caught.value.faults] == [
        ("age_years", "age"), ("down", "not_offered"), ("downn", "unknown_item"),
        ("sleep", "not_offered"), ("tired", "not_offered"),
    ]  # fmt: skip
    assert "Did you mean down?" in str(caught.value)
    assert all(fault.what["zh"] and fault.remedy["zh"] for fault in caught.value.faults)


@pytest.mark.parametrize("age", [-1, 121, 13.0, True, "13"])
def test_an_age_that_cannot_be_is_refused(age: object) -> None:
    with pytest.raises(AnswersRefused):
        score(PHQ, {}, age)  # type: ignore[arg-type]


@pytest.mark.parametrize("age", [None, 8, 13])
@pytest.mark.parametrize("others", [ALL_ZERO, {}])
def test_a_safety_answer_is_named_whatever_else_holds(
    age: int | None, others: dict[str, int]
) -> None:
    """Age, gaps, a total that cannot be made: none of them may hide it."""
    found = score(PHQ, others | {"self_harm": 1}, age)
    assert found.safety == ("self_harm",)
    assert found.explanation[0].code == "safety_answer"
    assert score(PHQ, others | {"self_harm": 0}, age).safety == ()


def test_an_unanswered_safety_question_is_not_a_no() -> None:
    found = score(PHQ, ALL_ZERO | {"self_harm": None}, 13)
    assert (found.safety, found.missing, found.status) == ((), ("self_harm",), ScoreStatus.PARTIAL)
    assert "safety_unanswered" in [reason.code for reason in found.explanation]


def test_reasons_follow_what_happened() -> None:
    psc = shipped().get("psc-17")
    full = {item.id: 1 for item in psc.items}
    assert codes(PHQ, ALL_ZERO, 13) == ["scored"]
    assert codes(PHQ, ALL_ZERO | {"down": None}, 13) == ["scored", "filled_in_proportion"]
    assert codes(PHQ, ALL_ZERO, 11) == ["outside_ages"]
    assert codes(PHQ, ALL_ZERO, None) == ["age_unknown", "scored"]
    assert codes(psc, full | {"sad": None}, 9) == [
        "scored", "counted_as_nothing", "scored", "counted_as_nothing", "scored", "scored",
    ]  # fmt: skip
    assert codes(shipped().get("belonging"), {}, 9) == ["too_much_missing", "own_scale"]
    for reason in score(psc, {}, 9).explanation:
        assert reason.says["zh"] and reason.says["en"]


def test_an_explanation_can_be_read_out() -> None:
    who = shipped().get("who-5")
    said = score(who, {"cheerful": 2, "calm": 2, "active": 2, "rested": 1, "interested": 1}, 12)
    assert said.explanation[0].says == {
        "zh": "幸福感：5 题答了 5 题，32 分（0 至 100 分），属“须进一步了解”。",
        "en": "Well-being: 5 of 5 answered, 32 points (0 to 100): look closer.",
    }


def test_equal_input_gives_equal_bytes() -> None:
    answers = ALL_ZERO | {"down": 2, "self_harm": None}
    turned = {name: answers[name] for name in reversed(answers) if answers[name] is not None}
    one, other = score(PHQ, answers, 13), score(PHQ, turned, 13)
    assert one == other and one.canonical() == other.canonical()
    assert json.loads(one.canonical())["input_hash"] == one.input_hash


def test_the_hash_tells_other_input_apart() -> None:
    hashes = {
        score(PHQ, ALL_ZERO, 13).input_hash,
        score(PHQ, ALL_ZERO, 14).input_hash,
        score(PHQ, ALL_ZERO, None).input_hash,
        score(PHQ, ALL_ZERO | {"down": 1}, 13).input_hash,
        score(PHQ, ALL_ZERO | {"down": None}, 13).input_hash,
        score_totals(PHQ, {"total": 0}, 13).input_hash,
        score(shipped().get("gad-7"), {}, 13).input_hash,
    }
    assert len(hashes) == 7


def test_values_are_whole_where_they_are_whole() -> None:
    text = FILE.replace("method: sum, direction", "method: mean, missing: {at_most: 1}, direction")
    mean = read(text.replace("bands: thirds}", "}"))
    for answers, value in (
        ({"glad": 2, "sad": 0}, 2),
        ({"glad": 2, "sad": 1}, 1.5),
        ({"glad": 1}, 1),
    ):
        found = score(mean, answers, 8).scale("mood").value
        assert found == value and type(found) is type(value)


@pytest.mark.parametrize(("direction", "value"), [("better", 0.2), ("worse", 0.3)])
def test_a_half_goes_to_the_side_on_which_the_child_is_looked_at(
    direction: str, value: float
) -> None:
    """Half of a tenth: 0.25 of a scale where more is better is 0.2."""
    text = FILE.replace(
        "method: sum, direction: better, bands: thirds",
        f"method: mean, factor: 0.5, direction: {direction}",
    )
    assert score(read(text), {"glad": 1, "sad": 2}, 8).scale("mood").value == value


def test_totals_of_licensed_paper_are_taken_over() -> None:
    sdq = shipped().get("sdq")
    found = score_totals(sdq, {"difficulties": 17, "prosocial": 8.0}, 10)
    assert found.status is ScoreStatus.PARTIAL
    assert found.scale("prosocial").value == 8 and type(found.scale("prosocial").value) is int
    assert [reason.code for reason in found.explanation].count("not_entered") == 4
    assert score_totals(PHQ, {"total": 12}, 13).scale("total").band == "moderate"
    assert score_totals(PHQ, {"total": 12}, 13).missing == ("self_harm",)
    assert score_totals(PHQ, {"total": 12}, 11).scale("total").value is None


def test_totals_that_cannot_be_are_refused_all_at_once() -> None:
    who = shipped().get("who-5")
    for value in (-4, 104, 50, float("nan"), float("inf"), True, "48"):
        with pytest.raises(AnswersRefused) as caught:
            score_totals(who, {"total": value, "sum": 1}, 200)  # type: ignore[dict-item]
        assert [f.code for f in caught.value.faults] == ["age", "unknown_scale", "out_of_range"]


def test_an_instrument_without_its_text_is_not_scored_item_by_item() -> None:
    with pytest.raises(AnswersRefused) as caught:
        score(shipped().get("sdq"), {}, 10)
    assert caught.value.faults[0].code == "text_not_shipped"
