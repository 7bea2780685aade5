"""What alerts bring to the care pages: suggestions to accept, change or refuse, the rule, red and orange."""

from typing import Any

from homeward.domain.care.models import PlanItem, SuggestionChoice
from homeward.domain.needs.public import Severity
from homeward.entry.web.care import alerts
from tests.domain.care.loops import VISITS, opened
from tests.domain.needs.seats import PROTECTED, raised
from tests.entry.web.care.test_day import send
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, links, text_of
from tests.personas import People

RULE = "r03.carer_unfit"


def alert(people: People) -> None:
    """The carer of 陈小溪 is unfit."""
    raised(people.child_id, rule=RULE, severity=Severity.RED)


def test_a_suggestion_says_why_and_is_accepted_with_one_click(
    people: People, signed_in: SignIn
) -> None:
    alert(people)
    client, page = signed_in(people.wang), f"/children/{people.child_id}/plan/"
    assert "请先开立个案" in text_of(client.get(page))
    plan_id = opened(people.wang, people.child_id).plan_id
    answer = client.get(page)
    body = text_of(answer)
    assert "建议" in body and "照料人不适合" in body and "改一改再采纳" in body
    typed = {"command_id": hidden(answer), "programme": VISITS}
    client.post(f"/care/plans/{plan_id}/accept/", typed)
    item = PlanItem.objects.get()
    assert (item.programme, item.rules, item.origin) == (VISITS, [RULE], "suggestion")
    assert VISITS not in text_of(client.get(page)).partition('id="suggestions"')[2]


def test_a_suggestion_is_refused_with_a_reason(people: People, signed_in: SignIn) -> None:
    alert(people)
    plan_id = opened(people.wang, people.child_id).plan_id
    client, path = signed_in(people.wang), f"/care/plans/{plan_id}/refuse/"
    answer = send(client, path, programme=VISITS, reason="")
    assert "理由" in text_of(answer) and not SuggestionChoice.objects.exists()
    answer = send(client, path, programme=VISITS, reason="孩子不愿意")
    assert "孩子不愿意" in text_of(answer)
    choice = SuggestionChoice.objects.get()
    assert (choice.choice, choice.rules) == ("refused", [RULE])


def test_what_is_not_suggested_cannot_be_accepted_as_a_suggestion(
    people: People, signed_in: SignIn
) -> None:
    alert(people)
    plan_id = opened(people.wang, people.child_id).plan_id
    answer = send(
        signed_in(people.wang), f"/care/plans/{plan_id}/accept/", programme="s13.benefit_help"
    )
    assert answer.status_code == 422
    assert not PlanItem.objects.exists()


def test_a_teacher_is_shown_no_button(people: People, signed_in: SignIn) -> None:
    alert(people)
    plan_id = opened(people.wang, people.child_id).plan_id
    assert signed_in(people.sun).get(f"/care/plans/{plan_id}/accept/").status_code == 404
    answer = signed_in(people.lin).get(f"/care/plans/{plan_id}/refuse/")
    assert answer.status_code in (403, 404)


def test_the_board_counts_and_names_what_its_reader_may_see(
    people: People, signed_in: SignIn
) -> None:
    alert(people)
    raised(people.child_id, **PROTECTED, severity=Severity.ORANGE)
    answer = signed_in(people.li).get("/board/")
    body = text_of(answer)
    assert "红色和橙色预警" in body and "监护情况差" in body
    assert f"/children/{people.child_id}/" in links(answer)
    row = body.partition("清溪村")[2].partition("</tr>")[0]
    assert row.count(">1<") == 1  # the red one; the protected one is not hers to know of
    assert "陈小溪" not in text_of(signed_in(people.sun).get("/board/"))


def test_an_alert_stands_in_its_owners_day_and_in_nobody_elses(
    people: People, signed_in: SignIn
) -> None:
    alert(people)
    body = text_of(signed_in(people.wang).get("/"))
    assert body.index("协助另找照料人") < body.index("我的范围")
    assert body.count("照料人不适合") == 1
    assert "由父母以外的人照料" in body and "22、43" in body
    for who in (people.sun, people.zhou, people.lin):
        assert "照料人不适合" not in text_of(signed_in(who).get("/")), who.name


def test_alerts_beyond_the_lines_are_counted_and_led_to(
    people: People, signed_in: SignIn, monkeypatch: Any
) -> None:
    monkeypatch.setattr(alerts, "MOST", 1)
    alert(people)
    for rule in ("a.one", "b.two"):
        raised(people.child_id, rule=rule, severity=Severity.YELLOW)
    client = signed_in(people.wang)
    answer = client.get("/tasks/")
    assert "还有 2 条预警等您处理，看全部" in text_of(answer) and "/alerts/?mine=on" in links(
        answer
    )
    assert "还有 2 件，看全部" in text_of(client.get("/"))


def test_who_supervises_is_asked_to_decide_first_and_who_visits_to_record(
    people: People, signed_in: SignIn
) -> None:
    alert(people)
    raised(people.child_id, rule="b.two", owner="township_supervisor")
    record, decide = "记一次走访", "处理预警"
    for who, first, second in ((people.wang, record, decide), (people.li, decide, record)):
        body = text_of(signed_in(who).get("/tasks/"))
        button = body.partition('class="hw-task__act"')[2]
        assert first in button[:300] and second not in button[:300], who.name
