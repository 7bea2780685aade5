"""A child with a care loop around it, made through the commands that make one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from homeward.domain.care.models import Review
from homeward.domain.care.public import (
    CaseOpened,
    ItemAdded,
    accept_suggestion,
    call_conference,
    offer_referral,
    open_case,
    open_task_by_hand,
    plan_engagement,
    set_goal,
)
from homeward.domain.care.words import Column, Engaged, ReferredTo
from homeward.foundation import clock
from tests.personas import People, Persona

WHY = "奶奶住院，家里没有其他大人"
LEVELS = ("更少", "一周一次", "一周两次", "一周三次", "每天")
VISITS = "s05.home_visit"


def opened(by: Persona, child_id: UUID, **more: Any) -> CaseOpened:
    """A case of a child."""
    return open_case(by.call(reason=WHY), child_id=child_id, **more)


def visits(by: Persona, plan_id: UUID, **more: Any) -> ItemAdded:
    """Home visits in a plan, as suggested for a carer who is ill."""
    said: dict[str, Any] = {"programme": VISITS, "rules": ("r03.carer_unfit",)} | more
    return accept_suggestion(by.ctx, plan_id=plan_id, **said)


def goal(by: Persona, plan_id: UUID, **more: Any) -> UUID:
    """A goal set with the child."""
    said: dict[str, Any] = {
        "title": "多和妈妈说话", "column": Column.SPIRITUAL, "levels": LEVELS,
        "with_child": True, "child_words": "想听妈妈的声音",
    } | more  # fmt: skip
    return set_goal(by.ctx, plan_id=plan_id, **said).goal_id


def care_records(people: People) -> dict[str, UUID]:
    """One of every record of the care loop, by the parameter that names it."""
    wang, child_id = people.wang, people.child_id
    case = opened(wang, child_id)
    item = visits(wang, case.plan_id, programme="s13.benefit_help")
    tomorrow = clock.today() + timedelta(days=1)
    task = open_task_by_hand(wang.ctx, child_id=child_id, title="看看奶奶", due_on=tomorrow)
    planned = plan_engagement(wang.ctx, child_id=child_id, kind=Engaged.VISIT, planned_on=tomorrow)
    referral = offer_referral(
        wang.ctx, child_id=child_id, to=ReferredTo.HOSPITAL, text="眼睛看不清", consent=True
    )
    conference = call_conference(
        wang.ctx, child_id=child_id, on=tomorrow, purpose="商量照料", invited=(wang.user_id,)
    )
    return {
        "case_id": case.case_id,
        "plan_id": case.plan_id,
        "goal_id": goal(wang, case.plan_id),
        "plan_item_id": item.plan_item_id,
        "task_id": task.task_id,
        "engagement_id": planned.engagement_id,
        "review_id": Review.objects.get(case_id=case.case_id).id,
        "referral_id": referral.referral_id,
        "conference_id": conference.conference_id,
    }
