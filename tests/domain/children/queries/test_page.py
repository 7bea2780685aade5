"""One child: what the reader may know, and nothing above the reader's class; who may see, and who looked."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.public import (
    enrol_child,
    entrust_care,
    exit_child,
    get_belief,
    get_child,
    give_notice,
    record_care,
    record_parent,
)
from homeward.domain.children.words import (
    CarerKind,
    ExitCause,
    Hukou,
    Kinship,
    Notified,
    Stage,
    Whereabouts,
)
from homeward.foundation import clock
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import appoint, tie_child
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.ids import new_id
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.children.registers import (
    at,
    away,
    child,
    everything,
    father,
    grandmother,
    home,
    id_number,
    mother,
    pupil,
    registered,
)
from tests.personas import TOWNSHIP, People, person

BORN, FATHER_BORN = date(2015, 3, 1), date(1985, 7, 9)
FATHERS_ID, MOTHERS_ID = id_number(FATHER_BORN, 13), id_number(date(1987, 2, 3), 14)
SECRETS = (
    id_number(BORN),
    "清溪村三组12号",
    "爱画画",
    FATHERS_ID,
    MOTHERS_ID,
    FATHER_BORN.isoformat(),
)


@pytest.fixture
def child_id(people: People) -> UUID:
    """A child of whom everything is known, at the school of 周老师 and tied to 林代理."""
    told = registered(
        people.wang,
        child=child(
            id_number=id_number(BORN), hukou=Hukou.RURAL, address="清溪村三组12号", note="爱画画"
        ),
        parents=(
            father(away(date(2026, 1, 5)), born_on=FATHER_BORN, id_number=FATHERS_ID),
            mother(home(), id_number=MOTHERS_ID, able=True),
        ),
        carer=grandmother(),
        enrolment=pupil(school_id=people.school_id, boarding=True),
    )
    tie_child(people.wang.ctx, child_id=told, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    return told


def _page(reader: Any, child_id: UUID) -> str:
    """Everything on the page but ids, as text."""
    return str(asdict(get_child(reader.ctx, child_id=child_id)))


def test_a_teacher_sees_care_and_no_identity(people: People, child_id: UUID) -> None:
    """No identity number, no address, no birth date of an adult, no note: absent, not blackened."""
    for reader in (people.zhou, people.lin):
        page = get_child(reader.ctx, child_id=child_id)
        text = _page(reader, child_id)
        for secret in SECRETS:
            assert secret not in text
        assert "datetime.date(1985" not in text
        fields = {line.field for line in page.facts}
        assert not fields & {"id_number", "address", "note", "student_no"}
        assert {"name", "health", "hukou"} <= fields
        assert set(page.withheld) == {"identity", "protected"}
        assert [parent.phones for parent in page.home.parents] == [
            ("13900000001",),
            ("13900000002",),
        ]
        assert {parent.id_number for parent in page.home.parents} == {None}
        assert {parent.born_on for parent in page.home.parents} == {None}


def test_a_director_sees_identity_too(people: People, child_id: UUID) -> None:
    for reader in (people.wang, people.li, people.zhao):
        page = get_child(reader.ctx, child_id=child_id)
        told = {line.field: line.value for line in page.facts}
        assert told["id_number"] == id_number(BORN)
        assert (told["address"], told["note"]) == ("清溪村三组12号", "爱画画")
        assert [parent.id_number for parent in page.home.parents] == [FATHERS_ID, MOTHERS_ID]
        assert page.home.parents[0].born_on == FATHER_BORN
        assert page.withheld == ("protected",)


def test_not_yours_looks_like_not_there(people: People, child_id: UUID) -> None:
    """The next village's director, another school's teacher, the auditor: the same words for both."""
    for other in (people.sun, people.qian, people.yunwei):
        told = []
        for somebody in (child_id, new_id()):
            with pytest.raises((NotFound, NotPermitted)) as refused:
                get_child(other.ctx, child_id=somebody)
            told.append((type(refused.value), refused.value.message))
        if other is people.sun:
            assert told[0] == told[1]
            assert told[0][0] is NotFound


def test_reading_leaves_an_audit_row_and_a_refusal_reads_nothing(
    people: People, child_id: UUID
) -> None:
    """The row is there before anything is read; the page itself tells who looked, newest first."""
    _ = people.zhou, people.sun
    before = everything("audit_event", "audit_head")
    get_child(people.zhou.ctx, child_id=child_id)
    with clock.frozen(at(2026, 9, 1, 11)):
        page = get_child(people.wang.ctx, child_id=child_id)
    assert [(look.name, look.what) for look in page.looked] == [
        ("王主任", "child.read"),
        ("周老师", "child.read"),
    ]
    rows = AuditEvent.objects.filter(subject_id=child_id, reading=True)
    assert rows.count() == 2
    with pytest.raises(NotFound):
        get_child(people.sun.ctx, child_id=child_id)
    with pytest.raises(NotFound):
        get_belief(people.sun.ctx, child_id=child_id, known_at=clock.now())
    assert rows.count() == 2
    get_belief(people.wang.ctx, child_id=child_id, known_at=clock.now())
    assert rows.count() == 3
    assert everything("audit_event", "audit_head") == before


def test_who_may_see_is_everybody_whose_duty_reaches_the_child(
    people: People, child_id: UUID
) -> None:
    """And each of them can: the sentence on the page is checked against the door."""
    _ = people.qian, people.sun, people.zhou
    elsewhere = person(people.li, "wu", "吴老师", TOWNSHIP)
    may = get_child(people.wang.ctx, child_id=child_id).may_see
    assert {(m.name, m.role) for m in may} == {
        ("王主任", "child_director"),
        ("李督导", "township_supervisor"),
        ("赵科长", "county_officer"),
        ("周老师", "class_teacher"),
        ("林代理", "acting_parent"),
    }
    for reader in (people.wang, people.li, people.zhao, people.zhou, people.lin):
        get_child(reader.ctx, child_id=child_id)
    with pytest.raises((NotFound, NotPermitted)):
        get_child(elsewhere.ctx, child_id=child_id)
    scope = str(people.school_id)
    appoint(people.zhao.ctx, user_id=elsewhere.user_id, role="counsellor", scope=scope)
    assert "吴老师" in {m.name for m in get_child(people.wang.ctx, child_id=child_id).may_see}
    enrol_child(people.wang.ctx, child_id=child_id, stage=Stage.JUNIOR, since=date(2026, 9, 1))
    names = {m.name for m in get_child(people.wang.ctx, child_id=child_id).may_see}
    assert names == {"王主任", "李督导", "赵科长", "林代理"}


def test_the_timeline_tells_what_happened_newest_first(people: People, child_id: UUID) -> None:
    with clock.frozen(at(2026, 9, 12)):
        record_parent(
            people.wang.ctx, child_id=child_id, parent=Kinship.FATHER, whereabouts=Whereabouts.HOME,
            since=date(2026, 9, 11),
        )  # fmt: skip
        record_care(people.wang.ctx, child_id=child_id, kind=CarerKind.PARENT)
    with clock.frozen(at(2026, 9, 20)):
        exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.PARENT_RETURNED)
        page = get_child(people.wang.ctx, child_id=child_id)
    days = [event.on for event in page.timeline]
    assert days == sorted(days, reverse=True)
    told = {(event.kind.value, event.what, event.on) for event in page.timeline}
    assert ("register", "left", date(2026, 9, 20)) in told
    assert ("parent", "home", date(2026, 9, 11)) in told
    assert ("parent", "away", date(2026, 1, 5)) in told
    assert ("status", "out", date(2026, 9, 12)) in told
    assert ("register", "entered", date(2026, 9, 1)) in told


def test_answers_come_with_their_reasons(people: People, child_id: UUID) -> None:
    """Each condition in words, what it read, the rule's source, and since when."""
    cards = {
        card.definition: card for card in get_child(people.wang.ctx, child_id=child_id).statuses
    }
    assert len(cards) == 5
    card = cards["moe"]
    assert card.since == date(2026, 9, 1)
    assert card.title["zh"].startswith("义务教育阶段")
    assert any(condition.read.get("father_away_months") == 7 for condition in card.conditions)
    assert all(condition.says["zh"] and condition.says["en"] for condition in card.conditions)


def test_the_agreement_and_the_notices_stand_on_the_page(people: People, child_id: UUID) -> None:
    entrust_care(
        people.wang.ctx, child_id=child_id, adult=AdultDraft(name="陈美"), signed_on=date(2026, 8, 1),
        child_heard=True, child_view="想和姑姑住",
    )  # fmt: skip
    give_notice(people.wang.ctx, child_id=child_id, to=Notified.VILLAGE, given=False)
    page = get_child(people.wang.ctx, child_id=child_id)
    assert page.home.agreement is not None
    assert page.home.agreement.child_view == "想和姑姑住"
    assert {notice.to: notice.given for notice in page.home.notices} == {
        "school": None,
        "village": False,
    }
