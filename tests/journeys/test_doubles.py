"""Two records of one child in a real browser: found before registering, compared, decided, taken back."""

import pytest
from playwright.sync_api import Page, expect

from tests.domain.children.doubles.pairs import only, swept, twice
from tests.journeys.pages import check, sit_down
from tests.journeys.test_children import house
from tests.personas import VILLAGE, People

__all__ = ["house"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]


def test_a_pair_is_compared_decided_and_taken_back(page: Page, house: str, people: People) -> None:
    twice(people)
    swept()
    sit_down(page, house, people.li)
    page.goto(f"{house}/")
    page.get_by_role("link", name="疑似重复的记录，等您判断").click()
    check(page)
    page.get_by_role("link", name="对照判断").click()
    check(page)
    page.get_by_label("怎么知道的").fill("和两家核对过")
    page.get_by_role("button", name="不是同一个孩子").click()
    expect(page.get_by_text("以后不再提醒")).to_be_visible()
    check(page)
    page.get_by_role("link", name="已判断的").click()
    check(page)
    page.get_by_role("link", name="撤销判断").click()
    check(page)
    page.get_by_role("button", name="撤销判断").click()
    expect(page.get_by_text("重新等待判断")).to_be_visible()
    page.goto(f"{house}/children/doubles/{only().id}/")
    page.get_by_role("button", name="是同一个孩子", exact=True).click()
    expect(page.get_by_role("heading", name="合并为一个孩子")).to_be_visible()


def test_who_registers_a_child_again_is_shown_the_first(
    page: Page, house: str, people: People
) -> None:
    twice(people, VILLAGE)
    sit_down(page, house, people.wang)
    page.goto(f"{house}/children/register/")
    page.get_by_label("姓名", exact=True).fill("陈小西")
    for at, part in enumerate(("2015", "3", "1")):
        page.locator(f"input[name=born_on_{at}]").fill(part)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", name="是不是这个孩子？")).to_be_visible()
    for summary in page.get_by_text("为什么觉得像").all():
        summary.click()
    check(page)
    expect(page.get_by_role("button", name="就是这个孩子")).to_have_count(2)
    page.get_by_role("button", name="都不是，继续登记").first.click()
    expect(page.get_by_text("已登记。")).to_be_visible()
