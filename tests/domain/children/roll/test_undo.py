"""Taking a roll back: exactly, or not at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from homeward.domain.children.drafts import AdultDraft, EnrolmentDraft
from homeward.domain.children.models import Child, HeldRow, Kin
from homeward.domain.children.public import (
    add_school,
    correct_child,
    decide_row,
    end_entrustment,
    enrol_child,
    entrust_care,
    exit_child,
    give_notice,
    record_benefit,
    record_care,
    record_parent,
    register_child,
    sweep_status,
    undo_roll,
)
from homeward.domain.children.roll.problems import RollBuiltOn, RollNotCommitted
from homeward.domain.children.roll.settle import Decision
from homeward.domain.children.words import (
    CarerKind,
    ExitCause,
    Health,
    Kinship,
    Notified,
    Whereabouts,
)
from homeward.foundation import clock
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import appoint, tie_child
from homeward.foundation.problems import NotFound
from tests.domain.children.registers import at, child, digests, father, named, registered
from tests.domain.children.roll.rolls import LI, imported, line, three
from tests.personas import COUNTY, TOWNSHIP, People, machine_ctx, person

LATER = at(2026, 10, 8)
LATEST = at(2026, 10, 9)
SHARED = {"父亲联系电话": "13911112222"}


def test_undo_leaves_the_register_as_if_the_roll_had_never_come(people: People) -> None:
    """Children, adults, schools, a new village, the correction list: all of it goes. A stranger may not."""
    registered(people.wang)
    before = digests("RollBatch")
    rows = [*three(), line("孙一", date(2018, 1, 1), 31, 村="新建村"), line("", LI, 33)]
    batch = imported(people.li, rows).batch_id
    assert digests("RollBatch") != before
    with pytest.raises(NotFound):
        undo_roll(people.sun.ctx, batch_id=batch)
    done = undo_roll(people.li.ctx, batch_id=batch)
    assert (done.removed, done.restored) == (4, 0)
    assert digests("RollBatch") == before
    with pytest.raises(RollNotCommitted):
        undo_roll(people.li.ctx, batch_id=batch)


def test_undo_of_an_update_brings_back_every_belief(people: People) -> None:
    """Names, villages, parents, carers, schools and answers, also of a sister who is not on it."""
    rows = [*three(), line("李小雪", date(2018, 1, 9), 14, **SHARED), line("李小雨", LI, **SHARED)]
    imported(people.li, rows[1:])
    before = digests("RollBatch")
    news = rows[4] | {
        "姓名": "李 小雨", "村": "上坪村", "父亲务工地点": "在家", "父亲外出时间": "",
        "母亲务工地点": "去世", "监护人姓名": "李美", "与儿童关系": "姑姑", "监护人联系电话": "13877776666",
        "就读学校": "白石中学", "年级": "初一", "父亲联系电话": "13966667777",
    }  # fmt: skip
    numbered = rows[2] | {"身份证号": line("周欣怡", date(2017, 8, 19), 22)["身份证号"]}
    with clock.frozen(LATER):
        done = imported(people.li, [news, rows[1], numbered])
    assert (done.created, done.updated) == (0, 2)
    assert digests("RollBatch") != before
    with clock.frozen(LATEST):
        undone = undo_roll(people.li.ctx, batch_id=done.batch_id)
    assert (undone.removed, undone.restored) == (0, 2)
    assert digests("RollBatch") == before


def test_rolls_are_undone_in_the_order_of_a_stack(people: People) -> None:
    first = imported(people.li, three())
    between = digests("RollBatch")
    rows = three()
    rows[0] |= {"年级": "四年级"}
    with clock.frozen(LATER):
        second = imported(people.li, rows)
    with clock.frozen(LATEST):
        with pytest.raises(RollBuiltOn):
            undo_roll(people.li.ctx, batch_id=first.batch_id)
        undo_roll(people.li.ctx, batch_id=second.batch_id)
        assert digests("RollBatch") == between
        undo_roll(people.li.ctx, batch_id=first.batch_id)
    assert not Child.objects.exists()


def test_a_second_roll_without_news_does_not_stand_in_the_way(people: People) -> None:
    first = imported(people.li, three())
    imported(people.li, three())
    undo_roll(people.li.ctx, batch_id=first.batch_id)
    assert not Child.objects.exists()


def test_a_night_in_between_does_not_stand_in_the_way(people: People) -> None:
    """The sweep completes months; what it answered goes with the roll, and today's answers are derived."""
    with clock.frozen(at(2026, 6, 20)):
        imported(people.li, [line("李小雨", LI, 父亲外出时间="")])
    rows = [line("李小雨", LI, 父亲外出时间="2026-06-10", 年级="四年级")]
    with clock.frozen(at(2026, 7, 1)):
        done = imported(people.li, rows)
    with clock.frozen(at(2026, 9, 11)):
        assert sweep_status(machine_ctx()).changed
        undo_roll(people.li.ctx, batch_id=done.batch_id)
        assert not sweep_status(machine_ctx()).changed


def test_a_tie_from_before_does_not_stand_in_the_way(people: People) -> None:
    """An acting parent who was there before the update did not build on it."""
    imported(people.li, three())
    _tie(people, named("李小雨").id)
    rows = three()
    rows[0] |= {"年级": "四年级"}
    with clock.frozen(LATER):
        done = imported(people.li, rows)
        undo_roll(people.li.ctx, batch_id=done.batch_id)


