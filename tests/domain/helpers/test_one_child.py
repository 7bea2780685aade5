"""Matches of two records that turn out to be one child, and of a child who moves."""

from uuid import UUID

import pytest

from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import (
    correct_child,
    merge_children,
    register_child,
    unmerge_children,
)
from homeward.domain.helpers.models import Helper, Match
from homeward.domain.helpers.public import my_children
from homeward.foundation import outbox
from tests.domain.helpers.vetted import active
from tests.personas import NEXT_VILLAGE, VILLAGE, People

pytestmark = pytest.mark.django_db


def other(people: People) -> UUID:
    draft = ParticularsDraft(name="陈小西")
    return register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id


def helper_of(people: People) -> UUID:
    assert people.lin
    return Helper.objects.get(user_id=people.lin.user_id).id


def test_two_matches_with_one_helper_become_one_and_part_again(people: People) -> None:
    kept, gone, helper_id = people.child_id, other(people), helper_of(people)
    for child_id in (kept, gone):
        active(people.li, child_id, helper_id)
    merge_id = merge_children(
        people.li.call(reason="一人两记"), child_id=kept, other_id=gone
    ).merge_id
    states = sorted(Match.objects.filter(child_id=kept).values_list("state", flat=True))
    assert states == ["active", "ended"]
    assert my_children(people.lin.ctx) == (kept,)
    unmerge_children(people.li.call(reason="弄错了"), merge_id=merge_id)
    assert set(my_children(people.lin.ctx)) == {kept, gone}


def test_a_match_stands_where_its_child_does(people: People) -> None:
    match_id = active(people.li, people.child_id, helper_of(people))
    correct_child(people.li.ctx, child_id=people.child_id, place=NEXT_VILLAGE)
    outbox.deliver()
    assert Match.objects.get(pk=match_id).place == NEXT_VILLAGE
