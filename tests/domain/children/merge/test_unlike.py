"""Two records that know different things: what is filled, what bears a number, what was believed when."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from homeward.domain.care.models import Case, PlanItem, Review, Task
from homeward.domain.care.public import case_of_child, pause_item, plan_of_child
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.erasure.commands import ask_erasure
from homeward.domain.children.merge.problems import ErasureUnderWay, NumberTaken
from homeward.domain.children.models import AdultDetails, Child, HeldRow, Kin, Particulars
from homeward.domain.children.problems import AlreadyRegistered
from homeward.domain.children.public import (
    ChildrenMerged,
    check_roll,
    commit_roll,
    consents_of,
    correct_child,
    get_belief,
    get_child,
    list_merges,
    register_child,
    search_children,
    undo_roll,
    unmerge_children,
    what_follows,
    what_stays,
)
from homeward.domain.children.roll.problems import RollBuiltOn
from homeward.domain.children.words import ConsentState
from homeward.domain.needs.commands import consents
from homeward.domain.needs.models import Alert, Report, Seat
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Severity,
    Situation,
    file_report,
    get_round,
    list_alerts,
    open_round,
    standing_alerts,
)
from homeward.domain.needs.words import SeatState
from homeward.domain.watch.listen import on_parting
from homeward.foundation import clock
from homeward.foundation.access.models import Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.problems import NotPermitted
from tests.domain.care.loops import opened, visits
from tests.domain.children.consent.test_consent import say
from tests.domain.children.registers import away, child, father, grandmother, id_number, registered
from tests.domain.needs.seats import raised
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, TOWNSHIP, VILLAGE, People

from .test_merge import merged, twice

pytestmark = pytest.mark.django_db
NUMBER = id_number(date(2015, 3, 1))
OTHER_NUMBER = id_number(date(2015, 3, 1), 14)


def numbered(people: People, number: str = NUMBER, name: str = "陈小西") -> UUID:
    """A record of the next village with a number."""
    draft = ParticularsDraft(name=name, id_number=number, address="三组12号", health="healthy")
    return register_child(people.li.ctx, place=NEXT_VILLAGE, child=draft).child_id


def now(child_id: UUID) -> Particulars:
    return Particulars.objects.now().get(child_id=child_id)


def undo(people: People, merge_id: UUID) -> int:
    return unmerge_children(people.li.call(reason="弄错了"), merge_id=merge_id).left


def test_what_nobody_knew_of_the_kept_record_is_filled_from_the_other(people: People) -> None:
    kept = register_child(people.wang.ctx, place=VILLAGE, child=child(ethnicity="汉族")).child_id
    gone = numbered(people)
    merge_id = merged(people.li, kept, gone)
    row = now(kept)
    assert (row.name, row.ethnicity, row.health) == ("陈小溪", "汉族", "healthy")
    assert row.id_number
    assert row.address
    found = search_children(people.li.ctx, q=NUMBER).hits
    assert [hit.child.child_id for hit in found] == [kept]
    undo(people, merge_id)
    assert now(kept).id_number is None
    assert [h.child.child_id for h in search_children(people.li.ctx, q=NUMBER).hits] == [gone]


def test_whom_the_other_record_names_may_be_taken(people: People) -> None:
    kept = registered(people.wang)
    other = father(away(), name="陈二山", phones=())
    gone = registered(people.li, NEXT_VILLAGE, parents=(other,), carer=None)
    merge_id = merged(people.li, kept, gone, take=("father",))
    kin = Kin.objects.now().filter(child_id=kept, until__isnull=True)
    names = AdultDetails.objects.now().filter(adult_id__in=kin.values("adult_id"))
    assert {"陈二山", "刘秀英"} <= set(names.values_list("name", flat=True))
    assert "陈大山" not in set(names.values_list("name", flat=True))
    assert undo(people, merge_id) == 0
    page = get_child(people.li.ctx, child_id=kept)
    assert [one.name for one in page.home.parents][:2] == ["陈大山", "刘秀英"]


def test_two_numbers_stay_known_and_neither_is_registered_again(people: People) -> None:
    kept, gone = numbered(people, OTHER_NUMBER, "陈小溪"), numbered(people)
    merged(people.li, kept, gone)
    assert Child.objects.exclude(id_index="").count() == 2
    with pytest.raises(AlreadyRegistered):
        numbered(people, name="陈晓溪")
    correct_child(people.li.ctx, child_id=kept, id_number=NUMBER)
    assert Child.objects.exclude(id_index="").values_list("id", flat=True).get() == kept


def test_a_number_that_another_child_bears_now_must_be_settled_first(people: People) -> None:
    kept, gone = numbered(people, OTHER_NUMBER, "陈小溪"), numbered(people)
    merge_id = merged(people.li, kept, gone)
    correct_child(people.li.ctx, child_id=kept, id_number=NUMBER)
    with pytest.raises(NumberTaken):
        undo(people, merge_id)
    correct_child(people.li.ctx, child_id=kept, id_number=OTHER_NUMBER)
    undo(people, merge_id)
    assert Child.objects.exclude(id_index="").count() == 2


def test_a_child_is_found_by_the_merged_record_s_name(people: People) -> None:
    kept = registered(people.wang)
    gone = registered(people.li, NEXT_VILLAGE, child=child(name="陈晓西"))
    merge_id = merged(people.li, kept, gone)

    def found() -> list[UUID]:
        return [hit.child.child_id for hit in search_children(people.li.ctx, q="陈晓西").hits]

    assert found() == [kept]
    correct_child(people.li.ctx, child_id=kept, name="陈溪")
    assert found() == [kept]
    undo(people, merge_id)
    assert found() == [gone]


def test_what_was_believed_before_the_merge_is_what_the_kept_record_said(people: People) -> None:
    kept, gone = twice(people)
    before = get_belief(people.li.ctx, child_id=kept, known_at=clock.now())
    assert before
    with clock.frozen(clock.now() + timedelta(days=1)):
        merged(people.li, kept, gone)
    assert get_belief(people.li.ctx, child_id=kept, known_at=clock.now()) == before


def test_what_stands_is_shown_though_the_other_record_was_made_later(people: People) -> None:
    kept = registered(people.wang)
    mine = opened(people.li, kept)
    with clock.frozen(clock.now() + timedelta(days=3)):
        gone = registered(people.li, NEXT_VILLAGE, child=child(name="陈小西"))
        opened(people.li, gone)
        merged(people.li, kept, gone)
        page = get_child(people.li.ctx, child_id=kept)
        plan = plan_of_child(people.li.ctx, child_id=kept)
        cases = case_of_child(people.li.ctx, child_id=kept).cases
    name = next(line for line in page.facts if line.field == "name")
    assert (name.value, [old.value for old in name.earlier]) == ("陈小溪", ["陈小西"])
    assert plan
    assert plan.plan_id == mine.plan_id
    assert next(case.case_id for case in cases) == mine.case_id


def test_a_report_stays_where_it_was_filed(people: People) -> None:
    kept, gone = twice(people)
    filed = file_report(
        people.li.ctx, child_id=gone, situation=Situation.VIOLENCE, certainty=Certainty.SUSPECTED,
        what="手臂有伤",
    )  # fmt: skip
    merged(people.li, kept, gone)
    report = Report.objects.get(pk=filed.report_id)
    assert (report.child_id, report.place) == (kept, NEXT_VILLAGE)


def test_an_old_id_leads_on_where_nothing_else_is_asked_for(people: People) -> None:
    kept, gone = twice(people)
    raised(gone)
    merged(people.li, kept, gone)
    assert {line.child_id for line in list_alerts(people.li.ctx, child_id=gone).alerts} == {kept}
    filed = file_report(
        people.wang.ctx, child_id=gone, situation=Situation.VIOLENCE,
        certainty=Certainty.SUSPECTED, what="手臂有伤",
    )  # fmt: skip
    assert Report.objects.get(pk=filed.report_id).child_id == kept


def test_the_more_urgent_of_two_alerts_goes_on_and_stands(people: People) -> None:
    kept, gone = twice(people)
    raised(kept)
    raised(gone, severity=Severity.RED)
    merge_id = merged(people.li, kept, gone)
    alert = Alert.objects.get(decided_at__isnull=True)
    assert (alert.child_id, alert.severity) == (kept, Severity.RED)
    assert not standing_alerts([kept])[kept, alert.rule].decided
    undo(people, merge_id)
    assert Alert.objects.filter(decided_at__isnull=True, why__isnull=True).count() == 2


def test_of_two_seats_in_a_round_one_is_counted(people: People) -> None:
    kept, gone = twice(people)
    opened_round = open_round(
        people.li.ctx, place=TOWNSHIP, title="秋季筛查", instruments=("who-5",),
        informant=Informant.CHILD, due_on=clock.today(),
    )  # fmt: skip
    before = get_round(people.li.ctx, round_id=opened_round.round_id)
    merge_id = merged(people.li, kept, gone)
    page = get_round(people.li.ctx, round_id=opened_round.round_id)
    assert page.round.children == before.round.children - 1
    assert gone not in {seat.child_id for seat in page.seats}
    undo(people, merge_id)
    assert get_round(people.li.ctx, round_id=opened_round.round_id) == before
    assert Seat.objects.filter(child_id=gone, place=NEXT_VILLAGE).count() == 1


def test_the_earlier_review_and_visit_count_and_no_other_task_is_lost(people: People) -> None:
    kept, gone = twice(people)
    theirs = opened(people.li, gone)
    visits(people.li, theirs.plan_id)
    early = set(Task.objects.values_list("recurrence", "due_on"))
    with clock.frozen(clock.now() + timedelta(days=5)):
        mine = opened(people.li, kept)
        visits(people.li, mine.plan_id)
        merged(people.li, kept, gone)
    waiting = Task.objects.filter(state="todo")
    assert set(waiting.values_list("recurrence", "due_on")) == early
    assert Review.objects.get(state="due").due_on == Review.objects.get(state="dropped").due_on


def test_a_programme_that_runs_goes_on_where_the_kept_plan_had_paused_it(people: People) -> None:
    kept, gone = twice(people)
    mine, theirs = opened(people.li, kept), opened(people.li, gone)
    paused = visits(people.li, mine.plan_id).plan_item_id
    pause_item(people.li.call(reason="农忙"), plan_item_id=paused)
    running = visits(people.li, theirs.plan_id).plan_item_id
    merged(people.li, kept, gone)
    item = PlanItem.objects.get(state="running")
    assert (item.id, item.plan_id) == (running, mine.plan_id)
    assert Task.objects.filter(origin_id=running, state="todo").exists()
    assert Case.objects.get(state="open").id == mine.case_id


def test_a_roll_that_tells_news_under_the_old_name_asks_a_person(people: People) -> None:
    head = "姓名,性别,出生日期,村,年级\n"

    def import_roll(rows: str) -> tuple[int, int, int]:
        data = (head + rows).encode("utf-8-sig")
        batch = check_roll(people.wang.ctx, place=VILLAGE, filename="roll.csv", data=data)
        done = commit_roll(people.wang.ctx, batch_id=batch.batch_id)
        return done.created, done.updated, HeldRow.objects.filter(state="open").count()

    import_roll("李小禾,女,2015-03-01,清溪村,三年级\n李小荷,女,2015-03-01,清溪村,三年级\n")
    kept, gone = (Child.objects.get(name=name).id for name in ("李小禾", "李小荷"))
    merged(people.li, kept, gone)
    assert import_roll("李小荷,女,2015-03-01,清溪村,四年级\n") == (0, 0, 1)
    assert HeldRow.objects.get(state="open").double_of == kept


def test_a_roll_elsewhere_finds_the_child_by_the_merged_record_s_number(people: People) -> None:
    kept, gone = numbered(people, OTHER_NUMBER, "陈小溪"), numbered(people)
    merged(people.li, kept, gone)
    data = f"姓名,性别,出生日期,身份证号,村\n陈小西,女,2015-03-01,{NUMBER},白石村\n"
    place = FAR_VILLAGE
    batch = check_roll(
        people.zhao.ctx, place=place, filename="roll.csv", data=data.encode("utf-8-sig")
    )
    done = commit_roll(people.zhao.ctx, batch_id=batch.batch_id)
    assert done.created == 0


def test_a_family_s_no_is_not_lost_and_ends_the_other_record_s_tie(people: People) -> None:
    kept, gone = twice(people)
    say(people.li, gone, "caseload", given=False)
    tie_child(people.li.ctx, child_id=kept, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    merge_id = merged(people.li, kept, gone)
    assert not Tie.objects.filter(subject_id=kept, until__isnull=True).exists()
    undo(people, merge_id)
    assert Tie.objects.filter(subject_id=kept, until__isnull=True).exists()


def test_of_two_answers_to_a_purpose_the_later_counts(people: People) -> None:
    kept, gone = twice(people)
    for later, earlier in ((kept, gone), (gone, kept)):
        say(people.li, later, "screening", given=False)
        say(people.li, earlier, "screening", given=True, on=clock.today() - timedelta(days=9))
        merge_id = merged(people.li, kept, gone)
        said = {line.purpose: line.state for line in consents_of(people.li.ctx, child_id=kept)}
        assert said["screening"] == ConsentState.REFUSED
        undo(people, merge_id)


def test_who_said_no_is_not_asked_at_the_other_record_s_seat(people: People) -> None:
    kept, gone = twice(people)
    open_round(
        people.li.ctx, place=VILLAGE, title="秋季筛查", instruments=("who-5",),
        informant=Informant.CHILD, due_on=clock.today(),
    )  # fmt: skip
    say(people.li, gone, "screening", given=False)
    merge_id = merged(people.li, kept, gone)
    event = ChildrenMerged(kept, gone, merge_id, 0)
    consents.on_merge(event, merge_id)
    assert Seat.objects.get(child_id=kept).state == SeatState.REFUSED


def test_a_roll_is_not_undone_beneath_a_merge(people: People) -> None:
    data = "姓名,性别,出生日期,村\n李小禾,女,2015-03-01,清溪村\n".encode("utf-8-sig")
    batch = check_roll(people.wang.ctx, place=VILLAGE, filename="roll.csv", data=data).batch_id
    commit_roll(people.wang.ctx, batch_id=batch)
    from_roll = Child.objects.get(name="李小禾").id
    by_hand = registered(people.wang)
    for kept, gone in ((from_roll, by_hand), (by_hand, from_roll)):
        merge_id = merged(people.li, kept, gone)
        with pytest.raises(RollBuiltOn):
            undo_roll(people.li.ctx, batch_id=batch)
        undo(people, merge_id)
    assert undo_roll(people.li.ctx, batch_id=batch).removed == 1


def test_while_an_erasure_is_asked_for_nothing_is_merged(people: People) -> None:
    kept, gone = twice(people)
    ask_erasure(people.zhao.call(reason="家长申请"), child_id=gone)
    with pytest.raises(ErasureUnderWay):
        merged(people.li, kept, gone)


def test_who_may_not_act_for_the_other_village_may_not_part_them(people: People) -> None:
    kept = registered(people.wang)
    far = registered(people.zhao, FAR_VILLAGE, child=child(name="陈小西"))
    merge_id = merged(people.zhao, kept, far)
    with pytest.raises(NotPermitted):
        undo(people, merge_id)
    assert [line.may_part for line in list_merges(people.li.ctx, child_id=kept)] == [False]
    assert [line.may_part for line in list_merges(people.zhao.ctx, child_id=kept)] == [True]


def test_a_record_that_stands_alone_again_is_looked_at_again(people: People) -> None:
    kept = registered(people.wang)
    gone = registered(people.li, NEXT_VILLAGE, carer=grandmother(rating="poor"))
    merge_id = merged(people.li, kept, gone)
    parted = unmerge_children(people.li.call(reason="弄错了"), merge_id=merge_id)
    assert not Alert.objects.exists()
    on_parting(parted, merge_id)
    assert set(Alert.objects.values_list("child_id", flat=True)) == {gone}


def test_what_will_follow_and_what_will_stay_is_told_by_table(people: People) -> None:
    kept, gone = twice(people)
    raised(gone)
    raised(gone, rule="low-mood", reads="protected")
    visits(people.li, opened(people.li, gone).plan_id)
    follows = dict(what_follows(people.li.ctx, child_id=kept, other_id=gone))
    assert follows["needs.Alert"] == 1, "what the reader may not read is not counted"
    assert follows["care.Case"] == follows["care.PlanItem"] == 1
    merge_id = merged(people.li, kept, gone)
    assert what_stays(people.li.ctx, merge_id=merge_id) == ()
    raised(kept, rule="contact-gap")
    assert what_stays(people.li.ctx, merge_id=merge_id) == (("needs.Alert", 1),)
    with pytest.raises(NotPermitted):
        what_follows(people.wang.ctx, child_id=kept, other_id=gone)
