"""After an erasure nothing anywhere names the child, and its brother has lost nothing."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import QuerySet

from homeward.domain.care.public import (
    call_off_conference,
    close_case,
    close_referral,
    hold_engagement,
)
from homeward.domain.care.words import Closure, Present
from homeward.domain.children.about import mentions, tables
from homeward.domain.children.erasure.commands import Erased
from homeward.domain.children.erasure.problems import (
    AskedAlready,
    NameDiffers,
    NotAgreed,
    NothingAsked,
    SamePerson,
    StillNeeded,
    TooEarly,
)
from homeward.domain.children.models import AnonymousChild, Child, HeldRow
from homeward.domain.children.public import (
    agree_to_erasure,
    ask_erasure,
    check_roll,
    commit_roll,
    correct_child,
    count_children,
    enrol_child,
    erase_child,
    list_erasures,
    merge_children,
    take_back_erasure,
)
from homeward.domain.helpers.models import Helper
from homeward.domain.helpers.public import end_match
from homeward.domain.helpers.words import Ending
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.public import (
    AnswerDraft,
    Certainty,
    Informant,
    Outcome,
    Situation,
    close_report,
    decide_alert,
    file_report,
    receive_report,
    record_response,
)
from homeward.foundation import clock
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.queries import read_event
from homeward.foundation.audit.verify import verify
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.care.loops import care_records
from tests.domain.children.registers import (
    child,
    everything,
    father,
    grandmother,
    id_number,
    mother,
    registered,
)
from tests.domain.helpers.vetted import active
from tests.domain.needs.seats import raised
from tests.personas import VILLAGE, People

pytestmark = pytest.mark.django_db

BORN = date(2013, 5, 1)
NUMBER = id_number(BORN, 16)
NAME, OTHER_SPELLING, PINYIN = "欧阳晓楠", "欧阳小男", "ouyangxiaonan"
OWN_PHONE, MOTHERS = "13955550001", "13955550002"
WORDS = (NAME, OTHER_SPELLING, PINYIN, NUMBER, OWN_PHONE, MOTHERS, "三组西头99号", "欧阳大姐")
WHY = "家长申请删除"


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def lived(people: People) -> UUID:
    """A child with everything there is, all of it finished."""
    child_id = people.child_id = registered(
        people.wang,
        child=child(name=NAME, born_on=BORN, id_number=NUMBER, address="三组西头99号"),
        parents=(mother(name="欧阳大姐", phones=(MOTHERS,)),), carer=grandmother(adult=None),
    )  # fmt: skip
    correct_child(people.wang.ctx, child_id=child_id, phones=(OWN_PHONE,))
    enrol_child(people.zhao.ctx, child_id=child_id, school_id=people.school_id)
    double = registered(people.wang, child=child(name=OTHER_SPELLING, born_on=BORN), parents=())
    merge_children(people.li.call(reason=f"{NAME}登记了两次"), child_id=child_id, other_id=double)
    tie_child(people.li.ctx, child_id=child_id, user_id=people.lin.user_id, kind=ScopeKind.CASELOAD)
    helper_id = Helper.objects.get(user_id=people.lin.user_id).id
    end_match(
        people.li.ctx, match_id=active(people.li, child_id, helper_id), ending=Ending.PLANNED,
        text=f"和{NAME}告别了",
    )  # fmt: skip
    _screened(people, child_id)
    _cared_for(people, child_id)
    _on_rolls(people)
    return child_id


def _screened(people: People, child_id: UUID) -> None:
    answers = tuple(AnswerDraft(item=item.id, value=3) for item in instrument_of("who-5").items)
    record_response(
        people.wu.ctx, child_id=child_id, instrument="who-5", informant=Informant.CHILD,
        answers=answers,
    )  # fmt: skip
    alert = raised(child_id)
    decide_alert(
        people.wang.call(reason="谈过了"), alert_id=alert.alert_id, outcome=Outcome.HANDLED
    )
    assert people.he
    filed = file_report(
        people.wang.ctx, child_id=child_id, situation=Situation.VIOLENCE,
        certainty=Certainty.SUSPECTED, what=f"{NAME}手臂有伤",
    )  # fmt: skip
    receive_report(people.he.ctx, report_id=filed.report_id)
    close_report(people.he.call(reason="查无此事"), report_id=filed.report_id)


def _cared_for(people: People, child_id: UUID) -> None:
    made = care_records(people)
    hold_engagement(
        people.wang.ctx, engagement_id=made["engagement_id"], held_on=clock.today(),
        with_whom=(Present.CHILD,), text=f"见到了{NAME}",
    )  # fmt: skip
    call_off_conference(people.wang.call(reason="不用了"), conference_id=made["conference_id"])
    close_referral(people.wang.call(reason="不用了"), referral_id=made["referral_id"])
    close_case(
        people.wang.call(reason="都好了"), case_id=made["case_id"], cause=Closure.GOALS_REACHED
    )


def _on_rolls(people: People) -> None:
    """One roll that is committed with a row about the child held, one that is only checked."""
    held = (
        f"姓名,性别,出生日期,身份证号,村\n{NAME},男,2013-05-02,{NUMBER},清溪村\n"
        "李小禾,女,2015-03-01,,清溪村\n"
    )
    batch = check_roll(
        people.wang.ctx, place=VILLAGE, filename=f"{NAME}等.csv", data=held.encode("utf-8-sig")
    )
    commit_roll(people.wang.ctx, batch_id=batch.batch_id)
    more = f"姓名,性别,出生日期,村\n{NAME},,,清溪村\n"
    check_roll(people.wang.ctx, place=VILLAGE, filename="b.csv", data=more.encode("utf-8-sig"))
    session = SessionStore()
    session["conditions"] = {"k": {"q": NAME}}
    session.create()


def agreed(people: People, child_id: UUID) -> None:
    """Asked by the county officer, agreed to by the protection lead."""
    ask_erasure(people.zhao.call(reason=f"{NAME}的母亲来信"), child_id=child_id)
    agree_to_erasure(people.he.ctx, child_id=child_id)


def erased(people: People, child_id: UUID, name: str) -> Erased:
    """Carried out eight days later."""
    with clock.frozen(clock.now() + timedelta(days=8)):
        return erase_child(people.zhao.ctx, child_id=child_id, name=name)


def all_there_is() -> Iterator[tuple[str, str]]:
    """Every value of every table, as it lies there and opened; and every file."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    yield table, _text(value)
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                for value in QuerySet(model).exclude(**{field.name: None}).values_list(field.name):
                    yield f"{model.__name__}.{field.name}", unseal(bytes(value[0]), field.purpose)
    for row in SessionStore.get_model_class().objects.all():
        yield "session", json.dumps(row.get_decoded(), ensure_ascii=False)
    for path in Path(settings.UPLOADS).rglob("*"):
        if path.is_file():
            purpose = "roll.outcome" if path.name.endswith(".tried") else "roll.file"
            yield path.name, unseal(path.read_bytes(), purpose)


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "ignore")
    return str(value)


