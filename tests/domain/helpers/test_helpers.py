"""Becoming a helper: who may take the steps, what is kept sealed, and what is refused."""

from datetime import date, timedelta

import pytest
from django.db import connection

from homeward.domain.helpers.models import Helper
from homeward.domain.helpers.problems import (
    EvidenceTooLarge,
    EvidenceUnreadable,
    HelperFieldUnlikely,
    HelperKnown,
    HelperNameMissing,
    StepUnknown,
    TeamUnfit,
)
from homeward.domain.helpers.public import (
    MAX_BYTES,
    HelperDraft,
    VettingState,
    apply_as_helper,
    attach_evidence,
    change_helper,
    content_of,
    fail_step,
    join_team,
    leave_team,
    list_helpers,
    my_application,
    read_evidence,
    read_helper,
    record_step,
    resume_helper,
    stop_helper,
)
from homeward.domain.helpers.words import HelperKind
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.domain.helpers.vetted import PDF, applied, pass_steps, vetted
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People

pytestmark = pytest.mark.django_db
DRAFT = HelperDraft(name="冯爱心", kind=HelperKind.ACTING_PARENT)


def test_a_director_takes_an_application_in_her_village_and_no_stranger_sees_it(
    people: People,
) -> None:
    helper_id = applied(people.wang, VILLAGE, "冯爱心")
    assert [one.helper_id for one in list_helpers(people.wang.ctx)] == [helper_id]
    assert list_helpers(people.sun.ctx) == ()
    with pytest.raises(NotFound):
        read_helper(people.sun.ctx, helper_id=helper_id)
    with pytest.raises(NotPermitted):
        list_helpers(people.zhou.ctx)
    with pytest.raises(NotPermitted):
        record_step(people.wang.ctx, helper_id=helper_id, step="interview")
    with pytest.raises(NotFound):
        apply_as_helper(people.zhou.ctx, place=VILLAGE, helper=DRAFT)


def test_the_list_is_what_may_be_read_one_by_one(people: People) -> None:
    made = [applied(people.li, place, f"冯{n}") for n, place in enumerate((VILLAGE, NEXT_VILLAGE))]
    for who in (people.li, people.wang, people.sun, people.he):
        seen = {one.helper_id for one in list_helpers(who.ctx)}
        may = set()
        for helper_id in made:
            try:
                read_helper(who.ctx, helper_id=helper_id)
                may.add(helper_id)
            except NotFound:
                pass
        assert seen == may


def test_every_step_and_only_then_vetted(people: People) -> None:
    helper_id = applied(people.li, TOWNSHIP)
    pass_steps(people.li, helper_id, but=("record_check",))
    assert read_helper(people.li.ctx, helper_id=helper_id).line.state == VettingState.APPLYING
    said = record_step(people.li.ctx, helper_id=helper_id, step="record_check")
    assert (said.state, said.until) == (VettingState.VETTED, date(2027, 9, 1))
    failed = fail_step(
        people.li.call(reason="查到暴力记录"), helper_id=helper_id, step="record_check"
    )
    assert failed.state == VettingState.FAILED
    page = read_helper(people.li.ctx, helper_id=helper_id)
    assert page.steps[0].note == "查到暴力记录"
    assert page.steps[0].by_name == "李督导"
    assert [one.step for one in page.needed if one.failed] == ["record_check"]


def test_what_is_refused(people: People) -> None:
    li = people.li
    helper_id = applied(li, TOWNSHIP)
    with pytest.raises(StepUnknown):
        record_step(li.ctx, helper_id=helper_id, step="palm_reading")
    with pytest.raises(DateInFuture):
        record_step(
            li.ctx, helper_id=helper_id, step="interview", on=li.ctx.today + timedelta(days=1)
        )
    with pytest.raises(ReasonMissing):
        fail_step(li.ctx, helper_id=helper_id, step="interview")
    with pytest.raises(ReasonMissing):
        stop_helper(li.ctx, helper_id=helper_id)
    for draft, problem in (
        (HelperDraft(name=" ", kind=HelperKind.VISITOR), HelperNameMissing),
        (HelperDraft(name="冯", kind=HelperKind.VISITOR, capacity=31), HelperFieldUnlikely),
        (HelperDraft(name="冯", kind=HelperKind.VISITOR, birth_year=1800), HelperFieldUnlikely),
        (
            HelperDraft(name="冯", kind=HelperKind.VISITOR, availability=("8-noon",)),
            HelperFieldUnlikely,
        ),
        (HelperDraft(name="冯", kind=HelperKind.VISITOR, id_number="123"), HelperFieldUnlikely),
    ):
        with pytest.raises(problem):
            apply_as_helper(li.ctx, place=TOWNSHIP, helper=draft)


