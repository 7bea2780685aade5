"""Sealing values: they open whole, for their purpose, and under old keys too."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.crypto.keyfile import Keys
from homeward.foundation.crypto.seal import SealBroken, blind, key_number, seal, unseal

OLD = Keys({1: b"\x01" * 32}, b"\x07" * 32, "secret")
NEW = replace(OLD, data={1: b"\x01" * 32, 2: b"\x02" * 32})


@given(value=st.text())
def test_what_was_sealed_opens_again(value: str) -> None:
    assert unseal(seal(value, "child.id_number"), "child.id_number") == value


def test_a_value_does_not_show_and_is_never_sealed_alike() -> None:
    """Two children with one phone must not be seen to have one phone."""
    first, second = (seal("13800138000", "user.phone") for _ in range(2))
    assert first != second
    assert b"13800138000" not in first


def test_a_value_opens_for_its_own_purpose_only() -> None:
    """A value copied into another column by hand is found."""
    with pytest.raises(SealBroken):
        unseal(seal("甲", "child.note"), "child.address")


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_one_changed_bit_is_found(at: int) -> None:
    sealed = bytearray(seal("清溪村三组十二号", "child.address"))
    sealed[at % len(sealed)] ^= 1
    with pytest.raises(SealBroken):
        unseal(bytes(sealed), "child.address")


@pytest.mark.parametrize("cut", [0, 1, 14, 30, -1])
def test_a_cut_value_is_found(cut: int) -> None:
    with pytest.raises(SealBroken):
        unseal(seal("清溪村三组十二号", "child.address")[:cut], "child.address")


def test_a_memoryview_from_postgresql_opens_too() -> None:
    assert unseal(memoryview(seal("甲", "x")), "x") == "甲"  # type: ignore[arg-type]


def test_the_newest_key_seals_and_all_keys_open(settings: Any) -> None:
    settings.KEYS = OLD
    old = seal("甲", "x")
    settings.KEYS = NEW
    new = seal("乙", "x")
    assert (key_number(old), key_number(new)) == (1, 2)
    assert (unseal(old, "x"), unseal(new, "x")) == ("甲", "乙")
    settings.KEYS = OLD
    with pytest.raises(SealBroken):
        unseal(new, "x")


def test_the_blind_index_stays_the_same_while_data_keys_turn_over(settings: Any) -> None:
    """Otherwise nobody would be found by phone after a rotation."""
    settings.KEYS = OLD
    before = blind("13800138000", "user.phone")
    settings.KEYS = NEW
    assert blind("13800138000", "user.phone") == before
    assert len(before) == 32


def test_the_blind_index_differs_by_purpose_value_and_house(settings: Any) -> None:
    settings.KEYS = OLD
    here = blind("1", "a")
    assert len({here, blind("2", "a"), blind("1", "b")}) == 3
    settings.KEYS = replace(OLD, index=b"\x08" * 32)
    assert blind("1", "a") != here
