"""Whatever the records: order does not matter, sides may change, equal input gives equal output."""

import datetime as dt
import pickle

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.engines.linkage import RECORD, Params, link

from .sample import CHILD, FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, records, register

SIGNS = "苏蘇晓小曉禾和荷梅王欧阳 abx·"
NAMES = st.one_of(
    st.none(),
    st.text(SIGNS, max_size=5),
    st.sampled_from(
        ["苏晓禾", "蘇曉禾", "Su Xiaohe", "Xiaohe Su", "sxh", "苏禾", "蔡晓禾", "不详"]
    ),
)
ROWS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "sex": st.sampled_from(["male", "female", None]),
        "born_on": st.one_of(st.none(), st.dates(dt.date(2013, 12, 1), dt.date(2015, 2, 1))),
        "father": NAMES,
        "mother": st.sampled_from(["蔡春燕", "蔡春艳", None]),
        "place": st.sampled_from([VILLAGE, NEXT_VILLAGE, FAR_VILLAGE, None]),
        "phones": st.lists(st.sampled_from(["1", "2", "3"]), max_size=2),
        "id_number": st.sampled_from(["x", "y", None]),
    }
)
LOW = Params(threshold=1e-9, threads=1)


def table(rows):
    return records(*(row | {"id": f"r{at}"} for at, row in enumerate(rows)))


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(rows, random):
    whole = table(rows)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert link(whole, LOW) == link(whole.take(pa.array(order)), LOW)


@settings(max_examples=25, deadline=None)
@given(ROWS, ROWS)
def test_a_pair_weighs_the_same_from_either_side(one, two):
    left, right = records(one | {"id": "l"}), records(two | {"id": "r"})
    there, back = link(left, LOW, against=right).pairs, link(right, LOW, against=left).pairs
    assert [(p.weight, p.rival, p.steps) for p in there] == [
        (p.weight, p.rival, p.steps) for p in back
    ]
    assert [(p.left, p.right) for p in there] == [(p.right, p.left) for p in back]


def test_equal_input_gives_equal_bytes_with_one_thread_and_with_two():
    whole = register().records
    first = pickle.dumps(link(whole, Params(threshold=0.01, threads=1)))
    assert first == pickle.dumps(link(whole, Params(threshold=0.01, threads=1)))
    assert first == pickle.dumps(link(whole, Params(threshold=0.01, threads=2)))


def test_pairs_are_ranked_and_a_lower_threshold_only_adds():
    whole = register(8_000, 13).records
    high, low = (link(whole, Params(threshold=at)) for at in (0.9, 0.3))
    weights = [pair.weight for pair in low.pairs]
    assert weights == sorted(weights, reverse=True)
    assert low.pairs[: len(high.pairs)] == high.pairs
    assert len(low.pairs) == low.counts.likely >= high.counts.likely > 0
    assert all(pair.left < pair.right for pair in low.pairs)


def test_at_most_so_many_pairs_are_told_and_all_are_counted():
    whole = register().records
    few = link(whole, Params(most_pairs=3))
    assert few.pairs == link(whole).pairs[:3]
    assert few.counts.likely == link(whole).counts.likely


def test_a_record_is_never_its_own_double():
    one = records(CHILD)
    assert link(one, LOW, against=one).pairs == ()
    assert link(one, LOW).pairs == ()


def test_nothing_to_compare_is_no_fault():
    empty = RECORD.empty_table()
    for found in (
        link(empty),
        link(empty, against=records(CHILD)),
        link(records(CHILD), against=empty),
    ):
        assert found.pairs == () and found.counts.compared == 0


def test_what_one_table_finds_two_halves_find_too():
    """A pair's own evidence is the same; only what a third record says may differ."""
    whole = register().records
    half = whole.take(pa.array(np.arange(0, len(whole), 2)))
    rest = whole.take(pa.array(np.arange(1, len(whole), 2)))
    across = {tuple(sorted((p.left, p.right))) for p in link(half, against=rest).pairs}
    ids = set(half.column("id").to_pylist())
    asked = {(p.left, p.right) for p in link(whole).pairs if (p.left in ids) != (p.right in ids)}
    assert len(across & asked) >= 0.95 * len(asked) > 0


def test_a_telephone_of_a_whole_school_joins_nobody():
    """Many children give it: it is neither a key nor a likeness."""
    rows = [
        CHILD | {"id": f"s{at:02d}", "name": name, "father": None, "mother": None, "place": None}
        for at, name in enumerate(
            ["苏晓禾", "王强", "李文静", "何梅", "田丽", "向阳", "彭湃", "石磊", "龙飞"]
        )
    ]
    assert link(records(*rows), LOW).counts.compared == 0


@pytest.mark.parametrize("rows", [5, 30])
def test_keys_that_too_many_share_are_left_out_and_counted(rows):
    same = records(*(CHILD | {"id": f"s{at:02d}"} for at in range(rows)))
    found = link(same, Params(largest_block=10))
    assert (found.counts.keys_left_out > 0) == (rows > 10)
    assert (found.counts.compared == 0) == (rows > 10)
