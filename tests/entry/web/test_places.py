"""Places: drilling down, numbers where permitted, adding, renaming, merging."""

from uuid import uuid4

import pytest
from django.test import Client

from homeward.domain.children.models import School
from homeward.foundation.places.models import Place
from tests.entry.web.seats import first_login_done, seat
from tests.personas import (
    COUNTY,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
    People,
    Persona,
)

pytestmark = pytest.mark.django_db


def at_home(somebody: Persona) -> Client:
    first_login_done(somebody)
    return seat(somebody)


def mark(**more: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **more}


def test_one_begins_in_ones_own_area(people: People) -> None:
    page = at_home(people.li).get("/places/", follow=True).content.decode()
    assert "清溪镇" in page and "上坪村" in page
    assert "演示省" in at_home(people.yunwei).get("/places/", follow=True).content.decode()


def test_numbers_stand_only_where_the_duty_covers_the_place(people: People) -> None:
    """A director of one village must not learn the next village's number by drilling."""
    _ = people.child_id
    mine = at_home(people.wang).get(f"/places/{TOWNSHIP}/").content.decode()
    assert mine.count("不在您的范围") == 1, "the next village; one's own has its number"
    whole = at_home(people.li).get(f"/places/{TOWNSHIP}/").content.decode()
    assert "不在您的范围" not in whole
    assert at_home(people.yunwei).get(f"/places/{TOWNSHIP}/").content.decode().count("不在您") == 2


def test_a_village_is_added_with_what_is_wrong_told(people: People) -> None:
    client = at_home(people.li)
    address = f"/places/{TOWNSHIP}/village/"
    assert client.post(address, mark(name="", code="")).status_code == 422
    assert client.post(address, mark(name="上坪村", code="")).status_code == 409
    wrong = client.post(address, mark(name="石桥村", code="12ab"))
    assert wrong.status_code == 422 and "石桥村" in wrong.content.decode()
    page = client.post(address, mark(name="石桥村", code=""), follow=True).content.decode()
    assert "已添加" in page and "石桥村" in page


def test_a_school_is_added_once(people: People) -> None:
    client, address = at_home(people.li), f"/places/{TOWNSHIP}/school/"
    assert "东门小学" in client.post(address, mark(name="东门小学"), follow=True).content.decode()
    assert client.post(address, mark(name="东门小学")).status_code == 409
    assert School.objects.count() == 1


def test_a_village_is_renamed(people: People) -> None:
    client, address = at_home(people.li), f"/places/{VILLAGE}/rename/"
    assert "清溪村" in client.get(address).content.decode()
    client.post(address, mark(name="清泉村"))
    assert Place.objects.get(pk=VILLAGE).name == "清泉村"


def test_a_merger_moves_and_leaves_a_trace(people: People) -> None:
    client, address = at_home(people.zhao), f"/places/{NEXT_VILLAGE}/change/"
    day = {"since_0": "2026", "since_1": "8", "since_2": "1"}
    nowhere = client.post(address, mark(**day))
    assert nowhere.status_code == 422 and "请指明变更后的地方" in nowhere.content.decode()
    late = client.post(address, mark(into=[VILLAGE], since_0="2030", since_1="1", since_2="1"))
    assert late.status_code == 422
    page = client.post(address, mark(into=[VILLAGE], **day), follow=True).content.decode()
    assert "已办理区划变更" in page and "以前是" in page and "上坪村" in page
    old = client.get(f"/places/{NEXT_VILLAGE}/").content.decode()
    assert "起并入或改为" in old and "合并、拆分" not in old


def test_who_may_not_finds_no_button_and_no_door(people: People) -> None:
    for somebody in (people.wang, people.zhou, people.qian):
        client = at_home(somebody)
        assert "添加村" not in client.get(f"/places/{TOWNSHIP}/").content.decode()
        for page in ("village/", "school/", "change/"):
            assert client.get(f"/places/{TOWNSHIP}/{page}").status_code in (403, 404), page


def test_the_stranger_changes_nothing_next_door(people: People) -> None:
    client = at_home(people.li)
    for page in ("village/", "school/"):
        answer = client.post(f"/places/{OTHER_TOWNSHIP}/{page}", mark(name="别处村", code=""))
        assert answer.status_code in (403, 404)
    assert not Place.objects.filter(name="别处村").exists()


def test_a_place_that_is_none(people: People) -> None:
    for code in ("999999999999", "x", "清溪"):
        assert at_home(people.li).get(f"/places/{code}/").status_code == 404


def test_people_are_named_to_those_who_may_read_them(people: People) -> None:
    _ = people.li
    assert "李督导" in at_home(people.zhao).get(f"/places/{TOWNSHIP}/").content.decode()
    assert "谁在这里工作" not in at_home(people.wang).get(f"/places/{COUNTY}/").content.decode()
