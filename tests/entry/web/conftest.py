"""A browser without a window or scripts: Django's client, signed in as one of the named people."""

from collections.abc import Callable

import pytest
from django.test import Client

from homeward.foundation.accounts.models import User
from tests.personas import Persona, given_rows

BACKEND = "homeward.foundation.accounts.backend.NameOrPhoneBackend"
SignIn = Callable[..., Client]


@pytest.fixture
def signed_in(db: None) -> SignIn:
    """`signed_in(people.wang)`: a client of somebody who has chosen an own password."""

    def sign_in(persona: Persona, language: str = "zh-hans") -> Client:
        users = User.objects.filter(pk=persona.user_id)
        with given_rows():
            users.update(must_change_password=False)
        client = Client(headers={"accept-language": language})
        client.force_login(users.get(), backend=BACKEND)
        return client

    return sign_in
