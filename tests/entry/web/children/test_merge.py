"""Two records merged and parted on pages: side by side, what comes along, what stays, the old address."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from homeward.domain.children.models import Child, Particulars
from homeward.domain.children.public import register_child
from tests.domain.children.registers import away, child, father, registered
from tests.domain.needs.seats import raised
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, text_of
from tests.entry.web.test_every_route import routes
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, People


@pytest.fixture
def two(people: People) -> tuple[UUID, UUID]:
    """A record without health and school, and another that knows the health and has an alert."""
    kept = registered(people.wang, VILLAGE, enrolment=None)
    other = child(name="陈小西", health="healthy")
    gone = registered(people.li, NEXT_VILLAGE, child=other, parents=(father(away(), phones=()),))
    raised(gone)
    return kept, gone


def page(kept: UUID, gone: UUID) -> str:
    return f"/children/{kept}/merge/{gone}/"


def send(client: Any, path: str, **typed: Any) -> Any:
    return client.post(path, {"command_id": hidden(client.get(path)), **typed})


def merged(client: Any, kept: UUID, gone: UUID) -> str:
    """Merge by the page; the address of the page that parts them."""
    answer = send(client, page(kept, gone), take=["name"], reason="和奶奶核对过")
    assert answer.status_code == 302
    shown = client.get(f"/children/{kept}/").content.decode()
    return str(shown.partition("/unmerge/")[2].partition('"')[0])


def test_both_stand_side_by_side_with_what_differs_and_what_comes_along(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    text = text_of(signed_in(people.li).get(page(*two)))
    for said in ("陈小溪", "陈小西", "不一致", "会补上", "预警 · 1", "改为保留另一条"):
        assert said in text


def test_sent_the_other_address_leads_to_the_child(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    client, (kept, gone) = signed_in(people.li), two
    merged(client, kept, gone)
    now = Particulars.objects.now().get(child_id=kept)
    assert (now.name, now.health) == ("陈小西", "healthy")
    for path in (f"/children/{gone}/", page(kept, gone), page(gone, kept)):
        assert client.get(path)["Location"] == f"/children/{kept}/", path


def test_a_form_under_the_old_address_acts_on_the_child(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    client, (kept, gone) = signed_in(people.li), two
    merged(client, kept, gone)
    answer = send(client, f"/children/{gone}/exit/", cause="moved")
    assert answer.status_code == 302
    assert not Child.objects.get(pk=kept).present


def test_every_address_of_the_old_record_is_as_good_as_the_child_s(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    client, (kept, gone) = signed_in(people.li), two
    merged(client, kept, gone)
    names = [r.name for r in routes() if set(r.pattern.converters) == {"child_id"}]
    assert len(names) > 20
    for name in names:
        new, old = (client.get(reverse(str(name), args=[one])) for one in (kept, gone))
        if old.status_code == 302 and str(kept) in old["Location"]:
            continue
        assert old.status_code == new.status_code, name


def test_parting_says_what_stays_and_asks_why(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    client, (kept, gone) = signed_in(people.li), two
    path = f"/children/{kept}/unmerge/{merged(client, kept, gone)}"
    raised(kept, rule="contact-gap")
    assert "预警 · 1" in text_of(client.get(path))
    assert send(client, path, reason="").status_code == 422
    assert send(client, path, reason="弄错了").status_code == 302
    assert Child.objects.filter(present=True).count() == 2


def test_a_child_director_sees_neither_page_nor_card(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    kept, gone = two
    rest = merged(signed_in(people.li), kept, gone)
    director = signed_in(people.wang)
    assert "合并过的记录" not in text_of(director.get(f"/children/{kept}/"))
    assert director.get(f"/children/{kept}/unmerge/{rest}").status_code == 403
    other = register_child(people.wang.ctx, place=VILLAGE, child=child(name="陈晓溪")).child_id
    assert director.get(page(kept, other)).status_code == 403


def test_a_record_of_another_township_is_not_found(
    people: People, signed_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    far = registered(people.zhao, FAR_VILLAGE, child=child(name="陈远"))
    answer = signed_in(people.li).get(page(two[0], far))
    assert answer.status_code == 404
    assert "陈远" not in text_of(answer)
