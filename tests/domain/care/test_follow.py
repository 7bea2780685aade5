"""Records follow their child, so that who may see the child may see the care, and nobody else."""

import pytest

from homeward.domain.care.commands.follow import MODELS
from homeward.domain.care.public import case_of_child, sweep_care
from homeward.domain.children.public import correct_child, enrol_child
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.outbox import deliver
from homeward.foundation.problems import NotFound
from tests.domain.care.loops import care_records
from tests.domain.care.people import pupil
from tests.personas import NEXT_VILLAGE, VILLAGE, People, given_rows, machine_ctx

pytestmark = pytest.mark.django_db


def _where() -> set[tuple[str, object]]:
    return {pair for model in MODELS for pair in model.objects.values_list("place", "school")}  # type: ignore[attr-defined]


def test_every_kind_of_record_follows_to_another_village_and_school(people: People) -> None:
    care_records(people)
    assert _where() == {(VILLAGE, None)}
    pupil(people)
    deliver()
    assert _where() == {(VILLAGE, people.school_id)}
    correct_child(people.li.ctx, child_id=people.child_id, place=NEXT_VILLAGE)
    deliver()
    assert _where() == {(NEXT_VILLAGE, people.school_id)}
    assert case_of_child(people.sun.ctx, child_id=people.child_id).cases
    with pytest.raises(NotFound):
        case_of_child(people.wang.ctx, child_id=people.child_id)
    enrol_child(people.li.ctx, child_id=people.child_id, school_id=None)
    deliver()
    assert _where() == {(NEXT_VILLAGE, None)}


def test_the_nightly_sweep_mends_what_no_event_told(people: People) -> None:
    care_records(people)
    with given_rows():
        for model in MODELS:
            model.objects.update(place=NEXT_VILLAGE)  # type: ignore[attr-defined]
    assert sweep_care(machine_ctx()).records > 0
    assert _where() == {(VILLAGE, None)}
    assert sweep_care(machine_ctx()).records == 0


def test_every_record_that_stands_somewhere_is_followed() -> None:
    from django.apps import apps

    from homeward.domain.care.models import Incoming, Record, Transfer

    found = {m for m in apps.get_app_config("care").get_models() if issubclass(m, Record)}
    by_themselves = {Transfer, Incoming}  # they stand where the child was, and where it is to go
    assert found == set(MODELS) | by_themselves


def test_where_nobody_moved_nothing_is_recorded(people: People) -> None:
    care_records(people)
    correct_child(people.wang.ctx, child_id=people.child_id, name="陈晓溪")
    deliver()
    assert not AuditEvent.objects.filter(name__startswith="care.").exists()
