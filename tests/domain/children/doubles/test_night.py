"""The night looks for doubles: raised once, remembered, withdrawn when they are likely no more."""

from datetime import date, timedelta

import pytest

from homeward.domain.children.models import Child, DoubleLook, DoublePair
from homeward.domain.children.public import (
    Verdict,
    check_roll,
    commit_roll,
    correct_child,
    decide_pair,
    exit_child,
    merge_children,
    undo_roll,
    unmerge_children,
)
from homeward.domain.children.roll.problems import RollBuiltOn
from homeward.domain.children.words import ExitCause
from homeward.foundation import clock
from homeward.foundation.accounts.public import open_county
from homeward.foundation.audit.models import AuditEvent
from tests.conftest import NOW
from tests.domain.children.doubles.pairs import OTHER_COUNTY, only, swept, twice
from tests.domain.children.registers import child, father, mother, registered
from tests.personas import (
    COUNTY,
    FAR_VILLAGE,
    NEXT_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    People,
    given_rows,
    person,
)

pytestmark = pytest.mark.django_db
State = DoublePair.State
ROLL = (
    "姓名,性别,出生日期,村,父亲姓名,母亲姓名\n"
    "陈小溪,女,2015-03-01,清溪村,陈大山,刘秀英\n"
    "陈晓溪,女,2015-03-01,上坪村,陈大山,刘秀英\n"
)


def test_one_child_under_two_spellings_is_asked_about_once(people: People) -> None:
    one, other = twice(people)
    assert swept().raised == 1
    pair = only()
    assert {pair.one_id, pair.other_id} == {one, other}
    assert (pair.state, pair.area, pair.found_by) == (State.OPEN, TOWNSHIP, "night")
    again = swept()
    assert (again.raised, again.withdrawn) == (0, 0)


def test_a_pair_keeps_kinds_of_agreement_and_no_values(people: People) -> None:
    twice(people)
    swept()
    steps = str(only().steps)
    assert "same_sound" in steps and "同音不同字" in steps
    for private in ("陈", "刘秀英", "2015", "139"):
        assert private not in steps
    event = AuditEvent.objects.filter(name="double.sweep").latest("seq")
    assert "陈" not in str(event.details)


@pytest.mark.parametrize(
    ("place", "area"), [(VILLAGE, VILLAGE), (NEXT_VILLAGE, TOWNSHIP), (FAR_VILLAGE, COUNTY)]
)
def test_a_pair_waits_in_the_smallest_area_that_covers_both(
    people: People, place: str, area: str
) -> None:
    twice(people, place)
    swept()
    assert only().area == area


def test_twins_and_same_name_cousins_are_not_asked_about(people: People) -> None:
    parents = (father(phones=("13900000001",)), mother())
    for name in ("陈小溪", "陈小河"):
        registered(people.wang, child=child(name=name), parents=parents)
    registered(
        people.wang, child=child(born_on=date(2017, 8, 9)),
        parents=(father(name="陈大江", phones=()), mother(name="王桂花", phones=())),
    )  # fmt: skip
    assert swept().raised == 0


def test_across_counties_a_shared_telephone_brings_two_records_together(people: People) -> None:
    own = (father(phones=("13900000001",)), mother(phones=()))
    registered(people.wang, parents=own)
    zhang = person(people.yunwei, "zhang", "张科长", "990102000000")
    open_county(people.yunwei.ctx, place="990102000000", user_id=zhang.user_id)
    registered(zhang, OTHER_COUNTY, child=child(name="陈晓溪"), parents=own)
    registered(zhang, OTHER_COUNTY, child=child(name="陈小西"), parents=(father(phones=()),),
               carer=None)  # fmt: skip
    swept()
    pairs = DoublePair.objects.filter(area="990100000000")
    assert pairs.count() == 1
    assert swept().withdrawn == 0


def test_a_pair_one_of_whose_records_moved_to_another_county_is_withdrawn(people: People) -> None:
    _, other = twice(people)
    swept()
    with given_rows():
        Child.objects.filter(pk=other).update(place=OTHER_COUNTY)
    with clock.frozen(NOW + timedelta(days=1)):
        assert swept().withdrawn == 1
    assert only().state == State.WITHDRAWN


def test_only_what_changed_is_compared_the_next_night(people: People) -> None:
    one, _ = twice(people)
    for number, name in enumerate(("石小泉", "石大河", "田小江", "田大湖", "何小海", "何大波")):
        own = child(name=name, born_on=date(2013, 1, 5 + number))
        registered(people.wang, child=own, parents=())
    with clock.frozen(NOW + timedelta(hours=2)):
        assert swept().records == 8
    with clock.frozen(NOW + timedelta(days=1)):
        assert swept().counties == 0
    with clock.frozen(NOW + timedelta(days=2)):
        correct_child(people.wang.ctx, child_id=one, ethnicity="苗族")
        assert swept().records == 1
    with given_rows():
        DoubleLook.objects.update(version="0/old")
    with clock.frozen(NOW + timedelta(days=3)):
        assert swept().records == 8, "another model: everything is looked at anew"


