"""Structure of division codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.engines.gazetteer import (
    BadDivisionCode,
    Level,
    contains,
    level,
    normalise,
    parent,
    prefix,
    same_county,
    same_township,
    span,
)

codes = st.sampled_from(list(Level)).flatmap(
    lambda at: st.integers(10 ** (at - 1), 10**at - 1).map(str)
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("36", Level.PROVINCE),
        ("3607", Level.CITY),
        ("360735", Level.COUNTY),
        ("360735201", Level.TOWNSHIP),
        ("360735201004", Level.VILLAGE),
        ("360000", Level.PROVINCE),
        ("360735000000", Level.COUNTY),
        ("110105000000", Level.COUNTY),
    ],
)
def test_level_is_read_from_the_digits(code, expected):
    """Both the short form and the zero-padded form are in use."""
    assert level(code) is expected


def test_parents_climb_from_village_to_province():
    """A hand-checked chain in a fictional county."""
    chain = ["990101100003"]
    while (above := parent(chain[-1])) is not None:
        chain.append(above)
    assert chain == [
        "990101100003",
        "990101100000",
        "990101000000",
        "990100000000",
        "990000000000",
    ]


@pytest.mark.parametrize("code", ["", "3", "360", "3607352", "36073５", "00", "000000", "3607a5"])
def test_what_is_no_code_is_refused(code):
    """A scope built from a malformed code would show too much."""
    with pytest.raises(BadDivisionCode):
        normalise(code)


@given(codes)
def test_span_is_exactly_what_the_area_contains(code):
    """The indexed range and the containment test must agree, or lists differ from permissions."""
    low, high = span(code)
    assert low == normalise(code)
    assert contains(code, low)
    assert contains(code, high)
    above = str(int(high) + 1)
    assert len(above) > 12 or not contains(code, above)


@given(codes, codes)
def test_containment_equals_the_span(area, code):
    """Brute comparison of two unrelated codes."""
    low, high = span(area)
    assert contains(area, code) == (low <= normalise(code) <= high)


@given(codes)
def test_parent_contains_the_child_and_is_coarser(code):
    """Climbing always widens the area and ends at a province."""
    above = parent(code)
    if above is None:
        assert level(code) is Level.PROVINCE
    else:
        assert contains(above, code)
        assert level(above) < level(code)
        assert prefix(code).startswith(prefix(above))


@given(codes)
def test_normalising_twice_changes_nothing(code):
    """The stored form is its own stored form."""
    assert normalise(normalise(code)) == normalise(code)
    assert normalise(prefix(code)) == normalise(code)


def test_same_county_and_township():
    """A coarser code lies in no county."""
    assert same_county("360735201004", "360735100")
    assert not same_township("360735201004", "360735100")
    assert same_township("360735201004", "360735201")
    assert not same_county("3607", "360735")
    assert not same_county("360735", "360734")
