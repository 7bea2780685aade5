"""A child director's morning in a real browser: log in, look, register, record; each page with axe."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.children.models import Child
from tests.journeys.pages import check
from tests.personas import PASSWORD, People, Persona

pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]
NEW = "another-hill-58-tea"
FORMS = (
    "believed/?on_0=2026&on_1=9&on_2=2", "believed/?on_0=2026&on_1=2&on_2=30", "correct/",
    "correct/hukou/", "collect/", "parents/mother/", "care/", "entrust/", "entrust/end/",
    "notice/school/", "school/", "benefit/", "exit/", "responsible/",
)  # fmt: skip


@pytest.fixture
def house(page: Page, live_server: Any) -> Iterator[str]:
    """The server's address; every request stays inside the house."""
    outside: list[str] = []
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(live_server.url) else outside.append(asked.url),
    )
    yield live_server.url
    page.goto("about:blank")  # no request of the page is left when the database is emptied
    assert not [url for url in outside if not url.startswith(("about:", "data:"))]


def log_in(page: Page, house: str, who: Persona) -> None:
    """Through the door, with the first password, to one's own."""
    page.goto(house + "/")
    page.get_by_label("登录名或手机号").fill(who.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    check(page)
    page.get_by_label("现在的密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(NEW)
    page.get_by_label("再输一次新密码").fill(NEW)
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_text("密码已修改")).to_be_visible()


def test_a_wrong_password_and_the_lock_are_told_in_words(
    page: Page, house: str, people: People
) -> None:
    assert people.wang
    page.goto(house + "/login/")
    check(page)
    for attempt in range(5):
        page.get_by_label("登录名或手机号").fill("wang")
        page.get_by_label("密码", exact=True).fill("wrong")
        page.get_by_role("button", name="登录").click()
        if attempt in (0, 4):
            check(page)
    expect(page.get_by_role("heading", name="账号暂时锁定")).to_be_visible()


def test_a_child_is_registered_looked_up_and_followed(
    page: Page, house: str, people: People
) -> None:
    assert people.lin
    log_in(page, house, people.wang)
    check(page)

    page.goto(f"{house}/children/register/")
    check(page)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("请填写“姓名”")
    page.get_by_label("姓名", exact=True).fill("王小明")
    page.get_by_label("父亲姓名").fill("王强")
    page.get_by_role("button", name="登记", exact=True).dblclick()
    expect(page.get_by_text("已登记。")).to_be_visible()
    assert Child.objects.filter(name="王小明").count() == 1
    check(page)
    child = page.url

    page.get_by_role("link", name="去采集").first.click()
    page.get_by_label("外出务工").check()
    page.get_by_label("年", exact=True).fill("2026")
    page.get_by_label("月", exact=True).fill("3")
    page.get_by_label("外出地点").fill("广东深圳")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记下，状态已按各项定义重新判断")).to_be_visible()
    expect(page.locator("#home")).to_contain_text("2026年3月")
    for summary in page.locator("summary").all():
        summary.click()
    check(page)

    page.goto(f"{house}/children/")
    check(page)
    page.get_by_label("姓名、电话或身份证号").fill("xm")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#results")).to_contain_text("1 名孩子")
    assert "xm" not in page.url
    check(page)
    page.get_by_label("姓名、电话或身份证号").fill("没有这个人")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#results")).to_contain_text("没有找到")
    check(page)

    for form in FORMS:
        page.goto(child + form)
        check(page)


@pytest.mark.slow
def test_every_page_in_english(page: Page, house: str, people: People) -> None:
    child = f"/children/{people.child_id}/"
    log_in(page, house, people.wang)
    page.get_by_role("button", name="English").click()
    own = ("/", "/children/", "/children/?missing=sex", "/children/definitions/", "/account/")
    for path in (*own, "/children/register/", "/no-such-page/", child):
        page.goto(house + path)
        check(page)
        shown = page.locator("body").inner_text()
        for word in ("未采集", "登记", "保存", "孩子", "资料"):
            assert word not in shown, (path, word)


def test_without_scripts_the_list_still_finds_a_child(
    browser: Any, house: str, people: People
) -> None:
    """Old phones, and networks that lose half of a page."""
    assert people.child_id
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    log_in_plainly(page, house)
    page.goto(f"{house}/children/")
    page.get_by_label("姓名、电话或身份证号").fill("小溪")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("link", name="陈小溪")).to_be_visible()
    context.close()


def log_in_plainly(page: Page, house: str) -> None:
    """As `log_in`, without looking at the pages: axe is a script."""
    page.goto(f"{house}/login/")
    page.get_by_label("登录名或手机号").fill("wang")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_label("现在的密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(NEW)
    page.get_by_label("再输一次新密码").fill(NEW)
    page.get_by_role("button", name="修改密码").click()
