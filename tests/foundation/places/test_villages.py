"""Villages and communities: numbered, named, renamed by those whose township it is."""

from datetime import date

import pytest

from homeward.foundation.accounts.public import open_county
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.context import Context
from homeward.foundation.places import naming
from homeward.foundation.places.models import Place
from homeward.foundation.places.problems import (
    NotATownship,
    PlaceCodeTaken,
    PlaceCodeWrong,
    PlaceEnded,
    PlaceIsPublished,
    PlaceNameMissing,
    PlaceNameTaken,
    TownshipFull,
)
from homeward.foundation.places.public import (
    Heir,
    add_place,
    find_village,
    get_place,
    load_places,
    name_of,
    names_of,
    path_of,
    rename_place,
    succeed_place,
)
from homeward.foundation.problems import NotFound
from tests.personas import (
    COUNTY,
    FAR_VILLAGE,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
    People,
    appointed,
    machine_ctx,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "number", "rural"),
    [
        ("新桥村", "203", True),  # 201 and 202 are given
        ("新桥村委会", "203", True),
        ("新桥村民委员会", "203", True),
        ("巴彦嘎查", "203", True),
        ("桥头社区", "001", False),
        ("桥头居委会", "001", False),
        ("桥头社区居民委员会", "001", False),
        ("林场", "203", None),
    ],
)
def test_a_new_village_gets_the_next_free_number_of_its_kind(
    people: People, name: str, number: str, rural: bool | None
) -> None:
    code = add_place(people.li.ctx, place=TOWNSHIP, name=f" {name} ").code
    assert code == TOWNSHIP[:9] + number
    place = Place.objects.get(pk=code)
    assert (place.name, place.parent, place.level, place.rural) == (name, TOWNSHIP, 12, rural)
    event = AuditEvent.objects.get(name="place.add")
    assert (event.place, event.actor_id) == (code, people.li.user_id)


def test_a_number_is_never_given_twice(people: People) -> None:
    """Records of the old village still carry it."""
    succeed_place(
        people.zhao.ctx, place=NEXT_VILLAGE, into=(Heir(VILLAGE),), since=date(2026, 8, 1)
    )
    code = add_place(people.li.ctx, place=TOWNSHIP, name="新桥村").code
    assert code == TOWNSHIP[:9] + "203"


def test_an_official_code_is_taken_over_when_it_is_known(people: People) -> None:
    given = add_place(people.li.ctx, place=TOWNSHIP, name="新桥村", code=TOWNSHIP[:9] + "217")
    assert given.code == TOWNSHIP[:9] + "217"
    with pytest.raises(PlaceCodeTaken):
        add_place(people.li.ctx, place=TOWNSHIP, name="老桥村", code=given.code)


@pytest.mark.parametrize(
    "code", [FAR_VILLAGE, TOWNSHIP, COUNTY, "12345", "abc", "９９０１０１１００２１７"]
)
def test_a_code_of_another_place_is_refused(people: People, code: str) -> None:
    with pytest.raises(PlaceCodeWrong):
        add_place(people.li.ctx, place=TOWNSHIP, name="新桥村", code=code)


def test_a_township_whose_numbers_are_used_up_says_so(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "VILLAGE_NUMBERS", range(201, 203))
    with pytest.raises(TownshipFull):
        add_place(people.li.ctx, place=TOWNSHIP, name="新桥村")


@pytest.mark.parametrize("name", ["", "   ", "长" * 61])
def test_a_place_needs_a_name(people: People, name: str) -> None:
    with pytest.raises(PlaceNameMissing):
        add_place(people.li.ctx, place=TOWNSHIP, name=name)
    with pytest.raises(PlaceNameMissing):
        rename_place(people.li.ctx, place=VILLAGE, name=name)


def test_two_villages_of_one_township_have_two_names(people: People) -> None:
    with pytest.raises(PlaceNameTaken):
        add_place(people.li.ctx, place=TOWNSHIP, name="上坪村")
    with pytest.raises(PlaceNameTaken):
        rename_place(people.li.ctx, place=VILLAGE, name="上坪村")
    assert add_place(people.zhao.ctx, place=OTHER_TOWNSHIP, name="上坪村").code


