"""Correcting what is believed, leaving the register and coming back; and what was believed when."""

from datetime import date
from typing import Any

import pytest

from homeward.domain.children.models import Child, NameToken, Particulars, Presence, Status
from homeward.domain.children.problems import (
    AlreadyRegistered,
    ChildHasLeft,
    ChildIsPresent,
    IdNumberContradicts,
    NameMissing,
    NotAChild,
    NothingChanged,
    TextTooLong,
    VillageUnknown,
)
from homeward.domain.children.public import (
    correct_child,
    count_children,
    exit_child,
    get_belief,
    get_child,
    list_children,
    record_parent,
    return_child,
)
from homeward.domain.children.words import ExitCause, Health, Income, Kinship, Sex, Whereabouts
from homeward.foundation import clock
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.domain.children.registers import at, child, digests, id_number, pupil, registered, truths
from tests.personas import NEXT_VILLAGE, People, given_rows

BORN = date(2015, 3, 1)


def test_a_correction_keeps_what_was_believed(people: People) -> None:
    """Old values stay readable with their dates; the list, the search and the order follow the new name."""
    child_id = registered(people.wang, enrolment=pupil(school_id=people.school_id))
    news: dict[str, Any] = {"name": "陈晓希", "health": Health.ILL}
    before = digests()
    with pytest.raises(NotFound):
        correct_child(people.sun.ctx, child_id=child_id, **news)
    with pytest.raises(NotPermitted):
        correct_child(people.zhou.ctx, child_id=child_id, **news)
    assert digests() == before
    with clock.frozen(at(2026, 9, 5)):
        done = correct_child(people.wang.ctx, child_id=child_id, **news)
    assert done.fields == ("health", "name")
    told = {line.field: line for line in get_child(people.wang.ctx, child_id=child_id).facts}
    assert told["name"].value == "陈晓希"
    assert [(e.value, e.recorded_at) for e in told["name"].earlier] == [("陈小溪", at(2026, 9, 1))]
    assert told["sex"].earlier == ()
    assert told["sex"].recorded_at == at(2026, 9, 1)
    assert list_children(people.wang.ctx, q="小溪").total == 0
    assert list_children(people.wang.ctx, q="chenxiaoxi").total == 1
    assert Child.objects.get().sort_key.startswith("chen xiao xi|陈晓希")
    assert NameToken.objects.filter(token="晓希").exists()


def test_what_turns_out_unknown_becomes_not_collected(people: People) -> None:
    """The birth date was a guess: it is taken back, and answers that rest on it are open again."""
    child_id = registered(people.wang)
    assert truths(child_id)["acwf-2013"] == "in"
    correct_child(people.wang.ctx, child_id=child_id, clear=("born_on",))
    assert Child.objects.get().born_on is None
    assert truths(child_id)["acwf-2013"] == "unknown"
    for field in ("name", "place", "nonsense"):
        with pytest.raises(NothingChanged):
            correct_child(people.wang.ctx, child_id=child_id, clear=(field,))


def test_a_correction_that_changes_nothing_is_refused(people: People) -> None:
    child_id = registered(people.wang)
    for same in (
        {},
        {"name": "陈小溪"},
        {"sex": Sex.FEMALE, "born_on": BORN},
        {"clear": ("hukou",)},
    ):
        with pytest.raises(NothingChanged):
            correct_child(people.wang.ctx, child_id=child_id, **same)
    correct_child(people.wang.ctx, child_id=child_id, address="三组12号")
    with pytest.raises(NothingChanged):
        correct_child(people.wang.ctx, child_id=child_id, address="三组12号")
    assert Particulars.objects.filter(child=child_id).count() == 2


