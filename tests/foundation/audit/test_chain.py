"""The audit as evidence: one changed byte, one missing row, one cut tail is found and named."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import models

from homeward.foundation.audit.chain import digest
from homeward.foundation.audit.models import CHAINS, AuditEvent, AuditHead
from homeward.foundation.audit.record import AuditBroken, record
from homeward.foundation.audit.verify import Fault, verify
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
CHAIN = 3
ROWS = 6


@pytest.fixture
def acts(db: None) -> list[AuditEvent]:
    """Six acts in one chain, and two in another."""
    with writing("trial"):
        made = [act(CHAIN) for _ in range(ROWS)]
        act(CHAIN + 1), act(CHAIN + 1)
    return made


def act(chain: int) -> AuditEvent:
    return record(
        name="child.correct",
        at=NOW,
        actor_id=new_id(),
        channel="web",
        command_id=type(new_id())(int=new_id().int // CHAINS * CHAINS + chain),
        request_id=new_id(),
        place="990101100201",
        subject_id=new_id(),
        details={"fields": ["name"]},
        personal={"name": ["陈小溪", "陈晓溪"]},
    )


def found() -> list[Fault]:
    return list(verify().faults)


def test_the_chain_of_honest_acts_holds(acts: list[AuditEvent]) -> None:
    verdict = verify()
    assert verdict.holds
    assert verdict.rows == ROWS + 2


def test_an_empty_house_holds() -> None:
    assert verify().holds


def other(value: Any, field: "models.Field[Any, Any]") -> Any:
    """Another value of the same type, as near as can be."""
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.DateTimeField):
        return value + timedelta(microseconds=1)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.BinaryField):
        value = bytes(value)
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(field, models.IntegerField):
        return value + 100 if field.name == "seq" else CHAIN + 2
    if not value:
        return "protected"
    return value[:-1] + chr(ord(value[-1]) ^ 1)


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("column", [f.attname for f in AuditEvent._meta.concrete_fields])
def test_one_changed_byte_in_any_column_is_found_and_named(
    acts: list[AuditEvent], column: str
) -> None:
    victim = acts[2]
    field = AuditEvent._meta.get_field(column)
    changed = other(getattr(victim, column), field)
    AuditEvent.objects.filter(pk=victim.pk).update(**{column: changed})
    first = found()[0]
    assert (first.chain, first.seq) == (CHAIN, victim.seq)
    if column not in ("chain", "seq"):  # those move the row away: its empty seat is named
        assert first.event_id == str(changed if column == "id" else victim.pk)


@pytest.mark.usefixtures("unguarded")
def test_a_column_set_to_nothing_is_found(acts: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=acts[4].pk).update(actor_id=None)
    assert [(f.seq, f.event_id) for f in found()] == [(5, str(acts[4].pk))]


@pytest.mark.usefixtures("unguarded")
def test_a_missing_row_is_found(acts: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=acts[1].pk).delete()
    assert [(f.chain, f.seq, f.what) for f in found()] == [(CHAIN, 2, "row missing")]


@pytest.mark.usefixtures("unguarded")
def test_a_cut_tail_is_found(acts: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=acts[-1].pk).delete()
    assert [(f.chain, f.seq) for f in found()] == [(CHAIN, ROWS - 1)]


@pytest.mark.usefixtures("unguarded")
def test_a_cut_tail_with_a_mended_head_is_found(acts: list[AuditEvent]) -> None:
    """Whoever holds only the database can compute every hash, but not the head's mark."""
    AuditEvent.objects.filter(pk=acts[-1].pk).delete()
    AuditHead.objects.filter(chain=CHAIN).update(seq=ROWS - 1, hash=acts[-2].hash)
    assert [f.what for f in found()] == ["the head was not written by this house"]


@pytest.mark.usefixtures("unguarded")
def test_a_chain_written_anew_from_the_change_on_is_found(acts: list[AuditEvent]) -> None:
    before = acts[1].hash
    for event in acts[2:]:
        event.details, event.before_hash = "{}", before
        event.hash = before = digest(event)
        event.save()
    AuditHead.objects.filter(chain=CHAIN).update(hash=before)
    assert [f.what for f in found()] == ["the head was not written by this house"]


@pytest.mark.usefixtures("unguarded")
def test_a_chain_that_vanished_with_its_head_is_found(acts: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(chain=CHAIN).delete()
    AuditHead.objects.filter(chain=CHAIN).delete()
    assert [(f.chain, f.what) for f in found()] == [(CHAIN, "the chain has lost its head")]


@pytest.mark.usefixtures("unguarded")
def test_nothing_is_written_onto_a_chain_that_lost_its_head(acts: list[AuditEvent]) -> None:
    """A new head would cover up what happened."""
    AuditHead.objects.filter(chain=CHAIN).delete()
    with pytest.raises(AuditBroken, match="audit verify"):
        act(CHAIN)


@pytest.mark.usefixtures("unguarded")
def test_two_rows_that_changed_seats_are_found(acts: list[AuditEvent]) -> None:
    second, third = acts[1], acts[2]
    rows = AuditEvent.objects
    rows.filter(pk=second.pk).update(seq=100)
    rows.filter(pk=third.pk).update(seq=2)
    rows.filter(pk=second.pk).update(seq=3)
    assert (found()[0].seq, found()[0].event_id) == (2, str(third.pk))


@pytest.mark.usefixtures("unguarded")
def test_the_first_fault_of_each_chain_is_told(acts: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(seq=2).update(place="990101100202")
    assert [(f.chain, f.seq) for f in found()] == [(CHAIN, 2), (CHAIN + 1, 2)]