def _tie(people: People, child_id: Any) -> None:
    tie_child(people.li.ctx, child_id=child_id, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)


def _sibling(people: People, child_id: Any) -> None:
    register_child(
        people.wang.ctx, place=Child.objects.get(pk=child_id).place,
        child=child(name="李小雪"),
        parents=(father(name="李建国", phones=("13901205041",)),),
    )  # fmt: skip


def _pupil(people: People, child_id: Any) -> None:
    school = Child.objects.get(pk=child_id).school_id
    registered(people.wang, enrolment=EnrolmentDraft(school_id=school))


def _post(people: People, child_id: Any) -> None:
    teacher = person(people.li, "teacher", "钱老师", TOWNSHIP)
    school = str(Child.objects.get(pk=child_id).school_id)
    appoint(people.li.ctx, user_id=teacher.user_id, role="class_teacher", scope=school)


def _agreement(people: People, child_id: Any) -> None:
    entrust_care(
        people.wang.ctx, child_id=child_id, adult=AdultDraft(name="张桂兰"),
        signed_on=date(2026, 9, 1), child_heard=True,
    )  # fmt: skip
    end_entrustment(people.wang.ctx, child_id=child_id)


WORK: dict[str, Callable[[People, Any], Any]] = {
    "correction": lambda p, c: correct_child(p.wang.ctx, child_id=c, health=Health.ILL),
    "parent": lambda p, c: record_parent(
        p.wang.ctx, child_id=c, parent=Kinship.FATHER, whereabouts=Whereabouts.HOME
    ),
    "phone of a parent": lambda p, c: record_parent(
        p.wang.ctx, child_id=c, parent=Kinship.MOTHER, adult=AdultDraft(phones=("13512345678",))
    ),
    "care": lambda p, c: record_care(p.wang.ctx, child_id=c, kind=CarerKind.KIN),
    "agreement": _agreement,
    "notice": lambda p, c: give_notice(p.wang.ctx, child_id=c, to=Notified.SCHOOL),
    "school": lambda p, c: enrol_child(p.wang.ctx, child_id=c, boarding=True),
    "benefit": lambda p, c: record_benefit(
        p.wang.ctx, child_id=c, kind="low_income", received=True
    ),
    "exit": lambda p, c: exit_child(p.wang.ctx, child_id=c, cause=ExitCause.MOVED),
    "tie": _tie,
    "sibling with the same father": _sibling,
    "pupil of the new school": _pupil,
    "post at the new school": _post,
}


@pytest.mark.parametrize("work", WORK)
def test_what_somebody_built_on_is_not_undone(people: People, work: str) -> None:
    """Whatever was recorded since, the roll stays, and not one row of the register moves."""
    batch = imported(people.li, three()).batch_id
    child_id = named("李小雨").id
    _ = people.lin
    with clock.frozen(LATER):
        WORK[work](people, child_id)
    before = digests()
    with clock.frozen(LATEST), pytest.raises(RollBuiltOn) as refused:
        undo_roll(people.li.ctx, batch_id=batch)
    assert refused.value.details["children"] >= 1
    assert digests() == before


def test_work_on_a_child_whom_the_roll_only_updated_is_seen(people: People) -> None:
    """The roll told of a new phone alone, so it wrote no belief of the child itself."""
    imported(people.li, three())
    rows = three()
    rows[0] |= {"父亲联系电话": "13800001111"}
    with clock.frozen(LATER):
        done = imported(people.li, rows)
    with clock.frozen(LATEST):
        correct_child(people.wang.ctx, child_id=named("李小雨").id, health=Health.ILL)
        with pytest.raises(RollBuiltOn):
            undo_roll(people.li.ctx, batch_id=done.batch_id)


def test_an_update_of_a_phone_alone_can_be_undone(people: People) -> None:
    imported(people.li, three())
    before = digests("RollBatch")
    rows = three()
    rows[0] |= {"父亲联系电话": "13800001111"}
    with clock.frozen(LATER):
        done = imported(people.li, rows)
        undo_roll(people.li.ctx, batch_id=done.batch_id)
    assert digests("RollBatch") == before


def test_a_held_row_that_became_a_child_is_built_on(people: People) -> None:
    """A row that was dropped is nobody's work lost."""
    rows = [*three(), line("", LI, 33)]
    batch = imported(people.li, rows).batch_id
    held = HeldRow.objects.get()
    with clock.frozen(LATER):
        decide_row(people.li.ctx, held_id=held.id, decision=Decision.ACCEPT, name="李强")
        with pytest.raises(RollBuiltOn):
            undo_roll(people.li.ctx, batch_id=batch)
    assert Kin.objects.exists()


def test_a_dropped_row_does_not_stand_in_the_way(people: People) -> None:
    batch = imported(people.li, [*three(), line("", LI, 33)]).batch_id
    decide_row(people.li.ctx, held_id=HeldRow.objects.get().id, decision=Decision.DROP)
    undo_roll(people.li.ctx, batch_id=batch)
    assert not HeldRow.objects.exists()


def test_a_school_from_before_the_roll_stays(people: People) -> None:
    add_school(people.li.ctx, place="990101100000", name="清溪中心小学")
    before = digests("RollBatch")
    undo_roll(people.zhao.ctx, batch_id=imported(people.zhao, three(), COUNTY).batch_id)
    assert digests("RollBatch") == before