def test_a_number_and_what_it_says_are_corrected_together(people: People) -> None:
    """A number on the register is held against a new birth date as a new number is against the old one."""
    child_id = registered(people.wang, child=child(id_number=id_number(BORN)))
    other = registered(people.wang, child=child(name="陈小河", id_number=id_number(BORN, 14)))
    with pytest.raises(IdNumberContradicts):
        correct_child(people.wang.ctx, child_id=child_id, born_on=date(2015, 3, 2))
    with pytest.raises(IdNumberContradicts):
        correct_child(people.wang.ctx, child_id=child_id, sex=Sex.MALE)
    with pytest.raises(AlreadyRegistered):
        correct_child(people.wang.ctx, child_id=other, id_number=id_number(BORN))
    right = date(2015, 3, 2)
    correct_child(
        people.wang.ctx, child_id=child_id, born_on=right, id_number=id_number(right), name="陈小西"
    )
    assert Child.objects.get(pk=child_id).born_on == right
    correct_child(people.wang.ctx, child_id=child_id, id_number="")
    assert Child.objects.get(pk=child_id).id_index == ""
    correct_child(people.wang.ctx, child_id=other, id_number=id_number(BORN, 16))
    assert Particulars.objects.filter(child=other, superseded_at=None).get().id_check == "ok"


def test_a_birth_date_typed_by_a_person_is_exact(people: People) -> None:
    """A roll told only the month; the director reads the day in the household book."""
    child_id = registered(people.wang)
    with given_rows():
        Particulars.objects.filter(child=child_id).update(born_precision="month")
    correct_child(people.wang.ctx, child_id=child_id, born_on=date(2015, 3, 9))
    assert Particulars.objects.now().get().born_precision == "day"


def test_a_correction_is_checked_like_a_registration(people: People) -> None:
    child_id = registered(people.wang)
    for wrong, problem in (
        ({"name": " "}, NameMissing),
        ({"name": "陈" * 61}, TextTooLong),
        ({"place": "990101100999"}, VillageUnknown),
        ({"born_on": date(2000, 1, 1)}, NotAChild),
        ({"born_on": date(2026, 9, 2)}, DateInFuture),
    ):
        with pytest.raises(problem):
            correct_child(people.wang.ctx, child_id=child_id, **wrong)


def test_a_child_who_moved_is_counted_where_they_live(people: People) -> None:
    child_id = registered(people.wang)
    correct_child(people.li.ctx, child_id=child_id, place=NEXT_VILLAGE)
    assert list_children(people.wang.ctx).total == 0
    assert list_children(people.sun.ctx).total == 1
    assert count_children(people.wang.ctx).definitions == ()
    assert count_children(people.sun.ctx).children == 1
    assert len(count_children(people.sun.ctx).definitions) == 5


@pytest.mark.parametrize("cause", list(ExitCause))
def test_a_child_leaves_with_a_cause_and_nothing_is_deleted(
    people: People, cause: ExitCause
) -> None:
    """Off lists and counts, answers ended; the page still tells. A stranger takes nobody off."""
    child_id = registered(people.wang)
    with pytest.raises(NotFound):
        exit_child(people.sun.ctx, child_id=child_id, cause=cause)
    with pytest.raises(DateInFuture):
        exit_child(people.wang.ctx, child_id=child_id, cause=cause, on=date(2026, 9, 2))
    with clock.frozen(at(2026, 9, 10)):
        exit_child(people.wang.ctx, child_id=child_id, cause=cause, on=date(2026, 9, 8))
        assert truths(child_id) == {}
        assert list_children(people.wang.ctx).total == 0
        assert list_children(people.wang.ctx, present=False).total == 1
        assert count_children(people.wang.ctx).children == 0
        page = get_child(people.wang.ctx, child_id=child_id)
        assert (page.present, page.statuses) == (False, ())
        assert Status.objects.filter(child=child_id).count() == 5
    stay = Presence.objects.now().get(child=child_id)
    assert (stay.since, stay.until, stay.cause) == (date(2026, 9, 1), date(2026, 9, 8), cause)
    with pytest.raises(ChildHasLeft):
        exit_child(people.wang.ctx, child_id=child_id, cause=cause)
    with pytest.raises(ChildHasLeft):
        correct_child(people.wang.ctx, child_id=child_id, name="别名")


def test_a_child_comes_back_with_the_answers_of_that_day(people: People) -> None:
    child_id = registered(people.wang)
    with pytest.raises(ChildIsPresent):
        return_child(people.wang.ctx, child_id=child_id)
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.TAKEN_ALONG)
    with clock.frozen(at(2026, 12, 1)):
        with pytest.raises(NotFound):
            return_child(people.sun.ctx, child_id=child_id)
        return_child(people.wang.ctx, child_id=child_id)
        assert len(truths(child_id)) == 5
        assert list_children(people.wang.ctx).total == 1
        stays = Presence.objects.now().filter(child=child_id).order_by("since")
        assert [(s.since, s.until) for s in stays] == [
            (date(2026, 9, 1), date(2026, 9, 1)),
            (date(2026, 12, 1), None),
        ]


