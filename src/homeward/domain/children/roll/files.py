"""Uploaded rolls at rest: whole names and numbers, so the file is sealed like any other secret."""

import base64
import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from homeward.domain.children.roll.problems import RollFileGone, RollTooLarge
from homeward.foundation.crypto.seal import seal, unseal
from homeward.foundation.ids import new_id

PURPOSE = "roll.file"
OUTCOME = "roll.outcome"


def keep(batch_id: UUID, data: bytes) -> None:
    """Seal the bytes of an upload under its batch.

    Raises:
        RollTooLarge.
    """
    check_size(data)
    _put(batch_id.hex, seal(base64.b64encode(data).decode(), PURPOSE))


def _put(name: str, sealed: bytes) -> None:
    """Whole or not at all: a reader never finds half a file."""
    folder = Path(settings.UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / f"{name}.{new_id().hex}.part"
    beside.write_bytes(sealed)
    beside.replace(folder / name)


def keep_outcome(batch_id: UUID, text: str) -> None:
    """Seal what a dry run found, beside its roll: problems quote names and numbers."""
    _put(f"{batch_id.hex}.tried", seal(text, OUTCOME))


def fetch_outcome(batch_id: UUID) -> str | None:
    """What a dry run found, if that was kept."""
    path = Path(settings.UPLOADS) / f"{batch_id.hex}.tried"
    return unseal(path.read_bytes(), OUTCOME) if path.exists() else None


def forget_outcome(batch_id: UUID) -> None:
    """Delete what a dry run found, once the act that made it void is committed."""
    path = Path(settings.UPLOADS) / f"{batch_id.hex}.tried"
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def check_size(data: bytes) -> None:
    """Refuse what no roll can be.

    Raises:
        RollTooLarge.
    """
    if len(data) > settings.ROLL_MAX_BYTES:
        raise RollTooLarge(limit=settings.ROLL_MAX_BYTES // 2**20)


def fetch(batch_id: UUID) -> bytes:
    """The bytes of an upload.

    Raises:
        RollFileGone.
    """
    path = Path(settings.UPLOADS) / batch_id.hex
    if not path.exists():
        raise RollFileGone()
    return base64.b64decode(unseal(path.read_bytes(), PURPOSE))


def is_kept(batch_id: UUID) -> bool:
    """Whether an upload is still here."""
    return (Path(settings.UPLOADS) / batch_id.hex).exists()


def forget(batch_id: UUID) -> None:
    """Delete an upload once the act that gave it up is committed."""
    path = Path(settings.UPLOADS) / batch_id.hex
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    forget_outcome(batch_id)


def digest(data: bytes) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
