"""Small readers of pages, for tests."""

import re
from html import unescape

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """The body as text."""
    return response.content.decode()


def hidden(response: HttpResponse, name: str = "command_id") -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', text_of(response))
    assert found, f"no hidden field {name}"
    return unescape(found[1])


def links(response: HttpResponse) -> set[str]:
    """Every address that the page leads to inside the house."""
    return {unescape(href) for href in re.findall(r'href="(/[^"#]*)', text_of(response))}
