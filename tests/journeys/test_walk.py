"""The whole loop in a real browser, by three people: roll, screening, findings, plan, visit, review."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.care.models import Engagement, Review
from homeward.domain.children.models import Child
from homeward.domain.needs.models import Alert, Response
from homeward.foundation import outbox
from tests.journeys.pages import check, sit_down
from tests.journeys.test_children import house
from tests.personas import People

__all__ = ["house"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]
ROLL = """清溪镇留守儿童花名册
序号,姓名,性别,出生日期,村,就读学校,年级班级,父亲姓名,父亲务工地,父亲外出时间,母亲姓名,母亲务工地,母亲外出时间,委托照护人,与儿童关系,监护情况
1,江小渔,女,2016-05-11,清溪村,清溪中心小学,四年级3班,江大海,广东东莞,2025年2月,田桂花,广东东莞,2025年2月,江福生,爷爷,差
2,温小满,男,2016-03-30,清溪村,清溪中心小学,四年级3班,温庆,在家,,冯梅,在家,,温庆,父亲,较好
"""
LADDER = (
    ("比现在差的情形", "一个月没有通话"), ("现在的情形", "两三个星期一次"), ("希望达到的情形", "每星期一次"),
    ("比希望的还好", "每星期两次"), ("最好的情形", "天天联系"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def test_from_a_roll_to_a_review(page: Page, house: str, people: People, tmp_path: Path) -> None:
    assert people.wang and people.zhou and people.school_id
    roll = tmp_path / "名册.csv"
    roll.write_text(ROLL, "utf-8")

    sit_down(page, house, people.li)
    _import(page, house, roll)

    sit_down(page, house, people.zhou)
    _screen(page, house)
    outbox.deliver()  # what the jobs' own process does within a second

    sit_down(page, house, people.wang)
    _plan(page, house)
    _visit(page, house)
    _review(page, house)

    sit_down(page, house, people.li)
    page.goto(f"{house}/board/")
    expect(page.get_by_role("link", name="江小渔").first).to_be_visible()
    check(page)


def _import(page: Page, house: str, roll: Path) -> None:
    page.goto(f"{house}/roll/")
    page.set_input_files("input[type=file]", roll)
    page.get_by_role("button", name="试读").click()
    expect(page.locator(".hw-headline")).to_contain_text("2 行：新增 2")
    page.get_by_role("button", name="写入 2 行").click()
    expect(page.get_by_text("已写入：新增 2")).to_be_visible()


def _screen(page: Page, house: str) -> None:
    """Two children and six questions each, answered by keyboard alone."""
    page.goto(f"{house}/screening/open/")
    page.get_by_label("在哪里筛查").select_option(label="4年级3班")
    page.get_by_label("孩子本人", exact=True).check()
    page.get_by_label("归属感六题").check()
    check(page)
    page.get_by_role("button", name="开始").click()
    page.get_by_role("button", name="录入问卷").click()
    for name, key in (("江小渔", "1"), ("温小满", "4")):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.wait_for_load_state()  # keys count from then on
        for _question in range(6):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
    expect(page.get_by_text("都处理完了")).to_be_visible()
    check(page)
    assert Response.objects.count() == 2


def _plan(page: Page, house: str) -> None:
    """From what is missing to a plan that child and family agreed to."""
    assert Alert.objects.get(child_id=_child(), rule="r08.guardianship_poor").severity == "orange"
    page.goto(f"{house}/alerts/")
    page.get_by_role("link", name="江小渔").first.click()
    for summary in page.locator("#needs summary").all():
        summary.click()
    expect(page.locator("#needs")).to_contain_text("归属感六题")
    check(page)
    page.get_by_role("link", name="打开计划").click()
    page.get_by_role("button", name="开立个案").click()
    page.get_by_label("为什么需要专门的计划").fill("爷爷一个人带，监护评估为差")
    page.get_by_role("button", name="开立个案").click()
    for programme in ("儿童主任走访", "与父母谈物质与精神两方面"):
        page.get_by_role("button", name=f"采纳 {programme}").click()
        expect(page.get_by_text("要做的事已经排到清单上")).to_be_visible()
    page.get_by_role("button", name="商定计划").click()
    _choose(page, "听取孩子本人的意见了吗", "是")
    page.get_by_label("孩子自己怎么说").fill("想妈妈多打电话")
    _choose(page, "和父母或照料人商量了吗", "是")
    page.get_by_role("button", name="商定", exact=True).click()
    expect(page.get_by_text("计划已商定")).to_be_visible()
    page.get_by_role("link", name="定一个目标").first.click()
    page.get_by_label("目标", exact=True).fill("每周和妈妈说话")
    _choose(page, "属于哪一栏", "精神支持")
    for rung, text in LADDER:
        page.get_by_label(rung).fill(text)
    _choose(page, "是和孩子一起定的吗", "是")
    page.get_by_role("button", name="定下来").click()
    expect(page.locator("#goals")).to_contain_text("每周和妈妈说话")
    check(page)


def _visit(page: Page, house: str) -> None:
    """The task that came of the plan, done from the list of the day, on a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{house}/")
    page.locator("#today .hw-task", has_text="上门看望").get_by_role("button").click()
    page.get_by_label("孩子本人").check()
    page.get_by_label("孩子自己怎么说").fill("我会自己热饭")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("下一次已经排上")).to_be_visible()
    check(page)
    assert Engagement.objects.get(child_id=_child()).state == "held"


def _review(page: Page, house: str) -> None:
    page.goto(f"{house}/children/{_child()}/plan/")
    page.get_by_role("link", name="现在复核").click()
    _choose(page, "复核结果", "照计划继续")
    _choose(page, "问过孩子本人吗", "是")
    page.get_by_label("看到了什么变化").fill("开始每周通话")
    page.get_by_role("button", name="复核完成").click()
    expect(page.get_by_text("已复核，下一次已经排上")).to_be_visible()
    check(page)
    assert sorted(Review.objects.values_list("state", flat=True)) == ["due", "held"]
    page.goto(f"{house}/children/{_child()}/file/")
    expect(page.locator("main")).to_contain_text("开始每周通话")
    check(page)


def _child() -> UUID:
    return Child.objects.get(name="江小渔").pk


def _choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
