"""Screening in the browser: opened, typed in child after child; no score for whoever types."""

import re
from typing import Any

import pytest

from homeward.domain.children.public import enrol_child
from homeward.domain.children.words import Stage
from homeward.domain.needs.models import Alert, Response, Round, Seat
from homeward.domain.needs.public import Informant, open_school_round
from tests.conftest import NOW
from tests.domain.needs.seats import pupil
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, text_of
from tests.personas import VILLAGE, People


@pytest.fixture
def children(people: People) -> Any:
    assert people.wang and people.zhou and people.wu and people.he and people.sun
    return [pupil(people, "安小一"), pupil(people, "白小二")]


def opened(people: People, *instruments: str) -> Any:
    return open_school_round(
        people.zhou.ctx, school_id=people.school_id, title="秋季筛查", informant=Informant.CHILD,
        instruments=instruments, due_on=NOW.date(),
    ).round_id  # fmt: skip


def paper(client: Any, path: str, instrument: str, value: Any, **more: Any) -> dict[str, Any]:
    """What is sent when every question is answered alike."""
    page = client.get(path)
    names = {
        name.split('"')[0]
        for name in text_of(page).split('name="')[1:]
        if name.startswith(f"{instrument}-")
    }
    sent = {name: str(value) for name in names}
    sent["child_id"] = hidden(page, "child_id")
    sent[f"command-{instrument}"] = hidden(page, f"command-{instrument}")
    return {**sent, **more}


def test_a_round_is_opened_for_a_village_from_the_page(
    people: People, signed_in: SignIn, children: Any
) -> None:
    client = signed_in(people.wang)
    page = client.get("/screening/open/")
    assert "自编量表，尚未验证" in text_of(page)
    sent = {
        "command_id": hidden(page), "where": f"place:{VILLAGE}", "informant": "child",
        "instruments": ["who-5", "belonging"], "title": "秋季筛查",
        "due_on_0": "2026", "due_on_1": "9", "due_on_2": "20",
    }  # fmt: skip
    early = client.post("/screening/open/", {**sent, "due_on_0": "2025"})
    assert early.status_code == 422
    again = {**sent, "command_id": hidden(client.get("/screening/open/"))}
    done = client.post("/screening/open/", again, follow=True)
    assert "名单上有 2 个孩子" in text_of(done)
    assert "秋季筛查" in text_of(client.get("/screening/"))
    assert "秋季筛查" not in text_of(signed_in(people.sun).get("/screening/"))


def test_a_teacher_chooses_the_class_with_the_school(
    people: People, signed_in: SignIn, children: Any
) -> None:
    """The classes that pupils attend are there to choose from; nobody types one."""
    enrol_child(
        people.zhou.ctx, child_id=children[0], school_id=people.school_id, stage=Stage.PRIMARY,
        grade=4, klass="2班",
    )  # fmt: skip
    client = signed_in(people.zhou)
    page = client.get("/screening/open/")
    body = text_of(page)
    assert "全校" in body and "4年级2班" in body and 'name="klass"' not in body
    where = f"school:{people.school_id}:4年级2班"
    sent = {
        "command_id": hidden(page), "where": where, "informant": "child", "title": "四（2）班筛查",
        "instruments": ["who-5"], "due_on_0": "2026", "due_on_1": "9", "due_on_2": "20",
    }  # fmt: skip
    done = text_of(client.post("/screening/open/", sent, follow=True))
    assert "名单上有 1 个孩子" in done and "4年级2班" in done
    other = {**sent, "command_id": hidden(client.get("/screening/open/")), "where": "school:x:1班"}
    assert client.post("/screening/open/", other).status_code == 422


def test_papers_are_typed_one_after_another_and_no_score_is_seen(
    people: People, signed_in: SignIn, children: Any
) -> None:
    here = f"/screening/{opened(people, 'who-5')}/"
    client = signed_in(people.zhou)
    assert "安小一" in text_of(client.get(f"{here}entry/"))
    empty = client.post(f"{here}entry/", paper(client, f"{here}entry/", "who-5", ""))
    assert empty.status_code == 422
    saved = client.post(f"{here}entry/", paper(client, f"{here}entry/", "who-5", 2), follow=True)
    body = text_of(saved)
    assert "白小二" in body
    # what a person reads; ids and tokens in the tags hold any digits
    assert "40" not in re.sub(r"<[^>]*>", " ", body)
    client.post(f"{here}entry/", paper(client, f"{here}entry/", "who-5", 2))
    assert "都处理完了" in text_of(client.get(f"{here}entry/"))
    assert Response.objects.count() == 2
    round_page = text_of(client.get(here))
    assert "已处理" in round_page
    assert client.get(f"{here}?state=done").status_code == 200


