"""The household's page and the form of one visit: who is offered, what is said before, what is kept."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from homeward.domain.care.models import Engagement
from homeward.domain.care.public import open_task_by_hand
from homeward.domain.care.words import Engaged
from homeward.foundation import clock
from tests.domain.children.queries.test_household import born, moved
from tests.entry.web.conftest import SignIn
from tests.personas import People

pytestmark = pytest.mark.django_db


def test_the_household_leads_to_one_visit(people: People, signed_in: SignIn) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    page = signed_in(people.wang).get(reverse("child-household", args=[younger])).content.decode()
    assert "陈一" in page and "照看2个孩子" in page and "13900000009" in page
    assert reverse("care-visit", args=[younger]) in page
    assert signed_in(people.sun).get(reverse("child-household", args=[elder])).status_code == 404
    moved(elder)
    left = signed_in(people.wang).get(reverse("child-household", args=[younger])).content.decode()
    assert "陈一" not in left and "照看1个孩子" in left


def test_one_form_records_both(people: People, signed_in: SignIn) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    open_task_by_hand(
        people.wang.ctx,
        child_id=younger,
        title="看看老二",
        due_on=clock.today(),
        kind=Engaged.VISIT,
    )
    client, url = signed_in(people.wang), reverse("care-visit", args=[elder])
    shown = client.get(url).content.decode()
    assert "保存后算办完：看看老二" in shown and "还没有开立个案" in shown
    typed: dict[str, Any] = {
        "command_id": str(uuid4()), "when": "today", "with_whom": ["child", "carer"], "text": "都好",
        f"on_{elder.hex}": "on", f"words_{elder.hex}": "我想妈妈", f"on_{younger.hex}": "on",
    }  # fmt: skip
    done = client.post(url, typed, follow=True).content.decode()
    assert "已为2个孩子记下这次走访，办完1件事。" in done
    assert client.post(url, typed).status_code == 302 and Engagement.objects.count() == 2


def test_nothing_typed_is_dropped_in_silence(people: People, signed_in: SignIn) -> None:
    """Words without a tick, nobody ticked, and a child who is no longer offered."""
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    client, url = signed_in(people.wang), reverse("care-visit", args=[elder])
    sent = {"command_id": str(uuid4()), "when": "today"}
    faults = {
        "请至少勾选一个孩子": {},
        "却没有勾选": {f"words_{younger.hex}": "我也在"},
        "刚刚有变动": {f"on_{elder.hex}": "on", f"on_{uuid4().hex}": "on"},
    }
    for says, more in faults.items():
        answer = client.post(url, {**sent, **more})
        assert answer.status_code == 422 and says in answer.content.decode()
    assert not Engagement.objects.exists()


def test_carers_are_listed_and_downloaded(people: People, signed_in: SignIn) -> None:
    born(people.wang, "陈一", 2014)
    younger = born(people.wang, "陈二", 2020)
    client = signed_in(people.li)
    page = client.get(reverse("carers")).content.decode()
    assert "张桂兰" in page and "未采集" in page
    assert client.get(reverse("carers"), {"least": "3"}).content.decode().count("张桂兰") == 0
    sheet = client.get(reverse("carers-xlsx"), {"least": "2"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert signed_in(people.zhou).get(reverse("carers")).status_code == 403
    assert (
        reverse("child-household", args=[younger]) not in page
    )  # the eldest leads to the household
