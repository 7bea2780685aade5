"""A synthetic county: published shares, references that hold, ids that are nobody's."""

import dataclasses
import datetime as dt
import hashlib
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.engines.gazetteer import Level, contains, divisions, find, level, prefix
from homeward.engines.population import COUNTY_CODE, CountyParams, Uncollected, county
from homeward.engines.population.people import check_character

AS_OF = dt.date(2026, 9, 1)
TABLES = ("households", "children", "adults", "spells", "notices", "agreements", "benefits")


@pytest.fixture(scope="module", params=[1, 2, 3])
def made(request):
    """40,000 children: shares within a few tenths of a per cent."""
    return county(CountyParams.sized(40_000), request.param, AS_OF)


@pytest.fixture(scope="module")
def demo():
    """The demonstration county."""
    return county(CountyParams(), 20_260_901, AS_OF)


def current(made):
    """Whereabouts of father and mother by household: words, None for 未采集."""
    kinship = made.adults.plain("kinship")
    where = [{} for _ in range(len(made.households))]
    open_spells = np.isnat(made.spells.until)
    words = made.spells.plain("whereabouts")
    for row in np.flatnonzero(open_spells):
        adult = made.spells.adult[row]
        where[made.adults.household[adult]][kinship[adult]] = words[row]
    return where


def away(made):
    """Two arrays over households: both parents away, any parent away."""
    both = np.array([set(w.values()) == {"away"} and len(w) == 2 for w in current(made)])
    some = np.array(["away" in w.values() for w in current(made)])
    return both, some


def mca(made):
    """Rows of children under 16 whose parents are both away, or one away and the other unable."""
    where = current(made)
    unable = {
        (household, kinship)
        for household, kinship, able in zip(
            made.adults.household.tolist(),
            made.adults.plain("kinship"),
            made.adults.plain("able"),
            strict=True,
        )
        if able is False
    }
    held = np.array(
        [
            "away" in parents.values()
            and all(
                parents.get(parent) == "away" or (household, parent) in unable
                for parent in ("father", "mother")
            )
            for household, parents in enumerate(where)
        ]
    )
    young = (np.datetime64(AS_OF) - made.children.born_on).astype(int) < 16 * 365.2425
    return np.flatnonzero(held[made.children.household] & young)


def share(values, word):
    """Share of a word among collected values."""
    known = [each for each in values if each is not None]
    return sum(each == word for each in known) / len(known)


def test_sex_follows_the_register(made):
    """54.5 % boys (MCA 2018)."""
    assert share(made.children.plain("sex"), "male") == pytest.approx(0.545, abs=0.012)


def test_ages_of_mca_children_follow_the_register(made):
    """0-5 21.7 %, 6-13 67.4 %, 14-16 10.9 % (MCA 2018)."""
    days = (np.datetime64(AS_OF) - made.children.born_on[mca(made)]).astype(int)
    bands = np.histogram(days / 365.2425, bins=[0, 6, 14, 17])[0] / len(days)
    assert bands == pytest.approx([0.217, 0.674, 0.109], abs=0.02)


def test_schooling_of_mca_children_follows_the_register(made):
    """7.1, 18.4, 51.9, 19.5, 3.1 % (MCA 2018)."""
    all_stages = made.children.plain("stage")
    stages = [all_stages[row] for row in mca(made)]
    published = {"none": 0.071, "kindergarten": 0.184, "primary": 0.519, "junior": 0.195}
    for stage, expected in published.items():
        assert share(stages, stage) == pytest.approx(expected, abs=0.02), stage
    older = sum(share(stages, each) for each in ("senior", "vocational", "not_enrolled"))
    assert older == pytest.approx(0.031, abs=0.01)


def test_grandparents_care_for_mca_children(made):
    """96 % grandparents, 4 % others (MCA 2018); few live with nobody."""
    all_kinds = made.children.plain("carer_kind")
    kinds = [all_kinds[row] for row in mca(made)]
    assert share(kinds, "grandparent") == pytest.approx(0.96, abs=0.01)
    assert 0 < share(kinds, "none") < 0.01
    assert share(kinds, "parent") == 0


def test_definitions_differ_on_the_same_register(made):
    """Both parents away 46.7 % of those with any away (ACWF); others have nobody away."""
    both, some = away(made)
    household = made.children.household
    whole = both[household].sum() / some[household].sum()
    assert whole == pytest.approx(0.4674, abs=0.03)
    assert some[household].mean() == pytest.approx(0.85, abs=0.02)
    unable = len(mca(made)) / both[household].sum()
    assert 0.8 < unable < 1.05


