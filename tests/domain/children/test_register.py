"""Putting a child on the register: with everything the form asks, and what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.children.drafts import EnrolmentDraft, ParentDraft
from homeward.domain.children.models import Child, Household, Kin, Particulars, Presence
from homeward.domain.children.problems import (
    AlreadyRegistered,
    IdNumberContradicts,
    IdNumberInvalid,
    NameMissing,
    NotAChild,
    TextTooLong,
    VillageUnknown,
)
from homeward.domain.children.public import get_child, register_child
from homeward.domain.children.words import Health, Hukou, Kinship, Sex
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture, Invalid, NotFound, NotPermitted
from tests.domain.children.registers import (
    PHONE,
    away,
    child,
    everything,
    father,
    grandmother,
    home,
    id_number,
    mother,
    pupil,
    registered,
    truths,
)
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People

BORN = date(2015, 3, 1)


def test_one_registration_is_a_dozen_statements(people: People) -> None:
    """Round trips are what a registration costs: parents, carer, status, audit and all."""
    asked = {
        "place": VILLAGE, "child": child(), "carer": grandmother(),
        "parents": (father(away(date(2026, 1, 5))), mother(home())),
    }  # fmt: skip
    ctx = people.wang.ctx
    with CaptureQueriesContext(connection) as statements:
        register_child(ctx, **asked)
    begun_and_ended = ("SAVEPOINT", "RELEASE", "SELECT set_config")
    said = [one["sql"] for one in statements if not one["sql"].startswith(begun_and_ended)]
    assert len(said) <= 12, [sql[:80] for sql in said]


def test_a_director_registers_a_child_with_everything_the_form_asks(people: People) -> None:
    """王主任 may in her village; 孙主任, of the next one, may not there, nor may anybody without the duty."""
    whole = child(
        id_number=id_number(BORN), ethnicity="汉族", hukou_registered=True, hukou=Hukou.RURAL,
        hukou_place=VILLAGE, group="三组", address="清溪村三组12号", health=Health.DISABLED,
        disability="听力 三级", income=("wages", "farming"), note="爱画画",
    )  # fmt: skip
    more = {
        "parents": (father(away(date(2026, 1, 5))), mother(home())),
        "carer": grandmother(),
        "enrolment": pupil(school_id=people.school_id, boarding=False),
    }
    stranger, others = people.sun, (people.zhou, people.qian, people.lin)
    before = everything()
    with pytest.raises(NotFound):
        register_child(stranger.ctx, place=VILLAGE, child=whole, **more)
    for other in others:
        with pytest.raises((NotFound, NotPermitted)):
            register_child(other.ctx, place=VILLAGE, child=whole, **more)
    assert everything() == before
    made = register_child(people.wang.ctx, place=VILLAGE, child=whole, **more)
    page = get_child(people.wang.ctx, child_id=made.child_id)
    told = {line.field: line.value for line in page.facts}
    assert told["id_number"] == id_number(BORN)
    assert told["address"] == "清溪村三组12号"
    assert told["note"] == "爱画画"
    assert (told["illness"], told["student_no"]) == (None, None)  # 未采集 is not an empty answer
    assert [(p.kinship, p.name, p.phones[0]) for p in page.home.parents] == [
        ("father", "陈大山", PHONE),
        ("mother", "刘秀英", "13900000002"),
    ]
    assert [care.name for care in page.home.carers] == ["张桂兰"]
    assert page.school is not None
    assert page.school.school == "清溪中心小学"
    assert set(truths(made.child_id)) == {"acwf-2013", "local-2024", "mca-2016", "moe", "nbs-2020"}
    assert Presence.objects.get(child=made.child_id).since == date(2026, 9, 1)


def test_only_a_name_is_needed(people: People) -> None:
    """A child whom nobody has asked yet is on the register, unknown in everything, not "no" in anything."""
    made = register_child(people.wang.ctx, place=VILLAGE, child=child(sex=None, born_on=None))
    assert set(truths(made.child_id).values()) == {"unknown"}


def test_birth_date_and_sex_come_from_the_number(people: People) -> None:
    made = register_child(
        people.wang.ctx,
        place=VILLAGE,
        child=child(sex=None, born_on=None, id_number=id_number(BORN, 13)),
    )
    row = Particulars.objects.get(child=made.child_id)
    assert (row.born_on, row.sex) == (BORN, "male")
    stored = Child.objects.get(pk=made.child_id)
    assert (stored.born_on, stored.sex) == (BORN, "male")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_nameless_child_is_refused(people: People, name: str) -> None:
    with pytest.raises(NameMissing):
        register_child(people.wang.ctx, place=VILLAGE, child=child(name=name))


def test_a_number_on_the_register_is_refused_wherever_the_child_lives(people: People) -> None:
    """The refusal says that the number is known, not whose it is."""
    registered(people.wang, child=child(id_number=id_number(BORN)))
    with pytest.raises(AlreadyRegistered) as refused:
        registered(people.sun, NEXT_VILLAGE, child=child(name="另一个", id_number=id_number(BORN)))
    assert refused.value.details == {}
    assert Child.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"born_on": date(2015, 3, 2)}, {"sex": Sex.MALE}],
)
def test_a_number_that_contradicts_is_a_question_not_a_fix(
    people: People, wrong: dict[str, object]
) -> None:
    with pytest.raises(IdNumberContradicts):
        registered(people.wang, child=child(id_number=id_number(BORN), **wrong))


@pytest.mark.parametrize("wrong", ["123", "990101201503010120", "9.90101E+17"])
def test_a_number_that_fails_its_check_is_refused(people: People, wrong: str) -> None:
    with pytest.raises(IdNumberInvalid):
        registered(people.wang, child=child(id_number=wrong))


@pytest.mark.parametrize(
    ("born_on", "is_child"),
    [
        (date(2008, 9, 1), False),  # eighteen today
        (date(2008, 9, 2), True),  # eighteen tomorrow
        (date(2008, 9, 29), True),
        (date(2026, 9, 1), True),  # born today
        (date(1970, 1, 1), False),
    ],
)
def test_a_child_is_under_eighteen(people: People, born_on: date, is_child: bool) -> None:
    """Minors Protection Law art. 2: to the day."""
    if is_child:
        registered(people.wang, child=child(born_on=born_on))
        return
    with pytest.raises(NotAChild):
        registered(people.wang, child=child(born_on=born_on))


def test_days_to_come_are_refused(people: People) -> None:
    """Birth, leaving, care and school all have happened already."""
    tomorrow = date(2026, 9, 2)
    for more in (
        {"child": child(born_on=tomorrow)},
        {"parents": (father(away(tomorrow)),)},
        {"carer": grandmother(since=tomorrow)},
        {"enrolment": pupil(since=tomorrow)},
    ):
        with pytest.raises(DateInFuture):
            registered(people.wang, **more)
    assert not Child.objects.exists()


def test_children_live_in_villages_that_exist(people: People) -> None:
    for place in (TOWNSHIP, "990101100999"):
        with pytest.raises((VillageUnknown, NotFound)):
            registered(people.li, place)


def test_a_school_that_does_not_exist_is_refused(people: People) -> None:
    with pytest.raises(NotFound):
        registered(people.wang, enrolment=EnrolmentDraft(school_id=new_id()))
    assert not Child.objects.exists()


def test_one_father_and_one_mother_at_most(people: People) -> None:
    uncle = ParentDraft(parent=Kinship.UNCLE, adult=father().adult)
    for parents in ((father(), father(name="另一个")), (uncle,)):
        with pytest.raises(Invalid):
            registered(people.wang, parents=parents)


def test_a_text_that_does_not_fit_is_refused_on_both_databases(people: People) -> None:
    for draft in (child(name="陈" * 61), child(ethnicity="汉" * 21), child(illness="病" * 61)):
        with pytest.raises(TextTooLong):
            registered(people.wang, child=draft)
    with pytest.raises(TextTooLong):
        registered(people.wang, parents=(father(name="陈" * 61),))
    with pytest.raises(Invalid):
        registered(people.wang, child=child(name="陈\x00溪"))
    assert not Household.objects.exists()


def test_siblings_share_the_parent_with_the_same_name_and_phone(people: People) -> None:
    first = registered(people.wang)
    second = registered(people.wang, child=child(name="陈小河"))
    fathers = {row.child_id: row.adult_id for row in Kin.objects.filter(kinship=Kinship.FATHER)}
    assert fathers[first] == fathers[second]
    siblings = get_child(people.wang.ctx, child_id=first).home.siblings
    assert siblings == ((second, "陈小河"),)


def test_news_of_a_shared_parent_reaches_the_sibling_at_once(people: People) -> None:
    """The second child's form says that the mother left too: the first child's status follows."""
    first = registered(people.wang)
    assert truths(first)["mca-2016"] == "unknown"
    registered(
        people.wang,
        child=child(name="陈小河"),
        parents=(father(away(date(2026, 1, 5))), mother(away(date(2026, 2, 1)))),
    )
    assert truths(first)["mca-2016"] == "in"


def test_a_parent_of_the_same_name_in_the_next_village_is_somebody_else(people: People) -> None:
    registered(people.wang)
    registered(people.sun, NEXT_VILLAGE, child=child(name="陈小河"))
    assert Kin.objects.filter(kinship=Kinship.FATHER).values("adult").distinct().count() == 2


def test_the_same_call_twice_registers_once(people: People) -> None:
    """A director's phone sends again when the network comes back."""
    ctx = people.wang.ctx
    one = register_child(ctx, place=VILLAGE, child=child())
    two = register_child(ctx, place=VILLAGE, child=child())
    assert one == two
    assert Child.objects.count() == 1
