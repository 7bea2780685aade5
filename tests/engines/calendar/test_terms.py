"""School terms from their file, and faults in one."""

from datetime import date

import pytest

from homeward.engines.calendar import load_terms
from homeward.engines.yamlfile import FileErrors, shipped_files

BOOK = load_terms(shipped_files("terms"))["national"]


def test_a_day_lies_in_a_term_or_in_the_holidays() -> None:
    autumn = BOOK.at(date(2026, 9, 1))
    assert autumn is not None
    assert (autumn.id, autumn.begins, autumn.ends) == (
        "2026-autumn", date(2026, 9, 1), date(2027, 1, 20),
    )  # fmt: skip
    january = BOOK.at(date(2027, 1, 20))
    assert january == autumn
    assert BOOK.at(date(2027, 1, 21)) is None
    assert BOOK.at(date(2026, 8, 1)) is None


def test_terms_touching_a_stretch_come_in_order() -> None:
    found = BOOK.between(date(2026, 1, 20), date(2026, 9, 1))
    assert [term.id for term in found] == ["2025-autumn", "2026-spring", "2026-autumn"]
    assert BOOK.next_end(date(2026, 8, 1)) == date(2027, 1, 20)


def test_every_fault_is_told_with_its_place() -> None:
    text = (
        "id: x\ntitle: {zh: 甲, en: A}\nfrom: 2020-13-01\nsource: {document: y}\n"
        'terms:\n  - {id: a, title: {zh: 甲, en: A}, begins: "13-01", ends: "02-29"}\n'
    )
    with pytest.raises(FileErrors) as caught:
        load_terms({"terms/x.yaml": text})
    places = [(error.line, error.code) for error in caught.value.errors]
    assert places == [(3, "date"), (6, "day"), (6, "day")]
    assert "terms/x.yaml:6:" in caught.value.render("en")
