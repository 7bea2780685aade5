"""A match: three yeses, a no that is remembered, and a right that ends with the vetting."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.care.models import Task
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import exit_child, get_child, record_consent, register_child
from homeward.domain.children.words import ConsentWay, Decides, ExitCause
from homeward.domain.helpers.models import Match, MatchStep
from homeward.domain.helpers.problems import (
    HandOverToNobody,
    HelperFull,
    MatchedAlready,
    MatchNotInThisState,
    NotVetted,
    RefusedBefore,
    TeamUnfit,
)
from homeward.domain.helpers.public import (
    answer_match,
    candidates,
    end_match,
    fail_step,
    helped_child,
    join_team,
    list_matches,
    matches_of_child,
    my_children,
    propose_match,
    publish_match,
    read_match,
    record_step,
    resume_helper,
    resume_match,
    start_match,
    stop_helper,
    suspend_match,
    sweep_helpers,
    withdraw_match,
)
from homeward.domain.helpers.states import MATCH, MatchState
from homeward.domain.helpers.words import Asked, Ending, HelperKind
from homeward.foundation import clock, outbox
from homeward.foundation.access.decide import can
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind, Target
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.commands.registry import COMMANDS
from homeward.foundation.ids import new_id
from homeward.foundation.problems import NotFound, NotPermitted
from tests.conftest import NOW
from tests.domain.helpers.vetted import active, agreed, applied, vetted
from tests.personas import TOWNSHIP, VILLAGE, People, Persona, machine_ctx, person

pytestmark = pytest.mark.django_db
Later = Callable[[int], AbstractContextManager[Any]]


def later(days: int) -> AbstractContextManager[Any]:
    return clock.frozen(NOW + timedelta(days=days))


def mentor(people: People, name: str = "吴老师", **more: Any) -> tuple[Persona, UUID]:
    """A vetted teacher with an account and no other duty."""
    who = person(people.li, f"m{name}", name, TOWNSHIP)
    more = {"kind": HelperKind.MENTOR, "capacity": 1} | more
    return who, vetted(people.li, TOWNSHIP, name, who.user_id, **more)


def sees(who: Persona, child_id: UUID, action: str = "match.child") -> bool:
    return can(who.actor, action, Target(place=VILLAGE, subject_id=child_id))


def test_a_match_goes_its_way_and_the_helper_sees_the_least_that_is_needed(people: People) -> None:
    who, helper_id = mentor(people)
    assert [one.helper_id for one in candidates(people.wang.ctx, child_id=people.child_id)] == [
        helper_id
    ]
    match_id = propose_match(
        people.wang.ctx, child_id=people.child_id, helper_id=helper_id, text="都说方言"
    ).match_id
    with pytest.raises(NotPermitted):
        publish_match(people.wang.ctx, match_id=match_id)
    publish_match(people.li.ctx, match_id=match_id)
    with pytest.raises(MatchNotInThisState):
        start_match(people.li.ctx, match_id=match_id)
    for by in Asked:
        assert not sees(who, people.child_id)
        answer_match(
            people.wang.ctx,
            match_id=match_id,
            by=by,
            agreed=True,
            way=ConsentWay.SPOKEN,
            who="奶奶",
        )
    start_match(people.li.ctx, match_id=match_id)
    found = helped_child(who.ctx, child_id=people.child_id)
    assert (found.first_name, found.village) == ("小溪", "清溪村")
    with pytest.raises((NotFound, NotPermitted)):
        get_child(who.ctx, child_id=people.child_id)
    assert my_children(who.ctx) == (people.child_id,)
    page = read_match(people.wang.ctx, match_id=match_id)
    assert {one.by for one in page.answers} == set(Asked)
    assert page.answers[0].by_name == "王主任" and page.text == "都说方言"
    assert [one.move for one in page.moves] == [
        "propose", "publish", "hear", "hear", "hear", "agree", "start",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        read_match(people.sun.ctx, match_id=match_id)
    assert list_matches(people.sun.ctx) == ()
    with pytest.raises(NotFound):
        propose_match(people.sun.ctx, child_id=people.child_id, helper_id=helper_id)


@pytest.mark.parametrize("by", list(Asked))
def test_a_no_ends_it_and_is_remembered(people: People, by: Asked) -> None:
    _, helper_id = mentor(people)
    match_id = propose_match(
        people.wang.ctx, child_id=people.child_id, helper_id=helper_id
    ).match_id
    with pytest.raises(MatchedAlready):
        propose_match(people.wang.ctx, child_id=people.child_id, helper_id=helper_id)
    publish_match(people.li.ctx, match_id=match_id)
    said = answer_match(
        people.wang.ctx, match_id=match_id, by=by, agreed=False, way=ConsentWay.PHONE
    )
    assert said.state == MatchState.DECLINED
    with pytest.raises(RefusedBefore):
        propose_match(people.wang.ctx, child_id=people.child_id, helper_id=helper_id)
    assert candidates(people.wang.ctx, child_id=people.child_id) == ()


def test_only_the_vetted_with_room_begin(people: People) -> None:
    raw = applied(people.li, TOWNSHIP, "还在申请")
    with pytest.raises(NotVetted):
        propose_match(people.wang.ctx, child_id=people.child_id, helper_id=raw)
    _, helper_id = mentor(people)
    other = register_child(
        people.wang.ctx, place=VILLAGE, child=ParticularsDraft(name="李小禾")
    ).child_id
    first, second = (agreed(people.li, child, helper_id) for child in (people.child_id, other))
    start_match(people.li.ctx, match_id=first)
    with pytest.raises(HelperFull):
        start_match(people.li.ctx, match_id=second)
    withdraw_match(people.wang.call(reason="名额满了"), match_id=second)


def test_by_the_calendar_alone_the_right_is_gone_the_day_after(people: People) -> None:
    """No job has run: the check of rights itself looks at the day."""
    who, helper_id = mentor(people)
    active(people.li, people.child_id, helper_id)
    with later(365):
        assert sees(who, people.child_id)
    with later(366):
        assert not sees(who, people.child_id)
        assert my_children(who.ctx) == ()
        with pytest.raises(NotFound):
            helped_child(who.ctx, child_id=people.child_id)
        assert Match.objects.get(helper_id=helper_id).state == MatchState.ACTIVE


def test_the_sweep_says_so_and_asks_the_worker_responsible_to_hand_over(people: People) -> None:
    _, helper_id = mentor(people)
    match_id = active(people.li, people.child_id, helper_id)
    with later(366):
        swept = sweep_helpers(machine_ctx())
        assert swept.paused == 1
        task = Task.objects.get(child_id=people.child_id, why="match", state="todo")
        assert (task.owner_role, task.owner_id) == ("child_director", people.wang.user_id)
        assert sweep_helpers(machine_ctx()).paused == 0
        with pytest.raises(NotVetted):
            resume_match(people.li.ctx, match_id=match_id)
        record_step(people.li.ctx, helper_id=helper_id, step="record_check")
        resume_match(people.li.ctx, match_id=match_id)
        task.refresh_from_db()
        assert task.state == "cancelled"


@pytest.mark.parametrize("how", ["stop", "fail"])
def test_a_stop_or_a_failure_takes_every_right_in_the_same_act(people: People, how: str) -> None:
    who, helper_id = mentor(people)
    match_id = active(people.li, people.child_id, helper_id)
    tie_child(people.li.ctx, child_id=people.child_id, user_id=who.user_id, kind=ScopeKind.CASELOAD)
    call = people.li.call(reason="有人投诉")
    if how == "stop":
        stop_helper(call, helper_id=helper_id)
    else:
        fail_step(call, helper_id=helper_id, step="record_check")
    assert not sees(who, people.child_id)
    assert Match.objects.get(pk=match_id).state == MatchState.SUSPENDED
    assert Task.objects.filter(child_id=people.child_id, why="match", state="todo").count() == 1
    if how == "stop":
        resume_helper(people.li.call(reason="查实无事"), helper_id=helper_id)
        assert not sees(who, people.child_id)  # a person resumes the match
        resume_match(people.li.ctx, match_id=match_id)
        assert sees(who, people.child_id)


def test_no_child_is_given_by_hand_to_somebody_who_is_not_vetted(people: People) -> None:
    """Minors Protection Law art. 62; otherwise a tie by hand would be a way around."""
    ning = person(people.li, "ning", "宁老师", TOWNSHIP)
    tie = {"child_id": people.child_id, "user_id": ning.user_id, "kind": ScopeKind.CASELOAD}
    with pytest.raises(NotVetted):
        tie_child(people.li.ctx, **tie)
    vetted(people.li, TOWNSHIP, "宁老师", ning.user_id)
    tie_child(people.li.ctx, **tie)
    assert Tie.objects.get(user_id=ning.user_id).lapses_on == datetime(2027, 9, 2).date()  # noqa: DTZ001


def test_ends_are_planned_or_explained_or_handed_over(people: People) -> None:
    who, helper_id = mentor(people)
    match_id = active(people.li, people.child_id, helper_id)
    with pytest.raises(ReasonMissing):
        end_match(people.li.ctx, match_id=match_id, ending=Ending.EARLY)
    with pytest.raises(HandOverToNobody):
        end_match(people.li.ctx, match_id=match_id, ending=Ending.HANDED_OVER)
    _, other = mentor(people, "郑老师")
    with pytest.raises(NotFound):
        end_match(
            people.li.ctx, match_id=match_id, ending=Ending.HANDED_OVER, next_helper_id=new_id()
        )
    end_match(people.li.ctx, match_id=match_id, ending=Ending.HANDED_OVER, next_helper_id=other)
    assert not sees(who, people.child_id)
    assert read_match(people.li.ctx, match_id=match_id).next_helper == "郑老师"
    with pytest.raises(MatchNotInThisState):
        suspend_match(people.li.call(reason="晚了"), match_id=match_id)


@pytest.mark.parametrize("what", ["consent", "exit"])
def test_a_no_of_the_family_or_a_leave_pauses_the_match(people: People, what: str) -> None:
    who, helper_id = mentor(people)
    match_id = active(people.li, people.child_id, helper_id)
    if what == "consent":
        record_consent(
            people.wang.ctx, child_id=people.child_id, purpose="caseload", given=False,
            by=Decides.GUARDIAN, way=ConsentWay.SPOKEN, who="奶奶",
        )  # fmt: skip
        assert not sees(who, people.child_id)  # before anything was delivered
    else:
        exit_child(people.wang.ctx, child_id=people.child_id, cause=ExitCause.MOVED)
    outbox.deliver()
    assert not sees(who, people.child_id)
    assert Match.objects.get(pk=match_id).state == MatchState.SUSPENDED


def test_a_team_sees_the_child_together_and_each_by_the_own_vetting(people: People) -> None:
    kind = {"kind": HelperKind.ACTING_PARENT}
    (lead, lead_id), (second, second_id), (third, third_id) = (
        mentor(people, name, **kind) for name in ("甲妈妈", "乙妈妈", "丙妈妈")
    )
    join_team(people.li.ctx, helper_id=second_id, lead_id=lead_id)
    match_id = agreed(people.li, people.child_id, lead_id)
    with pytest.raises(TeamUnfit):
        start_match(people.li.ctx, match_id=match_id)
    join_team(people.li.ctx, helper_id=third_id, lead_id=lead_id)
    start_match(people.li.ctx, match_id=match_id)
    assert all(sees(one, people.child_id) for one in (lead, second, third))
    stop_helper(people.li.call(reason="投诉"), helper_id=third_id)
    assert [sees(one, people.child_id) for one in (lead, second, third)] == [True, True, False]
    stop_helper(people.li.call(reason="投诉"), helper_id=lead_id)
    assert not any(sees(one, people.child_id) for one in (lead, second, third))


def test_the_machine_of_a_match_is_whole() -> None:
    states = set(MatchState.values)
    assert {arrow.to for arrow in MATCH.moves.values()} == states == set(MATCH.owners)
    for arrow in MATCH.moves.values():
        assert set(arrow.doors) <= set(COMMANDS) and set(arrow.start) <= states


def test_every_move_leaves_its_step(people: People) -> None:
    _, helper_id = mentor(people)
    match_id = active(people.li, people.child_id, helper_id)
    suspend_match(people.li.call(reason="孩子住院"), match_id=match_id)
    steps = MatchStep.objects.filter(match_id=match_id).order_by("turn")
    assert list(steps.values_list("move", flat=True))[-2:] == ["start", "suspend"]
    assert matches_of_child(people.wang.ctx, child_id=people.child_id)[0].state == "suspended"
