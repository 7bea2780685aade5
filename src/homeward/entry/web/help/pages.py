"""The handbook that ships with the clone, in the reader's language. It needs no log-in."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from markdown_it import MarkdownIt

from homeward.entry.web.dates import in_chinese

CHAPTERS = (
    "start", "import", "definitions", "child", "doubles", "moving", "rights", "care", "helpers", "alerts",
    "reporting",
    "people", "privacy", "glossary",
)  # fmt: skip
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@cache
def _writer() -> MarkdownIt:
    """Markdown without HTML: what is written there stays text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def chapter(request: HttpRequest, name: str = CHAPTERS[0]) -> HttpResponse:
    """One chapter, with the way to the others."""
    if name not in CHAPTERS:
        raise Http404
    language = "zh" if in_chinese() else "en"
    text = _text(name, language)
    shown = {
        "title": _title(text),
        "body": _body(name, language),
        "chapters": [
            {
                "text": _title(_text(one, language)),
                "url": reverse("help_chapter", args=[one]),
                "current": one == name,
            }
            for one in CHAPTERS
        ],
    }
    return render(request, "help/page.html", shown)


@cache
def _body(name: str, language: str) -> str:
    writer = _writer()
    tokens = writer.parse(_text(name, language))
    for inline in tokens:
        for token in inline.children or ():
            target = str(token.attrs.get("href", ""))
            if target.endswith(
                ".md"
            ):  # a neighbour by its file name, so that it works in the clone too
                token.attrs["href"] = reverse("help_chapter", args=[target.removesuffix(".md")])
    return str(writer.renderer.render(tokens, writer.options, {}))


@cache
def _text(name: str, language: str) -> str:
    path = Path(settings.ROOT) / "docs" / "help" / language / f"{name}.md"
    return path.read_text(encoding="utf-8")


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return found[1] if found else ""