def test_the_same_paper_sent_twice_is_one_record(
    people: People, signed_in: SignIn, children: Any
) -> None:
    here = f"/screening/{opened(people, 'who-5')}/entry/"
    client = signed_in(people.zhou)
    sent = paper(client, here, "who-5", 2)
    client.post(here, sent)
    again = client.post(here, sent, follow=True)
    assert "没有重复记录" in text_of(again)
    assert Response.objects.count() == 1


def test_a_safety_answer_says_at_once_what_to_do_and_not_who_or_what(
    people: People, signed_in: SignIn, children: Any
) -> None:
    here = f"/screening/{opened(people, 'phq-a')}/entry/"
    client = signed_in(people.zhou)
    sent = paper(client, here, "phq-a", 3)
    for answer in (
        client.post(here, sent),
        client.post(here, sent),
    ):  # a double click loses nothing
        body = text_of(answer)
        assert answer.status_code == 200
        for said in ("先陪着孩子", "12356", "110", "吴心理"):
            assert said in body, said
        assert "安小一" not in body
    assert Alert.objects.filter(child_id=children[0], severity="red").count() == 1
    calm = client.post(here, paper(client, here, "phq-a", 0), follow=True)
    assert "先陪着孩子" not in text_of(calm)


def test_a_child_who_did_not_want_to_is_noted_without_a_paper(
    people: People, signed_in: SignIn, children: Any
) -> None:
    here = f"/screening/{opened(people, 'who-5')}/entry/"
    client = signed_in(people.zhou)
    page = client.get(here)
    left = {
        "left": "1", "command_id": hidden(page), "child_id": hidden(page, "child_id"),
    }  # fmt: skip
    assert client.post(here, left).status_code == 422
    moved = client.post(here, {**left, "how": "refused", "why": "今天不想写"}, follow=True)
    assert "白小二" in text_of(moved)
    assert Seat.objects.get(child_id=children[0]).state == "refused"
    assert "今天不想写" not in text_of(client.get(here))


def test_scores_of_a_licensed_form_are_entered_within_their_range(
    people: People, signed_in: SignIn, children: Any
) -> None:
    here = f"/screening/{opened(people, 'sdq')}/entry/"
    client = signed_in(people.zhou)
    wrong = paper(client, here, "sdq", 5, **{"sdq-difficulties": "99"})
    assert client.post(here, wrong).status_code == 422
    assert client.post(here, paper(client, here, "sdq", 5)).status_code == 302
    assert Response.objects.get().scores_only


def test_the_stranger_finds_no_round(people: People, signed_in: SignIn, children: Any) -> None:
    here = f"/screening/{opened(people, 'who-5')}/"
    for path in ("", "entry/", "paper/", "close/"):
        assert signed_in(people.sun).get(here + path).status_code == 404, path
        assert signed_in(people.zheng).get(here + path).status_code == 404, path


def test_a_round_is_printed_and_ended(people: People, signed_in: SignIn, children: Any) -> None:
    here = f"/screening/{opened(people, 'belonging')}/"
    client = signed_in(people.zhou)
    assert "自编量表，尚未验证" in text_of(client.get(f"{here}paper/"))
    page = client.get(f"{here}close/")
    client.post(f"{here}close/", {"command_id": hidden(page)})
    assert Round.objects.get().closed_at
    assert "不能再录入" in text_of(client.get(f"{here}entry/"))


def test_instruments_say_licence_and_that_they_are_no_diagnosis(
    people: People, signed_in: SignIn
) -> None:
    body = text_of(signed_in(people.wang).get("/instruments/"))
    for said in ("不是诊断", "自编量表，尚未验证", "公有领域", "只录得分"):
        assert said in body, said
