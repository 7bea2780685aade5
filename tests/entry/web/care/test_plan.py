"""The plan page and its short forms, from opening a case to closing it; referral and conference."""

from typing import Any

from homeward.domain.care.models import Case, Conference, Goal, Plan, PlanItem, Referral, Review
from homeward.domain.care.public import call_conference, offer_referral, record_engagement
from homeward.domain.care.words import Engaged, ReferredTo
from homeward.foundation import clock
from tests.domain.care.loops import LEVELS, VISITS, WHY, goal, opened, visits
from tests.domain.care.people import pupil
from tests.entry.web.care.test_day import send
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import links, text_of
from tests.personas import People


def test_a_case_is_opened_planned_agreed_reviewed_and_closed(
    people: People, signed_in: SignIn
) -> None:
    client, child = signed_in(people.wang), f"/children/{people.child_id}/"
    assert f"{child}case/" in links(client.get(f"{child}plan/"))
    me = str(people.wang.user_id)
    answer = send(client, f"{child}case/", reason=WHY, owner_id=me)
    assert "已开立" in text_of(answer) and WHY in text_of(answer)
    plan = Plan.objects.get()

    typed = {f"level_{n}": words for n, words in enumerate(LEVELS, start=1)}
    answer = send(
        client, f"/care/plans/{plan.id}/goal/", title="多和妈妈说话", column="spiritual",
        with_child="yes", child_words="想听妈妈的声音", **typed,
    )  # fmt: skip
    assert all(words in text_of(answer) for words in (*LEVELS, "想听妈妈的声音"))
    one = Goal.objects.get()

    answer = send(
        client, f"/care/plans/{plan.id}/add/", programme=VISITS, goal_id=str(one.id), owner="",
        cadence="", note="周三去",
    )  # fmt: skip
    assert "已放进计划" in text_of(answer) and "周三去" in text_of(answer)
    item = PlanItem.objects.get()
    assert (item.goal_id, item.owner_id) == (one.id, people.wang.user_id)

    path = f"/care/plans/{plan.id}/agree/"
    assert "听取孩子本人的意见" in text_of(send(client, path, child_heard="no", family_heard="yes"))
    assert Plan.objects.get().state == "draft"
    send(client, path, child_heard="yes", child_words="我想在家住", family_heard="yes")
    assert Plan.objects.get().state == "agreed"

    answer = send(
        client,
        f"/care/goals/{one.id}/rate/",
        level="0",
        when="today",
        with_child="",
        child_words="",
    )
    assert "目标达到了" in text_of(answer)

    change = f"/care/items/{item.id}/"
    send(
        client,
        f"{change}change/",
        owner_id=str(people.li.user_id),
        cadence=item.cadence,
        note="周五去",
    )
    assert PlanItem.objects.get().owner_id == people.li.user_id
    send(client, f"{change}pause/", reason="孩子在外婆家")
    send(client, f"{change}resume/")
    assert PlanItem.objects.get().state == "running"
    answer = send(client, f"{change}end/", reason="妈妈回来了")
    assert "已停止的安排" in text_of(answer)

    review = Review.objects.get()
    answer = send(client, f"/care/reviews/{review.id}/", outcome="close", child_heard="yes")
    assert "写明原因，结束个案" in text_of(answer)
    assert f"/care/cases/{plan.case_id}/close/" in links(client.get("/tasks/"))
    answer = send(
        client, f"/care/cases/{plan.case_id}/close/", cause="parent_returned", reason="妈妈回来了"
    )
    assert "以前的个案" in text_of(answer) and "父母返乡" in text_of(answer)
    assert Case.objects.get().state == "closed"


def test_a_teacher_reads_the_plan_and_finds_no_way_to_change_it(
    people: People, signed_in: SignIn
) -> None:
    child_id = pupil(people)
    plan_id = opened(people.wang, child_id).plan_id
    visits(people.wang, plan_id)
    goal(people.wang, plan_id)
    answer = signed_in(people.zhou).get(f"/children/{child_id}/plan/")
    assert WHY in text_of(answer)
    written = ("/care/plans/", "/care/items/", "/care/goals/", "/care/cases/", "/care/reviews/")
    assert not [url for url in links(answer) if url.startswith(written)]
    for who in (people.sun, people.lin):
        answer = signed_in(who).get(f"/children/{child_id}/plan/")
        assert answer.status_code in (403, 404)
        assert WHY not in text_of(answer)