def test_only_townships_have_villages(people: People) -> None:
    with pytest.raises(NotATownship):
        add_place(people.zhao.ctx, place=COUNTY, name="新桥村")
    with pytest.raises(NotATownship):
        add_place(people.li.ctx, place=VILLAGE, name="新桥村")


def test_a_village_is_renamed_by_its_supervisor_and_by_no_stranger(people: People) -> None:
    other = appointed(people.zhao, "he", "何督导", "township_supervisor", OTHER_TOWNSHIP)
    for stranger in (other, people.sun):
        with pytest.raises(NotFound):
            rename_place(stranger.ctx, place=VILLAGE, name="野村")
        with pytest.raises(NotFound):
            add_place(stranger.ctx, place=TOWNSHIP, name="野村")
    rename_place(people.li.ctx, place=VILLAGE, name="清溪社区")
    place = Place.objects.get(pk=VILLAGE)
    assert (place.name, place.rural) == ("清溪社区", False)
    rename_place(people.li.ctx, place=VILLAGE, name="清溪社区")  # the same again is no fault
    assert "清溪村" in AuditEvent.objects.filter(name="place.rename").earliest("id").details


def test_names_of_the_states_list_are_not_changed_by_hand(people: People) -> None:
    load_places(machine_ctx())
    officer = people.zhao
    assert rename_place(officer.ctx, place=TOWNSHIP, name="清溪古镇").code == TOWNSHIP  # not listed
    with pytest.raises(PlaceIsPublished):
        rename_place(_officer_of(people, "360735000000"), place="360735100000", name="新镇")


def _officer_of(people: People, county: str) -> Context:
    made = person(people.yunwei, "officer", "试", county)
    open_county(people.yunwei.ctx, place=county, user_id=made.user_id)
    return made.ctx


def test_an_ended_place_is_not_renamed(people: People) -> None:
    succeed_place(
        people.zhao.ctx, place=NEXT_VILLAGE, into=(Heir(VILLAGE),), since=date(2026, 8, 1)
    )
    with pytest.raises(PlaceEnded):
        rename_place(people.zhao.ctx, place=NEXT_VILLAGE, name="下坪村")


def test_a_place_shows_its_path_and_its_parts_to_everybody(people: People) -> None:
    """Names of divisions are public: even a stranger finds the way."""
    for somebody in (people.sun, people.zhou, people.lin, people.qian):
        page = get_place(somebody.ctx, place=TOWNSHIP)
        assert [line.name for line in page.path] == ["演示省", "演示市", "清溪县", "清溪镇"]
        assert [(line.code, line.name) for line in page.parts] == [
            (VILLAGE, "清溪村"),
            (NEXT_VILLAGE, "上坪村"),
        ]
    assert {line.code for line in get_place(people.sun.ctx).parts} == {"990000000000"}
    with pytest.raises(NotFound):
        get_place(people.sun.ctx, place="970000000000")


@pytest.mark.usefixtures("county")
def test_an_unknown_code_names_itself() -> None:
    """A gap on a screen looks like a fault; a code can be looked up."""
    assert name_of(VILLAGE) == "清溪村"
    assert names_of([VILLAGE, "970000000000"]) == {
        VILLAGE: "清溪村",
        "970000000000": "970000000000",
    }
    assert [line.code for line in path_of("990101100299")] == [
        "990000000000",
        "990100000000",
        COUNTY,
        TOWNSHIP,
    ]


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("清溪村", VILLAGE),
        ("清溪", VILLAGE),
        (" 清溪村委会 ", VILLAGE),
        ("清溪村民委员会", VILLAGE),
        ("上坪", NEXT_VILLAGE),
        ("下坪村", None),
        ("村", None),
        ("", None),
    ],
)
def test_a_village_is_found_as_people_write_it(name: str, code: str | None) -> None:
    assert find_village(TOWNSHIP, name) == code
    assert find_village(OTHER_TOWNSHIP, name) is None


def test_a_short_name_that_two_places_share_is_not_guessed(people: People) -> None:
    community = add_place(people.li.ctx, place=TOWNSHIP, name="清溪社区").code
    assert find_village(TOWNSHIP, "清溪") is None
    assert find_village(TOWNSHIP, "清溪社区") == community
    assert find_village(TOWNSHIP, "清溪村") == VILLAGE
