"""Alerts in the browser: the list by urgency, the why, and the acts of the right person alone."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.needs.models import Alert
from homeward.domain.needs.public import AlertState, Outcome, Severity
from tests.domain.needs.seats import PROTECTED, pupil, raised
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, links, text_of
from tests.personas import People

TITLE, SECRET = "监护情况差", "情绪很低"


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.li and people.zhou and people.wu and people.he and people.sun
    return pupil(people)


@pytest.fixture
def alert(child_id: Any) -> Any:
    return raised(child_id).alert_id


@pytest.fixture
def secret(child_id: Any) -> Any:
    return raised(child_id, **PROTECTED, title={"zh": SECRET, "en": "Low mood"}).alert_id


def test_the_most_urgent_stands_first_with_its_owner_and_clock(
    people: People, signed_in: SignIn, alert: Any, child_id: Any
) -> None:
    raised(child_id, rule="red", severity=Severity.RED, title={"zh": "当天上门", "en": "Today"})
    body = text_of(signed_in(people.wang).get("/alerts/"))
    assert body.index("当天上门") < body.index(TITLE)
    assert "王主任 · 儿童主任" in body
    assert "还有14天" in body
    only = text_of(signed_in(people.wang).get("/alerts/?colour=red"))
    assert "当天上门" in only
    assert TITLE not in only


def test_an_empty_list_says_what_would_appear(people: People, signed_in: SignIn) -> None:
    assert "没有预警" in text_of(signed_in(people.wang).get("/alerts/"))
    assert signed_in(people.wang).get("/alerts/?colour=blue&after=x").status_code == 422


def test_one_alert_tells_its_why(people: People, signed_in: SignIn, alert: Any) -> None:
    body = text_of(signed_in(people.wang).get(f"/alerts/{alert}/"))
    for said in (TITLE, "监护评定为差", "符合", "民发〔2019〕34号", "第 4 条", "发出", "陈小溪"):
        assert said in body, said


def test_the_stranger_and_the_missing_alert_look_the_same(
    people: People, signed_in: SignIn, alert: Any
) -> None:
    client = signed_in(people.sun)
    theirs, nobody = client.get(f"/alerts/{alert}/"), client.get(f"/alerts/{people.wang.user_id}/")
    assert theirs.status_code == nobody.status_code == 404
    assert text_of(theirs) == text_of(nobody)
    assert TITLE not in text_of(client.get("/alerts/"))


def test_a_protected_alert_is_there_for_the_counsellor_and_the_lead_alone(
    people: People, signed_in: SignIn, secret: Any, child_id: Any
) -> None:
    for who in (people.wu, people.he):
        assert SECRET in text_of(signed_in(who).get("/alerts/"))
        assert SECRET in text_of(signed_in(who).get(f"/alerts/{secret}/"))
        assert SECRET in text_of(signed_in(who).get(f"/children/{child_id}/"))
    for who in (people.wang, people.zhou, people.li, people.zhao):
        client = signed_in(who)
        assert client.get(f"/alerts/{secret}/").status_code in (403, 404)
        for path in ("/alerts/", f"/children/{child_id}/"):
            assert SECRET not in text_of(client.get(path)), (who.name, path)


def test_taken_handed_over_and_decided(people: People, signed_in: SignIn, alert: Any) -> None:
    client, here = signed_in(people.wang), f"/alerts/{alert}/"
    page = client.get(f"{here}take/")
    client.post(f"{here}take/", {"command_id": hidden(page)})
    assert Alert.objects.get(pk=alert).owner_id == people.wang.user_id
    assert f"{here}take/" not in links(client.get(here))
    page = client.get(f"{here}hand-over/")
    assert "李督导" in text_of(page)
    assert "孙主任" not in text_of(page)
    client.post(
        f"{here}hand-over/", {"command_id": hidden(page), "user_id": str(people.li.user_id)}
    )
    assert Alert.objects.get(pk=alert).owner_id == people.li.user_id
    page = client.get(f"{here}decide/")
    empty = client.post(f"{here}decide/", {"command_id": hidden(page), "outcome": "handled"})
    assert empty.status_code == 422
    done = client.post(
        f"{here}decide/",
        {"command_id": hidden(page), "outcome": "unfounded", "reason": "上门看过，奶奶照看得很好"},
        follow=True,
    )
    assert "上门看过，奶奶照看得很好" in text_of(done)
    row = Alert.objects.get(pk=alert)
    assert (row.state, row.outcome) == (AlertState.DECIDED, Outcome.UNFOUNDED)
    assert TITLE not in text_of(client.get("/alerts/"))
    assert TITLE in text_of(client.get("/alerts/?state=decided"))


def test_the_workbook_is_for_supervisors_and_holds_nothing_protected(
    people: People, signed_in: SignIn, alert: Any, secret: Any
) -> None:
    import io

    from python_calamine import load_workbook

    assert signed_in(people.wang).get("/alerts/list.xlsx").status_code == 403
    answer = signed_in(people.li).get("/alerts/list.xlsx")
    sheet = load_workbook(io.BytesIO(answer.getvalue())).get_sheet_by_index(0)
    said = str(sheet.to_python())
    assert TITLE in said
    assert SECRET not in said


def test_a_long_list_costs_as_many_statements_as_a_short_one(
    people: People, signed_in: SignIn, alert: Any, child_id: Any
) -> None:
    client = signed_in(people.wang)
    client.get("/alerts/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/alerts/")
    for number in range(20):
        raised(child_id, rule=f"rule-{number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/alerts/")
    assert len(many) == len(few) <= 16


def test_the_head_of_the_child_page_takes_the_gravest_that_still_holds(
    people: People, signed_in: SignIn, alert: Any, child_id: Any
) -> None:
    body = text_of(signed_in(people.wang).get(f"/children/{child_id}/"))
    head = body[body.index("hw-child-head") : body.index("</header>", body.index("hw-child-head"))]
    assert TITLE in head
    assert f"/alerts/{alert}/" in head


def test_from_an_alert_to_the_plan_and_back_with_a_decision(
    people: People, signed_in: SignIn, alert: Any
) -> None:
    client, here = signed_in(people.wang), f"/alerts/{alert}/"
    child_id = Alert.objects.get(pk=alert).child_id
    plan = f"/children/{child_id}/plan/"
    assert plan in links(client.get(here)) and client.get(plan).status_code == 200
    page = client.get(f"{here}decide/")
    typed = {"outcome": "in_plan", "reason": "开了个案，每月走访"}
    done = client.post(f"{here}decide/", {"command_id": hidden(page)} | typed, follow=True)
    assert "已列入孩子的计划" in text_of(done)
    assert plan not in links(client.get(here)), "what is decided asks for nothing more"
    assert Alert.objects.get(pk=alert).outcome == Outcome.IN_PLAN
