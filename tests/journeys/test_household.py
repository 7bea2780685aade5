"""A household in a real browser: from the child to the household, one visit for two, the carers' list."""

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.care.models import Engagement
from tests.domain.children.queries.test_household import born
from tests.journeys.pages import check
from tests.journeys.test_children import house, log_in
from tests.personas import People

__all__ = ["house"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]


def test_one_visit_for_brother_and_sister(page: Page, house: str, people: People) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    log_in(page, house, people.wang)
    page.goto(f"{house}/children/{elder}/")
    page.get_by_role("button", name="看这一户").click()
    expect(page.get_by_role("link", name="陈二")).to_be_visible()
    check(page)
    page.get_by_role("button", name="记一次走访，几个孩子一起").click()
    check(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_label("陈一自己怎么说").fill("我想妈妈")
    page.get_by_label("照料人").check()
    page.get_by_role("button", name="保存这次走访").click()
    expect(page.get_by_text("已为2个孩子记下这次走访")).to_be_visible()
    assert set(Engagement.objects.values_list("child_id", flat=True)) == {elder, younger}
    page.goto(f"{house}/children/households/")
    expect(page.get_by_role("link", name="陈一")).to_contain_text("陈二")
    check(page)
    page.goto(f"{house}/children/carers/")
    expect(page.get_by_role("link", name="张桂兰")).to_be_visible()
    check(page)
