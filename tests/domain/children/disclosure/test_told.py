"""Every table is told to a family or has its reason; protected things are told to nobody."""

from typing import Any
from uuid import UUID

import pytest

from homeward.domain.care.public import hold_engagement
from homeward.domain.care.words import Present
from homeward.domain.children.disclosure.told import (
    UNTOLD,
    WORDINGS,
    family_classes,
    not_told,
    tables_held,
    tells,
)
from homeward.domain.children.models import AdultDetails, Child, ErasureRequest, Kin, Particulars
from homeward.domain.children.public import (
    HeldPage,
    ask_correction,
    correct_child,
    enrol_child,
    held_about,
    list_readings,
    merge_children,
)
from homeward.domain.children.queries.family import phones_of
from homeward.domain.children.words import HeldSection, Kinship, Source
from homeward.domain.needs.models import Alert, Report, Response, Score
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Situation,
    file_report,
    get_report,
    record_response,
)
from homeward.foundation import clock
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.ids import new_id
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.care.loops import care_records
from tests.domain.care.people import mother as parent_account
from tests.domain.children.registers import away, child, father, grandmother, mother, registered
from tests.domain.needs.seats import PROTECTED, answers, raised
from tests.personas import People, Persona, given_rows

pytestmark = pytest.mark.django_db

NOTED = "邻居李婶说奶奶常不在家"

WHY = "孩子母亲来办公室要求查看"
REPORTED, ACCUSED, LOW_MOOD, CONFIDED = (
    "手臂青紫若干处",
    "隔壁老莫",
    "情绪低落提示",
    "其实想妈妈回来",
)


def lived(people: People) -> Persona:
    """A child of whom every room holds something, protected things too; its mother has an account."""
    people.child_id = registered(
        people.wang, child=child(address="三组西头99号"),
        parents=(father(), mother(away(), name="刘秀英")), carer=grandmother(),
    )  # fmt: skip
    enrol_child(people.zhao.ctx, child_id=people.child_id, school_id=people.school_id)
    record_response(
        people.wu.ctx, child_id=people.child_id, instrument="who-5", informant=Informant.CHILD,
        answers=answers("who-5", 1),
    )  # fmt: skip
    raised(people.child_id)
    raised(people.child_id, **PROTECTED, title={"zh": LOW_MOOD, "en": LOW_MOOD})
    assert people.he
    file_report(
        people.wang.ctx, child_id=people.child_id, situation=Situation.VIOLENCE,
        certainty=Certainty.SUSPECTED, what=REPORTED, by_whom=ACCUSED,
    )  # fmt: skip
    made = care_records(people)
    hold_engagement(
        people.wang.ctx, engagement_id=made["engagement_id"], held_on=clock.today(),
        with_whom=(Present.CHILD,), text=NOTED, child_words=CONFIDED,
    )  # fmt: skip
    return parent_account(people)


def text(held: HeldPage) -> str:
    """Everything on the page."""
    entries = [entry for part in held.parts for entry in part.entries]
    said = [f"{one.label}：{one.value}" for entry in entries for one in entry.said]
    return "\n".join([*(entry.title for entry in entries), *said])


def test_every_table_is_told_or_says_why_not() -> None:
    known = set(WORDINGS) | set(UNTOLD)
    assert tables_held() - known == set(), (
        "say in this room's telling.py how it is told, or why not"
    )
    assert known - tables_held() == set(), "stale: it holds nothing of a child any more"
    assert all(str(why).strip() for why in UNTOLD.values())
    assert len(known) > 40


def test_a_table_is_told_once() -> None:
    with pytest.raises(TypeError):
        tells(Particulars, HeldSection.WHO)(lambda row, names: None)
    with pytest.raises(TypeError):
        not_told("weil", Report)


def test_reports_and_answers_are_told_to_nobody() -> None:
    assert {Report, Score} <= set(UNTOLD)
    assert FieldClass.PROTECTED not in family_classes()


