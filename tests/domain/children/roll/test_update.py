"""A second roll about children who are on the register: what is superseded, what stays, who follows."""

from datetime import date
from typing import Any

import pytest

from homeward.domain.children.drafts import AdultDraft, ParentDraft
from homeward.domain.children.models import (
    AdultDetails,
    Benefit,
    Care,
    Child,
    Enrolment,
    Kin,
    Particulars,
    Spell,
    Status,
)
from homeward.domain.children.public import (
    correct_child,
    count_children,
    get_belief,
    get_child,
    list_children,
    record_parent,
    register_child,
    undo_roll,
)
from homeward.domain.children.queries.family import phones_of
from homeward.domain.children.words import IdCheck, Kinship, Whereabouts
from homeward.foundation import clock
from homeward.foundation.problems import NotFound
from tests.domain.children import registers
from tests.domain.children.registers import at, digests, named, registered, truths
from tests.domain.children.roll.rolls import LI, WU, ZHOU, imported, line, three
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People

LATER = at(2026, 10, 8)


def _later(people: People, **changes: str) -> Any:
    """The roll of three comes again in October, with news of the first."""
    imported(people.li, three())
    rows = three()
    rows[0] |= changes
    with clock.frozen(LATER):
        return imported(people.li, rows)


def test_a_changed_phone_supersedes_the_old_one(people: People) -> None:
    """And nothing else: no other belief gets a new version."""
    done = _later(people, 父亲联系电话="13800001111")
    assert (done.created, done.updated) == (0, 1)
    kin = Kin.objects.get(child=named("李小雨"), kinship="father")
    versions = list(AdultDetails.objects.filter(adult=kin.adult_id).order_by("recorded_at"))
    assert [phones_of(row) for row in versions] == [("13901205041",), ("13800001111",)]
    assert versions[0].superseded_at == LATER
    for model in (Particulars, Spell, Care, Enrolment, Kin):
        assert not model.objects.filter(superseded_at__isnull=False).exists(), model


def test_a_new_work_place_keeps_the_day_of_leaving(people: People) -> None:
    """All parts of the old place give way to the new one, also when no gazetteer knows it."""
    _later(people, 父亲务工地点="某某工业园", 父亲外出时间="")
    child = named("李小雨")
    kin = Kin.objects.get(child=child, kinship="father")
    spell = Spell.objects.now().get(adult=kin.adult_id)
    assert (spell.place_text, spell.since) == ("某某工业园", date(2025, 3, 2))
    assert spell.place == ""
    assert spell.crosses_county is None
    assert truths(child.id)["nbs-2020"] == "unknown"


def test_a_day_told_by_its_month_does_not_blur_the_day(people: People) -> None:
    """March 2025 after 2 March 2025 says nothing new; April 2025 does."""
    _later(people, 父亲外出时间="2025年3月")
    child = named("李小雨")
    spell = Spell.objects.now().get(adult=Kin.objects.get(child=child, kinship="father").adult_id)
    assert (spell.since, spell.since_precision) == (date(2025, 3, 2), "day")


def test_a_father_who_came_home_ends_his_stretch_away(people: People) -> None:
    """Both stretches can be read; since when he is at home is not known, and not made up."""
    _later(people, 父亲务工地点="在家", 父亲外出时间="")
    child = named("李小雨")
    kin = Kin.objects.get(child=child, kinship="father")
    rows = Spell.objects.now().filter(adult=kin.adult_id)
    told = {(row.whereabouts, row.since, row.until) for row in rows}
    assert told == {
        ("away", date(2025, 3, 2), LATER.date()),
        ("home", None, None),
    }
    assert truths(child.id)["acwf-2013"] == "out"


def test_a_mother_who_left_on_an_unknown_day_is_away_for_an_unknown_time(people: People) -> None:
    """Unknown is never "no": three months may have passed."""
    rows = [three()[0] | {"父亲务工地点": "在家", "父亲外出时间": ""}]
    imported(people.li, rows)
    child = named("李小雨")
    assert truths(child.id)["moe"] == "out"
    with clock.frozen(LATER):
        imported(people.li, [rows[0] | {"母亲务工地点": "浙江省宁波市"}])
    assert truths(child.id)["moe"] == "unknown"


def test_a_higher_grade_goes_on_with_the_stretch_at_the_same_school(people: People) -> None:
    _later(people, 年级="四年级")
    rows = Enrolment.objects.filter(child=named("李小雨")).order_by("recorded_at")
    assert [(row.grade, row.until) for row in rows] == [(3, None), (4, None)]
    assert rows[0].superseded_at == LATER


