"""Helpers and matches as people use them on the web."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.domain.helpers.models import Helper, Match, StepEvidence
from homeward.domain.helpers.words import HelperKind
from homeward.entry.web.formpage import INVALID
from homeward.foundation.ids import new_id
from tests.domain.helpers.vetted import PDF, active, agreed, applied, vetted
from tests.entry.web.conftest import SignIn
from tests.personas import TOWNSHIP, VILLAGE, People, person

pytestmark = pytest.mark.django_db


def sent(**more: object) -> dict[str, object]:
    return {"command_id": str(new_id()), **more}


def test_an_application_is_recorded_and_a_step_comes_with_its_paper(
    people: People, signed_in: SignIn
) -> None:
    client = signed_in(people.li)
    typed = sent(
        name="冯爱心", kind="acting_parent", place=VILLAGE, capacity="2", languages="清溪话、普通话",
        availability=["3-evening"], phone="10000000001",
    )  # fmt: skip
    answer = client.post(reverse("helper-apply"), typed)
    helper = Helper.objects.get(name="冯爱心")
    url = reverse("helper", args=[helper.id])
    assert answer["Location"] == url
    paper = SimpleUploadedFile("查询结果.pdf", PDF)
    step = sent(step="record_check", with_whom="清溪派出所", file=paper)
    client.post(reverse("helper-step", args=[helper.id]), step)
    page = client.get(url).content.decode()
    for words in (
        "清溪派出所",
        "周三晚上",
        "清溪话、普通话",
        "10000000001",
        "未成年人保护法第六十二条",
    ):
        assert words in page, words
    kept = StepEvidence.objects.get()
    got = client.get(reverse("helper-evidence", args=[kept.id]))
    assert got.content == PDF and "冯爱心" not in got["Content-Disposition"]
    stranger = signed_in(people.sun)
    assert stranger.get(url).status_code == 404
    assert stranger.get(reverse("helper-evidence", args=[kept.id])).status_code == 404
    assert "冯爱心" not in stranger.get(reverse("helpers")).content.decode()


def test_the_list_filters_and_downloads(people: People, signed_in: SignIn) -> None:
    vetted(people.li, VILLAGE, "冯爱心")
    applied(people.li, VILLAGE, "还在办")
    client = signed_in(people.li, "en")
    only = client.get(reverse("helpers"), {"state": "vetted"}).content.decode()
    assert "冯爱心" in only and "还在办" not in only and "Vetted" in only
    assert client.get(reverse("helpers-xlsx")).getvalue().startswith(b"PK")


def test_a_match_is_walked_from_the_childs_page_to_the_helpers_own(
    people: People, signed_in: SignIn
) -> None:
    who = person(people.li, "feng", "冯老师", TOWNSHIP)
    helper_id = vetted(people.li, TOWNSHIP, "冯老师", who.user_id, kind=HelperKind.MENTOR)
    director, supervisor = signed_in(people.wang), signed_in(people.li)
    propose = reverse("match-propose", args=[people.child_id])
    assert "冯老师" in director.get(propose).content.decode()
    url = director.post(propose, sent(helper_id=str(helper_id), text="住得近"))["Location"]
    assert director.get(f"{url}publish/").status_code == 403
    supervisor.post(f"{url}publish/", sent())
    for by in ("child", "carer", "helper"):
        director.post(f"{url}answer/", sent(by=by, agreed="yes", way="spoken", note="好"))
    supervisor.post(f"{url}start/", sent())
    child = director.get(reverse("child", args=[people.child_id])).content.decode()
    assert "冯老师" in child and "进行中" in child
    own = signed_in(who)
    mine = own.get(reverse("helper-own")).content.decode()
    assert "小溪" in mine and "陈小溪" not in mine
    assert own.get(reverse("helped", args=[people.child_id])).status_code == 200
    assert own.get(reverse("child", args=[people.child_id])).status_code in (403, 404)
    supervisor.post(f"{url}end/", sent(ending="planned", text="一起种了一棵树"))
    assert own.get(reverse("helped", args=[people.child_id])).status_code == 404
    assert "一起种了一棵树" in supervisor.get(url).content.decode()


def test_errors_stand_beside_their_field(people: People, signed_in: SignIn) -> None:
    helper_id = vetted(people.li, TOWNSHIP, "冯爱心")
    match_id = active(people.li, people.child_id, helper_id)
    client = signed_in(people.li)
    early = client.post(reverse("match-end", args=[match_id]), sent(ending="early", text=""))
    assert early.status_code == INVALID and Match.objects.get(pk=match_id).state == "active"
    step = client.post(
        reverse("helper-step", args=[helper_id]),
        sent(step="interview", file=SimpleUploadedFile("x.pdf", b"not a pdf")),
    )
    assert step.status_code == INVALID and not StepEvidence.objects.exists()
    assert "材料只收" in step.content.decode()


def test_who_refused_is_not_offered_again(people: People, signed_in: SignIn) -> None:
    helper_id = vetted(people.li, TOWNSHIP, "冯爱心")
    client = signed_in(people.li)
    match_id = agreed(people.li, people.child_id, helper_id)
    no = sent(by="child", agreed="no", way="spoken")
    client.post(reverse("match-answer", args=[match_id]), no)
    page = client.get(reverse("match", args=[match_id])).content.decode()
    assert "有人不同意" in page
    offered = client.get(reverse("match-propose", args=[people.child_id])).content.decode()
    assert str(helper_id) not in offered
