"""Signed in everywhere: a view must say that it is open, never that it is closed."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

OPEN = ("/healthz", "/login/", "/static/", "/api/", "/language/")


class SignedInMiddleware:
    """Sends whoever is not signed in to the log-in page; the API checks its own tokens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN) or request.user.is_authenticated:
            return self.get_response(request)
        return redirect_to_login(request.get_full_path(), "/login/")