def test_a_parent_sees_all_of_the_own_child(people: People) -> None:
    liu = lived(people)
    held = held_about(liu.ctx, child_id=people.child_id)
    said = text(held)
    for word in ("陈小溪", "三组西头99号", "刘秀英", "清溪中心小学", "监护情况差"):
        assert word in said, word
    filled = {part.section for part in held.parts if part.entries}
    assert filled >= {
        HeldSection.WHO, HeldSection.FAMILY, HeldSection.SCHOOL, HeldSection.PARENTS,
        HeldSection.CARERS, HeldSection.STANDING, HeldSection.SCREENING, HeldSection.PLANS,
        HeldSection.ALERTS,
    }  # fmt: skip
    assert {part.section for part in held.parts} == set(HeldSection), "nothing held is told too"


def test_what_is_protected_is_nowhere(people: People) -> None:
    liu = lived(people)
    assert Report.objects.exists() and Response.objects.filter(reads="protected").exists()
    assert Alert.objects.filter(reads="protected").exists()
    for ctx in (liu.ctx, people.wang.call(reason=WHY), people.zhao.call(reason=WHY)):
        held = held_about(ctx, child_id=people.child_id)
        for word in (REPORTED, ACCUSED, LOW_MOOD, CONFIDED, NOTED, "who-5", "WHO-5"):
            assert word not in text(held), word


def test_the_list_of_what_is_not_told_is_the_same_for_every_child(people: People) -> None:
    """Else the list itself would say that there is a report."""
    other = registered(people.wang, child=child(name="李小禾"), parents=())
    bare = held_about(people.wang.call(reason=WHY), child_id=other).untold
    lived(people)
    assert held_about(people.wang.call(reason=WHY), child_id=people.child_id).untold == bare
    assert any("报告" in why for why in bare)


def test_a_worker_prints_the_same_for_the_family_and_says_who_asked(people: People) -> None:
    liu = lived(people)
    with pytest.raises(ReasonMissing):
        held_about(people.wang.ctx, child_id=people.child_id)
    theirs = held_about(people.wang.call(reason=WHY), child_id=people.child_id)
    assert theirs.parts == held_about(liu.ctx, child_id=people.child_id).parts
    mine = [one for one in list_readings(liu.ctx, child_id=people.child_id).readings if one.reasons]
    assert [(one.name, one.reasons) for one in mine] == [("王主任", (WHY,))]


def test_a_worker_sees_no_more_for_a_family_than_for_the_own_work(people: People) -> None:
    """Nor does a teacher, whom no file is open to, print one."""
    lived(people)
    for who in (people.zhou, people.lin, people.he, people.wu):
        with pytest.raises((NotPermitted, NotFound)):
            held_about(who.call(reason=WHY), child_id=people.child_id)


def test_not_the_neighbours_child(people: People) -> None:
    liu = lived(people)
    other = registered(people.wang, child=child(name="李小禾"), parents=())
    for door in (held_about, list_readings):
        with pytest.raises(NotFound):
            door(liu.ctx, child_id=other)
        with pytest.raises(NotFound):
            door(people.sun.call(reason=WHY), child_id=people.child_id)


def test_what_was_believed_before_is_told_once_and_marked(people: People) -> None:
    liu = lived(people)
    correct_child(people.wang.ctx, child_id=people.child_id, address="四组东头1号")
    parts = held_about(liu.ctx, child_id=people.child_id).parts
    who = next(part for part in parts if part.section == HeldSection.WHO)
    earlier = [entry for entry in who.entries if entry.earlier]
    assert [s.value for e in earlier for s in e.said if "组" in s.value] == ["三组西头99号"]
    assert not any(s.value == "陈小溪" for e in earlier for s in e.said), "it is not said again"


def test_a_merged_record_is_told_and_its_readers_count(people: People) -> None:
    liu = lived(people)
    double = registered(people.wang, child=child(name="陈小夕"), parents=())
    held_about(people.wang.call(reason="奶奶来问"), child_id=double)
    before = list_readings(liu.ctx, child_id=people.child_id)
    merge_children(people.li.call(reason="一人两记"), child_id=people.child_id, other_id=double)
    after = list_readings(liu.ctx, child_id=people.child_id)
    assert after.times == before.times + 1
    assert any("奶奶来问" in one.reasons for one in after.readings)
    assert "陈小夕" in text(held_about(liu.ctx, child_id=people.child_id))


def test_readers_are_told_by_person_and_day_with_role_and_channel(people: People) -> None:
    liu = lived(people)
    for _ in range(3):
        held_about(people.wang.call(reason=WHY), child_id=people.child_id)
    line = next(
        one for one in list_readings(liu.ctx, child_id=people.child_id).readings if one.reasons
    )
    assert line.held == (("child_director", "990101100201"),)
    opened = [(one.channel, one.times) for one in line.opened if one.what == "child.held"]
    assert opened == [("web", 3)]
    assert line.times >= 3


