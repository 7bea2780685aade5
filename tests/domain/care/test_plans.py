"""Plans: items from programmes, accepted, refused, changed; first tasks in the same act."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from homeward.domain.care.models import PlanItem, SuggestionChoice, Task
from homeward.domain.care.problems import (
    CadenceUnknown,
    ChildNotAsked,
    DateInPast,
    NotInThisState,
    OtherChild,
    OwnerMissing,
    PersonUnfit,
    PlanNeedsItem,
    ProgrammeNotOffered,
    ProgrammeRunning,
    ProgrammeUnknown,
)
from homeward.domain.care.public import (
    FoundNeed,
    PlanPage,
    accept_suggestion,
    add_item,
    agree_plan,
    change_item,
    end_item,
    pause_item,
    plan_of_child,
    record_engagement,
    refuse_suggestion,
    resume_item,
    suggestions,
)
from homeward.domain.care.words import Engaged
from homeward.domain.needs.public import Severity
from homeward.foundation import clock
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import NotFound
from tests.domain.care.loops import VISITS, goal, opened, visits
from tests.domain.children.registers import at
from tests.personas import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_id(people: People) -> Any:
    return opened(people.wang, people.child_id).plan_id


def page_of(people: People) -> PlanPage:
    page = plan_of_child(people.wang.ctx, child_id=people.child_id)
    assert page is not None
    return page


def test_no_case_no_plan(people: People) -> None:
    assert plan_of_child(people.wang.ctx, child_id=people.child_id) is None


def test_accepting_makes_item_and_first_task_in_one_act(people: People, plan_id: Any) -> None:
    with pytest.raises(NotFound):
        visits(people.sun, plan_id)
    made = visits(people.wang, plan_id)
    task = Task.objects.get(pk=made.tasks[0])
    assert (task.due_on, task.owner_id, task.safety) == (
        date(2026, 9, 8),
        people.wang.user_id,
        True,
    )
    assert (task.why, task.recurrence) == (VISITS, "house.monthly_visit/visit")
    line = page_of(people).items[0]
    assert (line.programme, line.rules, line.origin) == (VISITS, ("r03.carer_unfit",), "suggestion")
    assert (line.next_due, line.missed) == (date(2026, 9, 8), 0)
    choice = SuggestionChoice.objects.get()
    assert (choice.choice, choice.item_id) == ("accepted", made.plan_item_id)


def test_the_same_call_twice_makes_one_item(people: People, plan_id: Any) -> None:
    call, said = {"command_id": uuid4()}, {"plan_id": plan_id, "programme": VISITS}
    first = accept_suggestion(people.wang.call(**call), **said)
    assert accept_suggestion(people.wang.call(**call), **said) == first
    assert PlanItem.objects.count() == 1
    with pytest.raises(ProgrammeRunning):
        visits(people.wang, plan_id)


def test_what_is_not_offered_cannot_be_chosen(people: People, plan_id: Any) -> None:
    for programme, problem in (
        ("s06.acting_parent", ProgrammeNotOffered),
        ("s99.nothing", ProgrammeUnknown),
    ):
        for act in (add_item, accept_suggestion):
            with pytest.raises(problem):
                act(people.wang.ctx, plan_id=plan_id, programme=programme)
    assert not PlanItem.objects.exists()


def test_a_suggestion_is_changed_while_it_is_accepted(people: People, plan_id: Any) -> None:
    made = visits(
        people.wang, plan_id, owner_id=people.li.user_id, cadence="anhui-2020.yearly",
        starts_on=date(2026, 10, 1),
    )  # fmt: skip
    first, other = Task.objects.filter(pk__in=made.tasks).order_by("due_on")
    assert (first.owner_id, first.due_on) == (people.li.user_id, date(2026, 10, 8))
    assert (other.kind, other.due_on) == ("school_contact", date(2027, 1, 20))
    for wrong, problem in (
        ({"cadence": "never"}, CadenceUnknown),
        ({"starts_on": date(2026, 8, 31)}, DateInPast),
        ({"owner_id": people.sun.user_id}, PersonUnfit),
        ({"owner_role": "parent"}, OwnerMissing),
    ):
        with pytest.raises(problem):
            add_item(people.wang.ctx, plan_id=plan_id, programme="s13.benefit_help", **wrong)


def test_a_provider_who_is_somebody_else_gets_the_task_by_role(
    people: People, plan_id: Any
) -> None:
    made = add_item(people.wang.ctx, plan_id=plan_id, programme="s13.child_talk")
    task = Task.objects.get(pk=made.tasks[0])
    assert (task.owner_role, task.owner_id) == ("class_teacher", None)


def test_a_refusal_keeps_its_reason(people: People, plan_id: Any) -> None:
    said = {"plan_id": plan_id, "programme": "s13.parent_talk", "rules": ("r05.contact_gap",)}
    with pytest.raises(ReasonMissing):
        refuse_suggestion(people.wang.ctx, **said)
    refuse_suggestion(people.wang.call(reason="父母已经每天通话"), **said)
    line = page_of(people).refused[0]
    assert (line.programme, line.rules, line.reason) == (
        "s13.parent_talk", ("r05.contact_gap",), "父母已经每天通话",
    )  # fmt: skip
    visits(people.wang, plan_id)
    with pytest.raises(ProgrammeRunning):
        refuse_suggestion(people.wang.call(reason="x"), plan_id=plan_id, programme=VISITS)


def test_suggestions_know_the_plan_and_what_was_refused(people: People, plan_id: Any) -> None:
    """What runs is left out; what was refused stays away until something new is found."""
    old = FoundNeed("r05.contact_gap", Severity.YELLOW, since=date(2026, 8, 20))
    ill = FoundNeed("r03.carer_unfit", Severity.RED, since=date(2026, 8, 31))

    def asked(*found: FoundNeed) -> list[str]:
        made = suggestions(people.wang.ctx, child_id=people.child_id, found=found)
        return [each.programme for each in made]

    with pytest.raises(NotFound):
        suggestions(people.sun.ctx, child_id=people.child_id, found=(old,))
    assert asked(old, ill) == [VISITS, "s12.notice_help", "s12.contact_prompt", "s13.parent_talk"]
    visits(people.wang, plan_id)
    refuse_suggestion(
        people.wang.call(reason="已经每天通话"), plan_id=plan_id, programme="s12.contact_prompt"
    )
    assert asked(old, ill) == ["s12.notice_help", "s13.parent_talk"]
    new = FoundNeed("r05.contact_gap", Severity.YELLOW, since=date(2026, 9, 2))
    assert "s12.contact_prompt" in asked(new)


def test_a_plan_is_agreed_after_the_child_was_heard(people: People, plan_id: Any) -> None:
    with pytest.raises(PlanNeedsItem):
        agree_plan(people.wang.ctx, plan_id=plan_id, child_heard=True)
    add_item(people.wang.ctx, plan_id=plan_id, programme="s13.benefit_help")
    with pytest.raises(ChildNotAsked):
        agree_plan(people.wang.ctx, plan_id=plan_id, child_heard=False)
    assert page_of(people).empty_sides == ("spiritual",)  # paper 4.2.3: not only material support
    visits(people.wang, plan_id)
    agree_plan(people.wang.ctx, plan_id=plan_id, child_heard=True, child_words="好的")
    page = page_of(people)
    assert (page.state, page.agreed_on, page.child_words) == ("agreed", date(2026, 9, 1), "好的")
    assert page.empty_sides == ()
    assert page.review_on == date(2026, 9, 15)
    with pytest.raises(NotInThisState):
        agree_plan(people.wang.ctx, plan_id=plan_id, child_heard=True)


def test_an_infant_cannot_be_heard_and_the_reason_says_so(people: People, plan_id: Any) -> None:
    visits(people.wang, plan_id)
    agree_plan(people.wang.call(reason="还不会说话"), plan_id=plan_id, child_heard=False)
    assert page_of(people).child_heard is False


def test_an_item_is_changed_and_its_tasks_follow(people: People, plan_id: Any) -> None:
    item_id = visits(people.wang, plan_id).plan_item_id
    record_engagement(people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT)
    goal_id = goal(people.wang, plan_id)
    change_item(
        people.wang.ctx, plan_item_id=item_id, owner_id=people.li.user_id,
        cadence="linyi-2026", goal_id=goal_id, note="周末去",
    )  # fmt: skip
    line = page_of(people).items[0]
    assert (line.owner_name, line.cadence, line.goal_id, line.note) == (
        "李督导", "linyi-2026", goal_id, "周末去",
    )  # fmt: skip
    todo = Task.objects.filter(state="todo", origin="plan_item").order_by("due_on")
    assert {task.owner_id for task in todo} == {people.li.user_id}
    by_beat = {t.recurrence.split("/")[1]: t.due_on for t in todo}
    # visited today: the next visit in half a year, the talk in a quarter, the others this term
    assert by_beat["visit"] == date(2027, 3, 1) and by_beat["talk"] == date(2026, 12, 1)
    assert by_beat["guardian"] == by_beat["teacher"] == date(2027, 1, 20)
    with pytest.raises(OtherChild):
        change_item(people.wang.ctx, plan_item_id=item_id, goal_id=uuid4())


def test_what_is_paused_leaves_the_lists_and_comes_back(people: People, plan_id: Any) -> None:
    item_id = visits(people.wang, plan_id).plan_item_id
    with pytest.raises(ReasonMissing):
        pause_item(people.wang.ctx, plan_item_id=item_id)
    pause_item(people.wang.call(reason="孩子去了外婆家"), plan_item_id=item_id)
    assert not Task.objects.filter(state="todo", origin="plan_item").exists()
    change_item(people.wang.ctx, plan_item_id=item_id, note="九月底回来")
    assert PlanItem.objects.get().state == "paused"
    with clock.frozen(at(2026, 9, 30)):
        resume_item(people.wang.ctx, plan_item_id=item_id)
        task = Task.objects.get(state="todo", origin="plan_item")
        assert task.due_on == date(2026, 9, 30)  # overdue all the while: today
    end_item(people.wang.call(reason="奶奶出院了"), plan_item_id=item_id)
    with pytest.raises(NotInThisState):
        resume_item(people.wang.ctx, plan_item_id=item_id)
    visits(people.wang, plan_id)  # once ended, it may begin anew
