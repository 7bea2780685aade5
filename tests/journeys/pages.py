"""What every journey does: sit down as somebody, and look a page over."""

from typing import Any

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.entry.web.seats import first_login_done, seat
from tests.personas import Persona

WIDTHS = (1200, 360)
FALLEN = """() => [...document.querySelectorAll(".govuk-radios__item, .govuk-checkboxes__item")]
    .filter(item => item.checkVisibility())
    .filter(item => item.querySelector("label").offsetTop >= item.querySelector("input").offsetTop + 40)
    .map(item => item.innerText)"""
"""Choices whose words fell below their circle or box."""


def sit_down(page: Page, house: str, who: Persona) -> None:
    """The page's next requests are this person's."""
    first_login_done(who)
    for name, cookie in seat(who).cookies.items():
        given: Any = {"name": name, "value": cookie.value, "url": house}
        page.context.add_cookies([given])


def check(page: Page) -> None:
    """No violation, nothing wider than the window, no choice torn apart, on a desk and on a phone."""
    page.wait_for_load_state()  # a click returns when the next page has begun, not when it is there
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = [
            (one["id"], [node["html"] for node in one["nodes"]][:3])
            for one in Axe().run(page)["violations"]
        ]
        assert not found, (width, page.url, found)
        assert not page.evaluate(FALLEN), (width, page.url, page.evaluate(FALLEN))
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), (width, page.url)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
