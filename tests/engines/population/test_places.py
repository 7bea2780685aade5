"""The fictional county's map."""

from datetime import date

from homeward.engines.population import CountyParams, county


def test_the_largest_county_gives_each_place_a_code_of_its_own() -> None:
    """Two hundred townships: more 镇 than there are numbers below those of the 乡."""
    params = CountyParams(children=3_000, townships=200, villages=600)
    places = county(params, 1, date(2026, 9, 1)).places
    codes = [place.code for place in (*places.townships, *places.villages)]
    assert len(set(codes)) == len(codes)
