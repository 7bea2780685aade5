"""The queue of likely doubles, the page of a pair, and the look before a child is registered."""

from typing import Any

import pytest

from homeward.domain.children.models import Child, DoublePair, Merge
from tests.domain.children.doubles.pairs import only, swept, twice
from tests.domain.children.registers import registered
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, links, text_of
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, People

pytestmark = pytest.mark.django_db
QUEUE = "/children/doubles/"


def typed(client: Any, **more: str) -> dict[str, str]:
    """The registration form of 陈晓溪, who is 陈小溪."""
    return {
        "command_id": hidden(client.get("/children/register/")), "place": VILLAGE, "name": "陈晓溪",
        "sex": "female", "born_on_0": "2015", "born_on_1": "3", "born_on_2": "1",
        "father_name": "陈大山", **more,
    }  # fmt: skip


def test_the_queue_shows_both_records_and_why(people: People, signed_in: SignIn) -> None:
    one, other = twice(people)
    swept()
    page = signed_in(people.li).get(QUEUE)
    shown = text_of(page)
    for text in ("陈小溪", "陈晓溪", "清溪村", "上坪村", "姓名同音不同字", "夜间查找发现"):
        assert text in shown, text
    assert {f"/children/{one}/", f"/children/{other}/", f"{QUEUE}{only().id}/"} <= links(page)
    english = text_of(signed_in(people.li, "en").get(QUEUE))
    assert "Names sound the same in other characters" in english