def test_another_school_ends_the_stretch_at_the_old_one(people: People) -> None:
    _later(people, 就读学校="白石中学", 年级="初一")
    child = named("李小雨")
    rows = Enrolment.objects.now().filter(child=child)
    told = {(row.stage, row.until) for row in rows}
    assert told == {("primary", LATER.date()), ("junior", None)}
    assert child.school is not None
    assert child.school.name == "白石中学"
    statuses = Status.objects.filter(child=child, ended_at__isnull=True)
    assert set(statuses.values_list("school", flat=True)) == {child.school_id}


def test_another_carer_ends_the_stretch_of_the_one_before(people: People) -> None:
    """Who looked after the child when stays readable, and the grandmother is not the aunt."""
    _later(people, 监护人姓名="李美", 与儿童关系="姑姑", 监护人联系电话="13877776666")
    page = get_child(people.wang.ctx, child_id=named("李小雨").id)
    told = [(care.name, care.kind, care.until) for care in page.home.carers]
    assert told == [("李美", "kin", None), ("张桂兰", "grandparent", LATER.date())]


def test_a_parent_who_looks_after_the_child_again_leaves_no_old_carer_behind(
    people: People,
) -> None:
    _later(people, 监护人姓名="刘秀英", 与儿童关系="母亲", 监护人联系电话="")
    page = get_child(people.wang.ctx, child_id=named("李小雨").id)
    assert [(care.kind, care.name) for care in page.home.carers if care.until is None] == [
        ("parent", "")
    ]


def test_a_child_who_moved_to_the_next_village_is_counted_there(people: People) -> None:
    """Counts, filters and lists agree although no answer changed."""
    _later(people, 村="上坪村")
    child = named("李小雨")
    assert child.place == NEXT_VILLAGE
    there = count_children(people.sun.ctx)
    assert there.children == 2
    assert sum((d.inside, d.outside, d.unknown) != (0, 0, 0) for d in there.definitions) == 5
    for found in there.definitions:
        assert found.inside + found.outside + found.unknown == 2
    assert list_children(people.wang.ctx).total == 1
    for truth in ("in", "out", "unknown"):
        page = list_children(people.wang.ctx, definition="moe", truth=truth)
        assert page.total == len(page.children)


def test_siblings_are_told_once_and_all_follow(people: People) -> None:
    """Two rows tell the same of one father: one new belief. A sister who is not on the roll follows too."""
    shared = {"父亲联系电话": "13911112222"}
    family = [
        line("李小雨", LI, **shared),
        line("李小雪", date(2018, 1, 9), 14, **shared),
        line("李小雷", date(2020, 1, 9), 17, **shared),
    ]
    imported(people.li, family)
    father = set(Kin.objects.filter(kinship="father").values_list("adult_id", flat=True))
    assert len(father) == 1
    with clock.frozen(LATER):
        news = {"父亲务工地点": "在家", "父亲外出时间": ""}
        imported(people.li, [family[0] | news, family[1] | news])
    assert Spell.objects.filter(adult__in=father, whereabouts="home").count() == 1
    for child in Child.objects.all():
        assert truths(child.id)["acwf-2013"] == "out", child.name


def test_a_correction_by_hand_survives_the_old_roll(people: People) -> None:
    """Also a corrected name, birth date or village of a child without a number: no second child appears."""
    imported(people.li, three())
    child = named("周欣怡")
    correct_child(
        people.li.ctx, child_id=child.id, name="周心怡", born_on=date(2017, 8, 18), place=VILLAGE
    )
    record_parent(
        people.li.ctx, child_id=named("李小雨").id, parent=Kinship.FATHER,
        whereabouts=Whereabouts.HOME, since=date(2026, 8, 30),
    )  # fmt: skip
    before = digests("RollBatch")
    assert imported(people.li, three()).updated == 0
    assert digests("RollBatch") == before
    assert Child.objects.count() == 3


def test_a_child_registered_by_hand_is_found_by_the_roll(people: People) -> None:
    """Same name, birth date, sex, father and village: the roll completes the record."""
    made = registered(people.wang)
    done = imported(
        people.li,
        [
            line(
                "陈小溪", date(2015, 3, 1), 12, 父亲姓名="陈大山", 父亲联系电话="13900000001",
                母亲联系电话="13900000002",
            )
        ],
    )  # fmt: skip
    assert (done.created, done.updated) == (0, 1)
    assert Child.objects.get().id == made
    assert Child.objects.get().id_index


def test_a_number_that_lost_digits_never_replaces_a_valid_one(people: People) -> None:
    """A spreadsheet ate the last three digits in autumn; the number read in summer stays a key."""
    imported(people.li, [three()[0]])
    key = named("李小雨").id_index
    with clock.frozen(LATER):
        rows = [three()[0] | {"身份证号": "9.90101201605E+17", "年级": "四年级"}]
        assert imported(people.li, rows).updated == 1
    row = Particulars.objects.now().get()
    assert row.id_check == IdCheck.OK
    assert named("李小雨").id_index == key != ""


