"""A family's rights in a real browser: everything held, a correction asked, answered, seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.domain.children.disclosure.test_told import WHY, lived
from tests.journeys.pages import check, sit_down
from tests.journeys.test_children import house
from tests.personas import People

__all__ = ["house"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]


def test_a_mother_asks_for_a_correction_and_reads_the_answer(
    page: Page, house: str, people: People
) -> None:
    liu = lived(people)
    sit_down(page, house, liu)
    page.goto(f"{house}/children/{people.child_id}/")
    page.get_by_role("link", name="登记的全部资料和谁看过").click()
    expect(page.get_by_role("heading", name="哪些不列出，为什么")).to_be_visible()
    check(page)
    page.get_by_role("link", name="这里有不对的地方 上学").click()
    expect(page.get_by_label("哪一部分")).to_have_value("school")
    page.get_by_label("哪里不对").fill("年级写错了")
    check(page)
    page.get_by_role("button", name="提出申请").click()
    expect(page.get_by_text("以前答复。")).to_be_visible()
    check(page)
    sit_down(page, house, people.li)
    page.goto(f"{house}/")
    page.get_by_role("link", name="等待答复的更正申请").click()
    check(page)
    page.get_by_role("link", name="陈小溪").click()
    check(page)
    page.get_by_role("button", name="不更正，说明理由").click()
    page.get_by_role("button", name="答复家里").click()
    check(page)
    page.get_by_role("link", name="不，返回").click()
    page.get_by_role("button", name="已更正，答复家里").click()
    page.get_by_label("改了什么").fill("年级已改为三年级")
    check(page)
    page.get_by_role("button", name="答复家里").click()
    expect(page.get_by_text("已答复，家里看得到。")).to_be_visible()
    check(page)
    sit_down(page, house, liu)
    page.goto(f"{house}/children/{people.child_id}/held/")
    expect(page.get_by_text("年级已改为三年级").first).to_be_visible()
    check(page)


def test_a_worker_prints_it_for_the_grandmother(page: Page, house: str, people: People) -> None:
    lived(people)
    sit_down(page, house, people.wang)
    page.goto(f"{house}/children/{people.child_id}/held/")
    check(page)
    page.get_by_label("家里的哪一位要、为什么要").fill(WHY)
    page.get_by_role("button", name="打开").click()
    expect(page.get_by_text(f"应家里的要求打开：{WHY}")).to_be_visible()
    check(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载 DOCX").click()
    assert taken.value.suggested_filename.endswith(".docx")
