"""An instrument file with a fault is refused with its place and a remedy, all faults at once."""

import pytest

from homeward.engines.scoring import InstrumentError, InstrumentErrors, load_instruments

from .sample import FILE


def faults(text: str) -> list[InstrumentError]:
    with pytest.raises(InstrumentErrors) as caught:
        load_instruments({"rules/x.yaml": text})
    return list(caught.value.errors)


THIRDS = "method: sum, direction: better, bands: thirds"
CASES = [
    # change of the good file, code, character string it points at, words of the English remedy
    (("id: sample", "id: Sample 1"), "id", "Sample 1", "lower-case"),
    (("version: 1", "version: x"), "version", "x", "from 1 up"),
    (("zh: 样例, en: Sample", "zh: 样例"), "missing_key", "{zh: 样例}", "Add 'en:'"),
    (("construct: belonging", "construct: belongings"), "choice", "belongings", "mean belonging?"),
    (('paper: "3.1.1"', "paper: three"), "section", "three", '"3.1.2"'),
    (("[child, carer]", "[child, carrer]"), "choice", "carrer", "mean carer?"),
    (("[child, carer]", "[child, child]"), "repeated", "child]", "Keep one"),
    (("[child, carer]", "[]"), "shape", "[]", "one entry at least"),
    (("{from: 7, to: 12}", "{from: 12, to: 7}"), "range", "7}", "'from' or 'to'"),
    (("{from: 7, to: 12}", "{from: 7.5, to: 12}"), "whole", "7.5", "whole number"),
    (("{from: 7, to: 12}", "{from: seven, to: 12}"), "number", "seven", "decimal"),
    ((", carer: care}", "}"), "reads", "{child: protected}", "Give each informant"),
    ((", carer: care}", ", carer: secret}"), "choice", "secret", "mean care?"),
    (("validated: false", "validated: no way"), "choice", "no way", "true, false"),
    (("validated: false", "validated: true"), "thirds", "thirds}", "as published"),
    (("text_shipped: true", "text_shipped: false"), "item_count", "id: sample", "item_count"),
    (("licence: {zh: 自编, en: Own}\n", ""), "missing_key", "id: sample", "Add 'licence:'"),
    (("source:", "item_count: 4\nsource:"), "item_count", "4", "Remove"),
    (("{value: 1, label: {zh: 有时", "{value: 0, label: {zh: 有时"), "repeated",
     "0, label: {zh: 有时", "change one"),
    (("options: often}", "options: offen}"), "options", "offen", "mean often?"),
    ((", options: often}", "}"), "options", "{id: glad", "Give the item its 'options'"),
    (("options: often}", "options: [{value: 0, label: {zh: 无, en: None}}]}"), "options",
     "[{value: 0, label: {zh: 无", "two options"),
    (("options: often}", "options: 3}"), "options", "3}", "Known: often, yes_no"),
    (("id: sad", "id: glad"), "repeated", "glad, text: {zh: 难过吗", "change one"),
    (("safety: 1", "safety: 5"), "value", "5}", "Known: 0, 1"),
    (("right: 1", "right: 2"), "value", "2}", "Known: 0, 1"),
    (("right: 1", "right: 1, safety: 1"), "quiz", "1, safety", "Remove one"),
    ((", about: {zh: 孩子高兴吗, en: Is it glad}", ""), "about", "{id: glad", "Add 'about"),
    (("items: [glad, sad]", "items: [glad, bad]"), "item", "bad]", "mean sad?"),
    (("items: [glad, sad]", "items: [glad, glad]"), "repeated", "glad], method", "Keep one"),
    (("sad, harm, quiz]", "sad, harm]"), "unused", "- {id: mood", "Name it"),
    (("at_most: 2", "at_most: 4"), "missing", "4}", "Fewer than all"),
    (("at_most: 2", "at_most: -1"), "missing", "-1}", "Fewer than all"),
    (("method: sum", "method: sam"), "choice", "sam", "mean sum?"),
    (("method: sum", "method: sum, factor: 0"), "positive", "0, direction", "Correct"),
    (("method: sum", "method: sum, decimals: 1"), "shape", "1, direction", "not with a sum"),
    (("method: prorated", "method: prorated\n    decimals: 3"), "shape", "3\n    missing", "0 to 2"),
    (("id: all_of_it", "id: mood"), "repeated", "mood\n", "change one"),
    (("from: 4, to: 6", "from: 5, to: 6"), "bands", "- {from: 0", "cover every value"),
    (("from: 4, to: 6", "from: 3, to: 6"), "bands", "- {from: 0", "Correct 'from' or 'to'"),
    (("from: 4, to: 6", "from: 4, to: 7"), "bands", "4, to: 7", "Correct 'from' or 'to'"),
    (("from: 4, to: 6", "from: 6, to: 4"), "range", "4, id: high", "'from' or 'to'"),
    (("id: high", "id: low"), "repeated", "- {from: 0", "change one"),
    (("severity: high", "severity: red"), "choice", "red", "Known: none"),
    (("direction: worse", "direction: up"), "choice", "up\n", "Known: better, worse"),
    (("id: sample", "id: [sample"), "yaml", ":", "brackets"),
    (("text_shipped: true", "text_shipped: true\ntext_shipped: true"), "duplicate_key", None, "Keep one"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "at", "remedy"), CASES)