def test_contact_health_and_grandparents_follow_the_sources(made):
    """Contact 73, 21, 5, 1 %; healthy 99.4 %; grandparents who may care 59.2 years on average."""
    contact = made.children.plain("contact")
    published = {"weekly": 0.727, "monthly": 0.211, "yearly": 0.049, "never": 0.013}
    for word, expected in published.items():
        assert share(contact, word) == pytest.approx(expected, abs=0.012), word
    assert share(made.children.plain("health"), "healthy") == pytest.approx(0.994, abs=0.003)
    old = np.isin(made.adults.kinship, [2, 3, 4, 5]) & ~np.isnat(made.adults.born_on)
    ages = (np.datetime64(AS_OF) - made.adults.born_on[old]).astype(int) / 365.2425
    assert ages.mean() == pytest.approx(59.2, abs=1.0)
    assert (ages < 50).mean() == pytest.approx(0.12, abs=0.04)


def test_every_block_has_a_share_not_collected(made):
    """Unknown is not no: every definition must meet missing facts."""
    for column, expected in (("health", 0.04), ("guardianship", 0.09), ("hukou", 0.05)):
        lost = made.children.plain(column).count(None) / len(made.children)
        assert lost == pytest.approx(expected, abs=0.01), column
    complete = Uncollected(**{each.name: 0.0 for each in dataclasses.fields(Uncollected)})
    whole = county(CountyParams(children=500, uncollected=complete), 1, AS_OF)
    for column in ("health", "guardianship", "hukou", "boarding", "stage", "carer_kind"):
        assert None not in whole.children.plain(column), column


def test_same_seed_same_bytes_and_other_seed_other_people():
    """A demonstration is rebuilt, not stored."""
    digests = [digest(county(CountyParams(children=2_000), seed, AS_OF)) for seed in (5, 5, 6)]
    assert digests[0] == digests[1] != digests[2]


def digest(made):
    """Hash of every column."""
    total = hashlib.sha256()
    for name in TABLES:
        table = getattr(made, name)
        for field in dataclasses.fields(table):
            total.update(np.ascontiguousarray(getattr(table, field.name)).tobytes())
    return total.hexdigest()


@settings(max_examples=15, deadline=None)
@given(
    children=st.integers(1, 400),
    townships=st.integers(1, 12),
    more=st.integers(0, 60),
    seed=st.integers(0, 2**32),
    as_of=st.dates(dt.date(2016, 1, 1), dt.date(2035, 12, 31)),
)
def test_any_county_holds_together(children, townships, more, seed, as_of):
    """Any size, seed and day: references, dates and codes fit."""
    params = CountyParams(children=children, townships=townships, villages=townships + more)
    check(county(params, seed, as_of), as_of)


def test_the_demonstration_holds_together(demo):
    """3,000 children, 6 townships, 40 villages."""
    assert len(demo.children) == 3_000
    assert len(demo.places.townships) == 6
    assert len({place.name for place in demo.places.villages}) == 40
    check(demo, AS_OF)


def check(made, as_of):
    """Referential integrity and order of days."""
    today = np.datetime64(as_of)
    children, adults, spells = made.children, made.adults, made.spells
    assert (children.village == made.households.village[children.household]).all()
    assert ((children.school == -1) | (children.school < len(made.places.schools))).all()
    cared = children.carer >= 0
    assert (adults.household[children.carer[cared]] == children.household[cared]).all()
    assert (adults.kinship[children.carer[cared]] == children.carer_kinship[cared]).all()
    assert (children.born_on <= today).all()
    age = (today - children.born_on).astype(int)
    assert (age < 18 * 365.2425).all()
    parents = adults.kinship <= 1
    pairs = np.bincount(adults.household[parents], minlength=len(made.households))
    assert (pairs == 2).all()
    oldest = np.zeros(len(made.households))
    np.maximum.at(oldest, children.household, age)
    grown = (today - adults.born_on[parents]).astype(int) - oldest[adults.household[parents]]
    assert (grown > 18 * 365).all()
    assert (adults.kinship[spells.adult] <= 1).all()
    done = ~np.isnat(spells.until)
    assert (spells.since[done] <= spells.until[done]).all()
    assert not np.isnat(spells.since[done]).any()
    known = spells.since[~np.isnat(spells.since)]
    assert (known <= today).all()
    lasting = np.bincount(spells.adult[~done], minlength=len(adults))
    assert lasting.max(initial=0) <= 1
    for table in (made.notices, made.agreements, made.benefits):
        assert ((table.child >= 0) & (table.child < len(children))).all()
    given = ~np.isnat(made.notices.given_on)
    assert ((made.notices.given == 1) == given).all()
    assert (made.notices.given_on[given] <= today).all()
    assert (children.entered_on <= today).all()
    left = ~np.isnat(children.left_on)
    assert ((children.exit_cause >= 0) == left).all()
    assert (children.left_on[left] >= children.entered_on[left]).all()


