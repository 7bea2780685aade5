"""The card 需要, the assessment form, and that nobody sees an answer or a score who may not."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.needs.models import Assessment, Score
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Situation,
    file_report,
    open_school_round,
    record_response,
)
from homeward.foundation.access.roles import FieldClass
from tests.conftest import NOW
from tests.domain.needs.seats import answers, pupil
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, text_of
from tests.entry.web.test_every_route import NAMES, address, body, everybody, samples
from tests.personas import People, given_rows

SCORE = 987654.125
SHOWN = "987654"
WHAT = "手臂上有很多伤"
QUESTION = "想过不如死了好"
_ = samples  # the fixture of the same name


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.zhou and people.wu and people.he and people.sun and people.lin
    return pupil(people)


def answered(people: People, child_id: Any) -> None:
    open_school_round(
        people.zhou.ctx, school_id=people.school_id, title="秋季筛查", informant=Informant.CHILD,
        instruments=("phq-a",), due_on=NOW.date(),
    )  # fmt: skip
    record_response(
        people.zhou.ctx, child_id=child_id, instrument="phq-a", informant=Informant.CHILD,
        answers=answers("phq-a", 3),
    )  # fmt: skip
    with given_rows():
        Score.objects.update(value=SCORE)


def test_scores_and_answers_are_on_the_page_of_the_counsellor_alone(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    answered(people, child_id)
    page = f"/children/{child_id}/"
    theirs = text_of(signed_in(people.wu).get(page))
    assert SHOWN in theirs
    assert "几乎每天" in theirs
    for who in (people.wang, people.zhou, people.li, people.zhao):
        said = text_of(signed_in(who).get(page))
        assert "秋季筛查" in said, "that there was a screening is no secret"
        for secret in (SHOWN, "几乎每天", "安全题需要", "立即"):
            assert secret not in said, (who.name, secret)


def test_no_page_shows_answer_score_report_or_reporter_to_the_wrong_role(
    people: People, signed_in: SignIn, samples: dict[str, Any]
) -> None:
    """Every address there is, with a child who has all of them."""
    child = pupil(people, "李小荷")
    answered(people, child)
    filed = file_report(
        people.wang.ctx, child_id=child, situation=Situation.VIOLENCE,
        certainty=Certainty.KNOWN, what=WHAT,
    )  # fmt: skip
    at = {**samples, "child_id": child, "report_id": filed.report_id}
    for who in everybody(people):
        if any(FieldClass.PROTECTED in duty.role.sees for duty in who.actor.duties):
            continue
        client = signed_in(who)
        for name in NAMES:
            if name == "logout":
                continue
            said = body(client.get(address(name, at)))
            for secret in (SHOWN, WHAT):
                assert secret not in said, (who.name, name, secret)
            if name not in ("instruments", "screening-paper", "screening-entry", "child-ask-paper"):
                assert QUESTION not in said, (who.name, name)


def test_a_visit_is_assessed_and_raises_the_rating(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client, page = signed_in(people.wang), f"/children/{child_id}/assess/"
    shown = client.get(page)
    assert "第 21、22 条" in text_of(shown)
    sent = {"command_id": hidden(shown), "rating": "poor", "unattended": "yes", "note": "门没有锁"}
    assert client.post(page, {"command_id": hidden(shown)}).status_code == 422
    done = text_of(client.post(page, sent, follow=True))
    assert "差" in done
    assert "却无人看护" in done
    assert "门没有锁" in done
    row = Assessment.objects.get()
    assert (row.unattended, row.lives_alone) == (True, None)
    assert "已按" in text_of(client.get(page)), "the next visit begins with this one"
    assert signed_in(people.sun).get(page).status_code == 404
    assert signed_in(people.zhou).get(page).status_code == 403


def test_what_is_unknown_says_who_collects_it(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    said = text_of(signed_in(people.wang).get(f"/children/{child_id}/"))
    assert "还不知道的" in said
    assert f"/children/{child_id}/parents/father/" in said


def test_an_acting_parent_sees_no_needs_and_can_report(people: People, signed_in: SignIn) -> None:
    said = text_of(signed_in(people.lin).get(f"/children/{people.child_id}/"))
    assert 'id="needs"' not in said
    assert "马上报告" in said


def test_the_card_costs_a_fixed_number_of_statements(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client, page = signed_in(people.wu), f"/children/{child_id}/"
    answered(people, child_id)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    record_response(
        people.wu.ctx, child_id=child_id, instrument="who-5", informant=Informant.CHILD,
        answers=answers("who-5", 3),
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) - len(few) <= 1
    assert len(many) < 95
