"""The correction list: rows that wait for a person, and what the person may say of them."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

import pytest

from homeward.domain.children.models import Child, HeldRow, Particulars
from homeward.domain.children.problems import ChildHasLeft, NotAChild
from homeward.domain.children.public import decide_row, exit_child, get_child, list_held
from homeward.domain.children.roll.problems import RowDecided, RowStillWrong
from homeward.domain.children.roll.settle import Decision
from homeward.domain.children.words import ExitCause, IdCheck, Sex
from homeward.foundation.problems import DateInFuture, NotFound
from tests.domain.children.registers import digests, id_number, named
from tests.domain.children.roll.rolls import LI, WU, imported, line, three
from tests.personas import VILLAGE, People

ACCEPT, SAME, DROP = Decision.ACCEPT, Decision.SAME, Decision.DROP


def _held(people: People, **wrong: str) -> UUID:
    """A roll whose first row has a fault that holds it."""
    rows = three()
    rows[0] |= wrong
    imported(people.li, rows)
    return HeldRow.objects.get().id


def test_a_row_is_accepted_with_the_corrections_a_person_made(people: People) -> None:
    """The supervisor corrects the birth date from the household book; the director next door sees nothing."""
    held = _held(people, 出生日期="2016-05-14")
    assert list_held(people.sun.ctx).total == 0
    with pytest.raises(NotFound):
        decide_row(people.sun.ctx, held_id=held, decision=DROP)
    with pytest.raises(RowStillWrong):
        decide_row(people.li.ctx, held_id=held, decision=ACCEPT)
    (waiting,) = list_held(people.li.ctx).rows
    assert (waiting.held_id, waiting.why) == (held, ("born_contradicts_id",))
    made = decide_row(people.li.ctx, held_id=held, decision=ACCEPT, born_on=LI)
    assert made.child_id is not None
    child = Child.objects.get(pk=made.child_id)
    assert (child.name, child.born_on, child.place) == ("李小雨", LI, VILLAGE)
    assert child.id_index
    assert list_held(people.li.ctx).total == 0
    with pytest.raises(RowDecided):
        decide_row(people.li.ctx, held_id=held, decision=DROP)
    names = [parent.name for parent in get_child(people.wang.ctx, child_id=child.id).home.parents]
    assert names == ["李建国", "刘秀英"]


def test_the_number_may_be_the_wrong_one(people: People) -> None:
    """Accepted without it, the child is registered without a number; nothing wrong becomes a key."""
    held = _held(people, 性别="男")
    made = decide_row(people.li.ctx, held_id=held, decision=ACCEPT, keep_id=False)
    row = Particulars.objects.now().get(child=made.child_id)
    assert (row.sex, row.id_number, row.id_check) == ("male", None, None)


def test_a_better_number_may_be_typed(people: People) -> None:
    held = _held(people, 性别="男")
    with pytest.raises(RowStillWrong):
        decide_row(people.li.ctx, held_id=held, decision=ACCEPT, id_number="123")
    with pytest.raises(RowStillWrong):
        decide_row(people.li.ctx, held_id=held, decision=ACCEPT, id_number=id_number(WU, 15))
    boy = id_number(LI, 13)
    made = decide_row(people.li.ctx, held_id=held, decision=ACCEPT, id_number=boy)
    row = Particulars.objects.now().get(child=made.child_id)
    assert (row.sex, row.id_check) == ("male", IdCheck.OK)


def test_a_number_that_is_taken_stays_taken(people: People) -> None:
    held = _held(people, 姓名="")
    other = id_number(WU, 15)  # 吴天明 has it
    with pytest.raises(RowStillWrong):
        decide_row(
            people.li.ctx, held_id=held, decision=ACCEPT, name="李小雨", id_number=other,
            born_on=WU, sex=Sex.MALE,
        )  # fmt: skip
    assert Child.objects.count() == 2


def test_an_adult_is_not_accepted_as_a_child(people: People) -> None:
    """Nor is somebody not yet born: the decision corrects, it does not overrule the law."""
    grown = date(2008, 9, 1)
    held = _held(people, 出生日期="2008-09-01", 身份证号=id_number(grown, 12))
    with pytest.raises(NotAChild):
        decide_row(people.li.ctx, held_id=held, decision=ACCEPT)
    with pytest.raises(DateInFuture):
        decide_row(
            people.li.ctx, held_id=held, decision=ACCEPT, born_on=date(2026, 9, 2), keep_id=False
        )
    right = date(2008, 9, 2)  # seventeen for one day more
    made = decide_row(people.li.ctx, held_id=held, decision=ACCEPT, born_on=right, keep_id=False)
    assert Child.objects.get(pk=made.child_id).born_on == right


def test_a_dropped_row_makes_no_child_and_does_not_come_back(people: People) -> None:
    held = _held(people, 姓名="")
    settled = decide_row(people.li.ctx, held_id=held, decision=DROP)
    assert settled.child_id is None
    rows = three()
    rows[0] |= {"姓名": ""}
    imported(people.li, rows)
    assert HeldRow.objects.count() == 1
    assert Child.objects.count() == 2


def test_a_double_inside_the_file_waits_and_the_first_goes_in(people: People) -> None:
    first = three()[0]
    done = imported(people.li, [first, first | {"身份证号": ""}])
    assert (done.created, done.held) == (1, 1)
    assert HeldRow.objects.get().why == "likely_double"


def test_a_likely_double_may_be_another_child(people: People) -> None:
    """Cousins of one name: the second is registered beside the first, who keeps what was known."""
    first = three()[2]
    imported(people.li, [first, first | {"备注": "另一个"}])
    held = HeldRow.objects.get()
    before = digests()["Particulars"]
    made = decide_row(people.li.ctx, held_id=held.id, decision=ACCEPT)
    assert Child.objects.filter(name="周欣怡").count() == 2
    assert Particulars.objects.count() == 2
    assert digests()["Particulars"] != before
    again = imported(people.li, [first, first | {"备注": "另一个"}])
    assert (again.created, again.updated, again.held) == (0, 0, 0)
    assert made.child_id is not None


def test_a_likely_double_with_the_number_of_the_first_is_never_another_child(
    people: People,
) -> None:
    first = three()[0]
    imported(people.li, [first, first])
    with pytest.raises(RowStillWrong):
        decide_row(people.li.ctx, held_id=HeldRow.objects.get().id, decision=ACCEPT)
    assert Child.objects.count() == 1


def test_a_likely_double_with_a_number_of_its_own_may_be_another_child(people: People) -> None:
    """A registered child has a number, and so has the row, another one: both hold."""
    imported(people.li, [three()[0]])
    twin = line("李小雨", LI, 14, 父亲联系电话="13901205041", 母亲联系电话="13901205042")
    imported(people.li, [twin])
    held = HeldRow.objects.get()
    assert held.double_of == named("李小雨").id
    decide_row(people.li.ctx, held_id=held.id, decision=ACCEPT)
    assert Child.objects.filter(name="李小雨").count() == 2


def test_a_likely_double_may_be_the_same_child(people: People) -> None:
    """A corrected name under the same number: a person says so, and the old name stays in the history."""
    imported(people.li, three())
    child = named("李小雨")
    imported(people.li, [three()[0] | {"姓名": "李晓雨", "年级": "四年级"}])
    held = HeldRow.objects.get()
    assert held.double_of == child.id
    settled = decide_row(people.li.ctx, held_id=held.id, decision=SAME)
    assert settled.child_id == child.id
    assert Child.objects.count() == 3
    page = get_child(people.wang.ctx, child_id=child.id)
    assert page.name == "李晓雨"
    name = next(line for line in page.facts if line.field == "name")
    assert [earlier.value for earlier in name.earlier] == ["李小雨"]
    assert page.school is not None
    assert page.school.grade == 4


def test_the_same_child_must_be_known_and_present(people: People) -> None:
    """A row that resembles nobody cannot be the same; a child who left is brought back first."""
    held = _held(people, 姓名="")
    with pytest.raises(RowStillWrong):
        decide_row(people.li.ctx, held_id=held, decision=SAME, name="李小雨")
    decide_row(people.li.ctx, held_id=held, decision=DROP)
    imported(people.li, [three()[1] | {"姓名": "吴天鸣"}])
    exit_child(people.li.ctx, child_id=named("吴天明").id, cause=ExitCause.MOVED)
    with pytest.raises(ChildHasLeft):
        decide_row(people.li.ctx, held_id=HeldRow.objects.get(state="open").id, decision=SAME)


def test_a_director_cannot_settle_for_a_child_of_another_village(people: People) -> None:
    """The row names a registered child elsewhere: that child is the other director's to change."""
    imported(people.li, [three()[0] | {"村": "上坪村"}])
    imported(people.wang, [three()[0] | {"年级": "六年级"}], VILLAGE)
    held = HeldRow.objects.get()
    (waiting,) = list_held(people.wang.ctx).rows
    assert waiting.other is None or waiting.other.name == ""
    before = digests()
    with pytest.raises(NotFound):
        decide_row(people.wang.ctx, held_id=held.id, decision=SAME)
    with pytest.raises(RowStillWrong):
        decide_row(people.wang.ctx, held_id=held.id, decision=ACCEPT)
    assert digests() == before


def test_the_correction_list_does_not_grow(people: People) -> None:
    """Faults and doubles of one file wait once, however often it comes and whatever was decided."""
    rows = [
        *three(),
        line("", LI, 31),
        line("钱多多", date(2016, 2, 2), 33, 性别="女"),
        three()[2] | {"备注": "又一次"},
    ]
    imported(people.li, rows)
    assert HeldRow.objects.count() == 3
    imported(people.li, rows)
    assert HeldRow.objects.count() == 3
    for row in HeldRow.objects.all():
        decide_row(people.li.ctx, held_id=row.id, decision=DROP)
    imported(people.li, rows)
    assert HeldRow.objects.count() == 3
    assert asdict(list_held(people.li.ctx))["total"] == 0
