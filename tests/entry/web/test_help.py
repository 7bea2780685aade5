"""The handbook: open to everybody, in two languages, with no chapter missing and no HTML let through."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from homeward.entry.web.help.pages import CHAPTERS

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.ROOT) / "docs" / "help"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_every_chapter_opens_without_a_log_in(name: str, language: str) -> None:
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get(f"/help/{name}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    for target in re.findall(r'href="(/help/[^"]*)"', page):
        assert client.get(target).status_code == 200


def test_both_languages_have_the_same_chapters_and_headings() -> None:
    for name in CHAPTERS:
        zh, en = ((FOLDER / lang / f"{name}.md").read_text("utf-8") for lang in ("zh", "en"))
        assert len(re.findall(r"^#+ ", zh, re.M)) == len(re.findall(r"^#+ ", en, re.M)), name
    for language in ("zh", "en"):
        assert {path.stem for path in (FOLDER / language).glob("*.md")} == set(CHAPTERS)


def test_what_is_no_chapter_is_not_found() -> None:
    for name in ("nothing", "..", "start.md"):
        assert Client().get(f"/help/{name}/").status_code == 404
