"""Whatever is merged and parted in whatever order, once all is undone every row is as it was."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.domain.care.commands import follow as care
from homeward.domain.care.public import offer_transfer, pause_item, plan_engagement
from homeward.domain.care.words import Engaged, TransferKind
from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.merge.problems import MergedAgainSince
from homeward.domain.children.models import Child, Merge
from homeward.domain.children.public import (
    ChildrenMerged,
    ChildrenParted,
    entrust_care,
    give_notice,
    merge_children,
    record_benefit,
    record_consent,
    unmerge_children,
)
from homeward.domain.children.words import ConsentWay, Decides, Guardianship, Notified
from homeward.domain.needs.commands import follow as needs
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Severity,
    Situation,
    assess,
    file_report,
    open_round,
    record_response,
)
from homeward.foundation import clock
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.ids import new_id
from homeward.foundation.outbox.deliver import SUBSCRIBERS
from tests.domain.care.loops import goal, opened, visits
from tests.domain.children.registers import (
    away,
    child,
    everything,
    father,
    grandmother,
    id_number,
    registered,
)
from tests.domain.needs.seats import answers, raised
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People

from .test_merge import EVIDENCE, WHY

pytestmark = pytest.mark.django_db
TAKEN = (
    "name", "sex", "born_on", "ethnicity", "id_number", "address", "health", "phones", "father",
    "care", "enrolment", "entrusted_care",
)  # fmt: skip
BORN = date(2013, 3, 1)
Step = tuple[str, int, int, tuple[str, ...]]


class _Over(Exception):
    """Ends an example; what it wrote is taken back."""


def _case(people: People, one: UUID) -> None:
    opened(people.li, one)


def _plan(people: People, one: UUID) -> None:
    plan_id = opened(people.li, one).plan_id
    visits(people.li, plan_id)
    goal(people.li, plan_id)
    tomorrow = clock.today() + timedelta(days=1)
    plan_engagement(people.li.ctx, child_id=one, kind=Engaged.VISIT, planned_on=tomorrow)


def _paused(people: People, one: UUID) -> None:
    item = visits(people.li, opened(people.li, one).plan_id)
    pause_item(people.li.call(reason="农忙"), plan_item_id=item.plan_item_id)


def _alerts(people: People, one: UUID) -> None:
    raised(one)
    raised(one, rule="low-mood", reads="protected", owner="counsellor")


def _urgent(people: People, one: UUID) -> None:
    raised(one, severity=Severity.RED)


def _tie(people: People, one: UUID) -> None:
    tie_child(people.li.ctx, child_id=one, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)


def _answers(people: People, one: UUID) -> None:
    record_response(
        people.li.ctx, child_id=one, instrument="who-5", informant=Informant.CHILD,
        answers=answers("who-5", 3),
    )  # fmt: skip


def _assessed(people: People, one: UUID) -> None:
    assess(people.li.ctx, child_id=one, rating=Guardianship.POOR, note="奶奶年纪大了")


def _agreed(people: People, one: UUID) -> None:
    entrust_care(
        people.li.ctx, child_id=one, adult=AdultDraft(name="陈大伯"), signed_on=clock.today(),
        child_heard=True,
    )  # fmt: skip
    give_notice(people.li.ctx, child_id=one, to=Notified.SCHOOL)
    record_benefit(people.li.ctx, child_id=one, kind="dibao", received=True)


def _report(people: People, one: UUID) -> None:
    file_report(
        people.li.ctx, child_id=one, situation=Situation.VIOLENCE, certainty=Certainty.SUSPECTED,
        what="手臂有伤",
    )  # fmt: skip


def _offered(people: People, one: UUID) -> None:
    offer_transfer(people.li.ctx, child_id=one, kind=TransferKind.FAMILY, to_text="邻省某县")


def _unwilling(people: People, one: UUID) -> None:
    record_consent(
        people.li.ctx, child_id=one, purpose="caseload", given=False, by=Decides.GUARDIAN,
        way=ConsentWay.PAPER, who="刘秀英",
    )  # fmt: skip


DONE: tuple[Callable[[People, UUID], None], ...] = (
    _alerts, _urgent, _tie, _answers, _assessed, _agreed, _report, _offered,
    _unwilling,
)  # fmt: skip
KNOWN: tuple[dict[str, Any], ...] = (
    {},
    {"parents": (father(away(), phones=()),)},
    {"parents": (), "carer": None, "enrolment": None},
    {"carer": grandmother(rating="poor")},
)
records = st.fixed_dictionaries(
    {
        "place": st.sampled_from([VILLAGE, NEXT_VILLAGE]),
        "name": st.sampled_from(["陈小溪", "陈小西", "陈晓溪"]),
        "own": st.sampled_from(
            [{}, {"ethnicity": "苗族"}, {"address": "三组", "health": "healthy"}]
        ),
        "numbered": st.booleans(),
        "known": st.sampled_from(KNOWN),
        "care": st.sampled_from([None, _case, _plan, _plan, _paused]),
        "done": st.sets(st.sampled_from(DONE)).map(lambda chosen: sorted(chosen, key=DONE.index)),
        "screened": st.booleans(),
    }
)
families = st.lists(records, min_size=3, max_size=4)
steps = st.lists(
    st.tuples(
        st.sampled_from(["merge", "merge", "part"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.lists(st.sampled_from(TAKEN), unique=True, max_size=3).map(tuple),
    ),
    min_size=2,
    max_size=6,
)


def written_down(people: People, family: list[dict[str, Any]]) -> list[UUID]:
    """Records that may be one child, with what was done for each."""
    ids = []
    for at, one in enumerate(family):
        number = {"id_number": id_number(BORN, 12 + 2 * at)} if one["numbered"] else {}
        own = child(name=one["name"], born_on=BORN, **one["own"], **number)
        ids.append(registered(people.li, one["place"], **{"child": own, **one["known"]}))
    screening = open_round(
        people.li.ctx, place=TOWNSHIP, title="秋季筛查", instruments=("who-5",),
        informant=Informant.CHILD, due_on=clock.today(),
    )  # fmt: skip
    for child_id, one in zip(ids, family, strict=True):
        if one["care"]:
            one["care"](people, child_id)
        for act in one["done"]:
            act(people, child_id)
        if one["screened"]:
            record_response(
                people.li.ctx, child_id=child_id, instrument="who-5", informant=Informant.CHILD,
                answers=answers("who-5", 2), round_id=screening.round_id,
            )  # fmt: skip
    return ids


def play(people: People, ids: list[UUID], step: Step) -> None:
    """One act of the sequence, where the present state allows it."""
    what, one, other, take = step
    if what == "part":
        part_one(people, one)
        return
    one, other = one % len(ids), other % len(ids)
    merged = Child.objects.filter(pk__in=ids, merged_into__isnull=False)
    gone = set(merged.values_list("id", flat=True))
    if one != other and not {ids[one], ids[other]} & gone:
        event = merge_children(
            people.li.call(reason=WHY), child_id=ids[one], other_id=ids[other], take=take
        )
        followed(event)


def part_one(people: People, which: int) -> None:
    """Undo one of the merges that stand: any of them, and it may have to wait for a later one."""
    standing = list(Merge.objects.filter(undone_at__isnull=True).order_by("id"))
    if not standing:
        return
    merge = standing[which % len(standing)]
    try:
        event = unmerge_children(people.li.call(reason="弄错了"), merge_id=merge.id)
    except MergedAgainSince:
        assert merge != standing[-1], "the last one can always be undone"
    else:
        assert event.left == 0
        followed(event)


def followed(event: ChildrenMerged | ChildrenParted) -> None:
    """What the jobs do a moment later: records stand where their child does."""
    for tell in SUBSCRIBERS[type(event)]:
        if tell.__module__ in (needs.__name__, care.__name__):
            tell(event, new_id())


@pytest.mark.parametrize("examples", [25, pytest.param(150, marks=pytest.mark.slow)])
def test_all_undone_all_as_before(people: People, examples: int) -> None:
    merges: list[int] = []
    assert people.li != people.lin, "appointed before the first example, which is taken back"

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(families, steps)
    def sequence(family: list[dict[str, Any]], played: list[Step]) -> None:
        with pytest.raises(_Over), transaction.atomic():
            ids = written_down(people, family)
            before = everything(*EVIDENCE)
            for step in played:
                play(people, ids, step)
            merges.append(Merge.objects.filter(undone_at__isnull=True).count())
            while Merge.objects.filter(undone_at__isnull=True).exists():
                part_one(people, -1)
            after = everything(*EVIDENCE)
            assert {t for t in after if after[t] != before[t]} == set()
            raise _Over

    sequence()
    assert max(merges) >= 2, "sequences of several merges were tried"
