"""Needs in a real browser: a class typed in by keyboard, an alert decided, a report filed; all with axe."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.needs.models import Alert, Report, Response
from homeward.domain.needs.public import Informant, open_school_round
from tests.domain.needs.seats import pupil, raised
from tests.journeys.pages import check
from tests.journeys.test_children import house, log_in
from tests.personas import People

pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]
_ = house  # the fixture of the same name


@pytest.fixture
def children(people: People) -> list[Any]:
    assert people.wang and people.zhou and people.wu and people.he
    return [pupil(people, "安小一"), pupil(people, "白小二")]


def opened(people: People, *instruments: str) -> str:
    call = people.zhou.ctx
    made = open_school_round(
        call, school_id=people.school_id, title="秋季筛查", informant=Informant.CHILD,
        instruments=instruments, due_on=call.today + timedelta(days=9),
    )  # fmt: skip
    return f"/screening/{made.round_id}/"


def test_a_class_is_typed_in_by_keyboard_and_a_safety_answer_stops_it(
    page: Page, house: str, people: People, children: list[Any]
) -> None:
    here = opened(people, "phq-a")
    log_in(page, house, people.zhou)
    ask = f"/children/{children[0]}/ask/"
    alone = (ask, f"{ask}who-5/child/", f"{ask}sdq/teacher/")
    for path in ("/screening/", "/screening/open/", "/instruments/", here, f"{here}paper/", *alone):
        page.goto(house + path)
        check(page)
    page.goto(f"{house}{here}entry/")
    check(page)
    for _question in range(9):
        page.keyboard.press("1")
    expect(page.locator("[data-answered]")).to_have_text("9 / 9")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="白小二")).to_be_visible()
    page.wait_for_load_state()  # keys count from then on
    for _question in range(8):
        page.keyboard.press("2")
    page.keyboard.press("Backspace")
    page.keyboard.press("3")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="先陪着孩子")).to_be_visible()
    check(page)
    assert Response.objects.count() == 2
    assert Alert.objects.filter(severity="red").count() == 1
    page.get_by_role("button", name="继续录入").click()
    expect(page.get_by_text("都处理完了")).to_be_visible()
    check(page)


def test_without_scripts_a_paper_is_radios(
    browser: Any, house: str, people: People, children: list[Any]
) -> None:
    from homeward.domain.needs.public import open_round
    from tests.journeys.test_children import log_in_plainly
    from tests.personas import VILLAGE

    call = people.wang.ctx
    made = open_round(
        call, place=VILLAGE, title="秋季筛查", informant=Informant.CHILD, instruments=("who-5",),
        due_on=call.today + timedelta(days=9),
    )  # fmt: skip
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    log_in_plainly(page, house)
    page.goto(f"{house}/screening/{made.round_id}/entry/")
    for item in page.locator("[data-item]").all():
        item.locator("input").first.check(force=True)
    page.get_by_role("button", name="保存，下一个").click()
    expect(page.get_by_role("heading", name="白小二")).to_be_visible()
    context.close()


def test_an_alert_is_taken_and_decided_and_a_home_assessed(
    page: Page, house: str, people: People, children: list[Any]
) -> None:
    alert = raised(children[0])
    log_in(page, house, people.wang)
    page.goto(f"{house}/alerts/")
    check(page)
    page.get_by_role("link", name="监护情况差").click()
    check(page)
    page.get_by_role("button", name="转交别人").click()
    check(page)
    page.go_back()
    page.get_by_role("button", name="我来处理").click()
    check(page)
    page.get_by_role("button", name="我来处理").click()
    page.get_by_role("button", name="作出决定").click()
    check(page)
    page.get_by_label("已处理", exact=True).check()
    page.get_by_label("为什么这样决定").fill("上门看过，奶奶照看得很好")
    page.get_by_role("button", name="决定", exact=True).click()
    expect(page.get_by_text("上门看过，奶奶照看得很好")).to_be_visible()
    check(page)
    assert Alert.objects.get(pk=alert.alert_id).decided_at
    page.goto(f"{house}/children/{children[0]}/assess/")
    check(page)
    page.get_by_label("差", exact=True).check()
    page.get_by_role("button", name="保存").click()
    for summary in page.locator("#needs summary").all():
        summary.click()
    check(page)


def test_harm_is_reported_and_acted_on(
    page: Page, house: str, people: People, children: list[Any]
) -> None:
    log_in(page, house, people.zhou)
    page.goto(f"{house}/children/{children[0]}/")
    page.get_by_role("link", name="马上报告").click()
    check(page)
    page.get_by_role("button", name="报告", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("几句话就可以")
    check(page)
    page.get_by_label("看到、听到了什么").fill("手臂上有很多伤")
    page.get_by_label("多处损伤").check()
    page.get_by_label("怀疑", exact=True).check()
    page.get_by_role("button", name="报告", exact=True).click()
    expect(page.get_by_text("您不会被说出去")).to_be_visible()
    check(page)
    page.goto(f"{house}/reports/file/")
    check(page)
    report = f"/reports/{Report.objects.get().id}/"
    page.get_by_role("button", name="退出").click()
    log_in(page, house, people.he)
    for path in ("/reports/", report, f"{report}paper/"):
        page.goto(house + path)
        check(page)
    for act in ("receive", "forward", "feed-back", "close", "reveal"):
        page.goto(f"{house}{report}{act}/")
        check(page)


@pytest.mark.slow
def test_every_page_in_english(page: Page, house: str, people: People, children: list[Any]) -> None:
    alert, here = raised(children[0]), opened(people, "belonging", "phq-a", "sdq")
    log_in(page, house, people.he)
    page.get_by_role("button", name="English").click()
    own = ("/alerts/", f"/alerts/{alert.alert_id}/", f"/alerts/{alert.alert_id}/decide/")
    child = f"/children/{children[0]}/"
    more = (
        "/screening/",
        "/screening/open/",
        here,
        f"{here}entry/",
        f"{here}paper/",
        "/instruments/",
    )
    reports = ("/reports/", "/reports/file/", "/reports/mine/")
    help_pages = ("/help/alerts/", "/help/reporting/")
    asked = (f"{child}ask/", f"{child}ask/who-5/child/", f"{child}ask/sdq/teacher/")
    forms = (f"{child}assess/", f"{child}report/", *asked)
    for path in (*own, child, *forms, *more, *reports, *help_pages):
        page.goto(house + path)
        check(page)
        shown = page.locator("body").inner_text()
        for word in ("未采集", "预警", "录入", "报告", "问卷", "监护", "孩子"):
            assert word not in shown, (path, word)
