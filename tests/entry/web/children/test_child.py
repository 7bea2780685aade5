"""One child's page: who may open it, what it says, what it asks for, what it knew before."""

from datetime import date, timedelta
from typing import Any

import pytest

from homeward.domain.children.drafts import (
    AdultDraft,
    ParentDraft,
    ParticularsDraft,
    WhereaboutsDraft,
)
from homeward.domain.children.public import correct_child, exit_child, record_parent, register_child
from homeward.domain.children.words import ExitCause, Hukou, Kinship, Precision, Whereabouts
from homeward.foundation import clock
from tests.conftest import NOW
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import links, text_of
from tests.personas import VILLAGE, People


@pytest.fixture
def child(people: People) -> Any:
    """A child whose father is away and of whose mother nothing is known."""
    father = ParentDraft(
        parent=Kinship.FATHER,
        adult=AdultDraft(name="王强", phones=("13800138000",)),
        now=WhereaboutsDraft(
            whereabouts=Whereabouts.AWAY, since=date(2026, 1, 5), place="广东深圳"
        ),
    )
    draft = ParticularsDraft(name="王小明", born_on=date(2015, 3, 1), address="清溪村三组12号")
    made = register_child(people.wang.ctx, place=VILLAGE, child=draft, parents=(father,))
    return f"/children/{made.child_id}/", made.child_id


def test_the_page_says_who_is_away_since_when_and_what_is_missing(
    people: People, signed_in: SignIn, child: Any
) -> None:
    body = text_of(signed_in(people.wang).get(child[0]))
    for said in ("王小明", "11岁", "父亲 王强", "广东深圳", "已7个月", "13800138000", "王主任"):
        assert said in body, said
    assert "资料不全" in body
    assert f'href="{child[0]}parents/mother/"' in body, "what is missing leads to its form"


def test_each_definition_is_explained_condition_by_condition(
    people: People, signed_in: SignIn, child: Any
) -> None:
    body = text_of(signed_in(people.wang).get(child[0]))
    assert "国发〔2016〕13号" in body
    assert "不满十六周岁" in body
    assert "周岁：11岁" in body
    assert "规则版本" in body


def test_the_stranger_and_the_unknown_child_look_the_same(
    people: People, signed_in: SignIn, child: Any
) -> None:
    client = signed_in(people.sun)
    theirs = client.get(child[0])
    nobody = client.get(f"/children/{people.wang.user_id}/")
    assert theirs.status_code == nobody.status_code == 404
    assert "王小明" not in text_of(theirs)
    assert text_of(theirs) == text_of(nobody)


def test_identity_fields_are_absent_for_those_who_may_not_see_them(
    people: People, signed_in: SignIn
) -> None:
    """Absent, not masked: the acting parent sees care, not where the child exactly lives."""
    assert people.lin
    correct_child(people.wang.ctx, child_id=people.child_id, address="清溪村三组12号")
    body = text_of(signed_in(people.lin).get(f"/children/{people.child_id}/"))
    assert "陈小溪" in body
    assert "清溪村三组12号" not in body
    assert "现居住地" not in body
    assert not [
        url
        for url in links(signed_in(people.lin).get(f"/children/{people.child_id}/"))
        if "correct" in url
    ]


def test_every_link_of_the_page_opens_for_whom_it_is_drawn(
    people: People, signed_in: SignIn, child: Any
) -> None:
    for who in (people.wang, people.zhao):
        client = signed_in(who)
        for url in links(client.get(child[0])):
            if not url.startswith("/static/"):
                assert client.get(url).status_code < 400, url


def test_the_page_says_who_may_see_it_and_who_did(
    people: People, signed_in: SignIn, child: Any
) -> None:
    assert people.li
    signed_in(people.zhao).get(child[0])
    body = text_of(signed_in(people.wang).get(child[0]))
    for reader in ("王主任", "李督导", "赵科长"):
        assert reader in body
    assert "谁看过" in body
    assert "孙主任" not in body


def test_a_corrected_fact_keeps_what_was_recorded_before(
    people: People, signed_in: SignIn, child: Any
) -> None:
    correct_child(people.wang.ctx, child_id=child[1], name="王小鸣")
    body = text_of(signed_in(people.wang).get(child[0]))
    assert "以前的记录" in body
    assert "王小明" in body


def test_the_timeline_shows_one_kind_when_asked(
    people: People, signed_in: SignIn, child: Any
) -> None:
    client = signed_in(people.wang)
    assert "登记入册" in text_of(client.get(child[0]))
    only = text_of(client.get(f"{child[0]}?kind=parent"))
    assert "登记入册" not in only
    assert "父亲：外出务工" in only
    assert client.get(f"{child[0]}?kind=nonsense").status_code == 200


def test_the_timeline_claims_no_day_where_the_month_is_known(
    people: People, signed_in: SignIn, child: Any
) -> None:
    record_parent(
        people.wang.ctx, child_id=child[1], parent=Kinship.MOTHER, whereabouts=Whereabouts.AWAY,
        adult=AdultDraft(name="李梅"), since=date(2025, 2, 1), since_precision=Precision.MONTH,
    )  # fmt: skip
    body = text_of(signed_in(people.wang).get(f"{child[0]}?kind=parent"))
    assert "2025年2月1日" not in body
    assert "2025年2月" in body


def test_what_was_known_on_a_day_is_not_what_is_known_now(
    people: People, signed_in: SignIn, child: Any
) -> None:
    """Today the child is settled; ten days ago nobody knew of the mother or the registration."""
    with clock.frozen(NOW + timedelta(days=10)):
        record_parent(
            people.wang.ctx, child_id=child[1], parent=Kinship.MOTHER,
            whereabouts=Whereabouts.HOME, adult=AdultDraft(name="李梅", able=True),
        )  # fmt: skip
        correct_child(people.wang.ctx, child_id=child[1], hukou=Hukou.RURAL)
        client = signed_in(people.wang)
        path = f"{child[0]}believed/"
        then = text_of(client.get(f"{path}?on_0=2026&on_1=9&on_2=2"))
        now = text_of(client.get(f"{path}?on_0=2026&on_1=9&on_2=11"))
        before = text_of(client.get(f"{path}?on_0=2026&on_1=8&on_2=1"))
        ahead = client.get(f"{path}?on_0=2027&on_1=8&on_2=1")
        bad = client.get(f"{path}?on_0=2026&on_1=2&on_2=30")
    assert then.count("资料不全") > now.count("资料不全")
    assert "不在名册上" in before
    assert ahead.status_code == bad.status_code == 422
    assert "还没有到" in text_of(ahead)


def test_a_child_who_left_is_shown_as_having_left_and_asks_for_nothing(
    people: People, signed_in: SignIn, child: Any
) -> None:
    exit_child(people.wang.ctx, child_id=child[1], cause=ExitCause.MOVED)
    answer = signed_in(people.wang).get(child[0])
    body = text_of(answer)
    assert "迁出" in body
    assert f"{child[0]}return/" in links(answer)
    assert f"{child[0]}correct/" not in links(answer)
    assert f"{child[0]}parents/father/" not in links(answer)