def test_who_has_grown_up_does_not_come_back(people: People) -> None:
    child_id = registered(people.wang)
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.TURNED_16)
    with clock.frozen(at(2033, 3, 1)), pytest.raises(NotAChild):
        return_child(people.wang.ctx, child_id=child_id)


def test_what_was_believed_when_can_be_asked(people: People) -> None:
    """Registered in September, corrected in October, gone in November, back in December."""
    child_id = registered(people.wang)
    with clock.frozen(at(2026, 10, 5)):
        record_parent(
            people.wang.ctx, child_id=child_id, parent=Kinship.FATHER, whereabouts=Whereabouts.HOME,
            since=date(2026, 9, 20),
        )  # fmt: skip
    with clock.frozen(at(2026, 11, 5)):
        exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.PARENT_RETURNED)
    with clock.frozen(at(2026, 12, 5)):
        return_child(people.wang.ctx, child_id=child_id)

    def believed(*day: int) -> str:
        with clock.frozen(at(2027, 1, 1)):
            cards = get_belief(people.wang.ctx, child_id=child_id, known_at=at(*day))
        return {card.definition: card.truth for card in cards}.get("acwf-2013", "not there")

    assert believed(2026, 8, 31) == "not there"
    assert believed(2026, 9, 2) == "in"
    assert believed(2026, 9, 25) == "in"  # he was home, and nobody knew it yet
    assert believed(2026, 10, 6) == "out"
    assert believed(2026, 11, 6) == "not there"
    assert believed(2026, 12, 6) == "out"
    with pytest.raises(NotFound):
        get_belief(people.sun.ctx, child_id=child_id, known_at=at(2026, 10, 6))


def test_what_a_roll_may_fill_can_be_corrected_by_hand(people: People) -> None:
    """Income, telephones, student number and note; by who may, and readable by whose duty needs them."""
    child_id = registered(people.wang, enrolment=pupil(school_id=people.school_id))
    news: dict[str, Any] = {
        "income": (Income.FARMING, Income.GOVERNMENT), "phones": ("13900000009", "0797-5512345"),
        "student_no": "G990101201503010021", "note": "奶奶身体不好",
    }  # fmt: skip
    before = digests()
    for stranger, refusal in ((people.sun, NotFound), (people.zhou, NotPermitted)):
        with pytest.raises(refusal):
            correct_child(stranger.ctx, child_id=child_id, **news)
    assert digests() == before
    done = correct_child(people.wang.ctx, child_id=child_id, **news)
    assert done.fields == ("income", "note", "phones", "student_no")
    told = {line.field: line.value for line in get_child(people.wang.ctx, child_id=child_id).facts}
    assert told["income"] == "种养殖、政府救助"
    assert told["phones"] == "13900000009、0797-5512345"
    assert (told["student_no"], told["note"]) == ("G990101201503010021", "奶奶身体不好")
    row = Particulars.objects.now().get(child=child_id)
    assert "5512345" not in str(row.phones) and "奶奶" not in str(row.note)


def test_no_income_is_an_answer_and_taking_back_is_none(people: People) -> None:
    child_id = registered(people.wang)
    correct_child(people.wang.ctx, child_id=child_id, income=(), phones=("13900000009",), note="一")
    told = {line.field: line.value for line in get_child(people.wang.ctx, child_id=child_id).facts}
    assert (told["income"], told["phones"]) == ("问过，没有", "13900000009")
    correct_child(people.wang.ctx, child_id=child_id, clear=("income",), phones=(), note="")
    told = {line.field: line.value for line in get_child(people.wang.ctx, child_id=child_id).facts}
    assert (told["income"], told["phones"], told["note"]) == (None, None, None)
    with pytest.raises(NothingChanged):
        correct_child(people.wang.ctx, child_id=child_id, clear=("income", "student_no"))
