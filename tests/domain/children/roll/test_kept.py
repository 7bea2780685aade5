"""A roll that comes again after a person has corrected something: repeated words do not undo a correction."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.models import AdultDetails, Child, HeldRow, Kin, Particulars, Spell
from homeward.domain.children.public import (
    correct_child,
    decide_row,
    dry_run,
    list_held,
    record_benefit,
    record_care,
    record_parent,
    undo_roll,
)
from homeward.domain.children.queries.family import phones_of
from homeward.domain.children.roll.settle import Decision
from homeward.domain.children.words import CarerKind, Kinship, Whereabouts
from homeward.foundation import clock
from homeward.foundation.problems import NotFound
from tests.domain.children.registers import at, digests, named
from tests.domain.children.roll.rolls import LI, WU, checked, imported, line
from tests.personas import People

MORE = ("民族", "村民小组", "身体情况", "是否低保")
SUMMER, AUTUMN = at(2026, 9, 20), at(2026, 10, 8)


def _row(**more: str) -> dict[str, str]:
    return line("李小雨", LI) | {"民族": "汉", "村民小组": "一组"} | more


def _again(people: People, **news: str) -> Any:
    """The roll comes again in October, with news, so that it is not the very same."""
    with clock.frozen(AUTUMN):
        return imported(people.li, [_row(**news)], more=MORE)


@pytest.fixture
def child(people: People) -> UUID:
    """On the register by a roll, and corrected in September."""
    imported(people.li, [_row()], more=MORE)
    found = named("李小雨").id
    with clock.frozen(SUMMER):
        correct_child(people.li.ctx, child_id=found, ethnicity="苗族", group="二组")
        dad = AdultDraft(phones=("13900009999",))
        record_parent(people.li.ctx, child_id=found, parent=Kinship.FATHER, adult=dad)
    return found


def _now(child_id: UUID) -> Particulars:
    return Particulars.objects.now().get(child=child_id)


def _father(child_id: UUID) -> UUID:
    found: UUID = Kin.objects.now().get(child=child_id, kinship="father").adult_id
    return found


def test_what_only_repeats_an_earlier_roll_leaves_the_correction(
    people: People, child: UUID
) -> None:
    """The news goes in; people, group and the father's phone stay as corrected, time after time."""
    for health, note in (("健康", "一"), ("患病", "二")):
        done = _again(people, 身体情况=health, 备注=note)
        assert (done.updated, done.held) == (1, 0)
        row = _now(child)
        assert (row.group, row.ethnicity, row.health) == (
            "二组", "苗族", {"健康": "healthy", "患病": "ill"}[health],
        )  # fmt: skip
    details = AdultDetails.objects.now().get(adult=_father(child))
    assert phones_of(details) == ("13900009999",)
    assert not HeldRow.objects.exists()


def test_a_third_value_is_asked_about_and_nothing_is_overwritten(
    people: People, child: UUID
) -> None:
    with clock.frozen(AUTUMN):
        batch = checked(people.li, [_row() | {"民族": "壮", "备注": "一"}], more=MORE)
        found = dry_run(people.li.ctx, batch_id=batch)
    assert [(p.code, p.column, p.cell, p.read) for p in found.problems] == [
        ("corrected_since", "民族", "T2", "壮族")
    ]
    assert _again(people, 备注="一", 民族="壮").updated == 1
    assert _now(child).ethnicity == "苗族"
    (asked,) = list_held(people.li.ctx).rows
    assert asked.why == ("corrected_since",)
    assert asked.questions[0].read == "民族：壮族"
    assert asked.other and asked.other.child_id == child


@pytest.mark.parametrize(("decision", "kept"), [(Decision.SAME, "壮族"), (Decision.DROP, "苗族")])
def test_a_person_decides_which_is_right(
    people: People, child: UUID, decision: Decision, kept: str
) -> None:
    """Only what was asked about follows the roll; the group, which it merely repeats, stays corrected."""
    _again(people, 备注="一", 民族="壮")
    (asked,) = list_held(people.li.ctx).rows
    with pytest.raises(NotFound):
        decide_row(people.sun.ctx, held_id=asked.held_id, decision=decision)
    decide_row(people.li.ctx, held_id=asked.held_id, decision=decision)
    assert (_now(child).ethnicity, _now(child).group) == (kept, "二组")
    assert Child.objects.count() == 1


