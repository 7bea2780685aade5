"""My day: what is to be done, why, by when; one act does it; nothing of anybody else's."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.care.models import Engagement, Task
from homeward.domain.care.public import open_task_by_hand, record_engagement
from homeward.domain.care.words import Engaged, Present, Way
from homeward.domain.needs.public import Severity
from homeward.foundation import clock
from tests.domain.care.loops import opened, visits
from tests.domain.care.people import pupil
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, links, text_of
from tests.personas import People

TODAY = date(2026, 9, 1)


def send(client: Any, path: str, **typed: Any) -> Any:
    """Open a form and send it with what is typed."""
    return client.post(path, {"command_id": hidden(client.get(path)), **typed}, follow=True)


def task(people: People, title: str = "看看奶奶", days: int = 0, **more: Any) -> str:
    """A task of 王主任, due in so many days."""
    made = open_task_by_hand(
        people.wang.ctx, child_id=people.child_id, title=title,
        due_on=TODAY + timedelta(days=days), **more,
    )  # fmt: skip
    return f"/tasks/{made.task_id}/"


def test_the_first_page_says_what_whom_by_when_and_why(people: People, signed_in: SignIn) -> None:
    visits(people.wang, opened(people.wang, people.child_id).plan_id)
    task(people, severity=Severity.RED)
    answer = signed_in(people.wang).get("/")
    body = text_of(answer)
    assert body.index("今天要做的") < body.index("看看奶奶") < body.index("我的范围")
    assert "陈小溪" in body and "立即" in body
    assert body.index("看看奶奶") < body.index("这一周") < body.index("上门看望")
    assert "/programmes/" in links(answer)  # the why, one tap away


def test_nobody_elses_day(people: People, signed_in: SignIn) -> None:
    task(people)
    assert "看看奶奶" in text_of(signed_in(people.wang).get("/"))
    for who in (people.sun, people.zhou, people.lin, people.zhao):
        assert "看看奶奶" not in text_of(signed_in(who).get("/")), who.name
    assert "今天没有要做的事" in text_of(signed_in(people.sun).get("/"))


def test_a_long_list_stays_a_page_and_leads_to_the_rest(people: People, signed_in: SignIn) -> None:
    for number in range(12):
        task(people, f"第{number}件")
    client = signed_in(people.wang)
    body = text_of(client.get("/"))
    assert body.count("第") - body.count("第二十") >= 8
    assert "还有 4 件，看全部" in body
    assert all(f"第{number}件" in text_of(client.get("/tasks/")) for number in range(12))


def test_more_tasks_cost_no_more_statements(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/tasks/").status_code == 200
        return len(seen)

    task(people)
    statements()
    few = statements()
    for number in range(10):
        task(people, f"第{number}件", days=number % 5)
    assert statements() == few


def test_done_handed_over_or_no_longer_needed(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    path = task(people)
    assert client.post(path + "cancel/", {}).status_code == 422
    answer = send(client, path + "cancel/", reason="奶奶已出院")
    assert "已从清单上去掉" in text_of(answer)
    assert Task.objects.get().state == "cancelled"

    path = task(people)
    assert people.li
    answer = send(client, path + "hand-over/", owner_id=str(people.li.user_id))
    assert "已转过去" in text_of(answer)
    assert Task.objects.get(state="todo").owner_id == people.li.user_id
    assert "看看奶奶" in text_of(signed_in(people.li).get("/"))

    answer = send(signed_in(people.li), path + "done/", when="yesterday", note="奶奶好多了")
    assert "已办完" in text_of(answer)
    assert Task.objects.get(pk=path.split("/")[2]).done_on == TODAY - timedelta(days=1)


def test_a_stranger_finds_no_task(people: People, signed_in: SignIn) -> None:
    path = task(people)
    for act in ("done/", "hand-over/", "cancel/"):
        answer = signed_in(people.sun).get(path + act)
        assert answer.status_code == 404
        assert "看看奶奶" not in text_of(answer)


def test_a_visit_is_recorded_from_its_task_and_the_next_is_there(
    people: People, signed_in: SignIn
) -> None:
    visits(people.wang, opened(people.wang, people.child_id).plan_id)
    client = signed_in(people.wang)
    path = next(url for url in links(client.get("/")) if "/record/visit/" in url)
    task_id = path.partition("task=")[2]
    page = client.get(path)
    assert hidden(page, "task_id") == task_id
    answer = client.post(
        path.partition("?")[0],
        {"command_id": hidden(page), "task_id": task_id, "when": "today", "with_whom": ["child"],
         "text": "奶奶在家", "child_words": "想妈妈"},
        follow=True,
    )  # fmt: skip
    assert "这件事算办完了" in text_of(answer)
    made = Engagement.objects.get()
    assert (made.kind, made.channel, made.held_on) == ("visit", "face_to_face", TODAY)
    assert str(Task.objects.get(state="done").id) == task_id
    assert Task.objects.filter(state="todo", kind="visit").count() == 1
    page = text_of(client.get(f"/children/{people.child_id}/"))
    assert "奶奶在家" in page and "想妈妈" in page


def test_a_record_starts_with_last_times_answers_but_not_with_its_words(
    people: People, signed_in: SignIn
) -> None:
    record_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.CALL, channel=Way.VIDEO,
        with_whom=(Present.CARER,), minutes=18, text="说了悄悄话",
    )  # fmt: skip
    body = text_of(signed_in(people.wang).get(f"/children/{people.child_id}/record/call/"))
    for value in ("video", "carer", "20"):
        at = body.index(f'value="{value}"')
        assert "checked" in body[at : at + 40], value
    assert "悄悄话" not in body
    other = text_of(signed_in(people.lin).get(f"/children/{people.child_id}/record/call/"))
    at = other.index('value="carer"')
    assert "checked" not in other[at : at + 40]  # an acting parent reads only what was their own


def test_another_day_must_be_named_and_lie_behind(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    path = f"/children/{people.child_id}/record/help/"
    assert "请填写是哪一天" in text_of(send(client, path, when="other", text="低保"))
    typed = {"held_on_0": "2027", "held_on_1": "1", "held_on_2": "1"}
    answer = send(client, path, when="other", text="低保材料", **typed)
    assert answer.status_code == 422
    assert "低保材料" in text_of(answer)
    assert not Engagement.objects.exists()


def test_a_session_is_recorded_only_by_who_may_read_it(people: People, signed_in: SignIn) -> None:
    pupil(people)
    client = signed_in(people.wang)
    assert "session" not in text_of(client.get(f"/children/{people.child_id}/record/"))
    assert client.get(f"/children/{people.child_id}/record/session/").status_code == 403
    assert "record/visit" in text_of(client.get(f"/children/{people.child_id}/record/"))


def test_a_contact_is_recorded_without_what_was_said(people: People, signed_in: SignIn) -> None:
    path = f"/children/{people.child_id}/contact/"
    typed = {"when": "today", "parent": "mother", "channel": "phone", "minutes": "10"}
    answer = send(signed_in(people.wang), path, **typed, feelings="yes", begun_by="")
    assert "已记下这次联系" in text_of(answer)
    made = Engagement.objects.get()
    assert (made.parent, made.minutes, made.feelings, made.begun_by) == ("mother", 10, True, "")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_day_counts_from_the_houses_own_day(
    people: People, signed_in: SignIn, language: str
) -> None:
    assert clock.today() == TODAY
    task(people)
    body = text_of(signed_in(people.wang, language).get("/"))
    assert ("because: Added by hand" if language == "en" else "因为：手工添加") in body


def test_the_page_of_all_tasks_looks_three_months_ahead(people: People, signed_in: SignIn) -> None:
    task(people, "下周末看看", 10)
    task(people, "明年再看", 150)
    client = signed_in(people.wang)
    assert "下周末看看" not in text_of(client.get("/"))
    body = text_of(client.get("/tasks/"))
    assert "以后" in body and "下周末看看" in body
    assert "明年再看" not in body and "三个月以后到期的还有 1 件" in body
