"""Every shipped instrument scores as its published rule says, by tables an official can check."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from homeward.engines.scoring import Instrument, Scale, ScoreResult, score, score_totals

from .sample import shipped

TABLES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "tables").glob("*.yaml"))
}
STATUS = {
    "完整": "complete",
    "部分": "partial",
    "不能判断": "undecided",
    "不适用": "not_applicable",
}
NO_VALUE = {"无": None}
CASES = [(name, case) for name, table in TABLES.items() for case in table["算例"]]


def answers(instrument: Instrument, text: str) -> dict[str, int | None]:
    """`2 0 -` in the order of the items."""
    given = [None if word == "-" else int(word) for word in str(text).split()]
    return {item.id: value for item, value in zip(instrument.items, given, strict=True)}


def result(name: str, case: dict[str, Any]) -> ScoreResult:
    instrument = shipped().get(TABLES[name]["量表"])
    age = case.get("周岁", TABLES[name]["周岁"])
    age = None if age == "未采集" else age
    if "回答" in case:
        return score(instrument, answers(instrument, case["回答"]), age)
    ids = {scale.title["zh"]: scale.id for scale in instrument.scales}
    return score_totals(instrument, {ids[t]: value for t, value in case["录入"].items()}, age)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}: {c['情况']}" for n, c in CASES])
def test_a_case_officials_can_check(name: str, case: dict[str, Any]) -> None:
    instrument, found = shipped().get(name), result(name, case)
    assert found.status == STATUS[case.get("结果", "完整")]
    values = {scale.title["zh"]: found.scale(scale.id).value for scale in instrument.scales}
    if "分数" in case:
        assert values == {title: NO_VALUE.get(v, v) for title, v in case["分数"].items()}
    bands = {
        scale.title["zh"]: band.title["zh"]
        for scale in instrument.scales
        for band in scale.bands
        if band.id == found.scale(scale.id).band
    }
    assert bands == case.get("分数段", {})
    assert [instrument.items.index(instrument.item(name)) + 1 for name in found.safety] == case.get(
        "安全", []
    )


def test_every_shipped_instrument_has_a_table() -> None:
    assert set(TABLES) == {instrument.id for instrument in shipped()}
    assert all(name == table["量表"] for name, table in TABLES.items())


def boundary_values(scale: Scale) -> set[float]:
    """Of each boundary between two bands: the last value below, the first above, and the next."""
    step = float(scale.step)
    wanted: set[float] = set()
    for below, above in zip(scale.bands, scale.bands[1:], strict=False):
        first = scale.low + step * -(-(above.low - scale.low) // step)
        assert below.high < first <= above.high
        wanted |= {first - step, first, first + step}
    return {value for value in wanted if value <= scale.high}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_tries_both_sides_of_every_boundary(name: str) -> None:
    found = [result(name, case) for case in TABLES[name]["算例"]]
    for scale in shipped().get(name).scales:
        complete = {r.scale(scale.id).value for r in found if not r.scale(scale.id).missing}
        assert boundary_values(scale) <= complete, scale.id


@pytest.mark.parametrize("name", [each.id for each in shipped() if each.text_shipped])
def test_a_table_tries_the_missing_rule_on_both_sides(name: str) -> None:
    """As many missing as the rule forgives, and one more."""
    instrument = shipped().get(name)
    found = [result(name, case) for case in TABLES[name]["算例"] if "周岁" not in case]
    for scale in instrument.scales:
        seen = {
            len(r.missing) if scale.over_all else r.scale(scale.id).missing:
            r.scale(scale.id).value is not None
            for r in found
        }  # fmt: skip
        assert seen[scale.missing] is True
        assert seen[scale.missing + 1] is False
