"""Around every request: signed in everywhere, nothing kept on the way, one answer to each failure."""

import logging
import traceback
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.entry.api.caller import request_id
from homeward.entry.arguments.problems import Busy, Unexpected
from homeward.foundation.commands.registry import Survives
from homeward.foundation.problems import HTTP_STATUS, Kind, Problem

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]

OPEN = ("/healthz", "/login/", "/static/", "/api/", "/language/", "/help/")
WITH_FIRST_PASSWORD = ("/account/", "/logout/", *OPEN)


class SignedInMiddleware:
    """Sends whoever is not signed in to the log-in page; the API checks its own tokens.

    A view must say that it is open, never that it is closed. Whoever still has a password that
    somebody else chose is sent to change it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("login"))
        if request.user.must_change_password and not request.path.startswith(WITH_FIRST_PASSWORD):
            return HttpResponseRedirect(reverse("account"))
        return self.get_response(request)


class QuietMiddleware:
    """Headers: pages with personal data are kept nowhere, and ask the browser for no device."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response


class _SentOn(HttpResponseRedirect):
    """The browser sends the same form once more, there."""

    status_code = 307


class ProblemMiddleware:
    """One handler for everything a view raises: a page that says what happened and what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Http404 | PermissionDenied | SuspiciousOperation):
            return None  # Django's own pages for these are ours
        if isinstance(error, Problem):
            return problem_page(request, error)
        if isinstance(error, Survives):  # an old address; a form is sent on to the new one
            path = request.get_full_path().replace(str(error.old), str(error.survivor))
            return HttpResponseRedirect(path) if request.method == "GET" else _SentOn(path)
        if isinstance(error, OperationalError):
            note(request, error)
            return problem_page(request, Busy())
        note(request, error)
        return problem_page(request, Unexpected(request_id=request_id(request)), 500)


TITLES = {
    Kind.INVALID: _("有内容需要修改"),
    Kind.DENIED: _("这一步没有放行"),
    Kind.MISSING: _("没有这一页，或不在您的范围"),
    Kind.CONFLICT: _("没有做成"),
    Kind.UNAVAILABLE: _("我们这边出了错"),
}


def problem_page(request: HttpRequest, problem: Problem, status: int | None = None) -> HttpResponse:
    """A problem in the reader's words."""
    shown = {"title": TITLES[problem.kind], "text": problem.message}
    status = status or HTTP_STATUS[problem.kind]
    return render(request, "problem.html", shown, status=status)


def note(request: HttpRequest, error: Exception) -> None:
    """Log what rose and where. The error's own words may hold values, so they are left out."""
    frames = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in frames[::-1])
    log.error("%s %s at %s", request_id(request), type(error).__name__, way)
