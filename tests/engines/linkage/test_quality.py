"""What is found, what is lost and what is wrong, on registers of which the truth is known."""

import itertools

import numpy as np
import pyarrow.compute as pc
import pytest

from homeward.engines.linkage import Params, link
from homeward.engines.linkage.comparisons import COMPARISONS
from homeward.engines.linkage.fit import SEED, shipped_fit, written
from homeward.engines.linkage.model import GROUPS, shipped_model, shipped_text

from .sample import register, weighed_pairs

LIKELY = 3.17  # bits of a probability of 0.9


def told_and_true(planted, threshold=0.9):
    """Pairs told and pairs true, but for those that share an identity number."""
    numbers = dict(
        zip(*(planted.records.column(c).to_pylist() for c in ("id", "id_number")), strict=True)
    )
    found = link(planted.records, Params(threshold=threshold)).pairs
    told = {(p.left, p.right) for p in found}
    columns = (planted.truth.column(c).to_pylist() for c in ("left", "right"))
    true = set(zip(*columns, strict=True))
    return tuple(
        {(a, b) for a, b in pairs if numbers[a] is None or numbers[a] != numbers[b]}
        for pairs in (told, true)
    )


@pytest.mark.parametrize("seed", [11, 12])
def test_most_doubles_are_told_and_nearly_nobody_else(seed):
    assert seed != SEED
    told, true = told_and_true(register(8_000, seed))
    assert len(told & true) / len(told) >= 0.98
    assert len(told & true) / len(true) >= 0.9


def test_a_probability_means_what_it_says():
    """Of pairs that are unsure as many are doubles as their probabilities add up to."""
    planted = register(8_000, 13)
    columns = (planted.truth.column(c).to_pylist() for c in ("left", "right"))
    true = set(zip(*columns, strict=True))
    pairs = link(planted.records, Params(threshold=0.05)).pairs
    unsure = [pair for pair in pairs if pair.probability < 0.95]
    expected = sum(pair.probability for pair in unsure)
    spread = sum(pair.probability * (1 - pair.probability) for pair in unsure) ** 0.5
    assert len(unsure) >= 20
    assert abs(sum((p.left, p.right) in true for p in unsure) - expected) <= 3 * spread


def test_keys_lose_no_more_than_one_in_two_hundred_of_the_likely_doubles():
    planted = register(8_000, 14)
    ids = pc.sort_indices(planted.records.column("id"))
    ordered = planted.records.column("id").combine_chunks().take(ids)
    ends = [
        pc.index_in(planted.truth.column(side), ordered).to_numpy() for side in ("left", "right")
    ]
    pairs = np.unique(np.sort(np.stack(ends, axis=1), axis=1), axis=0)
    weighed, found = weighed_pairs(planted.records, pairs)
    likely = weighed.ends[weighed.total >= LIKELY].tolist()
    lost = [pair for pair in likely if tuple(pair) not in found]
    assert len(likely) > 200
    assert len(lost) <= len(likely) / 200


def test_among_three_hundred_records_every_pair_that_weighs_enough_is_found():
    """All 44,850 pairs are compared, and held against those that share a key."""
    records = register(seed=15).records.slice(0, 300)
    every = np.array(list(itertools.combinations(range(300), 2)))
    weighed, found = weighed_pairs(records, every)
    assert len(weighed.total) == len(every)
    likely = {tuple(pair) for pair in weighed.ends[weighed.total >= LIKELY].tolist()}
    assert likely <= found
    assert likely


def test_shares_of_the_model_are_shares():
    model = shipped_model()
    for comparison in COMPARISONS:
        assert set(model.levels[comparison.field]) == {level.id for level in comparison.levels}
        for group in GROUPS:
            shares = [model.share(comparison.field, level.id, group) for level in comparison.levels]
            assert all(0 < share <= 1 for share in shares)
            assert sum(shares) == pytest.approx(1, abs=0.002)
    assert 0 < model.rates["double"] < model.rates["sibling"] < 3


@pytest.mark.slow
def test_the_shipped_model_is_made_anew_byte_for_byte():
    assert written(shipped_fit()) == shipped_text()