def test_evidence_is_kept_sealed_and_opened_for_whoever_may_read(people: People) -> None:
    helper_id = applied(people.li, TOWNSHIP, wont_do="不过夜", preferences="女孩", skills=("数学",))
    step = record_step(
        people.li.ctx, helper_id=helper_id, step="reference", with_whom="校长证明", note="认识三年"
    )
    kept = attach_evidence(people.li.ctx, step_id=step.step_id, data=PDF)
    file = read_evidence(people.li.ctx, evidence_id=kept.evidence_id)
    assert content_of(file) == PDF
    with pytest.raises(NotFound):
        read_evidence(people.sun.ctx, evidence_id=kept.evidence_id)
    with pytest.raises(EvidenceUnreadable):
        attach_evidence(people.li.ctx, step_id=step.step_id, data=b"<script>")
    with pytest.raises(EvidenceTooLarge):
        attach_evidence(people.li.ctx, step_id=step.step_id, data=PDF + b"0" * MAX_BYTES)
    with connection.cursor() as cursor:
        held = b""
        for table in ("helpers_helper", "helpers_step", "helpers_evidence"):
            cursor.execute(f"SELECT * FROM {table}")
            held += repr(cursor.fetchall()).encode()
    for words in ("不过夜", "校长证明", "认识三年", "女孩", "数学", "JVBERi0"):
        assert words.encode() not in held and words.encode("unicode_escape") not in held, words


def test_what_a_referee_said_is_for_those_who_vet_alone(people: People) -> None:
    """Not for the helper, to whom the referee could not speak openly then, nor for the director."""
    assert people.lin
    helper_id = Helper.objects.get(user_id=people.lin.user_id).id
    fail_step(
        people.li.call(reason="说法前后不一"),
        helper_id=helper_id,
        step="reference",
        with_whom="老校长",
    )
    own = my_application(people.lin.ctx)
    seen = read_helper(people.he.ctx, helper_id=helper_id)
    for page in (own, seen):
        assert page is not None and page.line.state == VettingState.FAILED
        assert {(one.note, one.with_whom) for one in page.steps} == {("", "")}
    full = read_helper(people.li.ctx, helper_id=helper_id).steps[0]
    assert (full.note, full.with_whom) == ("说法前后不一", "老校长")


def test_a_helper_reads_the_own_application_and_nobody_elses(people: People) -> None:
    assert my_application(people.zhou.ctx) is None
    own = my_application(people.lin.ctx)
    assert own is not None and own.line.name == "林代理"
    with pytest.raises((NotPermitted, NotFound)):
        read_helper(people.lin.ctx, helper_id=own.line.helper_id)


def test_stop_and_resume_leave_the_steps_as_they_are(people: People) -> None:
    helper_id = vetted(people.li, TOWNSHIP)
    assert stop_helper(people.li.call(reason="投诉"), helper_id=helper_id).state == "stopped"
    assert resume_helper(people.li.call(reason="查实无事"), helper_id=helper_id).state == "vetted"


def test_another_kind_asks_for_other_steps(people: People) -> None:
    helper_id = vetted(people.li, TOWNSHIP, kind=HelperKind.VISITOR)
    more = HelperDraft(name="冯爱心", kind=HelperKind.ACTING_PARENT)
    assert change_helper(people.li.ctx, helper_id=helper_id, helper=more).state == "applying"


def test_a_team_has_at_most_five_and_leaving_is_possible(people: People) -> None:
    lead, *others = (vetted(people.li, TOWNSHIP, f"冯{n}") for n in range(6))
    for one in others[:4]:
        join_team(people.li.ctx, helper_id=one, lead_id=lead)
    with pytest.raises(TeamUnfit):
        join_team(people.li.ctx, helper_id=others[4], lead_id=lead)
    with pytest.raises(TeamUnfit):
        join_team(people.li.ctx, helper_id=lead, lead_id=others[4])
    leave_team(people.li.ctx, helper_id=others[0])
    assert Helper.objects.filter(lead_id=lead).count() == 3
    assert len(read_helper(people.li.ctx, helper_id=lead).team) == 4


def test_one_person_is_one_helper(people: People) -> None:
    number = _valid_id()
    applied(people.li, TOWNSHIP, id_number=number)
    with pytest.raises(HelperKnown):
        applied(people.li, TOWNSHIP, "同一人", id_number=number)


def _valid_id() -> str:
    body = "99010119800101001"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]
