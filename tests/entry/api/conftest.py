"""Programs that call the API with somebody's token."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from homeward.foundation import clock
from homeward.foundation.access.load import load_actor
from homeward.foundation.accounts.commands.self import digest_of, issue_token, new_secret
from homeward.foundation.commands.context import Channel, Context

API = "/api/v1"


def token_of(user_id: UUID) -> str:
    """A fresh token of somebody."""
    secret = new_secret()
    ctx = Context(actor=load_actor(user_id, clock.today()), channel=Channel.API)
    issue_token(ctx, label="test", secret_digest=digest_of(secret))
    return secret


class Caller:
    """A program with a token, or without."""

    def __init__(self, token: str | None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **more: Any) -> Any:
        """Ask for a resource; `headers` are added to the token's."""
        headers = self.headers | more.pop("headers", {})
        return self.client.get(API + path, headers=headers, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        """Send a body as JSON."""
        headers = self.headers | more.pop("headers", {})
        return self.client.post(
            API + path, body or {}, content_type="application/json", headers=headers, **more
        )

    def command(self, name: str, body: Any = None, **more: Any) -> Any:
        """Send a command."""
        return self.post(f"/commands/{name}", body, **more)


@pytest.fixture
def calling(db: None) -> Callable[[Any], Caller]:
    """A program that calls for a persona; for nobody with None."""
    return lambda persona: Caller(token_of(persona.user_id) if persona else None)
