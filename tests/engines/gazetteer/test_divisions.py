"""The published divisions."""

from collections import Counter

from homeward.engines.gazetteer import Level, divisions, find, level, parent


def test_every_published_division_comes_once():
    """31 provinces, 342 cities, 2,978 counties of which 3 repeat their city, 41,352 townships."""
    rows = list(divisions())
    assert len({row.code for row in rows}) == len(rows)
    counts = Counter(row.level for row in rows)
    assert counts[Level.PROVINCE] == 31
    assert counts[Level.CITY] == 342
    assert counts[Level.COUNTY] == 2978 - 3
    assert counts[Level.TOWNSHIP] == 41352 - 1  # 金门县 repeats itself as a township


def test_every_parent_is_published():
    """Places are loaded in this order, parents first."""
    seen = set()
    for row in divisions():
        assert level(row.code) is row.level
        above = parent(row.code)
        assert above is None or above in seen
        seen.add(row.code)


def test_a_division_is_found_by_any_form_of_its_code():
    """Short and padded forms name the same place."""
    assert find("360735").name == "石城县"
    assert find("360735201000").name == "丰山乡"
    assert find("441900").name == "东莞市"
    assert find("990101") is None
