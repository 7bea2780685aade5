"""Key rotation: every sealed value comes under the newest key, batch by batch."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as house

from homeward.foundation.accounts.models import User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify
from homeward.foundation.commands.context import Channel
from homeward.foundation.crypto import reseal
from homeward.foundation.crypto.models import SubjectKey
from homeward.foundation.crypto.problems import SealedColumnUnknown
from homeward.foundation.crypto.public import reseal_all, reseal_batch, sealed_columns, waiting
from homeward.foundation.crypto.seal import key_number, unseal
from homeward.foundation.crypto.subjects import destroy, unseal_for
from homeward.foundation.problems import NotPermitted
from tests.conftest import NOW
from tests.personas import VILLAGE, People, given_rows, person

pytestmark = pytest.mark.django_db
PHONES = [f"1380000{number:04}" for number in range(7)]


@pytest.fixture
def phones(people: People) -> list[User]:
    """Seven accounts with phones, under the first key."""
    for number, phone in enumerate(PHONES):
        person(people.zhao, f"carer{number}", "试", VILLAGE, phone)
    return list(User.objects.filter(username__startswith="carer").order_by("username"))


@pytest.fixture
def second_key(phones: list[User], people: People, settings: Any) -> None:
    """A restart after `add_key`."""
    people.yunwei  # noqa: B018
    settings.KEYS = replace(house.KEYS, data=house.KEYS.data | {2: b"\x02" * 32})


def numbers() -> set[int]:
    rows = User.objects.exclude(phone=None).values_list("phone", flat=True)
    return {key_number(bytes(phone)) for phone in rows}


@pytest.mark.usefixtures("second_key")
def test_every_sealed_value_comes_under_the_newest_key(people: People) -> None:
    before = SubjectKey.objects.count()
    done = reseal_all(people.yunwei.actor, Channel.CLI)
    assert done >= len(PHONES) + before
    assert numbers() == {2}
    wrapped = SubjectKey.objects.values_list("wrapped", flat=True)
    assert {key_number(bytes(each)) for each in wrapped} == {2}
    assert [waiting(column) for column in sealed_columns()] == [0] * len(sealed_columns())
    opened = [unseal(user.phone, "user.phone") for user in User.objects.exclude(phone=None)]
    assert sorted(opened) == PHONES


@pytest.mark.usefixtures("second_key")
def test_sealed_audit_rows_still_open_and_hold_after_a_rotation(people: People) -> None:
    """They are never rewritten; what seals their keys is."""
    event = AuditEvent.objects.exclude(sealed=b"").first()
    assert event and event.subject_id
    before = unseal_for(event.subject_id, event.sealed)
    reseal_all(people.yunwei.actor, Channel.CLI)
    assert unseal_for(event.subject_id, event.sealed) == before is not None
    assert verify().holds


@pytest.mark.usefixtures("second_key")
def test_a_rotation_that_was_stopped_goes_on_where_it_stood(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reseal, "BATCH", 2)
    first = reseal_batch(people.yunwei.ctx, column="accounts_user.phone")
    assert (first.count, waiting("accounts_user.phone")) == (2, 5)
    told: list[tuple[str, int, int]] = []
    reseal_all(people.yunwei.actor, Channel.CLI, lambda *line: told.append(line))
    of_phones = [line[1:] for line in told if line[0] == "accounts_user.phone"]
    assert of_phones == [(2, 5), (4, 5), (5, 5)]
    assert numbers() == {2}


@pytest.mark.usefixtures("second_key")
def test_a_second_run_has_nothing_to_do(people: People) -> None:
    reseal_all(people.yunwei.actor, Channel.CLI)
    assert reseal_all(people.yunwei.actor, Channel.CLI) <= 1  # the key that its own audit row made


@pytest.mark.usefixtures("second_key")
def test_erased_keys_stay_erased(people: People, phones: list[User]) -> None:
    with given_rows():
        destroy(phones[0].id, NOW)
    reseal_all(people.yunwei.actor, Channel.CLI)
    assert SubjectKey.objects.get(pk=phones[0].id).wrapped is None


@pytest.mark.usefixtures("second_key")
def test_only_the_operator_turns_keys_over(people: People) -> None:
    for somebody in (people.zhao, people.wang, people.sun, people.qian):
        with pytest.raises(NotPermitted):
            reseal_batch(somebody.ctx, column="accounts_user.phone")
    assert numbers() == {1}


def test_a_column_that_holds_nothing_sealed_is_refused(people: People) -> None:
    with pytest.raises(SealedColumnUnknown):
        reseal_batch(people.yunwei.ctx, column="accounts_user.password")


def test_every_sealed_column_is_known() -> None:
    assert {"accounts_user.phone", "crypto_subject_key.wrapped"} <= set(sealed_columns())
    assert any(column.startswith("children_") for column in sealed_columns())
