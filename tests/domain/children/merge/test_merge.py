"""Two records of one child: everything comes along, the old id stays good, all of it can be undone."""

from uuid import UUID

import pytest

from homeward.domain.care.models import Case, Goal, PlanItem, Step, Task
from homeward.domain.care.public import close_case
from homeward.domain.care.words import Closure
from homeward.domain.children.about import tables
from homeward.domain.children.merge.book import LEFT
from homeward.domain.children.merge.giving_way import GIVING_WAY, once
from homeward.domain.children.merge.problems import (
    AlreadyParted,
    FieldNotOffered,
    KeepTheOneOnTheRegister,
    MergedAgainSince,
    SameRecord,
)
from homeward.domain.children.models import Child, Kin, MergeRow, Particulars, Status
from homeward.domain.children.public import (
    check_roll,
    commit_roll,
    correct_child,
    count_children,
    exit_child,
    get_child,
    get_headline,
    list_children,
    merge_children,
    unmerge_children,
)
from homeward.domain.children.words import ExitCause
from homeward.domain.needs.models import Alert
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import Invalid, NotFound, NotPermitted
from tests.domain.care.loops import goal, opened, visits
from tests.domain.children.registers import away, child, everything, father, registered
from tests.domain.needs.seats import raised
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, People, Persona

pytestmark = pytest.mark.django_db

EVIDENCE = (
    "audit_event", "audit_head", "command_log", "crypto_subject_key", "outbox_message", "children_headcount",
    "children_merge", "children_merge_row",
)  # fmt: skip
WHY = "同一个孩子，学校和村里各登记了一次"


def merged(by: Persona, kept: UUID, gone: UUID, **more: object) -> UUID:
    return merge_children(by.call(reason=WHY), child_id=kept, other_id=gone, **more).merge_id  # type: ignore[arg-type]


def twice(people: People, place: str = NEXT_VILLAGE) -> tuple[UUID, UUID]:
    """陈小溪 as the village wrote her down, and 陈小西 as the next village did."""
    kept = registered(people.wang)
    other = child(name="陈小西", ethnicity="苗族")
    gone = registered(people.li, place, child=other, parents=(father(away(), phones=()),))
    return kept, gone


def test_what_the_other_record_alone_knows_is_known_of_the_child(people: People) -> None:
    kept = registered(people.wang, parents=(), carer=None, enrolment=None)
    gone = registered(people.li, NEXT_VILLAGE)
    merged(people.li, kept, gone)
    page = get_child(people.li.ctx, child_id=kept)
    assert [adult.name for adult in page.home.parents] == ["陈大山", "刘秀英"]
    assert page.school and page.school.grade == 5
    assert page.place == VILLAGE


def test_what_both_know_stays_as_the_kept_one_says_unless_taken(people: People) -> None:
    kept, gone = twice(people)
    merged(people.li, kept, gone, take=("ethnicity",))
    now = Particulars.objects.now().get(child_id=kept)
    assert (now.name, now.ethnicity) == ("陈小溪", "苗族")
    assert Kin.objects.now().filter(child_id=kept, kinship="father").count() == 1
    assert Particulars.objects.filter(child_id=kept).count() == 3, (
        "what was believed stays readable"
    )


def test_the_old_record_stands_nowhere_and_its_id_leads_to_the_child(people: People) -> None:
    kept, gone = twice(people)
    before = count_children(people.li.ctx).children
    merged(people.li, kept, gone)
    assert get_child(people.li.ctx, child_id=gone).child_id == kept
    correct_child(people.li.ctx, child_id=gone, health="healthy")
    assert Particulars.objects.now().get(child_id=kept).health == "healthy"
    for present in (True, False):
        shown = list_children(people.li.ctx, present=present).children
        assert gone not in {line.child_id for line in shown}
    assert count_children(people.li.ctx).children == before - 1
    assert not Status.objects.filter(child_id=gone, ended_at__isnull=True).exists()


def test_records_of_records_lead_to_the_last_one(people: People) -> None:
    kept, gone = twice(people)
    third = registered(people.li, NEXT_VILLAGE, child=child(name="陈晓溪"))
    merged(people.li, gone, third)
    merged(people.li, kept, gone)
    assert get_headline(people.li.ctx, child_id=third).child_id == kept


def test_both_had_a_case_and_one_goes_on_with_both_plans(people: People) -> None:
    kept, gone = twice(people)
    mine, theirs = opened(people.li, kept), opened(people.li, gone)
    visits(people.li, mine.plan_id)
    visits(people.li, theirs.plan_id)
    visits(people.li, theirs.plan_id, programme="s13.benefit_help", rules=())
    goal(people.li, theirs.plan_id)
    merged(people.li, kept, gone)
    assert Case.objects.get(pk=theirs.case_id).cause == Closure.MERGED
    assert Case.objects.get(child_id=kept, state="open").id == mine.case_id
    running = PlanItem.objects.filter(plan_id=mine.plan_id).exclude(state="ended")
    assert {item.programme for item in running} == {"s05.home_visit", "s13.benefit_help"}
    assert Goal.objects.get(state="open").plan_id == mine.plan_id
    waiting = Task.objects.filter(state="todo")
    assert {task.child_id for task in waiting} == {kept}
    reviews = waiting.filter(origin="review")
    assert reviews.count() == 1, "one plan is reviewed once"
    assert not Step.objects.filter(child_id=gone).exists()