def test_a_pair_that_is_likely_no_more_is_withdrawn_and_comes_again(people: People) -> None:
    one, _ = twice(people)
    swept()
    with clock.frozen(NOW + timedelta(days=1)):
        correct_child(people.zhao.ctx, child_id=one, name="周子轩", born_on=date(2011, 6, 7))
        assert swept().withdrawn == 1
    assert only().state == State.WITHDRAWN
    with clock.frozen(NOW + timedelta(days=2)):
        correct_child(people.zhao.ctx, child_id=one, name="陈小溪", born_on=date(2015, 3, 1))
        assert swept().raised == 1
    assert only().state == State.OPEN


def test_different_is_remembered(people: People) -> None:
    _, other = twice(people)
    swept()
    decide_pair(people.li.ctx, pair_id=only().id, verdict=Verdict.DIFFERENT)
    with clock.frozen(NOW + timedelta(days=1)):
        correct_child(people.zhao.ctx, child_id=other, name="陈小溪")
        assert swept().raised == 0
    assert only().state == State.DIFFERENT


def test_different_is_remembered_of_the_record_that_one_of_them_went_on_as(people: People) -> None:
    one, _ = twice(people)
    swept()
    decide_pair(people.li.ctx, pair_id=only().id, verdict=Verdict.DIFFERENT)
    third = registered(people.zhao, FAR_VILLAGE, parents=(father(), mother()))
    merge_children(people.zhao.call(reason="一人两记"), child_id=third, other_id=one)
    assert swept().raised == 0
    assert set(DoublePair.objects.values_list("state", flat=True)) == {State.DIFFERENT}


def test_different_is_asked_again_when_a_number_for_one_child_becomes_the_same(
    people: People,
) -> None:
    one, other = twice(people)
    swept()
    decide_pair(people.li.ctx, pair_id=only().id, verdict=Verdict.DIFFERENT)
    with clock.frozen(NOW + timedelta(days=1)):
        for child_id in (one, other):
            correct_child(people.zhao.ctx, child_id=child_id, student_no="G990101201503010012")
        assert swept().raised == 1
    assert only().state == State.OPEN


def test_not_sure_comes_again_when_the_agreement_changes(people: People) -> None:
    _, other = twice(people)
    swept()
    decide_pair(people.li.ctx, pair_id=only().id, verdict=Verdict.UNSURE)
    with clock.frozen(NOW + timedelta(days=1)):
        correct_child(people.zhao.ctx, child_id=other, health="healthy")
        assert swept().raised == 0, "nothing that is compared has changed"
        correct_child(people.zhao.ctx, child_id=other, name="陈小溪")
        assert swept().raised == 1
    assert (only().state, only().area) == (State.OPEN, TOWNSHIP)


def test_two_who_have_both_left_are_nobodys_question(people: People) -> None:
    for child_id in twice(people):
        exit_child(people.zhao.ctx, child_id=child_id, cause=ExitCause.MOVED)
    assert swept().raised == 0


def test_a_child_who_left_and_was_registered_elsewhere_is_asked_about(people: People) -> None:
    one, _ = twice(people)
    exit_child(people.zhao.ctx, child_id=one, cause=ExitCause.MOVED)
    assert swept().raised == 1


@pytest.mark.django_db(transaction=True)
def test_a_merge_closes_the_pair_and_parting_opens_it_again(people: People) -> None:
    one, other = twice(people)
    swept()
    merged = merge_children(people.zhao.call(reason="一人两记"), child_id=one, other_id=other)
    assert only().state == State.MERGED
    assert swept().raised == 0
    unmerge_children(people.zhao.call(reason="弄错了"), merge_id=merged.merge_id)
    assert only().state == State.OPEN


def test_a_roll_that_is_undone_takes_its_pairs_along(people: People) -> None:
    checked = check_roll(people.li.ctx, place=TOWNSHIP, filename="r.csv", data=ROLL.encode("utf-8"))
    commit_roll(people.li.ctx, batch_id=checked.batch_id)
    assert swept().raised == 1
    undo_roll(people.li.ctx, batch_id=checked.batch_id)
    assert not DoublePair.objects.exists()


def test_what_a_person_said_of_a_pair_is_built_on_its_roll(people: People) -> None:
    checked = check_roll(people.li.ctx, place=TOWNSHIP, filename="r.csv", data=ROLL.encode("utf-8"))
    commit_roll(people.li.ctx, batch_id=checked.batch_id)
    swept()
    decide_pair(people.li.ctx, pair_id=only().id, verdict=Verdict.DIFFERENT)
    with pytest.raises(RollBuiltOn):
        undo_roll(people.li.ctx, batch_id=checked.batch_id)
