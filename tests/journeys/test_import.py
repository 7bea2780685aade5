"""A roll in a real browser: upload, dry run, commit, undo, correct; and every page around it with axe."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from homeward.domain.children.models import Child
from homeward.domain.children.public import check_roll, commit_roll
from homeward.foundation.audit.models import AuditEvent
from tests.entry.web.seats import AGAIN, GOOD, NO_BIRTH, csv
from tests.journeys.pages import check, sit_down
from tests.personas import TOWNSHIP, People, Persona

pytestmark = [
    pytest.mark.journey,
    pytest.mark.real_clock,  # the server's own threads do not see a stopped clock
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def sit(page: Page, live_server: Any) -> Iterator[Any]:
    """Seats somebody at the page; returns the way to an address."""

    def seated(somebody: Persona) -> Any:
        sit_down(page, live_server.url, somebody)
        return lambda path: page.goto(live_server.url + path)

    yield seated
    page.goto("about:blank")  # no request of the page is left when the database is emptied


def test_a_roll_from_upload_to_undo(page: Page, sit: Any, people: People, tmp_path: Path) -> None:
    roll = tmp_path / "名册.csv"
    roll.write_bytes(csv(*GOOD, NO_BIRTH, AGAIN))
    go = sit(people.li)

    go("/roll/")
    check(page)
    page.set_input_files("input[type=file]", roll)
    page.get_by_role("button", name="试读").click()

    expect(page.locator(".hw-headline")).to_contain_text("4 行：新增 2")
    check(page)
    page.get_by_role("link", name="指认这些列").click()
    check(page)
    page.get_by_label("喜欢的颜色").select_option("note")
    page.get_by_role("button", name="记住并重新试读").click()
    expect(page.get_by_role("link", name="指认这些列")).to_have_count(0)
    for summary in page.locator("summary").all():
        summary.click()
    check(page)
    assert not Child.objects.exists()

    page.get_by_role("button", name="写入 2 行").dblclick()
    expect(page.get_by_text("已写入：新增 2")).to_be_visible()
    check(page)
    assert Child.objects.count() == 2

    page.get_by_role("link", name="撤销这次导入").click()
    check(page)
    page.get_by_role("button", name="撤销导入").click()
    expect(page.get_by_text("已撤销：收回 2 名")).to_be_visible()
    check(page)
    assert not Child.objects.exists()


def test_held_rows_are_decided_and_then_no_undo(page: Page, sit: Any, people: People) -> None:
    data = csv(*GOOD, NO_BIRTH, AGAIN)
    go = sit(people.li)
    batch = check_roll(people.li.ctx, place=TOWNSHIP, filename="名册.csv", data=data).batch_id
    commit_roll(people.li.ctx, batch_id=batch)

    go(f"/roll/{batch}/")
    page.get_by_role("button", name="处理更正清单").click()
    check(page)
    page.get_by_role("link", name="核对后登记").click()
    check(page)
    page.get_by_label("年", exact=True).fill("2018")
    page.get_by_label("月", exact=True).fill("13")
    page.get_by_label("日", exact=True).fill("1")
    page.get_by_role("button", name="登记这个孩子").click()
    expect(page.get_by_role("alert")).to_contain_text("没有这一天")
    check(page)
    page.get_by_label("月", exact=True).fill("6")
    page.get_by_role("button", name="登记这个孩子").click()
    expect(page.get_by_text("已登记。")).to_be_visible()
    page.get_by_role("link", name="不导入这一行").click()
    check(page)
    page.get_by_role("button", name="不导入").click()
    expect(page.get_by_text("现在没有")).to_be_visible()
    check(page)
    assert Child.objects.count() == 3

    page.get_by_role("button", name="回到这次导入").click()
    page.get_by_role("link", name="撤销这次导入").click()
    page.get_by_role("button", name="撤销导入").click()
    expect(page.get_by_role("alert")).to_contain_text("不能撤销")
    check(page)
    assert Child.objects.count() == 3, "what people decided is not taken back behind their backs"


PLACES = ("/places/", f"/places/{TOWNSHIP}/", f"/places/{TOWNSHIP}/change/", "/places/country/")
PEOPLE = ("/people/", "/people/roles/", "/people/add/")
OTHERS = (
    "/roll/all/",
    "/audit/",
    "/compliance/",
    "/rights/",
    "/rights/to-ask/",
    "/help/",
    "/help/definitions/",
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.slow
def test_pages_around_it(page: Page, sit: Any, people: People, language: str) -> None:
    go = sit(people.zhao)
    wang = people.wang.user_id
    event = AuditEvent.objects.exclude(place="").latest("at")
    person = (f"/people/{wang}/", f"/people/{wang}/appoint/", f"/people/{wang}/reset-password/")
    go("/help/")
    if language == "en":
        page.get_by_role("button", name="English").click()
    for path in (*PLACES, *PEOPLE, *person, *OTHERS, f"/audit/{event.pk}/"):
        go(path)
        check(page)
