"""Three records settle what two leave open."""

import numpy as np

from homeward.engines.linkage import Params, link
from homeward.engines.linkage.settle import settled, triangles, unknown_sides

from .sample import CHILD, other, records


def settle(*weights):
    """Three records' pairs 0-1, 0-2, 1-2 after one another's evidence."""
    pairs = np.array([[0, 1], [0, 2], [1, 2]])
    return settled(triangles(pairs), pairs, np.array(weights, dtype=float)).tolist()


def test_of_two_who_are_surely_not_one_the_better_fit_takes_the_record():
    twins, like, double = settle(-12, 2.0, 11.0)
    assert like < -5  # the twin is like the double, and is not it
    assert double > 8  # a little of its odds goes to the twin
    assert twins < -10


def test_a_third_record_that_fits_both_joins_them():
    weak, *_ = settle(-1.0, 9.0, 9.0)
    assert weak > 6


def test_two_records_alone_stay_as_they_are():
    pairs = np.array([[0, 1]])
    assert settled(triangles(pairs), pairs, np.array([3.5])).tolist() == [3.5]


def test_the_side_nobody_compared_is_asked_for():
    pairs = np.array([[0, 2], [1, 2]])
    assert unknown_sides(triangles(pairs), pairs).tolist() == [[0, 1]]


def test_a_record_like_too_many_others_is_settled_with_none():
    pairs = np.array([[0, at] for at in range(1, 60)])
    assert len(triangles(pairs).corners) == 0


def test_a_twins_double_is_told_of_the_twin_alone():
    first = CHILD | {"id": "big", "name": "苏大双", "household": "h"}
    second = CHILD | {"id": "small", "name": "苏小双", "household": "h"}
    again = other(id="again", name="苏小双", household="g", phones=["10055"])
    found = link(records(first, second, again), Params(threshold=0.5)).pairs
    assert [(pair.left, pair.right) for pair in found] == [("again", "small")]
    telling = link(records(first, second, again), Params(threshold=1e-9)).pairs
    said = {(p.left, p.right): p.steps[-1] for p in telling}
    assert said["again", "big"].level == "fits_better"
    assert said["again", "big"].weight < 0


def test_three_records_of_one_child_are_three_pairs():
    found = link(
        records(CHILD, other(name="苏小和"), other(id="c", name="Su Xiaohe", mother=None))
    ).pairs
    assert {(pair.left, pair.right) for pair in found} == {("a", "b"), ("a", "c"), ("b", "c")}
