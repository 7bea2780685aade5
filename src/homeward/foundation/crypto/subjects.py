"""Sealing under a subject's own key: lawful erasure destroys the key, and the audit chain still holds."""

import base64
import os
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.foundation.crypto.models import PURPOSE, SubjectKey
from homeward.foundation.crypto.seal import NONCE, SealBroken, seal, unseal

HOUSE = UUID(int=0)
"""The subject of what concerns nobody in particular, so that new keys reach it as well."""


def seal_for(subject_id: UUID, text: str, at: datetime) -> bytes:
    """Seal a text under the subject's key, making the key when it is the first time."""
    fresh = base64.b64encode(os.urandom(32)).decode()
    row, made = SubjectKey.objects.get_or_create(
        subject_id=subject_id, defaults={"wrapped": seal(fresh, PURPOSE), "made_at": at}
    )
    if row.wrapped is None:
        return b""  # erased: nothing more is kept of this subject
    key = fresh if made else unseal(row.wrapped, PURPOSE)
    nonce = os.urandom(NONCE)
    cipher = AESGCM(base64.b64decode(key))
    return nonce + cipher.encrypt(nonce, text.encode(), subject_id.bytes)


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