def test_a_person_cannot_close_a_case_as_merged(people: People) -> None:
    case = opened(people.wang, people.child_id)
    with pytest.raises(Invalid):
        close_case(people.wang.call(reason=WHY), case_id=case.case_id, cause=Closure.MERGED)


def test_one_alert_of_a_rule_goes_on(people: People) -> None:
    kept, gone = twice(people)
    raised(kept)
    raised(gone)
    raised(gone, rule="contact-gap")
    merged(people.li, kept, gone)
    standing = Alert.objects.filter(decided_at__isnull=True)
    assert {(alert.child_id, alert.rule) for alert in standing} == {
        (kept, "guardianship-poor"), (kept, "contact-gap"),
    }  # fmt: skip


@pytest.mark.parametrize("place", [VILLAGE, NEXT_VILLAGE])
def test_undone_both_records_are_exactly_as_they_were(people: People, place: str) -> None:
    kept, gone = twice(people, place)
    for one in (kept, gone):
        case = opened(people.li, one)
        visits(people.li, case.plan_id)
        goal(people.li, case.plan_id)
        raised(one)
        tie_child(people.li.ctx, child_id=one, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    before = everything(*EVIDENCE)
    merge_id = merged(people.li, kept, gone, take=("name", "ethnicity"))
    assert everything(*EVIDENCE) != before
    left = unmerge_children(people.li.call(reason="弄错了"), merge_id=merge_id).left
    assert left == 0
    assert everything(*EVIDENCE) == before


def test_what_was_recorded_since_stays_with_the_kept_child(people: People) -> None:
    kept, gone = twice(people)
    merge_id = merged(people.li, kept, gone)
    correct_child(people.li.ctx, child_id=kept, name="陈小溪溪")
    unmerge_children(people.li.call(reason="弄错了"), merge_id=merge_id)
    names = dict(Child.objects.values_list("id", "name"))
    assert (names[kept], names[gone]) == ("陈小溪溪", "陈小西")
    assert set(Child.objects.filter(pk__in=[kept, gone]).values_list("present", "merged_into")) == {
        (True, None)
    }


def test_merges_of_one_child_are_undone_last_first(people: People) -> None:
    kept, gone = twice(people)
    third = registered(people.li, NEXT_VILLAGE, child=child(name="陈晓溪"))
    first, last = merged(people.li, kept, gone), merged(people.li, kept, third)
    with pytest.raises(MergedAgainSince):
        unmerge_children(people.li.call(reason="弄错了"), merge_id=first)
    for merge_id in (last, first):
        unmerge_children(people.li.call(reason="弄错了"), merge_id=merge_id)
    with pytest.raises(AlreadyParted):
        unmerge_children(people.li.call(reason="弄错了"), merge_id=first)


def test_a_roll_that_still_names_the_old_record_changes_nothing(people: People) -> None:
    roll = (
        "姓名,性别,出生日期,村,父亲姓名\n"
        "李小禾,女,2015-03-01,清溪村,李大山\n李小荷,女,2015-03-01,清溪村,李大山\n"
    ).encode("utf-8-sig")

    def import_roll() -> tuple[int, int]:
        batch = check_roll(people.wang.ctx, place=VILLAGE, filename="roll.csv", data=roll)
        done = commit_roll(people.wang.ctx, batch_id=batch.batch_id)
        return done.created, done.updated

    assert import_roll() == (2, 0)
    first, second = Child.objects.order_by("registered_at", "id").values_list("id", flat=True)
    merged(people.li, first, second)
    assert import_roll() == (0, 0)
    assert Child.objects.filter(present=True).count() == 1


def test_a_director_and_a_stranger_may_not(people: People) -> None:
    kept, gone = twice(people, VILLAGE)
    with pytest.raises(NotPermitted):
        merged(people.wang, kept, gone)
    with pytest.raises(NotFound):
        merged(people.sun, kept, gone)


def test_both_records_must_lie_in_ones_area(people: People) -> None:
    kept = registered(people.wang)
    far = registered(people.zhao, FAR_VILLAGE, child=child(name="陈小西"))
    with pytest.raises(NotFound):
        merged(people.li, kept, far)
    merged(people.zhao, kept, far)


def test_refused_with_the_reason(people: People) -> None:
    kept, gone = twice(people)
    with pytest.raises(ReasonMissing):
        merge_children(people.li.ctx, child_id=kept, other_id=gone)
    with pytest.raises(SameRecord):
        merged(people.li, kept, kept)
    with pytest.raises(FieldNotOffered):
        merged(people.li, kept, gone, take=("place",))
    exit_child(people.li.ctx, child_id=gone, cause=ExitCause.ERROR)
    with pytest.raises(KeepTheOneOnTheRegister):
        merged(people.li, gone, kept)
    merged(people.li, kept, gone)
    with pytest.raises(SameRecord):
        merged(people.li, kept, gone)


def test_the_audit_names_no_value(people: People) -> None:
    kept, gone = twice(people)
    merged(people.li, kept, gone, take=("name",))
    details = AuditEvent.objects.get(name="child.merge").details
    assert str(gone) in details
    assert "陈" not in details
    kept_columns = [row.columns or "" for row in MergeRow.objects.all()]
    assert not any("陈" in text for text in kept_columns)


def test_every_table_of_which_a_child_has_one_says_how_it_gives_way() -> None:
    needed = {t.model for t in tables() if t.model not in LEFT and [*once(t)]}
    assert needed == set(GIVING_WAY)