def test_a_fault_is_named_with_its_place(
    change: tuple[str, str], code: str, at: str | None, remedy: str
) -> None:
    text = FILE.replace(*change, 1)
    assert text != FILE
    found = [error for error in faults(text) if error.code == code]
    assert any(remedy in error.remedy["en"] for error in found), found
    error = next(error for error in found if remedy in error.remedy["en"])
    assert error.what["zh"] and error.what["en"] and error.remedy["zh"]
    assert error.file == "rules/x.yaml"
    if code not in ("yaml", "duplicate_key"):
        rest = "\n".join(text.splitlines()[error.line - 1 :])[error.column - 1 :]
        want = (at or "").removeprefix("- ")
        assert rest.startswith((at or "", want)), rest[:40]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    bad = FILE.replace("validated: false", "validated: maybe").replace("safety: 1", "safety: 9")
    with pytest.raises(InstrumentErrors) as caught:
        load_instruments({"b.yaml": bad, "a.yaml": "", "c.yaml": FILE})
    assert [(e.file, e.code) for e in caught.value.errors] == [
        ("a.yaml", "empty"), ("b.yaml", "choice"), ("b.yaml", "value"),
    ]  # fmt: skip
    assert caught.value.render("zh").splitlines()[0] == (
        "a.yaml:1:1: 文件中没有量表。请写一份量表，或删除该文件。"
    )


def test_one_id_and_version_stands_once() -> None:
    with pytest.raises(InstrumentErrors) as caught:
        load_instruments({"a.yaml": FILE, "b.yaml": FILE})
    (error,) = caught.value.errors
    assert (error.file, error.code) == ("b.yaml", "version_repeated")
    assert "a.yaml:1" in error.what["en"]


def test_a_sum_does_not_count_a_missing_item_below_the_lowest_answer() -> None:
    text = FILE.replace("value: 0, label: {zh: 没有", "value: 3, label: {zh: 没有")
    text = text.replace("method: prorated", "method: sum")
    assert "missing" in {error.code for error in faults(text)}


SCORES_ONLY = FILE[: FILE.index("options:")].replace("text_shipped: true", "text_shipped: false")
RANGE = "scales:\n  - {id: total, title: {zh: 总分, en: Total}, range: {from: 0, to: 40}, direction: worse}\n"


def test_an_instrument_without_its_text_has_ranges_only() -> None:
    good = SCORES_ONLY + "item_count: 25\n" + RANGE
    (instrument,) = load_instruments({"x.yaml": good})
    assert (instrument.item_count, instrument.items) == (25, ())
    assert (instrument.scales[0].low, instrument.scales[0].high) == (0, 40)
    for text, code in (
        (good.replace("from: 0, to: 40", "from: 40, to: 0"), "range"),
        (good.replace("range: {from: 0, to: 40}", "items: all"), "unknown_key"),
        (good.replace("item_count: 25", "item_count: 0"), "positive"),
        (good + "items: [{id: a, text: {zh: 甲, en: A}}]\n", "items"),
        (good.replace("item_count: 25\n", ""), "item_count"),
        (good.replace("false\nlicence", "true\nlicence").replace("item_count: 25\n", ""), "items"),
    ):
        assert code in {error.code for error in faults(text)}
