"""A child is handed on: nothing changes until the other side accepts, and nobody is left without somebody."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.domain.care.models import Case, PlanItem, Task, Transfer
from homeward.domain.care.public import (
    accept_transfer,
    escalate_due_transfers,
    list_transfers,
    offer_transfer,
    preview_transfer,
    read_incoming,
    read_transfer,
    record_receipt,
    refuse_transfer,
    withdraw_transfer,
)
from homeward.domain.care.states import TransferState
from homeward.domain.care.transfers.problems import (
    NobodyThere,
    NowhereToGo,
    OfferedAlready,
    OnlyByReceipt,
    SamePlace,
    VillageElsewhere,
)
from homeward.domain.care.words import TransferKind
from homeward.domain.children.models import Child
from homeward.domain.children.public import (
    enrol_child,
    get_child,
    list_children,
    responsible_for,
    return_child,
)
from homeward.domain.needs.models import Alert
from homeward.foundation import clock
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.scopes import ScopeKind, Target, covers_area
from homeward.foundation.accounts.public import appoint, end_appointment, tie_child
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import NotFound, NotPermitted, Problem
from tests.domain.care.loops import opened, visits
from tests.domain.children.registers import registered
from tests.domain.needs.seats import raised
from tests.personas import (
    FAR_VILLAGE,
    NEXT_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    People,
    Persona,
    machine_ctx,
    person,
)

pytestmark = pytest.mark.django_db

YUNLING, YUNLING_TOWN, YUNLING_VILLAGE = "990102000000", "990102100000", "990102100201"


@pytest.fixture
def receiver(people: People) -> Persona:
    """高科长, the county officer of 云岭县."""
    from homeward.foundation.accounts.public import open_county

    gao = person(people.yunwei, "gao", "高科长", YUNLING)
    open_county(people.yunwei.ctx, place=YUNLING, user_id=gao.user_id)
    return gao


def offered(by: Persona, child_id: UUID, to: str = YUNLING, **more: object) -> UUID:
    said: dict[str, object] = {"kind": TransferKind.FAMILY, "to_place": to} | more
    return offer_transfer(by.ctx, child_id=child_id, **said).transfer_id  # type: ignore[arg-type]


def in_charge(child_id: UUID) -> UUID | None:
    child = Child.objects.get(pk=child_id)
    found = responsible_for(Holders(clock.today()), Target(child.place, child.school_id, child_id))
    return found.user_id if found else None


def test_until_accepted_the_old_worker_answers_for_the_child(
    people: People, receiver: Persona
) -> None:
    one = registered(people.wang)
    transfer = offered(people.wang, one, note="奶奶的药在家里")
    assert in_charge(one) == people.wang.user_id
    with pytest.raises(NotFound):
        get_child(receiver.ctx, child_id=one)
    page = read_incoming(receiver.ctx, incoming_id=transfer)
    assert dict(page.summary)["姓名"] == "陈小溪"
    assert "13900000003" in dict(page.summary)["照料人"]
    assert page.note == "奶奶的药在家里"
    assert [line.transfer_id for line in list_transfers(receiver.ctx)] == [transfer]


def test_accepted_the_child_moves_with_everything(people: People, receiver: Persona) -> None:
    one = registered(people.wang)
    enrol_child(people.zhao.ctx, child_id=one, school_id=people.school_id)
    tie_child(people.li.ctx, child_id=one, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    case = opened(people.wang, one)
    visits(people.wang, case.plan_id)
    raised(one)
    transfer = offered(people.li, one)
    accept_transfer(receiver.ctx, incoming_id=transfer, village=YUNLING_VILLAGE)
    page = get_child(receiver.ctx, child_id=one)
    assert page.place == YUNLING_VILLAGE
    assert page.school is None, "the old school has ended"
    assert in_charge(one) == receiver.user_id
    for model in (Case, PlanItem, Task, Alert):
        assert {row.place for row in model.objects.filter(child_id=one)} == {YUNLING_VILLAGE}
    waiting = Task.objects.filter(child_id=one, state="todo")
    assert {task.owner_id for task in waiting} == {receiver.user_id}
    assert waiting.filter(why="transfer", kind="visit").exists(), "somebody goes there soon"
    assert Case.objects.get(child_id=one).owner_id == receiver.user_id
    assert Alert.objects.get(child_id=one).owner_id == receiver.user_id
    assert not Tie.objects.filter(subject_id=one, until__isnull=True).exists()


def test_the_old_area_keeps_that_it_handed_the_child_on_and_nothing_more(
    people: People, receiver: Persona
) -> None:
    one = registered(people.wang)
    transfer = offered(people.wang, one, note="药在家里")
    accept_transfer(receiver.ctx, incoming_id=transfer, village=YUNLING_VILLAGE)
    for who in (people.wang, people.li, people.zhao):
        with pytest.raises(NotFound):
            get_child(who.ctx, child_id=one)
        assert list_children(who.ctx).total == 0
        (line,) = list_transfers(who.ctx, closed=True)
        assert line.who == "陈小溪，女，2015"
        page = read_transfer(who.ctx, transfer_id=transfer)
        assert (page.summary, page.note) == ((), "")
    assert Transfer.objects.get().summary is None, "what was written for the answer is forgotten"


def test_refused_it_comes_back_to_whoever_answers_for_the_child(
    people: People, receiver: Persona
) -> None:
    one = registered(people.wang)
    transfer = offered(people.wang, one)
    with pytest.raises(ReasonMissing):
        refuse_transfer(receiver.ctx, incoming_id=transfer)
    refuse_transfer(receiver.call(reason="家庭还没有到"), incoming_id=transfer)
    assert in_charge(one) == people.wang.user_id
    assert Task.objects.get(child_id=one, why="transfer").owner_id == people.wang.user_id
    assert read_transfer(people.wang.ctx, transfer_id=transfer).answer == "家庭还没有到"
    offered(people.wang, one)


def test_inside_a_township_a_director_accepts_for_the_own_village_alone(people: People) -> None:
    one = registered(people.wang)
    transfer = offered(people.wang, one, NEXT_VILLAGE)
    with pytest.raises(NotFound):
        accept_transfer(people.wang.ctx, incoming_id=transfer, village=NEXT_VILLAGE)
    with pytest.raises(VillageElsewhere):
        accept_transfer(people.sun.ctx, incoming_id=transfer, village=VILLAGE)
    accept_transfer(people.sun.ctx, incoming_id=transfer, village=NEXT_VILLAGE, keep_school=True)
    assert get_child(people.sun.ctx, child_id=one).school, "the school stays"
    assert in_charge(one) == people.sun.user_id
    with pytest.raises(NotFound):
        get_child(people.wang.ctx, child_id=one)


def test_to_the_city_and_back_with_one_id(people: People, receiver: Persona) -> None:
    one = registered(people.wang)
    there = offered(people.wang, one, kind=TransferKind.JOINS_PARENTS)
    accept_transfer(receiver.ctx, incoming_id=there, village=YUNLING_VILLAGE)
    back = offered(receiver, one, VILLAGE, kind=TransferKind.RETURNS)
    accept_transfer(people.wang.ctx, incoming_id=back, village=VILLAGE)
    assert get_child(people.wang.ctx, child_id=one).place == VILLAGE
    assert in_charge(one) == people.wang.user_id


def test_outside_the_house_a_receipt_ends_it(people: People) -> None:
    one = registered(people.wang)
    transfer = offered(
        people.wang, one, "", to_text="广东省深圳市宝安区", kind=TransferKind.JOINS_PARENTS
    )
    assert in_charge(one) == people.wang.user_id
    record_receipt(people.wang.ctx, transfer_id=transfer, text="宝安区民政局 王某")
    child = Child.objects.get(pk=one)
    assert not child.present
    assert Transfer.objects.get().state == TransferState.RECEIVED
    return_child(people.wang.ctx, child_id=one)
    assert get_child(people.wang.ctx, child_id=one).present


def test_refused_with_the_reason(people: People, receiver: Persona) -> None:
    one = registered(people.wang)
    for to, text, problem in (
        ("", "", NowhereToGo), (VILLAGE, "深圳", NowhereToGo), ("990109000000", "", NowhereToGo),
        (VILLAGE, "", SamePlace), ("990102100201", "", None),
    ):  # fmt: skip
        if problem is None:
            continue
        with pytest.raises(problem):
            offered(people.wang, one, to, to_text=text)
    transfer = offered(people.wang, one)
    with pytest.raises(OfferedAlready):
        offered(people.wang, one)
    with pytest.raises(OnlyByReceipt):
        record_receipt(people.wang.ctx, transfer_id=transfer, text="民政局")
    withdraw_transfer(people.wang.call(reason="不走了"), transfer_id=transfer)
    with pytest.raises(Problem):
        accept_transfer(receiver.ctx, incoming_id=transfer, village=YUNLING_VILLAGE)


def test_nobody_there_nobody_is_offered(people: People) -> None:
    one = registered(people.wang)
    with pytest.raises(NobodyThere):
        offered(people.wang, one, YUNLING)


def test_strangers_see_neither_offer_nor_summary(people: People, receiver: Persona) -> None:
    one = registered(people.wang)
    transfer = offered(people.wang, one)
    with pytest.raises(NotFound):
        offered(people.sun, one)
    for who in (people.sun, people.zhou, people.lin):
        with pytest.raises((NotFound, NotPermitted)):
            read_incoming(who.ctx, incoming_id=transfer)
        with pytest.raises((NotFound, NotPermitted)):
            read_transfer(who.ctx, transfer_id=transfer)
    assert list_transfers(people.sun.ctx) == ()
    with pytest.raises(NotFound):
        preview_transfer(receiver.ctx, child_id=one)


def test_who_offers_sees_what_will_be_shown(people: People, receiver: Persona) -> None:
    one = registered(people.wang)
    before = preview_transfer(people.wang.ctx, child_id=one)
    transfer = offered(people.wang, one)
    assert read_incoming(receiver.ctx, incoming_id=transfer).summary == before


def test_late_it_goes_to_whoever_stands_above_both_once(people: People, receiver: Persona) -> None:
    near, far = registered(people.wang), registered(people.wang)
    assert people.li and people.sun
    offered(people.wang, near, NEXT_VILLAGE)
    offered(people.wang, far)
    assert people.zhao
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert escalate_due_transfers(machine_ctx()).transfers == 2
        assert escalate_due_transfers(machine_ctx()).transfers == 0
    tasks = Task.objects.filter(why="transfer")
    assert {(task.child_id, task.owner_id) for task in tasks} == {
        (near, people.li.user_id), (far, people.zhao.user_id),
    }  # fmt: skip


ACTS = ["offer", "accept", "refuse", "withdraw", "escalate", "end", "appoint"]
acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(0, 5)), max_size=12)


@pytest.mark.parametrize("examples", [12, pytest.param(120, marks=pytest.mark.slow)])
def test_whatever_happens_one_person_answers_for_every_child(
    people: People, receiver: Persona, examples: int
) -> None:
    children = [registered(people.wang), registered(people.sun, NEXT_VILLAGE)]
    directors = [(people.wang, VILLAGE), (people.sun, NEXT_VILLAGE)]
    goals = [VILLAGE, NEXT_VILLAGE, FAR_VILLAGE, YUNLING_VILLAGE, TOWNSHIP, YUNLING]
    accepted: list[str] = []
    assert people.li

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(acts)
    def sequence(played: list[tuple[str, int, int]]) -> None:
        for what, which, where in played:
            child_id, to = children[which % 2], goals[where]
            try:
                _play(people, receiver, directors[which % 2], what, child_id, to)
                accepted.append(what)
            except Problem:
                pass
            for one in children:
                found = in_charge(one)
                assert found, "somebody, always"
                place = Child.objects.get(pk=one).place
                held = Appointment.objects.filter(user_id=found, until__isnull=True)
                assert any(covers_area(post.scope, place) for post in held)
                live = Transfer.objects.filter(child_id=one, state=TransferState.OFFERED)
                assert live.count() <= 1

    sequence()
    assert {"offer", "accept"} <= set(accepted)


def _play(
    people: People, receiver: Persona, director: tuple[Persona, str], what: str, child_id: UUID,
    to: str,
) -> None:  # fmt: skip
    """One act, by whoever may."""
    officer = receiver if Child.objects.get(pk=child_id).place.startswith("990102") else people.zhao
    live = Transfer.objects.filter(child_id=child_id, state=TransferState.OFFERED).first()
    who, village = director
    if what == "offer":
        offered(officer, child_id, to)
    elif what == "accept" and live:
        other = receiver if live.to_place.startswith("990102") else people.zhao
        inside = live.to_place if live.to_place[9:] != "000" else _village_in(live.to_place)
        accept_transfer(other.ctx, incoming_id=live.id, village=inside)
    elif what == "refuse" and live:
        other = receiver if live.to_place.startswith("990102") else people.zhao
        refuse_transfer(other.call(reason="不方便"), incoming_id=live.id)
    elif what == "withdraw" and live:
        withdraw_transfer(officer.call(reason="不走了"), transfer_id=live.id)
    elif what == "escalate":
        escalate_due_transfers(machine_ctx())
    elif what == "end":
        post = Appointment.objects.filter(user_id=who.user_id, until__isnull=True).first()
        if post:
            end_appointment(people.zhao.ctx, appointment_id=post.id)
    elif what == "appoint":
        appoint(people.zhao.ctx, user_id=who.user_id, role="child_director", scope=village)


def _village_in(area: str) -> str:
    return YUNLING_VILLAGE if area.startswith("990102") else NEXT_VILLAGE