def test_benefits_and_none_at_all_exclude_each_other(people: People) -> None:
    """Low-income allowance in spring, none in autumn, again in winter."""

    def told(text: str, month: int) -> dict[str, bool]:
        with clock.frozen(at(2026, month, 8)):
            imported(people.li, [three()[0] | {"救助帮扶": text}], more=("救助帮扶",))
        return dict(Benefit.objects.now().values_list("kind", "received"))

    assert told("低保", 9) == {"low_income": True}
    assert told("无", 10) == {"low_income": False, "any": False}
    assert told("低保", 11) == {"low_income": True}


def test_what_was_believed_before_the_second_roll_can_be_asked(people: People) -> None:
    """In September the father was away; the roll of October does not change what was known then."""
    _later(people, 父亲务工地点="在家", 父亲外出时间="")
    child = named("李小雨")
    with clock.frozen(at(2026, 11, 1)):
        then = get_belief(people.wang.ctx, child_id=child.id, known_at=at(2026, 9, 2))
        now = get_belief(people.wang.ctx, child_id=child.id, known_at=at(2026, 10, 9))
        before = get_belief(people.wang.ctx, child_id=child.id, known_at=at(2026, 8, 1))
    assert {card.definition: card.truth for card in then}["acwf-2013"] == "in"
    assert {card.definition: card.truth for card in now}["acwf-2013"] == "out"
    assert before == ()


@pytest.mark.parametrize("name", ["吴 天明", "吴天明 "])
def test_a_space_in_a_name_is_no_other_name(people: People, name: str) -> None:
    imported(people.li, three())
    done = imported(people.li, [line("吴天明", WU, 15, 年级="四年级") | {"姓名": name}])
    assert (done.created, done.held) == (0, 0)
    assert Child.objects.filter(place__startswith=TOWNSHIP[:9]).count() == 3


def _father(name: str) -> Any:
    return Kin.objects.now().get(child=named(name), kinship="father").adult_id


def test_a_father_who_got_a_phone_is_found_by_it_for_a_new_sibling(people: People) -> None:
    """Although this third roll does not name the child through whom he is known; undo forgets it."""
    small = {"父亲联系电话": "", "母亲联系电话": ""}
    imported(people.li, [line("李小雨", LI, **small)])
    phone = {"父亲联系电话": "13900001111"}
    second = imported(people.li, [line("李小雨", LI, **small | phone)])
    before = digests("RollBatch")
    third = imported(people.li, [line("李小雪", WU, 16, **phone)])
    assert _father("李小雪") == _father("李小雨")
    undo_roll(people.li.ctx, batch_id=third.batch_id)
    assert digests("RollBatch") == before
    undo_roll(people.li.ctx, batch_id=second.batch_id)
    imported(people.li, [line("李小雪", WU, 16, **phone)])
    assert _father("李小雪") != _father("李小雨"), "nobody knows the phone any more"


def test_a_phone_told_by_the_family_finds_the_father_again(people: People) -> None:
    imported(people.li, [line("李小雨", LI, 父亲联系电话="")])
    adult = AdultDraft(phones=("13900001111",))
    with pytest.raises(NotFound):
        record_parent(
            people.sun.ctx, child_id=named("李小雨").id, parent=Kinship.FATHER, adult=adult
        )
    record_parent(people.li.ctx, child_id=named("李小雨").id, parent=Kinship.FATHER, adult=adult)
    dad = AdultDraft(name="李建国", phones=("13900001111",))
    told = (ParentDraft(parent=Kinship.FATHER, adult=dad),)
    place = named("李小雨").place
    register_child(people.li.ctx, child=registers.child(name="李小雪"), place=place, parents=told)
    assert _father("李小雪") == _father("李小雨")


def test_a_new_phone_that_is_somebody_elses_key_joins_nobody(people: People) -> None:
    """Two fathers of one name: the phone keeps finding the one who had it first."""
    first = {"父亲姓名": "李建国", "父亲联系电话": "13900001111"}
    imported(
        people.li,
        [line("李一", LI, **first), line("李二", WU, 15, 父亲姓名="李建国", 父亲联系电话="")],
    )
    adult = AdultDraft(phones=("13900001111",))
    record_parent(people.li.ctx, child_id=named("李二").id, parent=Kinship.FATHER, adult=adult)
    imported(people.li, [line("李三", ZHOU, 17, **first)])
    assert _father("李三") == _father("李一") != _father("李二")
