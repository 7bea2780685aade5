"""What every page may show."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The reader's name and rights for the frame around each page."""
    return {"reader": getattr(request, "user", None)}
