"""Who calls the API: the bearer of a token, or whoever is signed in on the web."""

from typing import Any, cast
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from homeward.entry.arguments.problems import PasswordFirst
from homeward.foundation import clock
from homeward.foundation.access.actor import Actor
from homeward.foundation.accounts.public import find_actor, find_token_actor
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.ids import new_id

OPEN_WITH_FIRST_PASSWORD = "account.change_password"


class Token(HttpBearer):
    """`Authorization: Bearer ...`, as issued by `account.issue_token`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return find_token_actor(token, clock.today())


class Session(SessionAuth):
    """The web's own session; a write must carry the form token as well."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        user: Any = request.user
        if not user.is_authenticated:
            return None
        if user.must_change_password and not request.path.endswith(OPEN_WITH_FIRST_PASSWORD):
            raise PasswordFirst
        return find_actor(user.id, clock.today())


def context(request: Any) -> Context:
    """This call's context. `Homeward-Reason` (percent-encoded) explains a read; a command says its
    reason in its body.
    """
    reason = unquote(request.headers.get("Homeward-Reason", ""))
    return Context(
        actor=request.auth, channel=Channel.API, request_id=request_id(request), reason=reason
    )


def request_id(request: HttpRequest) -> UUID:
    """The id under which this request stands in the audit and in the log."""
    if not hasattr(request, "request_id"):
        cast("Any", request).request_id = new_id()
    return cast("UUID", cast("Any", request).request_id)
