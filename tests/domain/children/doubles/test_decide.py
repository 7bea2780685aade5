"""Who may say whether two records are one child, and what becomes of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from homeward.domain.children.doubles.problems import PairClosed, PairNotDecided
from homeward.domain.children.models import Child, DoublePair
from homeward.domain.children.public import (
    Verdict,
    count_pairs,
    decide_pair,
    get_pair,
    list_pairs,
    merge_children,
    pairs_of_child,
    reopen_pair,
)
from homeward.foundation import clock
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import Target
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.problems import NotFound, NotPermitted
from tests.conftest import NOW
from tests.domain.children.doubles.pairs import only, raised_pair, swept, twice
from tests.domain.children.registers import child, registered
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, People, Persona, given_rows

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db
State = DoublePair.State


def waits_for(who: Persona) -> int:
    return count_pairs(who.ctx).pairs


@pytest.mark.parametrize(
    ("place", "may"),
    [
        (VILLAGE, {"wang", "li", "zhao"}),
        (NEXT_VILLAGE, {"li", "zhao"}),
        (FAR_VILLAGE, {"zhao"}),
    ],
)
def test_who_may_read_both_children_decides_and_nobody_else_learns_of_the_pair(
    people: People, place: str, may: set[str]
) -> None:
    one, _ = twice(people, place)
    swept()
    pair_id = only().id
    for login in ("wang", "sun", "li", "zhao"):
        who = getattr(people, login)
        listed = [line.pair_id for line in list_pairs(who.ctx).pairs]
        assert listed == ([pair_id] if login in may else []), login
        assert waits_for(who) == len(listed)
        if login in may:
            assert get_pair(who.ctx, pair_id=pair_id).pair_id == pair_id
            assert [x.pair_id for x in pairs_of_child(who.ctx, child_id=one)] == [pair_id]
            continue
        with pytest.raises(NotFound):
            get_pair(who.ctx, pair_id=pair_id)
        with pytest.raises(NotFound):
            decide_pair(who.ctx, pair_id=pair_id, verdict=Verdict.SAME)
    assert only().state == State.OPEN


def test_who_is_there_for_pupils_or_a_few_children_is_not_asked(people: People) -> None:
    twice(people, VILLAGE)
    swept()
    for who in (people.zhou, people.lin, people.qian, people.he):
        with pytest.raises(NotPermitted):
            list_pairs(who.ctx)
        with pytest.raises((NotPermitted, NotFound)):
            decide_pair(who.ctx, pair_id=only().id, verdict=Verdict.SAME)


def test_the_list_is_exactly_the_pairs_that_may_be_decided_one_by_one(people: People) -> None:
    homes = (VILLAGE, VILLAGE, NEXT_VILLAGE, NEXT_VILLAGE, FAR_VILLAGE)
    ids = [registered(people.zhao, place, child=child(name=f"陈{name}"), parents=())
           for place, name in zip(homes, "甲乙丙丁戊", strict=True)]  # fmt: skip
    pairs = [raised_pair(a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    for login in ("wang", "sun", "li", "zhao"):
        who = getattr(people, login)
        listed = {line.pair_id for line in list_pairs(who.ctx).pairs}
        singly = {pair.id for pair in pairs if may_decide(who, pair)}
        assert listed == singly, login


def may_decide(who: Persona, pair: DoublePair) -> bool:
    places = Child.objects.filter(pk__in=(pair.one_id, pair.other_id)).values_list("place")
    return all(can(who.actor, "double.decide", Target(place=place)) for (place,) in places)


def test_a_child_who_moved_away_since_takes_the_pair_out_of_sight(people: People) -> None:
    _, other = twice(people, VILLAGE)
    swept()
    with given_rows():
        Child.objects.filter(pk=other).update(place=FAR_VILLAGE)
    assert waits_for(people.wang) == waits_for(people.li) == 0
    assert waits_for(people.zhao) == 1


def test_not_sure_goes_one_level_up(people: People) -> None:
    twice(people, VILLAGE)
    swept()
    pair_id = only().id
    decide_pair(people.wang.ctx, pair_id=pair_id, verdict=Verdict.UNSURE)
    assert (waits_for(people.wang), waits_for(people.li)) == (0, 1)
    mine = list_pairs(people.wang.ctx, decided=True).pairs
    assert [(line.state, line.decided_by) for line in mine] == [(State.UNSURE, "王主任")]
    decide_pair(people.li.ctx, pair_id=pair_id, verdict=Verdict.UNSURE)
    assert (waits_for(people.li), waits_for(people.zhao)) == (0, 1)
    decide_pair(people.zhao.ctx, pair_id=pair_id, verdict=Verdict.UNSURE)
    assert waits_for(people.zhao) == 1, "nobody is above: it stays"


def test_a_director_says_the_same_and_the_supervisor_merges(people: People) -> None:
    one, other = twice(people, VILLAGE)
    swept()
    decide_pair(people.wang.ctx, pair_id=only().id, verdict=Verdict.SAME)
    assert (waits_for(people.wang), waits_for(people.li)) == (0, 1)
    line = list_pairs(people.li.ctx).pairs[0]
    assert (line.state, line.may_merge, line.decided_by) == (State.SAME, True, "王主任")
    assert {record.child_id for record in line.records} == {one, other}
    with pytest.raises(NotPermitted):
        merge_children(people.wang.call(reason="是"), child_id=one, other_id=other)


def test_a_decision_keeps_its_reason_sealed_and_can_be_taken_back(people: People) -> None:
    twice(people)
    swept()
    pair_id = only().id
    with pytest.raises(PairNotDecided):
        reopen_pair(people.li.ctx, pair_id=pair_id)
    ctx = people.li.call(reason="和陈家奶奶核对过")
    decide_pair(ctx, pair_id=pair_id, verdict=Verdict.DIFFERENT)
    assert "奶奶".encode() not in bytes(only().reason or b"")
    line = list_pairs(people.li.ctx, decided=True).pairs[0]
    assert (line.reason, line.state) == ("和陈家奶奶核对过", State.DIFFERENT)
    event = AuditEvent.objects.filter(name="double.decide").latest("seq")
    assert "奶奶" not in str(event.details)
    with pytest.raises(NotFound):
        reopen_pair(people.sun.ctx, pair_id=pair_id)
    reopen_pair(people.li.ctx, pair_id=pair_id)
    now = only()
    assert (now.state, now.decided_by, now.reason) == (State.OPEN, None, None)
    assert waits_for(people.li) == 1


def test_sent_twice_it_is_decided_once(people: People) -> None:
    twice(people)
    swept()
    ctx = people.li.ctx
    for call in (ctx, people.li.call(command_id=ctx.command_id)):
        found = decide_pair(call, pair_id=only().id, verdict=Verdict.DIFFERENT)
        assert found.state == State.DIFFERENT
    assert AuditEvent.objects.filter(name="double.decide").count() == 1


def test_a_pair_that_was_withdrawn_is_not_decided(people: People) -> None:
    twice(people)
    swept()
    pair = only()
    with given_rows():
        DoublePair.objects.update(state=State.WITHDRAWN)
    with pytest.raises(PairClosed):
        decide_pair(people.li.ctx, pair_id=pair.id, verdict=Verdict.SAME)
    with pytest.raises(PairClosed):
        reopen_pair(people.li.ctx, pair_id=pair.id)


def test_the_queue_turns_page_by_page_the_likeliest_first(people: People) -> None:
    ids = [registered(people.wang, child=child(name=f"陈{name}"), parents=(), carer=None,
                      enrolment=None) for name in "甲乙丙丁戊己庚"]  # fmt: skip
    pairs = [raised_pair(a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    seen: list[UUID] = []
    after = None
    while True:
        page = list_pairs(people.wang.ctx, after=after)
        seen += [line.pair_id for line in page.pairs]
        after = page.after
        if after is None:
            break
    assert (len(seen), set(seen), page.total) == (21, {pair.id for pair in pairs}, 21)


def test_the_record_longest_on_the_register_stands_first(people: People) -> None:
    one, other = twice(people)
    with clock.frozen(NOW + timedelta(days=1)):
        swept()
        assert [x.child_id for x in list_pairs(people.li.ctx).pairs[0].records] == [one, other]