def test_no_place_of_the_county_exists():
    """No real place is shown with invented misery."""
    made = county(CountyParams.sized(60_000), 1, AS_OF)
    real = {row.code[:2] for row in divisions() if row.level is Level.PROVINCE}
    codes = [each.code for each in (*made.places.townships, *made.places.villages)]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert code[:2] not in real
        assert find(code) is None
        assert contains(COUNTY_CODE, code)
    assert {level(each.code) for each in made.places.townships} == {Level.TOWNSHIP}
    assert {level(each.code) for each in made.places.villages} == {Level.VILLAGE}
    assert all(
        contains(made.places.townships[row].code, place.code)
        for place, row in zip(made.places.villages, made.places.township_of, strict=True)
    )
    assert prefix(made.places.county.code) == COUNTY_CODE


@pytest.mark.parametrize("table", ["children", "adults"])
def test_identity_numbers_are_well_formed_and_unlike(demo, table):
    """Prefix 990101, birth day and sex inside, no two alike; a few fail the checksum on purpose."""
    people = getattr(demo, table)
    wrong, numbers = 0, []
    born = people.plain("born_on")
    sexes = people.plain("sex")
    for number, day, sex in zip(people.plain("id_number"), born, sexes, strict=True):
        if number is None:
            continue
        numbers.append(number)
        assert number.startswith(COUNTY_CODE)
        assert len(number) == 18
        assert day is None or number[6:14] == f"{day:%Y%m%d}"
        assert (int(number[16]) % 2 == 1) == (sex == "male")
        wrong += check_character(number[:17]) != number[17]
    assert len({number[:17] for number in numbers}) == len(numbers)
    assert 0 < wrong < 0.03 * len(numbers)


def test_check_character_agrees_with_the_standard():
    """The example of GB 11643-1999."""
    assert check_character("11010519491231002") == "X"


def test_telephones_belong_to_no_network(demo):
    """Mobile numbers begin 13 to 19; these begin 100 and have 11 digits."""
    numbers = [phone for phone in demo.adults.plain("phone") if phone]
    assert len(set(numbers)) == len(numbers)
    assert all(len(phone) == 11 and phone.startswith("100") for phone in numbers)


def test_siblings_share_parents_and_surname(demo):
    """A household is one family."""
    sizes = np.bincount(demo.children.household)
    assert (sizes > 1).mean() > 0.4
    names = demo.children.plain("name")
    for household in np.flatnonzero(sizes > 1)[:200]:
        own = [names[row] for row in np.flatnonzero(demo.children.household == household)]
        assert len({name[0] for name in own}) == 1


def test_places_of_work_include_what_cannot_be_told(demo):
    """Destinations as clerks write them, some vague, some inside the county."""
    texts = {text for text in demo.spells.plain("place_text") if text}
    assert {"广东深圳", "本县县城", "外省", "本省"} <= texts


def test_two_hundred_thousand_children_take_seconds():
    """Vectorised; the budget is wide for a busy machine (about 2 s on two idle cores)."""
    start = time.process_time()
    made = county(CountyParams.sized(200_000), 1, AS_OF)
    assert time.process_time() - start < 10
    assert len(made.children) == 200_000


@pytest.mark.parametrize(
    "wrong", [{"children": 0}, {"townships": 0}, {"villages": 3}, {"bad_checksum": 2.0}]
)
def test_sizes_that_cannot_be_numbered_are_refused(wrong):
    """A code has three digits for a township and three for a village."""
    with pytest.raises(ValueError, match="must"):
        CountyParams(**wrong)


def test_negative_seed_is_refused(demo):
    """Seeds count from 0."""
    with pytest.raises(ValueError, match="seed"):
        county(demo.params, -1, AS_OF)
