"""Django-allauth, closed: nobody signs up, nobody resets a password by mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made and reset by people who were appointed to do so."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *_args: Any, **_options: Any) -> None:
        """Log-in needs no banner."""
