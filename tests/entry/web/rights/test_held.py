"""The family's page and its document: a parent's at once, a worker's after the reason; nothing protected."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.urls import reverse
from docx import Document

from homeward.domain.children.public import held_about
from homeward.domain.needs.models import Alert
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from tests.domain.children.disclosure.test_told import (
    ACCUSED,
    CONFIDED,
    LOW_MOOD,
    NOTED,
    REPORTED,
    WHY,
    lived,
)
from tests.domain.needs.protected import protected_records
from tests.entry.web.conftest import SignIn
from tests.entry.web.test_every_route import body
from tests.personas import People

SECRETS = (REPORTED, ACCUSED, LOW_MOOD, CONFIDED, NOTED)


def url(people: People, name: str = "child-held") -> str:
    return reverse(name, args=[people.child_id])


def in_docx(answer: Any) -> str:
    """Every word of a document, its tables too."""
    paper = Document(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_a_parent_reads_and_takes_away_everything_but_what_is_protected(
    people: People, signed_in: SignIn
) -> None:
    liu = lived(people)
    client = signed_in(liu)
    page = body(client.get(url(people)))
    paper = in_docx(client.get(url(people, "held-docx")))
    for text in (page, paper):
        for word in (
            "陈小溪",
            "三组西头99号",
            "清溪中心小学",
            "监护情况差",
            "哪些不列出，为什么",
            "谁看过",
        ):
            assert word in text, word
        for word in SECRETS:
            assert word not in text, word
        assert "留守" not in text


def test_not_even_another_rooms_secrets_reach_the_page_or_the_document(
    people: People, signed_in: SignIn
) -> None:
    """Every protected record that there can be, planted with unique words."""
    secrets = {k: one for k, one in protected_records(people).items() if not one.startswith('"')}
    child_id = Alert.objects.values_list("child_id", flat=True)[0]
    client = signed_in(people.wang)
    for name in ("child-held", "held-docx"):
        answer = client.post(reverse(name, args=[child_id]), {"reason": "母亲来问"})
        text = in_docx(answer) if answer.streaming else body(answer)
        assert "李小禾" in text and "交过一份问卷" in text
        assert [k for k, one in secrets.items() if one in text] == []


def test_a_worker_says_who_asked_before_anything_is_shown(
    people: People, signed_in: SignIn
) -> None:
    lived(people)
    client = signed_in(people.wang)
    before = AuditEvent.objects.filter(name="child.held").count()
    for name in ("child-held", "held-docx"):
        assert "三组西头99号" not in body(client.get(url(people, name)))
        refused = client.post(url(people, name), {"reason": " "})
        assert refused.status_code == 422
    assert AuditEvent.objects.filter(name="child.held").count() == before
    page = body(client.post(url(people), {"reason": WHY}))
    assert "三组西头99号" in page and WHY in page
    assert in_docx(client.post(url(people, "held-docx"), {"reason": WHY})).count(WHY) >= 1
    assert AuditEvent.objects.filter(name="child.held").count() == before + 2


def test_in_english_nobody_is_called_left_behind(people: People, signed_in: SignIn) -> None:
    page = body(signed_in(lived(people), "en").get(url(people)))
    assert "Everything held" in page
    assert "eft-behind" not in page and "eft behind" not in page


def test_the_stranger_finds_nothing(people: People, signed_in: SignIn) -> None:
    lived(people)
    for name in ("child-held", "held-docx", "held-readers", "correction-ask"):
        assert signed_in(people.sun).get(url(people, name)).status_code == 404
        assert signed_in(people.zhou).get(url(people, name)).status_code in (403, 404)


def test_readers_beyond_the_first_page_are_printed_too(
    people: People, signed_in: SignIn, monkeypatch: Any
) -> None:
    monkeypatch.setattr("homeward.domain.children.disclosure.reads.PAGE", 1)
    liu = lived(people)
    held_about(people.wang.call(reason=WHY), child_id=people.child_id)
    held_about(people.li.call(reason="祖母要求"), child_id=people.child_id)
    client = signed_in(liu)
    page = body(client.get(url(people)))
    paper = in_docx(client.get(url(people, "held-docx")))
    for text in (page, paper):
        assert WHY in text and "祖母要求" in text
    second = body(client.get(url(people, "held-readers") + "?page=2"))
    assert (WHY in second) != ("祖母要求" in second)
    assert client.get(url(people, "held-readers") + "?page=x").status_code == 200


def test_the_queue_and_the_first_page_show_what_is_overdue_first(
    people: People, signed_in: SignIn
) -> None:
    liu = lived(people)
    client = signed_in(liu)
    form = {"section": "school", "wrong": "年级写错了", "right": "三年级"}
    asking = url(people, "correction-ask")
    given = client.get(asking).context["form"]["command_id"].value()
    done = client.post(asking, {**form, "command_id": given})
    assert done.status_code == 302
    assert "等待答复" in body(client.get(url(people)))
    with clock.frozen(clock.now() + timedelta(days=16)):
        li = signed_in(people.li)
        home = body(li.get("/"))
        assert "等待答复的更正申请" in home and "1件已过期限" in home
        assert "已过期限" in body(li.get("/rights/"))
        assert "等待答复的更正申请" not in body(signed_in(people.sun).get("/"))
