"""One child asked outside a round: what is offered, typed in, and who may not."""

from typing import Any

import pytest

from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.models import Response
from tests.domain.needs.seats import pupil
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, links, text_of
from tests.personas import People


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.zhou and people.sun and people.lin and people.qian
    return pupil(people)


def paper(child_id: Any, instrument: str = "who-5", informant: str = "child") -> str:
    return f"/children/{child_id}/ask/{instrument}/{informant}/"


def typed(shown: Any, instrument: str, value: int, **more: Any) -> dict[str, Any]:
    items = {f"{instrument}-{item.id}": value for item in instrument_of(instrument).items}
    return {f"command-{instrument}": hidden(shown, f"command-{instrument}")} | items | more


def test_what_is_meant_for_the_childs_age_is_offered_by_informant(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client = signed_in(people.zhou)
    assert f"/children/{child_id}/ask/" in links(client.get(f"/children/{child_id}/"))
    offered = links(client.get(f"/children/{child_id}/ask/"))
    assert paper(child_id) in offered and paper(child_id, "psc-17", "teacher") in offered
    assert paper(child_id, "psc-17", "child") not in offered
    small = pupil(people, "李小荷", born_on=None)
    assert "还不知道孩子多大" in text_of(client.get(f"/children/{small}/ask/"))


def test_a_paper_is_kept_once_and_nobody_is_shown_a_score(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client, page = signed_in(people.zhou), paper(child_id)
    shown = client.get(page)
    sent = typed(shown, "who-5", 2)
    done = client.post(page, sent, follow=True)
    assert done.redirect_chain == [(f"/children/{child_id}/", 302)]
    assert "已保存" in text_of(done) and "40" not in text_of(done).partition("筛查")[2][:80]
    client.post(page, sent)  # a second click
    row = Response.objects.get()
    assert (row.round_id, row.instrument, row.informant) == (None, "who-5", "child")


def test_an_answer_that_needs_somebody_today_says_what_to_do(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client, page = signed_in(people.zhou), paper(child_id, "phq-a")
    answer = client.post(page, typed(client.get(page), "phq-a", 3))
    assert answer.status_code == 200
    assert "12355" in text_of(answer) and f"/children/{child_id}/" in links(answer)


def test_a_paper_with_nothing_on_it_and_a_day_to_come_are_said_in_place(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client, page = signed_in(people.zhou), paper(child_id)
    shown = client.get(page)
    empty = client.post(page, {"command-who-5": hidden(shown, "command-who-5")})
    assert empty.status_code == 422 and "还没有选任何答案" in text_of(empty)
    late = {"answered_on_0": "2099", "answered_on_1": "1", "answered_on_2": "1"}
    assert client.post(page, typed(shown, "who-5", 2, **late)).status_code == 422
    assert not Response.objects.exists()


def test_scores_of_an_instrument_without_text_are_typed_in(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client, page = signed_in(people.zhou), paper(child_id, "sdq", "teacher")
    shown = client.get(page)
    assert "这份问卷受版权保护" in text_of(shown)
    scales = {f"sdq-{one.id}": 3 for one in instrument_of("sdq").scales}
    client.post(page, {"command-sdq": hidden(shown, "command-sdq")} | scales)
    assert Response.objects.get().scores_only


def test_strangers_and_wrong_addresses_find_nothing(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    for who in (people.sun, people.lin, people.qian):
        for page in (f"/children/{child_id}/ask/", paper(child_id)):
            assert signed_in(who).get(page).status_code in (403, 404), (who.name, page)
    client = signed_in(people.zhou)
    assert client.get(paper(child_id, "nothing")).status_code == 404
    assert client.get(paper(child_id, "psc-17", "child")).status_code == 404
