"""Rows that seem new and are likely a registered child wait on the correction list."""

from uuid import UUID

import pytest

from homeward.domain.children.models import Child, DoublePair, HeldRow
from homeward.domain.children.public import (
    Decision,
    check_roll,
    commit_roll,
    decide_row,
    get_held,
    list_held,
    sweep_doubles,
    try_roll,
)
from tests.domain.children.registers import named, registered
from tests.personas import NEXT_VILLAGE, TOWNSHIP, People, Persona, machine_ctx

pytestmark = pytest.mark.django_db
HEADER = "姓名,性别,出生日期,村,父亲姓名,母亲姓名,父亲电话"
SPELT = "陈晓溪,女,2015-03-01,清溪村,陈大山,刘秀英,"
TWIN = "陈小河,女,2015-03-01,清溪村,陈大山,刘秀英,13900000001"
STRANGER = "周子轩,男,2012-09-09,清溪村,周大海,吴玉芳,"


def committed(who: Persona, *rows: str, place: str = TOWNSHIP) -> UUID:
    data = "\n".join((HEADER, *rows)).encode()
    checked = check_roll(who.ctx, place=place, filename="r.csv", data=data)
    commit_roll(who.ctx, batch_id=checked.batch_id)
    return checked.batch_id


def test_a_misspelt_row_waits_with_what_speaks_for_and_against_it(people: People) -> None:
    child_id = registered(people.wang)
    committed(people.li, SPELT, STRANGER)
    held = HeldRow.objects.get()
    assert (held.why, held.double_of) == ("likely_double", child_id)
    assert "陈" not in str(held.steps)
    line = get_held(people.li.ctx, held_id=held.id)
    remedy = line.questions[0].remedy
    assert "姓名同音不同字" in remedy["zh"] and "出生日期相同" in remedy["zh"]
    assert "names sound the same" in remedy["en"]
    assert line.other and line.other.name == "陈小溪"
    assert named("周子轩")


def test_the_dry_run_says_so_before(people: People) -> None:
    registered(people.wang)
    data = "\n".join((HEADER, SPELT, STRANGER)).encode()
    run = try_roll(people.li.ctx, place=TOWNSHIP, filename="r.csv", data=data)
    assert (run.create, run.held, len(run.doubles)) == (1, 1, 1)
    assert "姓名同音不同字" in run.doubles[0].why["zh"]


def test_a_twin_and_a_stranger_go_in(people: People) -> None:
    registered(people.wang)
    committed(people.li, TWIN, STRANGER)
    assert not HeldRow.objects.exists()
    assert Child.objects.count() == 3


def test_a_child_whom_another_row_is_about_is_not_held_against_a_second_one(people: People) -> None:
    registered(people.wang)
    committed(people.li, "陈小溪,女,2015-03-01,清溪村,陈大山,刘秀英,", SPELT)
    assert HeldRow.objects.count() == 0
    assert sweep_doubles(machine_ctx()).raised == 1, "the night asks about it"


def test_accepted_as_another_child_it_is_remembered(people: People) -> None:
    child_id = registered(people.wang)
    committed(people.li, SPELT)
    held = HeldRow.objects.get()
    decided = decide_row(people.li.ctx, held_id=held.id, decision=Decision.ACCEPT)
    pair = DoublePair.objects.get()
    assert {pair.one_id, pair.other_id} == {child_id, decided.child_id}
    assert (pair.state, pair.found_by) == ("different", "import")
    assert sweep_doubles(machine_ctx()).raised == 0


def test_accepted_as_the_same_child_it_updates_that_child(people: People) -> None:
    child_id = registered(people.wang)
    committed(people.li, SPELT)
    held = HeldRow.objects.get()
    decided = decide_row(people.li.ctx, held_id=held.id, decision=Decision.SAME)
    assert decided.child_id == child_id
    assert Child.objects.count() == 1


def test_left_out_it_does_not_come_back_with_the_same_file(people: People) -> None:
    registered(people.wang)
    committed(people.li, SPELT)
    decide_row(people.li.ctx, held_id=HeldRow.objects.get().id, decision=Decision.DROP)
    committed(people.li, SPELT)
    assert not list_held(people.li.ctx).rows
    assert Child.objects.count() == 1


def test_a_child_of_the_next_village_is_named_to_nobody_who_may_not_read_it(people: People) -> None:
    registered(people.sun, NEXT_VILLAGE)
    committed(people.wang, SPELT, place="990101100201")
    held = HeldRow.objects.get()
    line = get_held(people.wang.ctx, held_id=held.id)
    assert line.other and line.other.name == ""
    assert line.other.child_id is None
