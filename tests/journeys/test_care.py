"""The care loop in a real browser: a day's task, a visit on a phone, every page and form with axe."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.care.models import Engagement
from homeward.domain.care.public import open_task_by_hand
from homeward.domain.care.words import Engaged
from homeward.foundation import clock
from tests.domain.care.loops import care_records
from tests.journeys.pages import check
from tests.journeys.test_children import house, log_in
from tests.personas import People

__all__ = ["house"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]
FORMS = (
    "record/", "record/visit/", "record/call/", "record/help/", "contact/", "agree/", "task/",
    "refer/", "confer/", "plan/", "file/",
)  # fmt: skip
ON_RECORDS = (
    "care/plans/{plan_id}/goal/", "care/plans/{plan_id}/add/", "care/plans/{plan_id}/agree/",
    "care/items/{plan_item_id}/change/", "care/items/{plan_item_id}/end/",
    "care/goals/{goal_id}/rate/", "care/reviews/{review_id}/", "care/cases/{case_id}/close/",
    "care/referrals/{referral_id}/", "care/referrals/{referral_id}/accept/",
    "care/conferences/{conference_id}/hold/", "tasks/{task_id}/done/", "tasks/{task_id}/hand-over/",
    "care/engagements/{engagement_id}/held/",
)  # fmt: skip


def test_a_visit_is_recorded_from_the_day_with_few_taps(
    page: Page, house: str, people: People
) -> None:
    open_task_by_hand(
        people.wang.ctx, child_id=people.child_id, title="看看奶奶", due_on=clock.today(),
        kind=Engaged.VISIT,
    )  # fmt: skip
    log_in(page, house, people.wang)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(house + "/")
    expect(page.get_by_role("heading", name="今天的事")).to_be_visible()
    check(page)
    for summary in page.locator("#today summary").all():
        summary.click()
    check(page)
    taps = 0
    page.set_viewport_size({"width": 360, "height": 800})
    for step in (
        page.get_by_role("button", name="记一次走访"),
        page.get_by_label("照料人"),
        page.get_by_role("button", name="保存"),
    ):
        step.click()
        taps += 1
    expect(page.get_by_text("这件事算办完了")).to_be_visible()
    assert taps <= 12
    made = Engagement.objects.get()
    assert made.with_whom == ["child", "carer"]
    assert made.held_on in (clock.today(), clock.today() - timedelta(days=1))


def test_another_day_opens_its_boxes(page: Page, house: str, people: People) -> None:
    child = f"{house}/children/{people.child_id}/"
    log_in(page, house, people.wang)
    page.goto(f"{child}record/help/")
    expect(page.get_by_label("年", exact=True)).to_be_hidden()
    page.get_by_label("别的日子").check()
    expect(page.get_by_label("年", exact=True)).to_be_visible()


@pytest.mark.slow
def test_every_page_of_the_loop(page: Page, house: str, people: People) -> None:
    records: dict[str, Any] = care_records(people)
    log_in(page, house, people.wang)
    child = f"{house}/children/{people.child_id}/"
    for path in ("/", "/tasks/", "/board/", "/board/tasks/", "/programmes/"):
        page.goto(house + path)
        check(page)
    for form in FORMS:
        page.goto(child + form)
        check(page)
    for path in ON_RECORDS:
        page.goto(f"{house}/{path.format(**records)}")
        check(page)
    page.get_by_role("button", name="English").click()
    own = ("/", "/tasks/", "/board/", "/programmes/")
    mine = tuple(f"/children/{people.child_id}/{form}" for form in FORMS)
    forms = tuple(f"/{path.format(**records)}" for path in ON_RECORDS)
    for path in (*own, *mine, *forms):
        page.goto(house + path)
        check(page)
        shown = page.locator("body").inner_text()
        for word in ("未采集", "记录", "保存", "孩子", "计划", "办完"):
            assert word not in shown, (path, word)
