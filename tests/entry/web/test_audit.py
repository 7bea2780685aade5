"""The audit pages: what was done in one's area, in words; values open only to those who may."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import register_child
from homeward.entry.web.audit.acts import ACTS
from homeward.entry.web.audit.words import act_text
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.registry import COMMANDS, QUERIES
from tests.entry.web.seats import first_login_done, seat
from tests.personas import VILLAGE, People, Persona

pytestmark = pytest.mark.django_db


def at_home(somebody: Persona) -> Client:
    first_login_done(somebody)
    return seat(somebody)


def registered(people: People) -> AuditEvent:
    register_child(people.wang.ctx, place=VILLAGE, child=ParticularsDraft(name="陈小溪"))
    return AuditEvent.objects.get(name="child.register")


def test_the_list_tells_acts_in_words(people: People) -> None:
    registered(people)
    page = at_home(people.zhao).get("/audit/").content.decode()
    assert "登记儿童" in page and "王主任" in page and "陈小溪" in page and "清溪村" in page


def test_conditions_do_not_stand_in_the_address(people: People) -> None:
    """Browsers and servers keep addresses; a name in one is a name given away."""
    registered(people)
    client = at_home(people.zhao)
    said = {"who": "王主任", "action": "", "kind": "changes"}
    answer = client.post("/audit/", said, follow=True)
    address = answer.redirect_chain[0][0]
    assert "%" not in address and "f=" in address
    page = answer.content.decode()
    assert "登记儿童" in page and "任命岗位</" not in page.split("<tbody")[1]


def test_reading_or_writing(people: People) -> None:
    event = registered(people)
    client = at_home(people.zhao)
    client.get(f"/audit/{event.pk}/")
    page = client.post("/audit/", {"kind": "reads"}, follow=True).content.decode()
    assert "查看一条日志" in page.split("<tbody")[1]
    assert "登记儿童" not in page.split("<tbody")[1]


def test_by_day(people: People) -> None:
    registered(people)
    client = at_home(people.zhao)
    day = {"since": "2026-09-02"}
    page = client.post("/audit/", day, follow=True).content.decode()
    assert "没有符合这些条件的记录" in page
    wrong = {**day, "until": "2026/9/1"}
    assert client.post("/audit/", wrong).status_code == 422
    assert client.post("/audit/", {"since": "2026-13-01"}).status_code == 422


def test_one_act_opens_its_values_and_leaves_a_row(people: People) -> None:
    event = registered(people)
    page = at_home(people.zhao).get(f"/audit/{event.pk}/").content.decode()
    assert "改了什么" in page and "陈小溪" in page
    looked = AuditEvent.objects.get(name="audit.look")
    assert looked.reading and looked.actor_id == people.zhao.user_id
    assert looked.subject_id == event.subject_id


def test_an_auditor_sees_that_but_not_what(people: People) -> None:
    """Auditors see public fields only: the act, never the child's name."""
    event = registered(people)
    client = at_home(people.qian)
    for address in ("/audit/", f"/audit/{event.pk}/"):
        page = client.get(address).content.decode()
        assert "登记儿童" in page and "陈小溪" not in page
    assert "您的岗位不能打开" in client.get(f"/audit/{event.pk}/").content.decode()


def test_the_next_village_and_other_roles(people: People) -> None:
    event = registered(people)
    for somebody in (people.wang, people.sun, people.zhou, people.lin):
        client = at_home(somebody)
        assert client.get("/audit/").status_code == 403
        assert client.get(f"/audit/{event.pk}/").status_code in (403, 404)
        assert client.post("/audit/verify/").status_code in (403, 404)


def test_verify_says_it_holds_and_names_the_row_that_does_not(
    people: People, unguarded: None
) -> None:
    event = registered(people)
    client = at_home(people.qian)
    assert "没有被改动" in client.post("/audit/verify/", follow=True).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET name = 'child.read' WHERE name = 'child.register'")
    page = client.post("/audit/verify/", follow=True).content.decode()
    assert "写入之后被改动过" in page and str(event.pk) in page


def test_a_township_may_read_but_not_verify(people: People) -> None:
    client = at_home(people.li)
    assert "核对记录是否被改动" not in client.get("/audit/").content.decode()
    assert client.post("/audit/verify/").status_code == 403


def test_every_act_has_an_english_name() -> None:
    """Doors say themselves in Chinese; the audit of an English reader must not."""
    with translation.override("en"):
        doors = [*COMMANDS.values(), *QUERIES.values()]
        untold = [door.name for door in doors if act_text(door.name) == door.says]
    assert not untold
    assert {door.says for door in doors} <= set(ACTS), "collected when messages are made anew"
