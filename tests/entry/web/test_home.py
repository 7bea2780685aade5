"""The first page: counts with their unknowns, what waits, and nothing for whom there is nothing."""

from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import links, text_of
from tests.personas import TOWNSHIP, People, person


def test_counts_stand_with_their_unknowns_and_lead_to_the_children(
    people: People, signed_in: SignIn
) -> None:
    assert people.child_id
    client = signed_in(people.wang)
    answer = client.get("/")
    body = text_of(answer)
    assert "清溪村" in body
    assert "在册 1 名孩子" in body
    assert "资料不全 1" in body
    unknown = "/children/?definition=mca-2016&truth=unknown"
    assert unknown in links(answer)
    assert "陈小溪" in text_of(client.get(unknown))


def test_the_stranger_counts_none_of_it(people: People, signed_in: SignIn) -> None:
    assert people.child_id
    assert "还没有孩子的资料" in text_of(signed_in(people.sun).get("/"))


def test_facts_to_collect_are_counted_and_lead_to_whom_they_lack(
    people: People, signed_in: SignIn
) -> None:
    assert people.child_id
    client = signed_in(people.wang)
    gaps = [url for url in links(client.get("/")) if "missing=" in url]
    assert gaps
    for url in gaps:
        assert "陈小溪" in text_of(client.get(url)), url


def test_somebody_without_a_duty_waits_for_whoever_appoints(
    people: People, signed_in: SignIn
) -> None:
    person(people.li, "he", "何老师", TOWNSHIP)
    assert "还没有任命的人员" in text_of(signed_in(people.li).get("/"))
    assert people.wang
    assert "还没有任命的人员" not in text_of(signed_in(people.wang).get("/"))


def test_a_reader_without_counts_gets_a_page_without_tiles(
    people: People, signed_in: SignIn
) -> None:
    for who in (people.lin, people.qian, people.yunwei):
        body = text_of(signed_in(who).get("/"))
        assert "hw-tile" not in body
        assert ("今天要做的" if who is people.lin else "现在需要我做的") in body


def test_who_is_there_for_a_few_children_sees_them_by_name_and_no_area(
    people: People, signed_in: SignIn
) -> None:
    assert people.child_id
    answer = signed_in(people.lin).get("/")
    body = text_of(answer)
    assert "我的孩子" in body and "陈小溪" in body
    assert f"/children/{people.child_id}/" in links(answer)
    assert "我的范围" not in body and "现在需要我做的" not in body
    assert "我的孩子" not in text_of(signed_in(people.wang).get("/"))


def test_a_person_without_any_duty_is_told_so(people: People, signed_in: SignIn) -> None:
    body = text_of(signed_in(person(people.li, "he", "何老师", TOWNSHIP)).get("/"))
    assert "还没有任命" in body
