"""People and roles: adding, appointing, ending, resetting; only as far as one's own rights reach."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from homeward.foundation.access.models import Appointment
from homeward.foundation.accounts.models import User
from tests.entry.web.seats import first_login_done, seat
from tests.personas import COUNTY, TOWNSHIP, VILLAGE, People, Persona

pytestmark = pytest.mark.django_db


def at_home(somebody: Persona) -> Client:
    first_login_done(somebody)
    return seat(somebody)


def mark() -> dict[str, str]:
    return {"command_id": str(uuid4())}


def new(**more: str) -> dict[str, str]:
    return {**mark(), "name": "何新", "username": "he.xin", "phone": "", "place": VILLAGE, **more}


def test_a_new_account_shows_its_password_once(people: People) -> None:
    client = at_home(people.li)
    page = client.post("/people/add/", new(), follow=True).content.decode()
    password = re.search(r'id="first-password">([a-z2-9-]{14})<', page)
    assert password
    user = User.objects.get(username="he.xin")
    assert user.check_password(password[1]) and user.must_change_password
    again = client.get(f"/people/{user.pk}/first-password/", follow=True).content.decode()
    assert password[1] not in again


def test_a_double_click_makes_one_account_and_the_password_holds(people: People) -> None:
    client, said = at_home(people.li), new()
    client.post("/people/add/", said)
    page = client.post("/people/add/", said, follow=True).content.decode()
    password = re.search(r'id="first-password">([a-z2-9-]{14})<', page)
    assert password and User.objects.get(username="he.xin").check_password(password[1])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "请填写"),
        ({"username": "he xin"}, "不能有空格"),
        ({"username": "LI"}, "已被使用"),
        ({"phone": "12"}, "手机号应是"),
        ({"place": COUNTY}, ""),
    ],
    ids=["no name", "space", "taken", "phone", "outside"],
)
def test_bad_input_is_told_and_kept(people: People, wrong: dict[str, str], says: str) -> None:
    answer = at_home(people.li).post("/people/add/", new(**wrong))
    assert answer.status_code in (409, 422)
    assert says in answer.content.decode()
    assert wrong.get("username", "he.xin") in answer.content.decode(), "what was typed stays"
    assert not User.objects.filter(name="何新").exists()


def test_only_roles_that_one_may_give_are_offered(people: People) -> None:
    page = at_home(people.li).get(f"/people/{people.wang.user_id}/appoint/").content.decode()
    assert "儿童主任" in page and "县级工作人员" not in page and "儿童督导员</option>" not in page


def test_appointing_and_ending(people: People) -> None:
    client = at_home(people.li)
    client.post("/people/add/", new())
    user = User.objects.get(username="he.xin")
    said = {**mark(), "role": "child_director", "scope": VILLAGE}
    page = client.post(f"/people/{user.pk}/appoint/", said, follow=True).content.decode()
    assert "已任命" in page and "儿童主任" in page
    held = Appointment.objects.get(user_id=user.pk)
    end = f"/people/{user.pk}/appointments/{held.pk}/end/"
    assert "立即不能再看" in client.get(end).content.decode()
    client.post(end, mark())
    held.refresh_from_db()
    assert held.until is not None


@pytest.mark.parametrize(
    "said",
    [
        {"role": "class_teacher", "scope": TOWNSHIP},
        {"role": "child_director", "scope": ""},
        {"role": "county_officer", "scope": COUNTY},
        {"role": "child_director", "scope": COUNTY},
    ],
    ids=["teacher of a township", "director of nowhere", "a role above", "a place above"],
)
def test_an_appointment_that_does_not_fit_is_refused(people: People, said: dict[str, str]) -> None:
    answer = at_home(people.li).post(f"/people/{people.wang.user_id}/appoint/", {**mark(), **said})
    assert answer.status_code == 422


def test_a_teacher_is_appointed_to_a_school(people: People) -> None:
    client = at_home(people.li)
    said = {**mark(), "role": "class_teacher", "scope": str(people.school_id)}
    page = client.post(f"/people/{people.sun.user_id}/appoint/", said, follow=True)
    assert "清溪中心小学" in page.content.decode()


def test_reset_gives_a_password_for_one_log_in(people: People) -> None:
    client = at_home(people.li)
    before = User.objects.get(pk=people.wang.user_id).password
    page = client.post(f"/people/{people.wang.user_id}/reset-password/", mark(), follow=True)
    assert 'id="first-password"' in page.content.decode()
    assert User.objects.get(pk=people.wang.user_id).password != before


def test_stopping_and_restoring_an_account(people: People) -> None:
    client, address = at_home(people.li), f"/people/{people.wang.user_id}/"
    page = client.get(address).content.decode()
    assert f"{address}stop/" in page and f"{address}restore/" not in page
    assert "任职和以前的记录都保留" in client.get(f"{address}stop/").content.decode()
    page = client.post(f"{address}stop/", mark(), follow=True).content.decode()
    assert "账号已停用" in page and f"{address}restore/" in page
    assert f"{address}stop/" not in page and f"{address}reset-password/" not in page
    page = client.post(f"{address}restore/", mark(), follow=True).content.decode()
    password = re.search(r'id="first-password">([a-z2-9-]{14})<', page)
    assert password and User.objects.get(pk=people.wang.user_id).check_password(password[1])


def test_nobody_is_offered_to_stop_themselves(people: People) -> None:
    address = f"/people/{people.li.user_id}/"
    client = at_home(people.li)
    assert f"{address}stop/" not in client.get(address).content.decode()
    assert client.post(f"{address}stop/", mark()).status_code == 403


def test_the_operator_opens_a_county_once(people: People) -> None:
    client = at_home(people.yunwei)
    said = new(username="first", place=COUNTY)
    client.post(f"/people/add/?place={COUNTY}", said)
    user = User.objects.get(username="first")
    address = f"/people/{user.pk}/open-county/"
    assert "清溪县" in client.get(address).content.decode()
    page = client.post(address, {**mark(), "place": COUNTY}, follow=True).content.decode()
    assert "已设立" in page
    assert client.post(address, {**mark(), "place": COUNTY}).status_code == 409


def test_the_list_is_narrowed_by_name_and_role(people: People) -> None:
    _ = people.wang, people.sun, people.zhou
    client = at_home(people.li)
    page = client.post("/people/", {"q": "王", "role": ""}, follow=True).content.decode()
    assert "王主任" in page and "孙主任" not in page
    page = client.post("/people/", {"q": "", "role": "class_teacher"}, follow=True)
    assert "周老师" in page.content.decode() and "王主任" not in page.content.decode()
    page = client.post("/people/", {"q": "没有这个人"}, follow=True).content.decode()
    assert "没有符合这些条件的人员" in page


def test_the_operator_sees_accounts_but_no_phones(people: People) -> None:
    """Identity fields are for those who work with the person."""
    client = at_home(people.li)
    client.post("/people/add/", new(phone="13800138000"))
    user = User.objects.get(username="he.xin")
    assert "13800138000" in client.get(f"/people/{user.pk}/").content.decode()
    assert "13800138000" not in at_home(people.yunwei).get(f"/people/{user.pk}/").content.decode()


def test_the_stranger_and_other_roles(people: People) -> None:
    user_id = people.wang.user_id
    for somebody in (people.sun, people.zhou, people.lin, people.qian):
        client = at_home(somebody)
        assert client.get("/people/").status_code == 403
        for page in ("", "appoint/", "reset-password/", "stop/", "restore/"):
            assert client.get(f"/people/{user_id}/{page}").status_code in (403, 404), page
    chief = at_home(people.li)
    assert chief.get(f"/people/{people.zhao.user_id}/").status_code == 404


def test_the_matrix_is_the_rule_file(people: People) -> None:
    page = at_home(people.wang).get("/people/roles/").content.decode()
    for words in ("儿童主任", "系统运维", "登记儿童", "一所学校"):
        assert words in page
    assert "系统夜间任务" not in page
