"""Reports in the browser: filed in one page, read by the lead alone, the reporter nowhere."""

from typing import Any

import pytest

from homeward.domain.needs.models import Report
from homeward.domain.needs.public import Certainty, Situation, file_report
from tests.domain.needs.seats import pupil
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, links, text_of
from tests.personas import COUNTY, VILLAGE, People, Persona, appointed

WHAT, NAME = "手臂上有很多伤", "陈小溪"


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.zhou and people.wu and people.he and people.sun
    return pupil(people)


def sent(page: Any, **more: Any) -> dict[str, Any]:
    return {
        "command_id": hidden(page), "what": WHAT, "situation": "violence",
        "certainty": "suspected", **more,
    }  # fmt: skip


def filed(people: People, child_id: Any, who: Persona | None = None, **more: Any) -> Any:
    return file_report(
        (who or people.zhou).ctx, child_id=child_id, situation=Situation.VIOLENCE,
        certainty=Certainty.SUSPECTED, what=WHAT, **more,
    ).report_id  # fmt: skip


def test_every_child_page_is_one_tap_from_reporting(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client = signed_in(people.zhou)
    assert f"/children/{child_id}/report/" in links(client.get(f"/children/{child_id}/"))
    assert "/reports/mine/" in links(client.get("/"))
    page = client.get(f"/children/{child_id}/report/")
    assert "何保护" in text_of(page), "who reads it is said beforehand"
    done = client.post(f"/children/{child_id}/report/", sent(page), follow=True)
    assert "您不会被说出去" in text_of(done)
    assert "待接收" in text_of(done)
    assert NAME not in text_of(done)
    assert Report.objects.get().owner_id == people.he.user_id


def test_without_words_nothing_is_filed_and_the_page_keeps_what_was_typed(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client = signed_in(people.zhou)
    path = f"/children/{child_id}/report/"
    answer = client.post(path, sent(client.get(path), what=" ", by_whom="继父"))
    assert answer.status_code == 422
    assert "继父" in text_of(answer)
    assert not Report.objects.exists()


def test_a_child_who_is_not_on_the_register_is_reported_by_place(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    client = signed_in(people.wang)
    page = client.get("/reports/file/")
    client.post("/reports/file/", sent(page, place=VILLAGE, who="八岁左右的男孩", in_danger="on"))
    row = Report.objects.get()
    assert (row.place, row.in_danger, row.child_id) == (VILLAGE, True, None)


def test_it_goes_around_whoever_is_accused(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    above = appointed(people.zhao, "gao", "高保护", "child_protection_lead", COUNTY)
    client = signed_in(people.zhou)
    path = f"/children/{child_id}/report/"
    page = client.get(path)
    client.post(path, sent(page, accused=str(people.he.user_id)))
    report = Report.objects.get()
    assert report.owner_id == above.user_id
    accused = signed_in(people.he)
    assert accused.get(f"/reports/{report.id}/").status_code == 404
    assert WHAT not in text_of(accused.get("/reports/"))
    assert NAME not in text_of(accused.get("/reports/"))
    assert WHAT in text_of(signed_in(above).get(f"/reports/{report.id}/"))


def test_the_lead_receives_forwards_feeds_back_and_closes(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    here = f"/reports/{filed(people, child_id)}/"
    lead = signed_in(people.he)
    assert NAME in text_of(lead.get("/reports/"))
    for act, more in (
        ("receive", {}), ("forward", {"to": "police"}), ("feed-back", {"text": "孩子已经安全"}),
        ("close", {"reason": "公安已立案"}),
    ):  # fmt: skip
        page = lead.get(f"{here}{act}/")
        answer = lead.post(f"{here}{act}/", {"command_id": hidden(page), **more})
        assert answer.status_code == 302, act
    body = text_of(lead.get(here))
    for said in ("已办结", "移送：公安机关", "公安已立案", WHAT):
        assert said in body, said
    own = text_of(signed_in(people.zhou).get("/reports/mine/"))
    assert "孩子已经安全" in own
    assert "公安已立案" not in own


def test_the_reporter_is_named_nowhere_until_opened_for_a_reason(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    here = f"/reports/{filed(people, child_id, people.wang)}/"
    lead = signed_in(people.he)
    for path in ("/reports/", here, f"{here}paper/"):
        assert "王主任" not in text_of(lead.get(path)), path
    page = lead.get(f"{here}reveal/")
    assert lead.post(f"{here}reveal/", {"command_id": hidden(page)}).status_code == 422
    opened = {"command_id": hidden(page), "reason": "公安要核对时间"}
    assert "王主任" in text_of(lead.post(f"{here}reveal/", opened, follow=True))
    assert "王主任" not in text_of(lead.get(f"{here}paper/"))


def test_the_paper_has_what_the_police_need(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    here = f"/reports/{filed(people, child_id, by_whom='继父')}/paper/"
    body = text_of(signed_in(people.he).get(here))
    for said in (NAME, "2013年5月1日", "清溪中心小学", WHAT, "继父", "第十一条"):
        assert said in body, said


def test_the_document_says_the_same_and_names_no_reporter(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    import io

    from docx import Document

    path = f"/reports/{filed(people, child_id, people.wang)}/paper.docx"
    answer = signed_in(people.he).get(path)
    paper = Document(io.BytesIO(answer.getvalue()))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*cells, *(one.text for one in paper.paragraphs)])
    assert NAME in said
    assert WHAT in said
    assert "王主任" not in said
    assert signed_in(people.li).get(path).status_code in (403, 404)


def test_nobody_but_the_lead_opens_the_reports(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    report = filed(people, child_id)
    for who in (people.wang, people.zhou, people.wu, people.zhao, people.li, people.sun):
        client = signed_in(who)
        assert client.get("/reports/").status_code == 403, who.name
        for path in ("", "paper/", "receive/", "forward/", "close/", "reveal/"):
            answer = client.get(f"/reports/{report}/{path}")
            assert answer.status_code in (403, 404), (who.name, path)
            assert WHAT not in text_of(answer)


def test_a_report_stands_first_in_the_day_of_whoever_must_receive_it_and_in_nobody_elses(
    people: People, signed_in: SignIn, child_id: Any
) -> None:
    report_id = filed(people, child_id)
    lead, here = signed_in(people.he), f"/reports/{report_id}/"
    answer = lead.get("/")
    body = text_of(answer)
    assert "孩子可能受到伤害：接收报告" in body and here in links(answer)
    for who in (people.zhou, people.wang, people.li, people.wu, people.sun):
        assert "孩子可能受到伤害：" not in text_of(signed_in(who).get("/")), who.name
    page = lead.get(f"{here}receive/")
    lead.post(f"{here}receive/", {"command_id": hidden(page)})
    assert "移送或办结报告" in text_of(lead.get("/"))
    page = lead.get(f"{here}forward/")
    lead.post(f"{here}forward/", {"command_id": hidden(page), "to": "civil_affairs"})
    assert "孩子可能受到伤害：" not in text_of(lead.get("/"))
