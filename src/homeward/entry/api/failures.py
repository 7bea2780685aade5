"""Every failure becomes one shape: `{code, kind, message, details}`."""

import logging
import traceback
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from homeward.entry.api import answers
from homeward.entry.api.caller import request_id
from homeward.entry.arguments.faults import foreseen, from_errors
from homeward.entry.arguments.problems import (
    FormNotOurs,
    NoSuchAddress,
    SignInNeeded,
    Unexpected,
    Unreadable,
)
from homeward.foundation.problems import Problem

log = logging.getLogger(__name__)


def add_handlers(api: NinjaAPI) -> None:
    """Teach the API what to answer to each kind of failure."""
    handlers: dict[type[Exception], Any] = {
        Problem: lambda _request, error: answers.problem(error),
        ValidationError: lambda _request, error: answers.problem(from_errors(_located(error))),
        AuthenticationError: lambda _request, _error: answers.problem(SignInNeeded(), 401),
        HttpError: _http,
        Http404: lambda _request, _error: answers.problem(NoSuchAddress()),
        Exception: _any,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _located(error: ValidationError) -> list[dict[str, Any]]:
    """Pydantic's errors, placed as the sender sees them: without `body` and the name of its wrapper."""
    return [
        {**one, "loc": one["loc"][2 if "call" in one["loc"][1:2] else 1 :]} for one in error.errors
    ]


def _http(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """The framework's own objections: a body that is no JSON, a session without its form token."""
    return answers.problem(FormNotOurs() if error.status_code == 403 else Unreadable())


def _any(request: HttpRequest, error: Exception) -> HttpResponse:
    """What a value or the moment caused is said; the rest is a fault of ours.

    Of that the log gets its kind and where it rose. Its own words may hold values, and stay out.
    """
    if said := foreseen(error):
        return answers.problem(said)
    mark = str(request_id(request))
    frames = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in frames[::-1])
    log.error("%s %s at %s", mark, type(error).__name__, way)
    return answers.problem(Unexpected(request_id=mark), 500)
