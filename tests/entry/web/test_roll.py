"""Importing a roll through the pages: try, write, ask, take back; and who may."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from homeward.domain.children.models import Child, Heading, HeldRow, RollBatch
from homeward.domain.children.public import check_roll
from tests.entry.web.seats import AGAIN, GOOD, NO_BIRTH, csv, first_login_done, seat, sent
from tests.personas import COUNTY, TOWNSHIP, VILLAGE, People, Persona

pytestmark = pytest.mark.django_db
ROLL = csv(*GOOD, NO_BIRTH, AGAIN)


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Any) -> None:
    settings.UPLOADS = tmp_path


def at_home(somebody: Persona) -> Client:
    first_login_done(somebody)
    return seat(somebody)


def checked(by: Persona, data: bytes = ROLL) -> UUID:
    return check_roll(by.ctx, place=TOWNSHIP, filename="名册.csv", data=data).batch_id


def commit(client: Client, batch_id: UUID, mark: str = "") -> Any:
    said = {"action": "commit", "command_id": mark or str(uuid4())}
    return client.post(f"/roll/{batch_id}/try/", said, follow=True)


def test_upload_tries_and_writes_nothing(people: People) -> None:
    """A person must see what will happen before it happens."""
    client = at_home(people.li)
    answer = client.post("/roll/", sent(TOWNSHIP, ROLL), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "4 行：新增 2，更新 0，不变 0，待核实 2，疑似重复 1" in page
    assert "没有出生日期" in page and "第 5 行" in page
    assert not Child.objects.exists()


def test_the_form_sent_twice_uploads_once(people: People) -> None:
    client = at_home(people.li)
    for _again in range(2):
        client.post("/roll/", sent(TOWNSHIP, ROLL))
    assert RollBatch.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04 half a workbook", "文件损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00\xff\xfe\x00", "不"),
    ],
    ids=["empty", "damaged", "encrypted", "picture"],
)
def test_what_is_no_roll_is_told_plainly(people: People, data: bytes, says: str) -> None:
    answer = at_home(people.li).post("/roll/", sent(TOWNSHIP, data))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_file_over_the_limit_is_refused_before_it_is_read(people: People, settings: Any) -> None:
    settings.ROLL_MAX_BYTES = 10
    answer = at_home(people.li).post("/roll/", sent(TOWNSHIP, ROLL))
    assert answer.status_code == 422
    assert "拆分" in answer.content.decode()


def test_a_day_to_come_is_refused(people: People) -> None:
    date = {"as_of_0": "2027", "as_of_1": "1", "as_of_2": "1"}
    answer = at_home(people.li).post("/roll/", sent(TOWNSHIP, ROLL, **date))
    assert answer.status_code == 422
    assert "还没有到" in answer.content.decode()


def test_a_place_outside_ones_area_cannot_be_chosen(people: People) -> None:
    answer = at_home(people.wang).post("/roll/", sent(COUNTY, ROLL))
    assert answer.status_code == 422
    assert not RollBatch.objects.exists()


def test_committing_writes_the_good_rows_once(people: People) -> None:
    client, batch = at_home(people.li), checked(people.li)
    mark = str(uuid4())
    page = commit(client, batch, mark).content.decode()
    assert "已写入：新增 2，更新 0；2 行等人核实" in page
    assert commit(client, batch, mark).status_code == 200, "a double click is the same act"
    assert Child.objects.count() == 2


def test_an_unknown_column_is_explained_and_remembered(people: People) -> None:
    client, batch = at_home(people.li), checked(people.li)
    page = client.get(f"/roll/{batch}/columns/").content.decode()
    assert "喜欢的颜色" in page and "红、绿" in page
    answer = client.post(f"/roll/{batch}/columns/", {"column0": "note"}, follow=True)
    assert "记住了" in answer.content.decode()
    assert Heading.objects.get().field == "note"
    assert "没有认出来" not in client.get(f"/roll/{batch}/try/").content.decode()


def test_the_correction_list_asks_and_takes_the_answer(people: People) -> None:
    client, batch = at_home(people.li), checked(people.li)
    commit(client, batch)
    page = client.get(f"/roll/{batch}/corrections/").content.decode()
    assert "没有出生日期" in page and "可能是同一个孩子" in page
    assert "在册的那个孩子：田小禾" in page, "the supervisor may read that child"
    row = HeldRow.objects.get(row=5)
    said = {
        "command_id": str(uuid4()), "name": "田小苗", "sex": "female", "born_on_0": "2018",
        "born_on_1": "6", "born_on_2": "1", "id_number": "", "village": "清溪村",
    }  # fmt: skip
    wrong = client.post(f"/roll/corrections/{row.pk}/", {**said, "born_on_0": "2099"})
    assert wrong.status_code == 422 and "田小苗" in wrong.content.decode(), "typed words stay"
    client.post(f"/roll/corrections/{row.pk}/", {**said, "command_id": str(uuid4())})
    assert Child.objects.filter(name="田小苗").exists()
    double = HeldRow.objects.get(row=6)
    client.post(f"/roll/corrections/{double.pk}/drop/", {"command_id": str(uuid4())})
    assert "现在没有" in client.get(f"/roll/{batch}/corrections/").content.decode()
    assert Child.objects.filter(name="田小禾").count() == 1


def test_undo_asks_first_and_says_why_it_cannot(people: People) -> None:
    client, batch = at_home(people.li), checked(people.li)
    commit(client, batch)
    assert "撤销这次导入？" in client.get(f"/roll/{batch}/undo/").content.decode()
    assert Child.objects.exists()
    row = HeldRow.objects.get(row=5)
    client.post(f"/roll/{batch}/undo/", {"command_id": str(uuid4())})
    assert not Child.objects.exists()
    assert client.get(f"/roll/corrections/{row.pk}/").status_code in (404, 409)
    again = client.post(f"/roll/{batch}/undo/", {"command_id": str(uuid4())})
    assert again.status_code == 409 and "已经撤销" in again.content.decode()


def test_a_roll_given_up_is_forgotten(people: People) -> None:
    client, batch = at_home(people.li), checked(people.li)
    client.post(f"/roll/{batch}/discard/", {"command_id": str(uuid4())})
    assert not RollBatch.objects.exists()
    assert client.get(f"/roll/{batch}/").status_code == 404


def test_marked_workbook_and_template_come_as_files(people: People) -> None:
    client, batch = at_home(people.li), checked(people.li)
    for address in (f"/roll/{batch}/marked.xlsx", "/roll/template.xlsx"):
        answer = client.get(address)
        assert answer.content[:2] == b"PK"
        assert "filename*=UTF-8''" in answer["Content-Disposition"]


def test_the_stranger_finds_no_roll(people: People) -> None:
    """The same role in the next village: the roll of this village does not exist."""
    batch = check_roll(people.wang.ctx, place=VILLAGE, filename="名册.csv", data=ROLL).batch_id
    stranger = at_home(people.sun)
    for page in ("", "try/", "columns/", "corrections/", "marked.xlsx", "discard/", "undo/"):
        assert stranger.get(f"/roll/{batch}/{page}").status_code == 404, page
    assert commit(stranger, batch).status_code == 404
    assert str(batch) not in stranger.get("/roll/all/").content.decode()


@pytest.mark.parametrize("who", ["zhou", "lin", "qian", "yunwei"])
def test_other_roles_are_not_let_in(people: People, who: str) -> None:
    client = at_home(getattr(people, who))
    for page in ("", "all/", "corrections/", "template.xlsx"):
        answer = client.get(f"/roll/{page}")
        assert answer.status_code in (403, 404), page


def test_a_long_trial_says_that_it_is_under_way(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a script too; once it is done the page comes at once."""
    client = at_home(people.li)
    path = f"/roll/{checked(people.li)}/try/"
    monkeypatch.setattr("homeward.entry.web.roll.dry_run.MANY", 4)
    waiting = client.get(path)
    assert waiting["Refresh"] == f"0; url={path}?now=1"
    assert "正在试算" in waiting.content.decode()
    assert "新增 2" in client.get(f"{path}?now=1").content.decode()
    again = client.get(path)
    assert "Refresh" not in again and "此后没有影响结果的变化" in again.content.decode()
