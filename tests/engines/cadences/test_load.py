"""Cadence files: the shipped ones, and every fault of a bad one at once."""

import pytest

from homeward.engines.cadences import load_cadences
from homeward.engines.yamlfile import FileErrors

KINDS, WAYS = ("visit", "call"), ("phone",)
GOOD = """
id: x.monthly
title: {zh: 每月, en: Monthly}
source: {document: 某地}
beats:
  - {id: call, says: {zh: 电话, en: Call}, kinds: [call], channels: [phone], every: 1, unit: month}
"""


def test_a_profile_is_read() -> None:
    profile = load_cadences({"x.yaml": GOOD}, KINDS, WAYS)["x.monthly"]
    beat = profile.beat("call")
    assert beat is not None
    assert (beat.least, beat.every, beat.unit, beat.channels) == (1, 1, "month", ("phone",))
    assert profile.beat("other") is None


def test_every_fault_is_told_with_line_and_remedy() -> None:
    bad = GOOD.replace("kinds: [call]", "kinds: [cal]").replace("every: 1", "every: 0")
    bad = bad.replace("unit: month", "unit: moon") + "extra: 1\n"
    with pytest.raises(FileErrors) as caught:
        load_cadences({"x.yaml": bad}, KINDS, WAYS)
    assert [(e.line, e.code) for e in caught.value.errors] == [
        (6, "choice"), (6, "count"), (6, "choice"), (7, "unknown_key"),
    ]  # fmt: skip
    assert "call" in caught.value.errors[0].remedy["en"]


def test_an_id_stands_once() -> None:
    with pytest.raises(FileErrors, match="used twice"):
        load_cadences({"x.yaml": GOOD, "y.yaml": GOOD}, KINDS, WAYS)
    doubled = GOOD + GOOD.split("beats:\n")[1]
    with pytest.raises(FileErrors, match="used twice"):
        load_cadences({"x.yaml": doubled}, KINDS, WAYS)


def test_an_empty_file_says_so() -> None:
    with pytest.raises(FileErrors, match="holds no cadence"):
        load_cadences({"x.yaml": "# nothing\n"}, KINDS, WAYS)
