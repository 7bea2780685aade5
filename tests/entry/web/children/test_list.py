"""The list: filters that stay out of addresses, search, pages, downloads, empty states."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client

from homeward.domain.children.drafts import ParentDraft, ParticularsDraft, WhereaboutsDraft
from homeward.domain.children.public import register_child
from homeward.domain.children.words import Kinship, Sex, Whereabouts
from homeward.entry.web.children import choices, listing
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import text_of
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People, Persona


def born(people: Persona, name: str, place: str = VILLAGE, sex: Sex | None = None) -> None:
    register_child(people.ctx, place=place, child=ParticularsDraft(name=name, sex=sex))


def names(body: str) -> list[str]:
    return re.findall(r'href="/children/[0-9a-f-]{36}/">([^<]+)</a>', body)


def search(client: Client, **typed: str) -> str:
    answer = client.post("/children/", typed)
    assert answer.status_code == 302
    return text_of(client.get(answer["Location"]))


def test_the_reader_sees_the_own_village_and_the_stranger_the_other(
    people: People, signed_in: SignIn
) -> None:
    born(people.wang, "王小明")
    born(people.sun, "孙小红", NEXT_VILLAGE)
    assert names(text_of(signed_in(people.wang).get("/children/"))) == ["王小明"]
    assert names(text_of(signed_in(people.sun).get("/children/"))) == ["孙小红"]
    assert names(text_of(signed_in(people.li).get("/children/"))) == ["王小明", "孙小红"]


def test_a_child_is_found_by_two_characters_pinyin_and_initials(
    people: People, signed_in: SignIn
) -> None:
    for name in ("王小明", "李芳", "赵大壮"):
        born(people.wang, name)
    client = signed_in(people.wang)
    for typed in ("小明", "xiaoming", "WXM", " 王 小 "):
        assert names(search(client, q=typed)) == ["王小明"], typed


def test_what_was_typed_never_stands_in_an_address(people: People, signed_in: SignIn) -> None:
    born(people.wang, "王小明")
    client = signed_in(people.wang)
    answer = client.post("/children/", {"q": "王小明"})
    assert re.fullmatch(r"/children/\?f=[\w-]+", answer["Location"])
    body = text_of(client.get(answer["Location"]))
    assert 'value="王小明"' in body, "the form keeps what was typed"
    assert not re.findall(r'(?:href|action)="[^"]*(?:王小明|%E7%8E)', body)
    # somebody else's key opens nothing
    assert 'value="王小明"' not in text_of(signed_in(people.sun).get(answer["Location"]))
    # and a name in an address is not read
    assert 'value="王小明"' not in text_of(client.get("/children/?q=王小明"))


def test_a_definition_and_its_answer_narrow_the_list(people: People, signed_in: SignIn) -> None:
    away = WhereaboutsDraft(whereabouts=Whereabouts.HOME)
    parents = (
        ParentDraft(parent=Kinship.FATHER, now=away),
        ParentDraft(parent=Kinship.MOTHER, now=away),
    )
    child = ParticularsDraft(name="王在家")
    register_child(people.wang.ctx, place=VILLAGE, child=child, parents=parents)
    born(people.wang, "王不详")
    client = signed_in(people.wang)
    assert names(text_of(client.get("/children/?definition=mca-2016&truth=out"))) == ["王在家"]
    assert names(text_of(client.get("/children/?definition=mca-2016&truth=unknown"))) == ["王不详"]
    assert names(text_of(client.get("/children/?missing=father_away"))) == ["王不详"]


def test_an_answer_without_its_definition_is_asked_for(people: People, signed_in: SignIn) -> None:
    answer = signed_in(people.wang).get("/children/?truth=in")
    assert answer.status_code == 422
    assert 'href="#id_definition"' in text_of(answer)


def test_nonsense_in_an_address_is_answered_in_words(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    for query in ("place=x", "school=x", "definition=x", "missing=x", "after=x", "before=9.9"):
        assert client.get(f"/children/?{query}").status_code in (200, 422), query
    assert client.get("/children/?f=unknown-key").status_code == 200


def test_pages_follow_one_another_and_lead_back(people: People, signed_in: SignIn) -> None:
    """Every child once, in the order of pinyin, forwards and backwards."""
    everybody = [f"王{one}{two}" for one in "安白草大风高黑" for two in "家开来马南欧平青"]
    for name in everybody:
        born(people.wang, name)
    client = signed_in(people.wang)
    first = text_of(client.get("/children/"))
    assert f"1–50 条，共 {len(everybody)} 条" in first
    assert 'rel="prev"' not in first
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    second = text_of(client.get(onward[1].replace("&amp;", "&")))
    assert len(names(first)) == 50
    assert sorted(names(first) + names(second)) == sorted(everybody)
    assert 'rel="next"' not in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back
    assert names(text_of(client.get(back[1].replace("&amp;", "&")))) == names(first)


def test_the_table_downloads_with_the_same_rows_and_words(
    people: People, signed_in: SignIn
) -> None:
    """A name that begins like a formula stays a text in both."""
    born(people.wang, "王小明", sex=Sex.MALE)
    born(people.wang, "=1+1")
    client = signed_in(people.wang)
    text = client.get("/children/list.csv").getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows[0][:4] == ["姓名", "性别", "出生日期", "家在"]
    assert ["王小明", "男", "", "清溪村"] in [row[:4] for row in rows]
    assert "'=1+1" in [row[0] for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(client.get("/children/list.xlsx").getvalue()))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [row[0] for row in cells] == ["姓名", "=1+1", "王小明"]
    assert book.active["A2"].data_type == "s"


def test_whoever_may_not_export_gets_neither_link_nor_file(
    people: People, signed_in: SignIn
) -> None:
    assert people.lin
    client = signed_in(people.lin)
    assert "list.csv" not in text_of(client.get("/children/"))
    assert client.get("/children/list.csv").status_code == 403
    assert client.get("/children/list.xlsx").status_code == 403


def test_an_empty_list_says_what_would_be_here(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    assert "导入名册以后" in text_of(client.get("/children/"))
    assert "清除条件" in search(client, q="没有这个人")


def test_of_many_places_and_schools_those_near_the_chosen_place_are_offered(
    people: People, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large county's page is as quick as a village's, and no village or school is out of reach."""
    monkeypatch.setattr(choices, "MOST_TOWNSHIPS", 0)
    monkeypatch.setattr(listing, "MOST_SCHOOLS", 0)
    school = people.school_id
    client = signed_in(people.zhao)
    body = text_of(client.get("/children/"))
    assert f'value="{TOWNSHIP}"' in body
    assert f'value="{VILLAGE}"' not in body
    assert "学校太多" in body
    body = text_of(client.get(f"/children/?place={TOWNSHIP}"))
    assert f'<option value="{TOWNSHIP}" selected>' in body
    assert f'<option value="{VILLAGE}">' in body
    body = text_of(client.get(f"/children/?place={VILLAGE}&school={school}"))
    assert f'<option value="{VILLAGE}" selected>' in body
    assert f'<option value="{school}" selected>' in body
    assert "govuk-error-summary" not in body
