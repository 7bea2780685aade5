"""Helpers and matches in a real browser: every page and form with axe, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.helpers.models import VettingStep
from homeward.domain.helpers.words import HelperKind
from tests.domain.helpers.vetted import active, agreed, vetted
from tests.journeys.pages import check, sit_down
from tests.journeys.test_children import house
from tests.personas import TOWNSHIP, People, person

__all__ = ["house"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]
OF_HELPER = ("", "step/", "fail/", "change/", "account/", "team/", "stop/")
OF_MATCH = ("", "suspend/", "end/")


def test_every_page_of_helpers_and_matches_is_in_order(
    page: Page, house: str, people: People
) -> None:
    helper_id = vetted(people.li, TOWNSHIP, "冯爱心")
    match_id = active(people.li, people.child_id, helper_id)
    step = VettingStep.objects.filter(helper_id=helper_id).latest("turn")
    sit_down(page, house, people.li)
    paths = [
        "helpers/", "helpers/apply/", "matches/", f"helpers/steps/{step.id}/",
        f"children/{people.child_id}/match/",
        *(f"helpers/{helper_id}/{one}" for one in OF_HELPER),
        *(f"matches/{match_id}/{one}" for one in OF_MATCH),
    ]  # fmt: skip
    for path in paths:
        page.goto(f"{house}/{path}")
        check(page)


def test_a_teacher_sees_the_child_while_the_match_goes_on_and_not_after(
    page: Page, house: str, people: People
) -> None:
    who = person(people.li, "feng", "冯老师", TOWNSHIP)
    helper_id = vetted(people.li, TOWNSHIP, "冯老师", who.user_id, kind=HelperKind.MENTOR)
    match_id = agreed(people.li, people.child_id, helper_id)
    sit_down(page, house, people.li)
    page.goto(f"{house}/matches/{match_id}/")
    page.get_by_role("button", name="开始结对").click()
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_text("结对已开始。")).to_be_visible()
    sit_down(page, house, who)
    page.goto(f"{house}/helpers/mine/")
    check(page)
    page.get_by_role("link", name="小溪").click()
    check(page)
    child = page.url
    sit_down(page, house, people.li)
    page.goto(f"{house}/helpers/{helper_id}/stop/")
    page.get_by_label("理由").fill("有人投诉")
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_text("已停用。")).to_be_visible()
    sit_down(page, house, who)
    answer = page.goto(child)
    assert answer is not None and answer.status == 404