def named() -> set[str]:
    """Where any of the words that tell who the child is still stands."""
    return {where for where, text in all_there_is() if any(word in text for word in WORDS)}


def test_nothing_anywhere_names_the_child(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    child_id = lived(people)
    agreed(people, child_id)
    records = [child_id, *Child.objects.filter(merged_into=child_id).values_list("id", flat=True)]
    assert len(named()) > 8, "before, it stands in many places"
    assert HeldRow.objects.exists()
    events = list(AuditEvent.objects.filter(subject_id=child_id, reads="").exclude(sealed=b""))
    with django_capture_on_commit_callbacks(execute=True):
        done = erased(people, child_id, NAME)
    assert done.rows > 40
    assert named() == set()
    for event in events:
        assert not read_event(people.zhao.ctx, event_id=event.id).changes
    assert verify().holds, "the evidence holds without the values"
    told = {"audit_event", "crypto_subject_key"}
    spelt = [form for one in records for form in (str(one), one.hex)]
    left = {where for where, text in all_there_is() if any(form in text for form in spelt)}
    assert left <= told, "no orphan"
    assert not any(table.rows(*records).exists() for table in (*tables(), *mentions()))


def test_statistics_keep_a_twin_that_leads_nowhere(people: People) -> None:
    child_id = lived(people)
    agreed(people, child_id)
    erased(people, child_id, NAME)
    twin = AnonymousChild.objects.get()
    assert (twin.birth_year, twin.township) == (2013, "990101100000")
    assert twin.stays == [{"from": "2026-09", "to": "", "cause": ""}]
    assert {one["definition"] for one in twin.statuses} >= {"mca-2016", "nbs-2020"}
    assert twin.counts["care.Engagement"] == 1
    assert str(child_id) not in json.dumps([twin.stays, twin.statuses, twin.counts])


def test_a_brother_with_the_same_parents_is_untouched(people: People) -> None:
    both = (father(), mother())
    one = registered(people.wang, parents=both)
    registered(people.wang, child=child(name="陈小河"), parents=both)
    agreed(people, one)
    others = {"audit_event", "audit_head", "command_log", "crypto_subject_key", "outbox_message"}
    without = others | {"children_anonymous", "children_headcount"}
    before = count_children(people.zhao.ctx).children
    erased(people, one, "陈小溪")
    after = everything(*without)
    assert count_children(people.zhao.ctx).children == before - 1
    assert Child.objects.get().name == "陈小河"
    assert after["children_adult"].startswith("3:"), "father, mother and the grandmother both share"
    assert after["children_kin"].startswith("2:")


def test_two_people_decide_and_there_is_time_to_take_it_back(people: People) -> None:
    one = registered(people.wang)
    with pytest.raises(NothingAsked):
        agree_to_erasure(people.he.ctx, child_id=one)
    with pytest.raises(ReasonMissing):
        ask_erasure(people.zhao.ctx, child_id=one)
    ask_erasure(people.zhao.call(reason=WHY), child_id=one)
    with pytest.raises(AskedAlready):
        ask_erasure(people.zhao.call(reason=WHY), child_id=one)
    with pytest.raises(NotAgreed):
        erase_child(people.zhao.ctx, child_id=one, name="陈小溪")
    assert [line.child_id for line in list_erasures(people.he.ctx)] == [one]
    agree_to_erasure(people.he.ctx, child_id=one)
    with pytest.raises(TooEarly):
        erase_child(people.zhao.ctx, child_id=one, name="陈小溪")
    take_back_erasure(people.zhao.ctx, child_id=one)
    assert list_erasures(people.he.ctx) == ()
    with clock.frozen(clock.now() + timedelta(days=30)), pytest.raises(NotAgreed):
        erase_child(people.zhao.ctx, child_id=one, name="陈小溪")


def test_not_while_somebody_is_at_work_nor_by_mistake(people: People) -> None:
    one = registered(people.wang)
    agreed(people, one)
    with pytest.raises(NameDiffers):
        erased(people, one, "陈小西")
    raised(one)
    with pytest.raises(StillNeeded):
        erased(people, one, "陈小溪")
    assert Child.objects.filter(pk=one).exists()


def test_nobody_else_may(people: People) -> None:
    one = registered(people.wang)
    for who in (people.wang, people.li, people.zhou):
        with pytest.raises((NotPermitted, NotFound)):
            ask_erasure(who.call(reason=WHY), child_id=one)
    with pytest.raises((NotPermitted, NotFound)):
        ask_erasure(people.he.call(reason=WHY), child_id=one)
    ask_erasure(people.zhao.call(reason=WHY), child_id=one)
    with pytest.raises(NotPermitted):
        agree_to_erasure(people.zhao.ctx, child_id=one)
    assert SamePerson.kind.value == "conflict"