def test_what_nobody_corrected_follows_the_roll(people: People, child: UUID) -> None:
    """Of the same child and the same parent: the mother's phone, and the village's group."""
    assert _again(people, 母亲联系电话="13800001111").updated == 1
    mother = Kin.objects.now().get(child=child, kinship="mother").adult_id
    assert phones_of(AdultDetails.objects.now().get(adult=mother)) == ("13800001111",)


def test_a_roll_that_agrees_with_the_correction_is_no_question(people: People, child: UUID) -> None:
    assert _again(people, 民族="苗", 备注="一").held == 0
    assert not HeldRow.objects.exists()


def test_who_came_home_is_not_sent_away_by_an_old_sheet(people: People) -> None:
    """A stretch, a carer and a benefit that a person recorded; a new place in the roll is news."""
    imported(people.li, [_row(是否低保="是")], more=MORE)
    child_id = named("李小雨").id
    with clock.frozen(SUMMER):
        record_parent(
            people.li.ctx, child_id=child_id, parent=Kinship.FATHER,
            whereabouts=Whereabouts.HOME, since=date(2026, 9, 15),
        )  # fmt: skip
        record_care(people.li.ctx, child_id=child_id, kind=CarerKind.PARENT, kinship=Kinship.FATHER)
        record_benefit(people.li.ctx, child_id=child_id, kind="low_income", received=False)
    with clock.frozen(AUTUMN):
        imported(people.li, [_row(是否低保="是", 备注="一")], more=MORE)
    spell = Spell.objects.now().get(adult=_father(child_id), until__isnull=True)
    assert spell.whereabouts == "home"
    care = child_facts(child_id)
    assert care == ("parent", False)
    with clock.frozen(at(2026, 11, 1)):
        news = _row(是否低保="是", 备注="二", 父亲务工地点="上海市", 父亲外出时间="2026-10-20")
        imported(people.li, [news], more=MORE)
    spell = Spell.objects.now().get(adult=_father(child_id), until__isnull=True)
    assert (spell.whereabouts, spell.place_text) == ("away", "上海市")


def child_facts(child_id: UUID) -> tuple[str, bool]:
    """Kind of carer and whether the allowance is received, as believed now."""
    from homeward.domain.children.models import Benefit, Care

    care = Care.objects.now().get(child=child_id, until__isnull=True)
    benefit = Benefit.objects.now().get(child=child_id, kind="low_income", until__isnull=True)
    return str(care.kind), bool(benefit.received)


def test_undo_takes_back_the_question_too(people: People, child: UUID) -> None:
    before = digests("RollBatch")
    done = _again(people, 备注="一", 民族="壮")
    assert HeldRow.objects.count() == 1
    undo_roll(people.li.ctx, batch_id=done.batch_id)
    assert digests("RollBatch") == before


def test_children_nobody_touched_cost_two_statements_more(
    people: People, django_assert_max_num_queries: Any
) -> None:
    """However many rows: the check is a handful of statements for five hundred children."""
    from homeward.domain.children.roll.kept import corrected_by_hand

    imported(people.li, [_row(), line("吴天明", WU, 15)], more=MORE)
    ids = list(Child.objects.values_list("id", flat=True))
    with django_assert_max_num_queries(6):
        assert corrected_by_hand(ids) == set()


def test_a_corrected_name_is_asked_about_and_survives_the_answer(people: People) -> None:
    """The number is the same and the name is not: a person says that it is the same child."""
    imported(people.li, [_row()], more=MORE)
    child_id = named("李小雨").id
    with clock.frozen(SUMMER):
        correct_child(people.li.ctx, child_id=child_id, name="李晓雨")
    assert _again(people, 备注="一").held == 1
    (asked,) = list_held(people.li.ctx).rows
    decide_row(people.li.ctx, held_id=asked.held_id, decision=Decision.SAME)
    assert _now(child_id).name == Child.objects.get().name == "李晓雨"
    assert _now(child_id).note is not None
