"""Log-in by name or phone, behind one lock."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher
from django.test import RequestFactory

from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.queries import find_token_actor
from tests.personas import PASSWORD, VILLAGE, People, given_rows, person

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


def log_in(name: str, password: str) -> User | None:
    """What the log-in form does."""
    request = RequestFactory().post("/login/")
    found = authenticate(request, username=name, password=password)
    return found if isinstance(found, User) else None


@pytest.fixture
def carer(people: People) -> User:
    made = person(people.li, "carer", "试", VILLAGE, PHONE)
    return User.objects.get(pk=made.user_id)


@pytest.mark.parametrize(
    "name",
    [
        "carer",
        "CARER",
        " carer ",
        PHONE,
        "+86 138-0013-8000",
        "138 0013 8000",
        "１３８００１３８０００",
    ],
)
def test_a_person_logs_in_by_name_or_phone_however_it_is_typed(carer: User, name: str) -> None:
    assert log_in(name, PASSWORD) == carer


@pytest.mark.parametrize("name", ["carer", PHONE, "nobody", "", "138", "13800138001"])
def test_a_wrong_password_or_an_unknown_name_opens_nothing(carer: User, name: str) -> None:
    assert log_in(name, "wrong") is None


def test_an_empty_phone_is_nobodys_phone(carer: User) -> None:
    """Accounts without a phone share an empty index."""
    assert log_in("", PASSWORD) is None


def test_somebody_who_left_does_not_log_in(carer: User) -> None:
    with given_rows():
        User.objects.filter(pk=carer.pk).update(is_active=False)
    assert log_in("carer", PASSWORD) is None
    assert log_in(PHONE, PASSWORD) is None


def test_a_phone_that_two_people_share_opens_neither(carer: User, people: People) -> None:
    """Old rolls hold shared phones; guessing whose it is would be worse than asking for the name."""
    other = person(people.li, "other", "试", VILLAGE)
    with given_rows():
        User.objects.filter(pk=other.user_id).update(phone_index=carer.phone_index)
    assert log_in(PHONE, PASSWORD) is None
    assert log_in("carer", PASSWORD) == carer


def test_the_phone_is_not_in_the_table(carer: User) -> None:
    row = User.objects.filter(pk=carer.pk).values().get()
    assert PHONE not in str(row)
    assert PHONE.encode() not in bytes(row["phone"])


def test_the_fifth_wrong_password_locks_the_account(carer: User) -> None:
    """Guessing must cost more than a morning."""
    for _ in range(4):
        assert log_in("carer", "wrong") is None
    assert log_in("carer", PASSWORD) == carer, "four misses are forgiven, and forgotten"
    for _ in range(5):
        assert log_in("carer", "wrong") is None
    assert log_in("carer", PASSWORD) is None
    assert log_in("Carer", PASSWORD) is None, "the same account in other letters"


def test_a_locked_account_locks_nobody_else(carer: User, people: People) -> None:
    other = person(people.li, "other", "试", VILLAGE)
    for _ in range(6):
        log_in("carer", "wrong")
    assert log_in("other", PASSWORD) == User.objects.get(pk=other.user_id)


def test_passwords_are_kept_by_argon2(people: People, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    made = person(people.li, "carer", "试", VILLAGE)
    kept = User.objects.get(pk=made.user_id).password
    assert kept.startswith("argon2$argon2id$")
    assert identify_hasher(kept).algorithm == "argon2"
    assert log_in("carer", PASSWORD) is not None


def test_the_house_uses_argon2_alone() -> None:
    """`settings` of the tests are cheaper on purpose; this reads the file itself."""
    from homeward import settings as house

    assert house.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert house.AXES_FAILURE_LIMIT == 5


def test_an_unknown_token_opens_nothing(people: People) -> None:
    assert find_token_actor("made-up", people.zhao.ctx.today) is None
