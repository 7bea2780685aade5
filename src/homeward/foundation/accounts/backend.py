"""Checking a password against a log-in name or a phone."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.phones import PURPOSE, plain
from homeward.foundation.crypto.seal import blind


class NameOrPhoneBackend(BaseBackend):
    """One field for both; an unknown name costs the same time as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_other: Any,
    ) -> User | None:
        user = find(username or "")
        if user is None:
            make_password(password or "")
            return None
        return user if user.is_active and user.check_password(password or "") else None

    def get_user(self, user_id: UUID) -> User | None:
        found: User | None = User.objects.filter(pk=user_id, is_active=True).first()
        return found


def find(login: str) -> User | None:
    """The person with this log-in name or phone; None when there is none or the phone is shared."""
    login = login.strip()
    named: User | None = User.objects.filter(username__iexact=login).first()
    if named:
        return named
    digits = plain(login)
    if len(digits) < 7:
        return None
    found = User.objects.filter(phone_index=blind(digits, PURPOSE))[:2]
    return found[0] if len(found) == 1 else None
