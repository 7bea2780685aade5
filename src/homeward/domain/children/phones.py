"""Telephones at rest: sealed, and beside them the blind keys by which a whole number is found again."""

import json
from collections.abc import Collection
from typing import Any

from django.db.models import CharField, F, Index, Q
from django.db.models.functions import Substr

from homeward.foundation.crypto.seal import blind, seal

KEY = 32
FOUND_BY = 2
"""How many numbers of one person are found again; further ones are kept and shown."""


def key(phone: str) -> str:
    """The blind key of one number: its digits, without what people put between them."""
    return blind("".join(filter(str.isdigit, phone)), "phone")


def columns(phones: Collection[str], purpose: str) -> dict[str, Any]:
    """Numbers as columns: sealed for a purpose, and the keys of the first two."""
    if not phones:
        return {"phones": None, "phone_keys": ""}
    keys = " ".join(key(phone) for phone in list(phones)[:FOUND_BY])
    return {"phones": seal(json.dumps(list(phones)), purpose), "phone_keys": keys}


def key_column() -> "CharField[str, str]":
    """The column of the keys."""
    return CharField(max_length=KEY * FOUND_BY + 1, blank=True, default="")


def indexes(table: str) -> tuple[Index, ...]:
    """What finds a row that is believed now by either of its keys."""
    now = Q(superseded_at__isnull=True)
    return (
        Index(_first(), name=f"{table}_first_phone", condition=now & ~Q(phone_keys="")),
        Index(_second(), name=f"{table}_second_phone", condition=now & Q(phone_keys__contains=" ")),
    )


def _first() -> Substr:
    return Substr(F("phone_keys"), 1, KEY)


def _second() -> Substr:
    return Substr(F("phone_keys"), KEY + 2, KEY)
