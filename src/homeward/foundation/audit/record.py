"""Adding one row to the audit, in the transaction of the act it speaks of."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from homeward.foundation.audit.chain import digest, mark
from homeward.foundation.audit.models import CHAINS, AuditEvent, AuditHead
from homeward.foundation.bulk import insert_together
from homeward.foundation.crypto.subjects import HOUSE, seal_for
from homeward.foundation.ids import new_id
from homeward.foundation.statements import ready


class AuditBroken(Exception):
    """A chain has lost its head: nothing more is written until somebody has looked."""


def record(
    *,
    name: str,
    at: datetime,
    actor_id: UUID | None,
    channel: str,
    command_id: UUID,
    request_id: UUID,
    place: str = "",
    subject_id: UUID | None = None,
    details: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
    reading: bool = False,
    beside: Model | None = None,
    reads: str = "",
) -> AuditEvent:
    """Append one act to its chain and return the row.

    `details` must hold no personal values: ids, codes, counts, digests. `personal` (values before and
    after, a typed reason) is sealed under the subject's key, or the house's when there is no subject.

    The chain is held from here to the commit, so this is the last thing that an act does.

    Args:
        reads: the field class without which nobody learns that the act was done.
        beside: a row of the caller's, written by the same statement.
    """
    sealed = b""
    if personal:
        text = json.dumps(personal, ensure_ascii=False, default=str)
        sealed = seal_for(subject_id or HOUSE, text, at)
    chain = command_id.int % CHAINS
    seq, before = _head(chain)
    event = AuditEvent(
        id=new_id(),
        chain=chain,
        seq=seq + 1,
        at=at,
        name=name,
        reading=reading,
        actor_id=actor_id,
        channel=channel,
        command_id=command_id,
        request_id=request_id,
        place=place,
        subject_id=subject_id,
        reads=reads,
        details=json.dumps(details or {}, ensure_ascii=False, sort_keys=True, default=str),
        sealed=sealed,
        before_hash=before,
    )
    event.hash = digest(event)
    end = AuditHead(chain, event.seq, event.hash, mark(chain, event.seq, event.hash))
    insert_together([_row(row) for row in (event, beside) if row], moved=end)
    return event


def _row(row: Model) -> tuple[type[Model], dict[str, list[Any]]]:
    fields = row._meta.concrete_fields
    return type(row), {field.attname: [getattr(row, field.attname)] for field in fields}


def _head(chain: int) -> tuple[int, str]:
    """The chain's length and last hash, held until the act is committed.

    All heads are made with the very first row: one that is missing later was taken away.
    """
    if found := _held(chain=chain):
        return found[0]
    if not AuditHead.objects.exists():
        AuditHead.objects.bulk_create(
            (AuditHead(chain=n, mark=mark(n, 0, "")) for n in range(CHAINS)), ignore_conflicts=True
        )
        if found := _held(chain=chain):
            return found[0]
    raise AuditBroken(f"audit chain {chain} has no head; run: ./homeward audit verify")


@ready
def _held(chain: int) -> QuerySet[AuditHead, tuple[int, str]]:
    return AuditHead.objects.select_for_update().filter(chain=chain).values_list("seq", "hash")
