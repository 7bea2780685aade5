"""What every instrument that comes with Homeward must say, and must never say."""

import re

import pytest
import yaml

from homeward.engines.scoring import Informant, Instrument, Reads, Severity, shipped_files
from homeward.engines.scoring.instrument import THIRDS

from .sample import shipped

ALL = list(shipped())
OWN = [each for each in ALL if not each.validated]
SCORES_ONLY = {"sdq", "childrens-loneliness", "lbc-security", "kads-11", "ces-dc"}
PUBLISHED = {"who-5", "phq-a", "gad-7", "psc-17", "gshs-core"}
OWN_IDS = {
    "belonging", "security", "goals", "loneliness", "self-protection", "family-education",
    "school-connection", "contact-closeness", "basic-living",
}  # fmt: skip
CARE = {"basic-living", "self-protection"}
MEDICINE = [
    "抑郁症", "焦虑症", "诊断", "确诊", "患者", "病人", "病症", "症状", "障碍", "疾病", "治疗",
    r"\bdiagnos", r"\bdisorder", r"\bpatients?\b", r"\bdepression\b", r"\bsymptom", r"\bclinical",
    r"\bdisease", r"\btreatment", r"\bmental illness",
]  # fmt: skip
HAN = re.compile(r"[\u4e00-\u9fff]")


def by_id(instrument: Instrument) -> str:
    return instrument.id


def texts(value: object, path: str = "") -> list[tuple[str, str]]:
    """Every text of a file with the keys that lead to it."""
    if isinstance(value, dict):
        return [pair for key, each in value.items() for pair in texts(each, f"{path}.{key}")]
    if isinstance(value, list):
        return [pair for n, each in enumerate(value) for pair in texts(each, f"{path}[{n}]")]
    return [(path, value)] if isinstance(value, str) else []


def test_exactly_the_agreed_instruments_are_shipped() -> None:
    assert {each.id for each in ALL} == SCORES_ONLY | PUBLISHED | OWN_IDS
    assert {each.id for each in OWN} == OWN_IDS
    assert {each.id for each in ALL if not each.text_shipped} == SCORES_ONLY


@pytest.mark.parametrize("name", shipped_files("instruments"))
def test_no_word_of_medicine_stands_in_any_text(name: str) -> None:
    """A score says whom to see first. Whoever reads a label about a child believes it."""
    found = [
        f"{path}: {word}"
        for path, text in texts(yaml.safe_load(shipped_files("instruments")[name]))
        for word in MEDICINE
        if re.search(word, text, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", shipped_files("instruments"))
def test_chinese_is_chinese_and_english_is_english(name: str) -> None:
    """The loader wants both languages; this wants them not to be swapped or copied."""
    for path, text in texts(yaml.safe_load(shipped_files("instruments")[name])):
        if path.endswith(".zh"):
            assert HAN.search(text), path
        if path.endswith(".en"):
            assert not HAN.search(text), path


@pytest.mark.parametrize("name", shipped_files("instruments"))
def test_a_file_is_named_by_its_instrument(name: str) -> None:
    assert (
        name == f"rules/instruments/{yaml.safe_load(shipped_files('instruments')[name])['id']}.yaml"
    )


@pytest.mark.parametrize("instrument", OWN, ids=by_id)
def test_an_own_scale_says_that_nobody_validated_it(instrument: Instrument) -> None:
    assert instrument.standing == {"zh": "自编量表，尚未验证", "en": "own scale, not yet validated"}
    assert 4 <= instrument.item_count <= 8
    for scale in instrument.scales:
        assert {band.id for band in scale.bands} == {third[0] for third in THIRDS}
        assert Severity.HIGH not in {band.severity for band in scale.bands}
    for item in instrument.items:
        assert 3 <= len(item.options) <= 5
    assert "医学结论" in instrument.note["zh"] or instrument.id == "self-protection"  # type: ignore[index]
    assert instrument.read_aloud and instrument.younger


@pytest.mark.parametrize("instrument", [e for e in ALL if e.id in PUBLISHED], ids=by_id)
def test_a_published_instrument_says_whose_words_it_uses(instrument: Instrument) -> None:
    assert instrument.standing is None
    assert instrument.wording and instrument.source.note and instrument.read_aloud


@pytest.mark.parametrize("instrument", ALL, ids=by_id)
def test_what_a_child_says_of_its_feelings_is_protected(instrument: Instrument) -> None:
    care = set(Informant) if instrument.id in CARE else set()
    if instrument.id in {"family-education", "contact-closeness"}:
        care = {Informant.CARER, Informant.WORKER}
    for informant in instrument.informants:
        want = Reads.CARE if informant in care else Reads.PROTECTED
        assert instrument.reads_from(informant) is want


def test_only_the_question_on_self_harm_is_a_safety_item() -> None:
    safety = [
        (e.id, item.id, item.safety) for e in ALL for item in e.items if item.safety is not None
    ]
    assert safety == [("phq-a", "self_harm", 1)]


def test_mood_and_worry_are_asked_from_twelve_on() -> None:
    """USPSTF: below 12 the evidence for screening is insufficient."""
    assert shipped().get("phq-a").ages.first == shipped().get("gad-7").ages.first == 12


def test_the_quiz_asks_what_the_law_lists() -> None:
    """Family Education Promotion Law art. 16(5), Minors Protection Law art. 18."""
    quiz = shipped().get("self-protection")
    assert [item.id for item in quiz.items] == [
        "water", "road", "electricity", "bullying", "body", "fraud", "stranger", "internet",
    ]  # fmt: skip
    assert all(item.right and sum(item.scores) == 1 for item in quiz.items)
    assert len({item.right for item in quiz.items}) == 3  # the right answer is not always the same


def test_a_question_about_the_child_is_put_to_adults() -> None:
    for instrument in ALL:
        for item in instrument.items:
            asked = item.text_for(Informant.CARER)["zh"]
            if Informant.CHILD in instrument.informants and len(instrument.informants) > 1:
                assert "你" not in asked
                assert item.text_for(Informant.CHILD) == item.text
