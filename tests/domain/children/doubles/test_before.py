"""Search before create: the registrar is shown who it may be, and told of what is out of sight."""

from dataclasses import replace
from datetime import date

import pytest

from homeward.domain.children.models import Child, DoublePair
from homeward.domain.children.public import (
    Before,
    exit_child,
    find_before,
    look_at_child,
    merge_children,
    register_child,
    tell_apart,
)
from homeward.domain.children.words import ExitCause, Sex
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.outbox import deliver
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.children.doubles.pairs import only, swept, twice
from tests.domain.children.registers import PHONE, child, father, id_number, mother, registered
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, People, Persona, machine_ctx

pytestmark = pytest.mark.django_db
AGAIN = child(name="陈晓溪")


def before(who: Persona, place: str = VILLAGE, **more: object) -> Before:
    said = {"child": AGAIN, "parents": (father(phones=()), mother(phones=()))} | more
    return find_before(who.ctx, place=place, **said)  # type: ignore[arg-type]


def test_who_it_may_be_is_shown_with_reasons(people: People) -> None:
    child_id = registered(people.wang)
    found = before(people.wang)
    (one,) = found.may_be
    assert (one.child.child_id, one.child.name, one.child.place_name) == (
        child_id, "陈小溪", "清溪村",
    )  # fmt: skip
    levels = {reason.field: reason.level for reason in one.reasons}
    assert (levels["name"], levels["born_on"], levels["father"]) == ("same_sound", "same", "same")
    assert found.elsewhere == ()


@pytest.mark.parametrize(
    "said",
    [
        child(name="chenxiaoxi"),
        child(name="陈小西", born_on=date(2015, 1, 3)),
        child(name="陈小曦", sex=None),
        child(name="陳小溪"),
        child(name="陈小溪", born_on=None),
        child(name="陈小溪", born_on=date(2015, 4, 19)),
    ],
    ids=["pinyin", "sound, day and month exchanged", "no sex", "traditional", "no date", "solar"],
)
def test_other_spellings_and_dates_of_one_child_are_found(people: People, said: object) -> None:
    child_id = registered(people.wang)
    assert [one.child.child_id for one in before(people.wang, child=said).may_be] == [child_id]


def test_a_shared_telephone_finds_a_child_under_a_nickname(people: People) -> None:
    child_id = registered(people.wang)
    nickname = child(name="陈妞妞")
    found = before(people.wang, child=nickname, parents=(father(phones=(PHONE,)), mother()))
    assert [one.child.child_id for one in found.may_be] == [child_id]


def test_the_number_finds_the_child_whatever_else_is_said(people: People) -> None:
    number = id_number(date(2015, 3, 1))
    child_id = registered(people.wang, child=child(id_number=number))
    other = child(name="刘思雨", id_number=number)
    assert [one.child.child_id for one in before(people.wang, child=other).may_be] == [child_id]


def test_strangers_are_not_shown(people: People) -> None:
    registered(people.wang)
    stranger = child(name="周子轩", born_on=date(2012, 9, 9), sex=Sex.MALE)
    parents = (father(name="周大海", phones=()), mother(name="吴玉芳", phones=()))
    assert before(people.wang, child=stranger, parents=parents) == Before((), ())
    assert before(people.wang, child=replace(stranger, born_on=None), parents=()).may_be == ()


def test_a_child_who_left_is_shown_as_such_and_a_merged_record_is_not(people: People) -> None:
    one, other = twice(people, VILLAGE)
    exit_child(people.wang.ctx, child_id=one, cause=ExitCause.MOVED)
    assert {x.child.child_id: x.child.present for x in before(people.wang).may_be} == {
        one: False, other: True,
    }  # fmt: skip
    merge_children(people.li.call(reason="一人两记"), child_id=other, other_id=one)
    assert [x.child.child_id for x in before(people.wang).may_be] == [other]


@pytest.mark.parametrize(
    ("place", "level", "ask", "role"),
    [
        (NEXT_VILLAGE, "township", "李督导", "township_supervisor"),
        (FAR_VILLAGE, "county", "赵科长", "county_officer"),
    ],
)
def test_of_a_record_out_of_sight_only_the_distance_and_whom_to_ask_is_told(
    people: People, place: str, level: str, ask: str, role: str
) -> None:
    registered(people.zhao, place)
    found = before(people.wang)
    assert found.may_be == ()
    (there,) = found.elsewhere
    assert (there.level, there.ask, there.role) == (level, ask, role)
    assert "陈" not in repr(found)


def test_the_look_is_recorded_and_names_nobody(people: People) -> None:
    before(people.wang)
    event = AuditEvent.objects.filter(name="double.before").latest("seq")
    assert event.reading
    assert "陈" not in str(event.details)


def test_the_stranger_may_not_look_for_another_village(people: People) -> None:
    registered(people.wang)
    with pytest.raises((NotFound, NotPermitted)):
        before(people.sun)
    with pytest.raises((NotFound, NotPermitted)):
        before(people.zhou)


def test_whom_the_registrar_was_shown_and_said_is_another_is_remembered(people: People) -> None:
    shown = registered(people.wang)
    fresh = registered(people.wang, child=AGAIN)
    told = tell_apart(people.wang.ctx, child_id=fresh, other_ids=(shown,))
    assert told.pairs == 1
    pair = only()
    assert (pair.state, pair.found_by) == (DoublePair.State.DIFFERENT, "registration")
    assert pair.steps, "what spoke for it then is kept"
    assert swept().raised == 0


def test_nobody_tells_children_apart_whom_they_may_not_read(people: People) -> None:
    hidden = registered(people.sun, NEXT_VILLAGE)
    fresh = registered(people.wang)
    with pytest.raises(NotFound):
        tell_apart(people.wang.ctx, child_id=fresh, other_ids=(hidden,))
    with pytest.raises(NotFound):
        tell_apart(people.sun.ctx, child_id=fresh, other_ids=())


@pytest.mark.django_db(transaction=True)
def test_registered_through_any_door_the_pair_is_raised_for_whoever_covers_both(
    people: People,
) -> None:
    registered(people.sun, NEXT_VILLAGE)
    fresh = register_child(
        people.wang.ctx, place=VILLAGE, child=AGAIN, parents=(father(phones=()), mother())
    ).child_id
    deliver()
    pair = only()
    assert fresh in (pair.one_id, pair.other_id)
    assert (pair.state, pair.found_by, pair.area) == ("open", "registration", "990101100000")


def test_the_machine_looks_at_a_record_that_went_on_as_another(people: People) -> None:
    one, other = twice(people, VILLAGE)
    merge_children(people.li.call(reason="一人两记"), child_id=one, other_id=other)
    assert look_at_child(machine_ctx(), child_id=other).raised == 0
    assert Child.objects.filter(present=True).count() == 1
