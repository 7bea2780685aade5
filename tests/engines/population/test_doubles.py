"""A register with planted doubles: what is said of it is true of it."""

import datetime as dt
from collections import Counter

import pyarrow as pa
import pytest

from homeward.engines.linkage import RECORD
from homeward.engines.names import syllables
from homeward.engines.population import CountyParams, DoublesParams, Slips, county, plant_doubles

AS_OF = dt.date(2026, 9, 1)
NO_SLIPS = Slips(**dict.fromkeys(Slips.__dataclass_fields__, 0.0))


def planted(seed=3, children=4_000, **params):
    return plant_doubles(
        county(CountyParams(children=children), 3, AS_OF), DoublesParams(**params), seed
    )


@pytest.fixture(scope="module")
def made():
    return planted()


def by_id(register):
    return {row["id"]: row for row in register.records.to_pylist()}


def only(slip, **params):
    """Doubles with this slip alone, each pair as its two records, first the one that was slipped."""
    slips = Slips(**(dict.fromkeys(Slips.__dataclass_fields__, 0.0) | {slip: 1.0}))
    register = planted(
        children=600, doubled=0.2, thrice=0.0, first_slips=0.0, slips=slips, **params
    )
    rows = by_id(register)
    pairs = [row for row in register.truth.to_pylist() if row["kinds"] == slip]
    assert pairs, slip
    return [(rows[pair["right"]], rows[pair["left"]]) for pair in pairs]


def test_equal_seeds_give_equal_bytes_and_others_do_not(made):
    assert planted().records.equals(made.records)
    assert planted().truth.equals(made.truth)
    assert not planted(seed=4).records.equals(made.records)


def test_records_are_as_linkage_reads_them(made):
    assert made.records.schema.names == RECORD.names
    assert made.records.cast(RECORD).num_rows == len(by_id(made))


def test_so_many_are_planted_as_were_asked_for(made):
    doubled = round(0.035 * 4_000)
    extra = len(made.records) - 4_000
    assert doubled <= extra <= doubled * 1.25
    assert extra <= len(made.truth) <= extra * 1.3


def test_every_slip_occurs_and_is_told(made):
    told = Counter(kind for row in made.truth.to_pylist() for kind in row["kinds"].split())
    assert set(told) <= set(Slips.__dataclass_fields__)
    often = {name for name, field in Slips.__dataclass_fields__.items() if field.default >= 0.05}
    assert often <= set(told)


def test_shared_numbers_are_told(made):
    rows = by_id(made)
    for pair in made.truth.to_pylist():
        numbers = [rows[pair[side]]["id_number"] for side in ("left", "right")]
        assert pair["shared_id"] == (numbers[0] is not None and numbers[0] == numbers[1])


def test_kin_are_no_doubles_and_all_three_kinds_are_there(made):
    doubles = {(row["left"], row["right"]) for row in made.truth.to_pylist()}
    kin = made.kin.to_pylist()
    assert not doubles & {(row["left"], row["right"]) for row in kin}
    assert {row["kind"] for row in kin} == {"sibling", "twin", "cousin"}
    assert any(row["again"] for row in kin) and not all(row["again"] for row in kin)


def test_twins_share_their_day_and_have_two_names():
    register = planted(first_slips=0.0, apart=0.0)
    rows = by_id(register)
    twins = [row for row in register.kin.to_pylist() if row["kind"] == "twin" and not row["again"]]
    assert len(twins) > 20
    for pair in twins:
        one, two = rows[pair["left"]], rows[pair["right"]]
        assert one["born_on"] == two["born_on"] and one["household"] == two["household"]
        assert one["name"] != two["name"] and one["name"][0] == two["name"][0]
        assert one["id_number"] is None or one["id_number"] != two["id_number"]


def test_cousins_are_of_one_village_and_two_households():
    register = planted(first_slips=0.0, apart=0.0)
    rows = by_id(register)
    cousins = [r for r in register.kin.to_pylist() if r["kind"] == "cousin" and not r["again"]]
    assert len(cousins) > 20
    same = 0
    for pair in cousins:
        one, two = rows[pair["left"]], rows[pair["right"]]
        assert one["place"] == two["place"] and one["household"] != two["household"]
        assert one["name"][:2] == two["name"][:2]
        same += one["name"] == two["name"]
    assert 0.4 < same / len(cousins) < 0.8


def test_fashionable_names_are_borne_by_many_and_never_twice_in_a_household():
    plain, alike = (planted(doubled=0.0, first_slips=0.0, apart=0.0, alike=a) for a in (0.0, 0.6))
    given = [Counter(r["name"][1:] for r in one.records.to_pylist()) for one in (plain, alike)]
    often = [sum(count for _, count in one.most_common(24)) / 4_000 for one in given]
    assert often[1] > 0.5 > often[0]
    rows = by_id(alike)
    siblings = [r for r in alike.kin.to_pylist() if r["kind"] == "twin"]
    assert all(rows[r["left"]]["name"] != rows[r["right"]]["name"] for r in siblings)


def test_without_slips_a_double_differs_in_its_household_alone():
    register = planted(children=600, doubled=0.2, first_slips=0.0, slips=NO_SLIPS)
    rows = by_id(register)
    for pair in register.truth.to_pylist():
        one, two = (dict(rows[pair[side]]) for side in ("left", "right"))
        for column in ("id", "household"):
            one.pop(column), two.pop(column)
        assert one == two and pair["kinds"] == ""


def test_a_name_misheard_keeps_its_sound():
    for slipped, first in only("name_same_sound"):
        assert slipped["name"] != first["name"]
        # a character read otherwise as a surname may change its reading in front
        assert syllables("一" + slipped["name"]) == syllables("一" + first["name"])


def test_a_lunar_date_is_the_days_own():
    from borax.calendars.lunardate import LunarDate

    for slipped, first in only("born_lunar"):
        lunar = LunarDate.from_solar(first["born_on"])
        written = slipped["born_on"]
        assert (written.year, written.month, written.day) == (lunar.year, lunar.month, lunar.day)


@pytest.mark.parametrize(
    ("slip", "column"),
    [("mother_missing", "mother"), ("born_missing", "born_on"), ("id_missing", "id_number")],
)
def test_what_is_missing_is_null(slip, column):
    for slipped, first in only(slip, no_parent=0.0, no_id=0.0):
        assert slipped[column] is None and first[column] is not None


def test_a_name_in_pinyin_is_latin():
    for slipped, first in only("name_pinyin"):
        assert slipped["name"].isascii() and not first["name"].isascii()


def test_shares_that_are_none_are_refused_by_name():
    with pytest.raises(ValueError, match="twins"):
        DoublesParams(twins=1.5)
    with pytest.raises(ValueError, match="name_… together"):
        DoublesParams(slips=Slips(name_typo=0.99))
    with pytest.raises(ValueError, match="seed"):
        planted(seed=-1)


def test_a_county_of_one_child_has_no_kin():
    register = planted(children=1, doubled=0.0)
    assert register.records.num_rows == 1
    assert register.truth.num_rows == register.kin.num_rows == 0
    assert isinstance(register.kin, pa.Table)