def test_whoever_read_a_report_is_not_among_the_readers(people: People) -> None:
    """From who reads, nobody may learn that there is a report."""
    liu = lived(people)
    report = Report.objects.get()
    get_report(people.he.ctx, report_id=report.id)
    looked = AuditEvent.objects.filter(name="report.read")
    assert looked.filter(subject_id=people.child_id).exists()
    names = {one.name for one in list_readings(liu.ctx, child_id=people.child_id).readings}
    assert "何保护" not in names


def test_pages_hold_every_reading_once(people: People, monkeypatch: Any) -> None:
    monkeypatch.setattr("homeward.domain.children.disclosure.reads.PAGE", 1)
    liu = lived(people)
    held_about(people.wang.call(reason=WHY), child_id=people.child_id)
    held_about(people.li.call(reason=WHY), child_id=people.child_id)
    first = list_readings(liu.ctx, child_id=people.child_id)
    assert first.pages >= 2
    pages = [
        list_readings(liu.ctx, child_id=people.child_id, page=n + 1) for n in range(first.pages)
    ]
    seen = [(one.on, one.user_id) for page in pages for one in page.readings]
    assert len(seen) == len(set(seen)) == first.pages
    assert sum(one.times for page in pages for one in page.readings) == first.times
    assert list_readings(liu.ctx, child_id=people.child_id, page=99).readings == ()


def test_reading_leaves_its_own_line(people: People) -> None:
    liu = lived(people)
    held_about(liu.ctx, child_id=people.child_id)
    row = AuditEvent.objects.filter(name="child.held").latest("id")
    assert (row.actor_id, row.subject_id, row.reading) == (liu.user_id, people.child_id, True)


def test_requests_are_told_but_not_a_word_of_the_other_parents_reason(people: People) -> None:
    liu = lived(people)
    ask_correction(
        liu.ctx, child_id=people.child_id, section=HeldSection.SCHOOL, wrong="年级写错了"
    )
    assert "年级写错了" in text(held_about(liu.ctx, child_id=people.child_id))
    assert {ErasureRequest, Child} <= set(WORDINGS)


def unknown() -> UUID:
    """A child that is nowhere."""
    return UUID(int=1)


def test_no_such_child(people: People) -> None:
    with pytest.raises(NotFound):
        held_about(people.wang.call(reason=WHY), child_id=unknown())


def test_an_adult_is_what_it_is_to_this_child_and_a_mistaken_one_is_not_disclosed(
    people: People,
) -> None:
    """The mother of one child may be the aunt of another; whoever was tied by mistake is another family's."""
    liu = lived(people)
    other = registered(
        people.wang,
        child=child(name="李小禾"),
        parents=(mother(name="孙美玲", phones=("13966660006",)),),
    )
    mine, theirs = (
        Kin.objects.now().get(child_id=one, kinship=Kinship.MOTHER)
        for one in (people.child_id, other)
    )
    phone = phones_of(AdultDetails.objects.now().get(adult_id=theirs.adult_id))
    said: dict[str, Any] = {
        "source": Source.VISIT, "recorded_at": clock.now(), "command": new_id(),
    }  # fmt: skip
    with given_rows():
        Kin.objects.create(
            id=new_id(), child_id=other, adult_id=mine.adult_id, kinship=Kinship.AUNT, **said
        )
        Kin.objects.create(
            id=new_id(), child_id=people.child_id, adult_id=theirs.adult_id, kinship=Kinship.KIN,
            superseded_at=clock.now(), superseded_by=new_id(), **said,
        )  # fmt: skip
    told = text(held_about(liu.ctx, child_id=people.child_id))
    assert "母亲 刘秀英" in told and str(Kinship.AUNT.label) not in told
    assert phone and not any(one in told for one in phone)
    assert "孙美玲" in told, "that the name was held stays true"


def test_what_it_costs_is_bounded(people: People, django_assert_max_num_queries: Any) -> None:
    liu = lived(people)
    with django_assert_max_num_queries(110):
        held_about(liu.ctx, child_id=people.child_id)
