"""Helpers of the fictional county, in every state, and the acting parent's matches."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from homeward.domain.children.words import ConsentWay, Sex
from homeward.domain.helpers.public import (
    HelperDraft,
    answer_match,
    apply_as_helper,
    fail_step,
    link_account,
    propose_match,
    publish_match,
    record_step,
    rules_on,
    start_match,
    sweep_helpers,
)
from homeward.domain.helpers.words import Asked, HelperKind
from homeward.entry.cli.demo.people import NEXT_VILLAGE, REASON, TOWNSHIP, VILLAGE
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context

Call = Callable[..., Context]
ACTING = HelperDraft(
    name="林代理", kind=HelperKind.ACTING_PARENT, sex=Sex.FEMALE, birth_year=1979, capacity=4,
    availability=("3-evening", "6-morning", "7-afternoon"), languages=("普通话", "清溪话"),
    skills=("做饭", "辅导语文"), interests=("种花",), travel_km=5, wont_do="不留孩子过夜",
)  # fmt: skip
TEACHER = HelperDraft(
    name="秦老师", kind=HelperKind.MENTOR, birth_year=1990, capacity=2, skills=("数学",),
    availability=("2-afternoon", "4-afternoon"),
)  # fmt: skip
VOLUNTEER = HelperDraft(name="许志愿", kind=HelperKind.VOLUNTEER, birth_year=2002, travel_km=30)
VISITOR = HelperDraft(name="唐探访", kind=HelperKind.VISITOR, birth_year=1965, skills=("讲故事",))
REFUSED = HelperDraft(name="罗某", kind=HelperKind.VOLUNTEER, birth_year=1988)
REFEREES = ("村小退休教师", "镇妇联工作人员")


def acting_parent(call: Call, user_id: UUID, children: Sequence[UUID], days: int) -> None:
    """Vetted before the ties: application, every step, and a match with each child."""
    made = apply_as_helper(call("li", days), place=TOWNSHIP, helper=ACTING)
    _steps(call, made.helper_id, HelperKind.ACTING_PARENT, days)
    link_account(call("li", days, 30), helper_id=made.helper_id, user_id=user_id)
    for turn, child_id in enumerate(children):
        match_id = propose_match(
            call("wang", days, 40 + turn), child_id=child_id, helper_id=made.helper_id,
            text="住得近，孩子认识她",
        ).match_id  # fmt: skip
        publish_match(call("li", days, 50 + turn), match_id=match_id)
        for by in Asked:
            answer_match(
                call("wang", days, 60 + turn), match_id=match_id, by=by, agreed=True,
                way=ConsentWay.SPOKEN, who="照料人" if by == Asked.CARER else "",
                note="想和林阿姨一起种花" if by == Asked.CHILD else "",
            )  # fmt: skip
        start_match(call("li", days, 70 + turn), match_id=match_id)


def others(call: Call, days: int) -> None:
    """One whose record query runs out soon, one whose has run out, one on the way, one refused."""
    soon = apply_as_helper(call("li", days), place=TOWNSHIP, helper=TEACHER).helper_id
    _steps(call, soon, HelperKind.MENTOR, days, old=365 - 20)
    gone = apply_as_helper(call("li", days), place=VILLAGE, helper=VISITOR).helper_id
    _steps(call, gone, HelperKind.VISITOR, days, old=365 + 40)
    coming = apply_as_helper(call("sun", days), place=NEXT_VILLAGE, helper=VOLUNTEER).helper_id
    for step in ("application", "interview"):
        record_step(call("li", days, 5), helper_id=coming, step=step)
    refused = apply_as_helper(call("li", days), place=TOWNSHIP, helper=REFUSED).helper_id
    bad = replace(call("li", days, 6), reason="查询结果不符合要求")
    fail_step(bad, helper_id=refused, step="record_check", with_whom="清溪派出所")
    at = call("li", days - 1).at
    sweep_helpers(Context(actor=machine(), channel=Channel.JOB, at=at, reason=REASON))


def _steps(call: Call, helper_id: UUID, kind: HelperKind, days: int, old: int = 0) -> None:
    """Every step of a kind; `old`: so many days ago the record was queried, counted from today."""
    today = call("li", 0).today
    for rule in rules_on(call("li", days).today).kinds[kind]:
        for number in range(rule.count):
            ctx = call("li", days, 10 + number)
            on = today - timedelta(days=old) if old and rule.id == "record_check" else ctx.today
            whom = {"reference": REFEREES[number], "record_check": "清溪派出所"}.get(rule.id, "")
            record_step(ctx, helper_id=helper_id, step=rule.id, on=on, with_whom=whom)
