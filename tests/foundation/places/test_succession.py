"""Merged, renumbered and split divisions: old codes stay readable and lead to what lives now."""

from datetime import date, timedelta
from typing import Any

import pytest

from homeward.foundation.commands.context import Context
from homeward.foundation.outbox import subscribe
from homeward.foundation.places.models import Place, Succession
from homeward.foundation.places.problems import (
    HeirMissing,
    HeirUnfit,
    PartsFirst,
    PlaceCodeTaken,
    PlaceCodeWrong,
    PlaceEnded,
    PlaceNameTaken,
)
from homeward.foundation.places.public import (
    DivisionSucceeded,
    Heir,
    add_place,
    find_village,
    get_place,
    name_of,
    succeed_place,
    successors,
)
from homeward.foundation.problems import DateInFuture, EndBeforeStart, NotFound, NotPermitted
from tests.foundation.doors import call, holder
from tests.personas import (
    COUNTY,
    FAR_VILLAGE,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
    People,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]
ON = date(2026, 8, 1)
BEFORE = ON - timedelta(days=1)
NEW_TOWNSHIP = "990101105000"


def succeed(people: People, place: str, *into: Heir, since: date = ON) -> DivisionSucceeded:
    return succeed_place(people.zhao.ctx, place=place, into=into, since=since)


def test_a_village_is_merged_into_its_neighbour(people: People) -> None:
    event = succeed(people, NEXT_VILLAGE, Heir(VILLAGE))
    assert event.moves == ((NEXT_VILLAGE, VILLAGE),)
    assert (event.old, event.new, event.on) == (NEXT_VILLAGE, (VILLAGE,), ON)
    assert successors(NEXT_VILLAGE, ON) == (VILLAGE,)
    assert successors(NEXT_VILLAGE, BEFORE) == (NEXT_VILLAGE,)
    assert name_of(NEXT_VILLAGE) == "上坪村", "old records stay readable"
    assert find_village(TOWNSHIP, "上坪村") == VILLAGE, "old rolls still name it"
    shown = get_place(people.wang.ctx, place=TOWNSHIP).parts
    assert [(p.code, p.until, p.heirs) for p in shown] == [
        (VILLAGE, None, ()),
        (NEXT_VILLAGE, ON, (VILLAGE,)),
    ]


def test_a_village_may_keep_its_name_under_a_new_code(people: People) -> None:
    code = TOWNSHIP[:9] + "005"
    succeed(people, VILLAGE, Heir(code, "清溪村"))
    place = Place.objects.get(pk=code)
    assert (place.name, place.parent, place.since, place.until) == ("清溪村", TOWNSHIP, ON, None)
    assert find_village(TOWNSHIP, "清溪村") == code


def test_a_township_takes_its_villages_along(people: People) -> None:
    """白石乡 is merged into 清溪镇: its village keeps its name and gets a free number there."""
    event = succeed(people, OTHER_TOWNSHIP, Heir(TOWNSHIP))
    moved = dict(event.moves)
    assert set(moved) == {OTHER_TOWNSHIP, FAR_VILLAGE}
    assert moved[OTHER_TOWNSHIP] == TOWNSHIP
    assert moved[FAR_VILLAGE] == TOWNSHIP[:9] + "203"  # 201 is taken by 清溪村
    assert name_of(moved[FAR_VILLAGE]) == "白石村"
    assert Place.objects.get(pk=moved[FAR_VILLAGE]).rural is True
    assert successors(FAR_VILLAGE, ON) == (moved[FAR_VILLAGE],)
    assert not Place.objects.filter(parent=OTHER_TOWNSHIP, until=None).exists()


def test_a_township_with_a_new_code_keeps_its_villages_numbers(people: People) -> None:
    event = succeed(people, TOWNSHIP, Heir(NEW_TOWNSHIP, "清溪街道"))
    assert dict(event.moves) == {
        TOWNSHIP: NEW_TOWNSHIP,
        VILLAGE: NEW_TOWNSHIP[:9] + "201",
        NEXT_VILLAGE: NEW_TOWNSHIP[:9] + "202",
    }
    assert Place.objects.get(pk=NEW_TOWNSHIP).rural is False


def test_a_village_that_is_there_already_is_the_heir_of_its_namesake(people: People) -> None:
    there = add_place(people.zhao.ctx, place=TOWNSHIP, name="白石村").code
    event = succeed(people, OTHER_TOWNSHIP, Heir(TOWNSHIP))
    assert dict(event.moves)[FAR_VILLAGE] == there


