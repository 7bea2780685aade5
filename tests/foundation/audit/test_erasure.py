"""Lawful erasure: the key of one person is destroyed, the evidence stays whole."""

import json
from uuid import UUID

import pytest

from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.record import record
from homeward.foundation.audit.verify import verify
from homeward.foundation.crypto.models import SubjectKey
from homeward.foundation.crypto.seal import SealBroken
from homeward.foundation.crypto.subjects import HOUSE, destroy, unseal_for
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def about(subject_id: UUID | None, name: str) -> AuditEvent:
    with writing("trial"):
        return record(
            name="child.correct",
            at=NOW,
            actor_id=None,
            channel="job",
            command_id=new_id(),
            request_id=new_id(),
            subject_id=subject_id,
            personal={"name": [None, name]},
        )


def test_personal_values_can_be_read_while_the_key_lives() -> None:
    child = new_id()
    event = about(child, "陈小溪")
    assert json.loads(unseal_for(child, event.sealed) or "") == {"name": [None, "陈小溪"]}


def test_erasure_makes_one_persons_values_unreadable_and_keeps_the_chain_whole() -> None:
    child, other = new_id(), new_id()
    events = [about(child, "陈小溪"), about(other, "刘山"), about(child, "陈晓溪")]
    with writing("trial"):
        assert destroy(child, NOW)
    assert [unseal_for(child, each.sealed) for each in events[::2]] == [None, None]
    assert "刘山" in (unseal_for(other, events[1].sealed) or "")
    assert verify().holds
    assert SubjectKey.objects.get(pk=child).wrapped is None


def test_nothing_more_is_kept_of_somebody_who_was_erased() -> None:
    child = new_id()
    about(child, "陈小溪")
    with writing("trial"):
        destroy(child, NOW)
        assert not destroy(child, NOW), "the second time there is nothing to destroy"
    assert bytes(about(child, "陈晓溪").sealed) == b""
    assert verify().holds


def test_a_value_of_one_person_does_not_open_as_anothers() -> None:
    child, other = new_id(), new_id()
    event = about(child, "陈小溪")
    about(other, "刘山")
    with pytest.raises(SealBroken):
        unseal_for(other, event.sealed)


def test_a_reason_that_concerns_nobody_is_sealed_under_the_houses_own_key() -> None:
    """So that key rotation reaches it although audit rows are never rewritten."""
    event = about(None, "全县清查")
    assert "全县清查" in (unseal_for(HOUSE, event.sealed) or "")