def test_an_empty_queue_says_that_nothing_waits(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    assert "没有等待判断的" in text_of(client.get(QUEUE))
    assert "判断过的记录会留在这里" in text_of(client.get(f"{QUEUE}?decided=1"))


def test_who_may_not_read_both_finds_nothing(people: People, signed_in: SignIn) -> None:
    twice(people)
    swept()
    pair = f"{QUEUE}{only().id}/"
    for who in (people.wang, people.sun):
        client = signed_in(who)
        assert "陈晓溪" not in text_of(client.get(QUEUE)) or who is not people.wang
        assert client.get(pair).status_code == 404
        assert client.post(pair, {"verdict": "different"}).status_code == 404
    assert signed_in(people.zhou).get(QUEUE).status_code == 403


def test_the_first_page_and_the_childs_page_lead_to_the_pair(
    people: People, signed_in: SignIn
) -> None:
    one, _ = twice(people)
    swept()
    li, wang = signed_in(people.li), signed_in(people.wang)
    assert "疑似重复的记录，等您判断" in text_of(li.get("/"))
    assert "疑似重复的记录，等您判断" not in text_of(wang.get("/"))
    assert "可能与上坪村的陈晓溪是同一个孩子" in text_of(li.get(f"/children/{one}/"))
    assert "陈晓溪" not in text_of(wang.get(f"/children/{one}/"))


def test_two_records_stand_side_by_side_with_reasons(people: People, signed_in: SignIn) -> None:
    twice(people)
    swept()
    shown = text_of(signed_in(people.li).get(f"{QUEUE}{only().id}/"))
    for text in ("像同一个孩子的地方", "姓名同音不同字", "不一致", "刘秀英", "没有相同的电话"):
        assert text in shown, text
    assert shown.count('name="verdict"') == 3


def test_same_leads_to_the_merge(people: People, signed_in: SignIn) -> None:
    one, other = twice(people)
    swept()
    client = signed_in(people.li)
    pair = f"{QUEUE}{only().id}/"
    answer = client.post(pair, {"command_id": hidden(client.get(pair)), "verdict": "same"})
    assert answer["Location"] == f"/children/{one}/merge/{other}/"
    page = client.get(answer["Location"])
    said = {"command_id": hidden(page), "reason": "和奶奶核对过"}
    assert client.post(answer["Location"], said).status_code == 302
    assert Merge.objects.count() == 1


def test_a_director_who_may_not_merge_hands_the_same_up(people: People, signed_in: SignIn) -> None:
    twice(people, VILLAGE)
    swept()
    client = signed_in(people.wang)
    pair = f"{QUEUE}{only().id}/"
    said = {"command_id": hidden(client.get(pair)), "verdict": "same"}
    answer = client.post(pair, said, follow=True)
    assert "等督导员合并" in text_of(answer)
    assert "已认定是同一个孩子，等合并" in text_of(signed_in(people.li).get(QUEUE))


def test_different_is_noted_and_can_be_taken_back(people: People, signed_in: SignIn) -> None:
    twice(people)
    swept()
    client = signed_in(people.li)
    pair = f"{QUEUE}{only().id}/"
    said = {"command_id": hidden(client.get(pair)), "verdict": "different", "reason": "堂姐妹"}
    assert "以后不再提醒" in text_of(client.post(pair, said, follow=True))
    decided = text_of(client.get(f"{QUEUE}?decided=1"))
    assert "堂姐妹" in decided and "李督导" in decided
    back = f"{pair}reopen/"
    answer = client.post(back, {"command_id": hidden(client.get(back))}, follow=True)
    assert "重新等待判断" in text_of(answer)
    assert only().state == "open"


def test_nothing_is_decided_without_a_button(people: People, signed_in: SignIn) -> None:
    twice(people)
    swept()
    client = signed_in(people.li)
    pair = f"{QUEUE}{only().id}/"
    answer = client.post(pair, {"command_id": hidden(client.get(pair))})
    assert answer.status_code == 400 or answer.status_code == 422
    assert only().state == "open"


def test_before_a_child_is_registered_the_one_it_may_be_is_shown(
    people: People, signed_in: SignIn
) -> None:
    child_id = registered(people.wang)
    client = signed_in(people.wang)
    said = typed(client)
    page = client.post("/children/register/", said)
    assert page.status_code == 200
    shown = text_of(page)
    for text in ("是不是这个孩子？", "就是这个孩子", "都不是，继续登记", "姓名同音不同字"):
        assert text in shown, text
    assert 'value="陈晓溪"' in shown, "nothing typed is lost"
    assert f"/children/{child_id}/" in links(page)
    assert Child.objects.count() == 1, "nothing was written yet"
    answer = client.post("/children/register/", {**said, "seen": hidden(page, "seen")})
    assert answer.status_code == 302
    assert Child.objects.count() == 2
    assert DoublePair.objects.get().state == "different"


def test_who_changes_the_name_after_the_look_is_asked_anew(
    people: People, signed_in: SignIn
) -> None:
    registered(people.wang)
    client = signed_in(people.wang)
    said = typed(client, name="周子轩", born_on_0="2012", father_name="周大海")
    shown = client.post("/children/register/", {**said, "seen": ""})
    assert shown.status_code == 302
    again = {**typed(client), "seen": "elsewhere,not-an-id"}
    assert "是不是这个孩子？" in text_of(client.post("/children/register/", again))


@pytest.mark.parametrize(
    ("place", "where", "ask"),
    [
        (NEXT_VILLAGE, "本乡镇另一个村有一条相似的记录", "李督导"),
        (FAR_VILLAGE, "本县另一个乡镇有一条相似的记录", "赵科长"),
    ],
)
def test_a_record_out_of_sight_is_not_shown_but_whom_to_ask(
    people: People, signed_in: SignIn, place: str, where: str, ask: str
) -> None:
    hidden_id = registered(people.zhao, place)
    client = signed_in(people.wang)
    said = typed(client)
    page = client.post("/children/register/", said)
    shown = text_of(page)
    assert where in shown and ask in shown
    for private in ("陈小溪", "上坪村", "白石村", str(hidden_id)):
        assert private not in shown, private
    answer = client.post("/children/register/", {**said, "seen": hidden(page, "seen")})
    assert answer.status_code == 302
    assert Child.objects.filter(name="陈晓溪").exists()


def test_what_is_wrong_in_the_form_is_told_before_anything_is_looked_for(
    people: People, signed_in: SignIn
) -> None:
    registered(people.wang)
    client = signed_in(people.wang)
    answer = client.post("/children/register/", typed(client, id_number="123"))
    assert "身份证号校验不通过" in text_of(answer)
