"""The manager Django's authentication asks for look-ups."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager


class UserManager(BaseUserManager[Any]):
    """Finds people by log-in name. Accounts are made by the command `people.create` only."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """The person with this log-in name, however the letters' case was typed."""
        return self.get(username__iexact=username)
