"""Sealing under a subject's own key: lawful erasure destroys the key, and the audit chain still holds."""

import base64
import os
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.db.models import QuerySet

from homeward.foundation.crypto.models import PURPOSE, SubjectKey
from homeward.foundation.crypto.seal import NONCE, SealBroken, seal, unseal
from homeward.foundation.statements import ready, spelt

Wrapped = tuple[bytes | memoryview | None] | tuple[()]

HOUSE = UUID(int=0)
"""The subject of what concerns nobody in particular, so that new keys reach it as well."""


def seal_for(subject_id: UUID, text: str, at: datetime) -> bytes:
    """Seal a text under the subject's key, making the key when it is the first time."""
    kept = _wrapped(subject_id) or _make(subject_id, at) or _wrapped(subject_id)
    if not kept or kept[0] is None:
        return b""  # erased: nothing more is kept of this subject
    nonce = os.urandom(NONCE)
    cipher = AESGCM(base64.b64decode(unseal(bytes(kept[0]), PURPOSE)))
    return nonce + cipher.encrypt(nonce, text.encode(), subject_id.bytes)


def _wrapped(subject_id: UUID) -> Wrapped:
    """The subject's key, None where it was destroyed; nothing when it has none yet."""
    rows = _kept(subject_id=subject_id)
    return rows[0] if rows else ()


@ready
def _kept(subject_id: UUID) -> QuerySet[SubjectKey, tuple[bytes | memoryview]]:
    return SubjectKey.objects.filter(subject_id=subject_id).values_list("wrapped")


def _make(subject_id: UUID, at: datetime) -> Wrapped:
    """A fresh key; nothing when somebody else made one at this moment."""
    wrapped = seal(base64.b64encode(os.urandom(32)).decode(), PURPOSE)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO crypto_subject_key (subject_id, wrapped, made_at) VALUES (%s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            [spelt(subject_id), wrapped, spelt(at)],
        )
        return (wrapped,) if cursor.rowcount else ()


def unseal_for(subject_id: UUID, sealed: bytes) -> str | None:
    """The text sealed for a subject; None when the key was destroyed or nothing was kept.

    Raises:
        SealBroken: it is not whole, or was sealed for somebody else.
    """
    sealed = bytes(sealed)
    row = SubjectKey.objects.filter(subject_id=subject_id).first()
    if not sealed or row is None or row.wrapped is None:
        return None
    cipher = AESGCM(base64.b64decode(unseal(row.wrapped, PURPOSE)))
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], subject_id.bytes).decode()
    except InvalidTag as error:
        raise SealBroken(PURPOSE) from error


def destroy(subject_id: UUID, at: datetime) -> bool:
    """Destroy a subject's key for good. False when there was none or it was gone already."""
    alive = SubjectKey.objects.filter(subject_id=subject_id, destroyed_at__isnull=True)
    return bool(alive.update(wrapped=None, destroyed_at=at))
