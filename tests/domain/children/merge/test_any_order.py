"""Whatever is merged and parted in whatever order, once all is undone every row is as it was."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.domain.children.merge.problems import MergedAgainSince
from homeward.domain.children.models import Child, Merge
from homeward.domain.children.public import merge_children, unmerge_children
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from tests.domain.care.loops import goal, opened, visits
from tests.domain.children.registers import away, child, everything, father, grandmother, registered
from tests.domain.needs.seats import raised
from tests.personas import NEXT_VILLAGE, VILLAGE, People

from .test_merge import EVIDENCE, WHY

pytestmark = pytest.mark.django_db
TAKEN = ("name", "sex", "born_on", "ethnicity", "id_number", "address", "health", "phones")
Step = tuple[str, int, int, tuple[str, ...]]


def families(people: People) -> list[UUID]:
    """Four records that differ in what they know and in what was done for them."""
    told: list[dict[str, Any]] = [
        {"child": child()},
        {"child": child(name="陈小西", ethnicity="苗族"), "parents": (father(away(), phones=()),)},
        {"child": child(name="陈晓溪"), "parents": (), "carer": None, "enrolment": None},
        {"child": child(name="陈小熙", health="healthy"), "carer": grandmother(rating="poor")},
    ]
    places = (VILLAGE, NEXT_VILLAGE, VILLAGE, NEXT_VILLAGE)
    ids = [registered(people.li, place, **one) for place, one in zip(places, told, strict=True)]
    for one in ids[:3]:
        case = opened(people.li, one)
        visits(people.li, case.plan_id)
        goal(people.li, case.plan_id)
    for one in ids[1:]:
        raised(one)
        tie_child(people.li.ctx, child_id=one, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    return ids


steps = st.lists(
    st.tuples(
        st.sampled_from(["merge", "merge", "part"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.lists(st.sampled_from(TAKEN), unique=True, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=6,
)


def play(people: People, ids: list[UUID], step: Step) -> None:
    """One act of the sequence, where the present state allows it."""
    what, one, other, take = step
    if what == "part":
        part_one(people, one)
        return
    live = set(
        Child.objects.filter(pk__in=ids, merged_into__isnull=True).values_list("id", flat=True)
    )
    if one != other and {ids[one], ids[other]} <= live:
        merge_children(
            people.li.call(reason=WHY), child_id=ids[one], other_id=ids[other], take=take
        )


def part_one(people: People, which: int) -> None:
    """Undo one of the merges that stand: any of them, and it may have to wait for a later one."""
    standing = list(Merge.objects.filter(undone_at__isnull=True).order_by("id"))
    if not standing:
        return
    merge = standing[which % len(standing)]
    try:
        assert unmerge_children(people.li.call(reason="弄错了"), merge_id=merge.id).left == 0
    except MergedAgainSince:
        assert merge != standing[-1], "the last one can always be undone"


@pytest.mark.parametrize("examples", [15, pytest.param(150, marks=pytest.mark.slow)])
def test_all_undone_all_as_before(people: People, examples: int) -> None:
    ids = families(people)
    before = everything(*EVIDENCE)
    merges: list[int] = []

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(steps)
    def sequence(played: list[Step]) -> None:
        for step in played:
            play(people, ids, step)
        merges.append(Merge.objects.filter(undone_at__isnull=True).count())
        while Merge.objects.filter(undone_at__isnull=True).exists():
            part_one(people, -1)
        assert everything(*EVIDENCE) == before

    sequence()
    assert max(merges) >= 2, "sequences of several merges were tried"
