"""Who may read the audit, and what of it."""

import pytest

from homeward.foundation.audit.public import list_events, verify_audit
from homeward.foundation.problems import NotPermitted
from tests.personas import COUNTY, TOWNSHIP, VILLAGE, People

pytestmark = pytest.mark.django_db


def test_the_auditor_reads_what_happened_in_the_county(people: People) -> None:
    people.wang, people.sun  # noqa: B018  appointed
    lines = list_events(people.qian.ctx)
    assert {line.name for line in lines} >= {"people.create", "people.appoint"}
    assert [line.event_id for line in lines] == sorted(
        (line.event_id for line in lines), reverse=True
    )
    assert {line.place[:6] for line in lines} == {COUNTY[:6]}
    assert all("王主任" not in line.details for line in lines), "values stay sealed"


def test_a_supervisor_reads_the_township_only(people: People) -> None:
    people.wang  # noqa: B018
    places = {line.place for line in list_events(people.li.ctx)}
    assert VILLAGE in places
    assert places <= {TOWNSHIP, VILLAGE}


def test_a_director_and_a_teacher_do_not_read_the_audit(people: People) -> None:
    for somebody in (people.wang, people.sun, people.zhou):
        with pytest.raises(NotPermitted):
            list_events(somebody.ctx)
        with pytest.raises(NotPermitted):
            verify_audit(somebody.ctx)


def test_pages_follow_one_another_without_gap_or_overlap(people: People) -> None:
    people.wang, people.sun, people.zhou  # noqa: B018
    whole = [line.event_id for line in list_events(people.zhao.ctx)]
    rest = list_events(people.zhao.ctx, before=whole[2])
    assert [line.event_id for line in rest] == whole[3:]


def test_acts_are_found_by_name_and_by_person(people: People) -> None:
    wang = people.wang
    appointed = list_events(people.qian.ctx, name="people.appoint")
    assert {line.name for line in appointed} == {"people.appoint"}
    about = list_events(people.qian.ctx, subject_id=wang.user_id)
    assert {line.subject_id for line in about} == {wang.user_id}
    by = list_events(people.qian.ctx, actor_id=people.li.user_id)
    assert {line.actor_id for line in by} == {people.li.user_id}


def test_the_operator_proves_the_chain_without_reading_it(people: People) -> None:
    people.wang  # noqa: B018
    assert verify_audit(people.yunwei.ctx).holds
    with pytest.raises(NotPermitted):
        list_events(people.yunwei.ctx)
