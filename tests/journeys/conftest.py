"""A browser for the journeys: the machine's own Chromium, one per run, a clean page per test.

Nothing is downloaded: playwright ships only the driver. Without Chromium journeys are skipped, and
`./homeward test` says so.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from homeward.entry.cli.test import find_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    # The driver keeps an event loop in this thread, and Django then takes every query for one
    # made by asynchronous code. Tests are not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        # Root may not use Chromium's own sandbox; pages are ours alone.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = driver.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in Chinese, 1200 px wide, that fails its test on any script error."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, errors