def test_a_split_names_every_part_and_moves_nobody(people: People) -> None:
    """Which half of the village a family lives in, only somebody who knows them can say."""
    half = add_place(people.li.ctx, place=TOWNSHIP, name="清溪下村").code
    event = succeed(people, VILLAGE, Heir(NEXT_VILLAGE), Heir(half))
    assert event.moves == ()
    assert successors(VILLAGE, ON) == (NEXT_VILLAGE, half)
    assert find_village(TOWNSHIP, "清溪村") is None


def test_a_township_is_split_only_after_its_villages_were_settled(people: People) -> None:
    into = (Heir(TOWNSHIP), Heir(NEW_TOWNSHIP, "新镇"))
    with pytest.raises(PartsFirst):
        succeed(people, OTHER_TOWNSHIP, *into)
    succeed(people, FAR_VILLAGE, Heir(VILLAGE))
    assert succeed(people, OTHER_TOWNSHIP, *into).moves == ()


def test_successors_are_followed_through_several_changes(people: People) -> None:
    later = ON + timedelta(days=10)
    succeed(people, NEXT_VILLAGE, Heir(VILLAGE))
    succeed(people, VILLAGE, Heir(TOWNSHIP[:9] + "005", "清溪社区"), since=later)
    assert successors(NEXT_VILLAGE, ON) == (VILLAGE,)
    assert successors(NEXT_VILLAGE, later) == (TOWNSHIP[:9] + "005",)
    assert Succession.objects.count() == 2


@pytest.mark.parametrize(
    ("into", "problem"),
    [
        ((), HeirMissing),
        ((Heir(VILLAGE),), HeirUnfit),  # itself
        ((Heir(TOWNSHIP),), HeirUnfit),  # another level
        ((Heir(NEXT_VILLAGE), Heir(NEXT_VILLAGE)), HeirUnfit),  # twice
        ((Heir("990101109201", "野村"),), PlaceCodeWrong),  # no such township
        ((Heir("12345", "野村"),), PlaceCodeWrong),
        ((Heir(TOWNSHIP[:9] + "205", "上坪村"),), PlaceNameTaken),
        ((Heir("990102100201"),), NotFound),  # another county
        ((Heir("990102100299", "野村"),), NotFound),
    ],
)
def test_an_heir_is_another_living_place_of_the_same_level_in_ones_area(
    people: People, into: tuple[Heir, ...], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        succeed(people, VILLAGE, *into)
    assert Place.objects.get(pk=VILLAGE).until is None
    assert not Succession.objects.exists()


def test_an_ended_place_neither_ends_again_nor_inherits(people: People) -> None:
    succeed(people, NEXT_VILLAGE, Heir(VILLAGE))
    with pytest.raises(PlaceEnded):
        succeed(people, NEXT_VILLAGE, Heir(VILLAGE))
    with pytest.raises(HeirUnfit):
        succeed(people, VILLAGE, Heir(NEXT_VILLAGE))


def test_a_change_lies_neither_in_the_future_nor_before_the_beginning(people: People) -> None:
    with pytest.raises(DateInFuture):
        succeed(people, VILLAGE, Heir(NEXT_VILLAGE), since=date(2026, 9, 2))
    code = TOWNSHIP[:9] + "005"
    succeed(people, VILLAGE, Heir(code, "清溪村"))
    with pytest.raises(EndBeforeStart):
        succeed(people, code, Heir(NEXT_VILLAGE), since=BEFORE)


def test_numbers_of_townships_are_never_made_up(people: People) -> None:
    """Two counties become one and two townships have one number: the state decides, not we."""
    with pytest.raises(PlaceCodeTaken):
        succeed_place(_of_both(), place="990102000000", into=(Heir(COUNTY),), since=ON)


def _of_both() -> Context:
    return call(holder("place.succeed", area="990100000000"))


def test_the_county_changes_divisions_and_nobody_below_or_beside_it(people: People) -> None:
    for somebody in (people.li, people.wang, people.sun, people.zhou, people.yunwei):
        with pytest.raises((NotPermitted, NotFound)):
            succeed_place(somebody.ctx, place=VILLAGE, into=(Heir(NEXT_VILLAGE),), since=ON)
    with pytest.raises(NotFound):
        succeed(people, "990102100201", Heir(VILLAGE))


def test_those_upstairs_are_told(people: People, django_capture_on_commit_callbacks: Any) -> None:
    heard: list[DivisionSucceeded] = []
    subscribe(DivisionSucceeded)(lambda event, message_id: heard.append(event))
    with django_capture_on_commit_callbacks(execute=True):
        event = succeed(people, NEXT_VILLAGE, Heir(VILLAGE))
    assert heard == [event]