def test_a_family_sees_goals_and_the_next_contact_but_no_reason(
    people: People, signed_in: SignIn
) -> None:
    plan_id = opened(people.wang, people.child_id).plan_id
    visits(people.wang, plan_id)
    goal(people.wang, plan_id)
    from homeward.domain.care.public import agree_plan

    agree_plan(people.wang.ctx, plan_id=plan_id, child_heard=True)
    record_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.TALK, text="不想让人知道的事"
    )
    body = text_of(signed_in(people.lin).get(f"/children/{people.child_id}/"))
    assert "多和妈妈说话" in body and "走访" in body
    assert WHY not in body and "不想让人知道的事" not in body


def test_a_referral_goes_its_way_and_back(people: People, signed_in: SignIn) -> None:
    client, child = signed_in(people.wang), f"/children/{people.child_id}/"
    typed = {"to": "hospital", "to_whom": "县医院眼科", "text": "看不清黑板", "owner_id": ""}
    assert "征得监护人同意" in text_of(send(client, f"{child}refer/", **typed, consent="no"))
    assert not Referral.objects.exists()
    answer = send(client, f"{child}refer/", **typed, consent="yes")
    assert "县医院眼科" in text_of(answer)
    path = f"/care/referrals/{Referral.objects.get().id}/"
    assert path in links(client.get("/"))  # the answer is a task
    send(client, f"{path}accept/", text="周五看")
    answer = send(client, f"{path}feedback/", text="配了眼镜")
    assert "配了眼镜" in text_of(answer)
    send(client, f"{path}close/")
    assert Referral.objects.get().state == "closed"
    assert signed_in(people.sun).get(path).status_code == 404


def test_a_refused_referral_keeps_its_reason(people: People, signed_in: SignIn) -> None:
    made = offer_referral(
        people.wang.ctx, child_id=people.child_id, to=ReferredTo.WOMEN, text="要人陪", consent=True
    )
    path = f"/care/referrals/{made.referral_id}/"
    answer = send(signed_in(people.wang), f"{path}refuse/", reason="本月没有人手")
    assert "本月没有人手" in text_of(answer)


def test_a_conference_is_called_answered_and_held(people: People, signed_in: SignIn) -> None:
    client, child = signed_in(people.wang), f"/children/{people.child_id}/"
    both = [str(people.wang.user_id), str(people.li.user_id)]
    day = {"on_0": "2026", "on_1": "9", "on_2": "4"}
    answer = send(client, f"{child}confer/", purpose="商量照料", invited=both, **day)
    assert "商量照料" in text_of(answer)
    path = f"/care/conferences/{Conference.objects.get().id}/"
    send(signed_in(people.li), f"{path}answer/", coming="yes")
    page = text_of(client.get(f"{path}hold/"))
    at = page.index(both[1])
    assert "checked" in page[at : at + 60]
    answer = send(
        client, f"{path}hold/", when="today", came=both, decision="外婆来住", child_heard="yes"
    )
    assert "外婆来住" in text_of(answer) and "来了" in text_of(answer)


def test_only_people_whose_duty_reaches_the_child_can_be_asked(
    people: People, signed_in: SignIn
) -> None:
    assert people.sun
    body = text_of(signed_in(people.wang).get(f"/children/{people.child_id}/confer/"))
    assert "李督导" in body and "孙主任" not in body
    path = f"/children/{people.child_id}/confer/"
    day = {"on_0": "2026", "on_1": "9", "on_2": "4"}
    typed: dict[str, Any] = {"purpose": "x", "invited": [str(people.sun.user_id)], **day}
    assert send(signed_in(people.wang), path, **typed).status_code == 422
    assert not Conference.objects.exists()


def test_an_appointment_is_made_and_told_whether_it_took_place(
    people: People, signed_in: SignIn
) -> None:
    client, child = signed_in(people.wang), f"/children/{people.child_id}/"
    day = {"planned_on_0": "2026", "planned_on_1": "9", "planned_on_2": "4"}
    answer = send(client, f"{child}agree/", kind="visit", **day)
    missed = next(url for url in links(answer) if url.endswith("/missed/"))
    answer = send(client, missed, reason="下大雨")
    assert "已记下没有进行" in text_of(answer)
    assert "没有进行" in text_of(client.get(child))


def test_a_child_without_a_plan_is_told_what_would_be_there(
    people: People, signed_in: SignIn
) -> None:
    body = text_of(signed_in(people.wang).get(f"/children/{people.child_id}/plan/"))
    assert "现在没有计划" in body
    call = {"child_id": people.child_id, "on": clock.today(), "purpose": "x"}
    call_conference(people.wang.ctx, **call, invited=(people.wang.user_id,))
    assert "已召集" in text_of(signed_in(people.wang).get(f"/children/{people.child_id}/plan/"))
