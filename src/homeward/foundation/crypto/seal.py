"""Sealing one value (AES-256-GCM) and finding it again by a blind index (HMAC-SHA256).

A sealed value is: format byte 1, key number (2 bytes), nonce (12 bytes), ciphertext with tag. The
purpose (a column's name) is authenticated, so a value cannot be moved to another column unseen.
"""

import hashlib
import os
from functools import cache, lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = b"\x01"
NONCE = 12
HEAD = 3


class SealBroken(Exception):
    """The value was changed, moved to another column, or its key is gone."""


@cache
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


@cache
def _head(number: int) -> bytes:
    return FORMAT + number.to_bytes(2, "big")


def current_head() -> bytes:
    """The bytes that every value sealed under the newest key begins with."""
    return _head(settings.KEYS.current)


def seal(value: str, purpose: str) -> bytes:
    """Seal a text for one purpose under the newest key."""
    keys = settings.KEYS
    number = keys.current
    nonce = os.urandom(NONCE)
    closed = _cipher(keys.data[number]).encrypt(nonce, value.encode(), purpose.encode())
    return _head(number) + nonce + closed


def unseal(sealed: bytes, purpose: str) -> str:
    """The text of a sealed value.

    Raises:
        SealBroken: it is not whole, was sealed for another purpose, or its key is not in the file.
    """
    sealed = bytes(sealed)
    number = key_number(sealed)
    nonce = sealed[HEAD : HEAD + NONCE]
    try:
        cipher = _cipher(settings.KEYS.data[number])
        return cipher.decrypt(nonce, sealed[HEAD + NONCE :], purpose.encode()).decode()
    except (InvalidTag, KeyError) as error:
        raise SealBroken(purpose) from error


def key_number(sealed: bytes) -> int:
    """Which key sealed this value."""
    if sealed[:1] != FORMAT or len(sealed) < HEAD + NONCE + 16:
        raise SealBroken("format")
    return int.from_bytes(sealed[1:HEAD], "big")


def blind(value: str, purpose: str) -> str:
    """The blind index of an exact value: 32 hexadecimal characters, useless without the key."""
    inside, outside = (half.copy() for half in _keyed(settings.KEYS.index))
    inside.update(f"{purpose}|{value}".encode())
    outside.update(inside.digest())
    return outside.digest()[:16].hex()


@lru_cache(maxsize=8)
def _keyed(key: bytes) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """The two halves of HMAC-SHA256 (RFC 2104) that have read the key: begun once, copied often.

    The library's `hmac.digest` begins anew each time, which takes four times as long.
    """
    block = key.ljust(64, b"\0")
    assert len(block) == 64, "a longer key would have to be hashed first"
    inside = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
    outside = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))
    return inside, outside
