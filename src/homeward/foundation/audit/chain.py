"""The hash of an audit row: SHA-256 over its fields in a fixed order and the hash before it.

Anybody can check a chain with the rows alone. Its end carries a mark made with the key file, so that
rows which were cut off or written anew by somebody who holds only the database are found.
"""

import hashlib
import json
from datetime import UTC

from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.crypto.seal import blind

FIELDS = (
    "id", "chain", "seq", "at", "name", "reading", "actor_id", "channel", "command_id",
    "request_id", "place", "subject_id", "details", "sealed", "before_hash",
)  # fmt: skip


def digest(event: AuditEvent) -> str:
    """The hexadecimal hash of one row, from its own fields only."""
    values = []
    for field in FIELDS:
        value = getattr(event, field)
        if field == "at":
            value = value.astimezone(UTC).isoformat(timespec="microseconds")
        elif field == "sealed":
            value = bytes(value).hex()
        elif value is not None and not isinstance(value, bool | int):
            value = str(value)
        values.append(value)
    if event.reads:  # left out where empty: rows of before keep their hash
        values.append(event.reads)
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def mark(chain: int, seq: int, end: str) -> str:
    """The keyed mark of a chain that is `seq` rows long and ends in the hash `end`."""
    return blind(f"{chain}:{seq}:{end}", "audit.head")
