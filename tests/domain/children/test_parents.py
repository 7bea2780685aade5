"""Where father and mother are: left, came back, died; stretches are closed, never overwritten."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.models import AdultDetails, Kin, Spell, Status
from homeward.domain.children.problems import ChildHasLeft, ParentNotRecorded, SpellOverlaps
from homeward.domain.children.public import (
    correct_child,
    exit_child,
    get_child,
    record_parent,
    sweep_status,
)
from homeward.domain.children.words import ExitCause, Kinship, Precision, Whereabouts
from homeward.foundation import clock
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.domain.children.registers import (
    at,
    away,
    child,
    digests,
    father,
    home,
    missing,
    mother,
    pupil,
    registered,
    truths,
)
from tests.personas import NEXT_VILLAGE, People, machine_ctx

FATHER, MOTHER = Kinship.FATHER, Kinship.MOTHER
HOME, AWAY, DEAD = Whereabouts.HOME, Whereabouts.AWAY, Whereabouts.DEAD
MONTH, YEAR = Precision.MONTH, Precision.YEAR


def left(child_id: UUID, since: date | None = date(2026, 1, 5), **more: Any) -> dict[str, Any]:
    """The father left for another province."""
    said = {"parent": FATHER, "whereabouts": AWAY, "since": since, "place": "广东深圳"}
    return {"child_id": child_id, **said, **more}


def stretches(
    child_id: UUID, parent: Kinship = FATHER
) -> list[tuple[str, date | None, date | None]]:
    """What is believed now of a parent's life, oldest first."""
    kin = Kin.objects.get(child=child_id, kinship=parent, superseded_at=None)
    rows = Spell.objects.now().filter(adult=kin.adult_id)
    told = [(row.whereabouts, row.since, row.until) for row in rows]
    return sorted(told, key=lambda row: (row[2] is None, row[2] or date.max))


def test_father_leaving_counts_under_some_definitions_and_not_others(people: People) -> None:
    """Mother at home and able: the State Council's and the local rule say no, the others yes."""
    able = mother(home(), able=True)
    child_id = registered(people.wang, parents=(father(home()), able))
    assert set(truths(child_id).values()) == {"out"}
    with pytest.raises(NotFound):
        record_parent(people.sun.ctx, **left(child_id))
    record_parent(people.wang.ctx, **left(child_id))
    assert truths(child_id) == {
        "mca-2016": "out",
        "moe": "in",
        "acwf-2013": "in",
        "nbs-2020": "in",
        "local-2024": "out",
    }


def test_whether_the_mother_is_able_is_the_missing_fact(people: People) -> None:
    """Nobody asked: unknown is never "no", and the answer names what to ask."""
    child_id = registered(people.wang)
    told = truths(child_id)
    assert (told["mca-2016"], told["local-2024"]) == ("unknown", "unknown")
    assert missing(child_id, "mca-2016") == {"mother_cannot_care"}
    record_parent(people.wang.ctx, child_id=child_id, parent=MOTHER, adult=AdultDraft(able=False))
    assert truths(child_id)["mca-2016"] == "in"
    record_parent(people.wang.ctx, child_id=child_id, parent=MOTHER, adult=AdultDraft(able=True))
    assert truths(child_id)["mca-2016"] == "out"


def test_a_change_is_derived_in_the_same_transaction_with_rule_version_and_date(
    people: People,
) -> None:
    """The answer before is ended by the same command that gave the new one."""
    child_id = registered(people.wang)
    with clock.frozen(at(2026, 10, 1)):
        ctx = people.wang.ctx
        record_parent(ctx, child_id=child_id, parent=FATHER, whereabouts=HOME)
    rows = Status.objects.filter(child=child_id, definition="acwf-2013").order_by("derived_at")
    assert [(row.truth, row.since, row.version) for row in rows] == [
        ("in", date(2026, 9, 1), 1),
        ("out", date(2026, 10, 1), 1),
    ]
    assert rows[0].ended_at == at(2026, 10, 1)
    assert rows[0].ended_by == rows[1].command == ctx.command_id


def test_a_class_teacher_reads_but_does_not_record_parents(people: People) -> None:
    """A teacher who knows the child is told that it is not a teacher's act, not that there is no child."""
    child_id = registered(people.wang, enrolment=pupil(school_id=people.school_id))
    with pytest.raises(NotPermitted):
        record_parent(people.zhou.ctx, **left(child_id))


def test_coming_back_closes_the_stretch_away(people: People) -> None:
    child_id = registered(people.wang)
    record_parent(
        people.wang.ctx, child_id=child_id, parent=FATHER, whereabouts=HOME, since=date(2026, 8, 20)
    )
    assert stretches(child_id) == [
        ("away", date(2026, 1, 5), date(2026, 8, 20)),
        ("home", date(2026, 8, 20), None),
    ]
    assert truths(child_id)["moe"] == "out"
    before = next(
        p for p in get_child(people.wang.ctx, child_id=child_id).home.parents if p.kinship == FATHER
    ).before
    assert [(line.since, line.until) for line in before] == [("2026-01-05", date(2026, 8, 20))]


def test_a_father_who_died_is_away_no_more_and_cannot_care(people: People) -> None:
    """Mother away, father dead: one is away and the other cannot act as guardian."""
    child_id = registered(people.wang, parents=(father(home()), mother(away(date(2026, 2, 1)))))
    record_parent(people.wang.ctx, child_id=child_id, parent=FATHER, whereabouts=DEAD)
    assert truths(child_id)["mca-2016"] == "in"
    assert stretches(child_id)[-1][0] == "dead"


def test_a_beginning_before_the_stretch_before_is_refused(people: People) -> None:
    """And nothing moves: the register is as it was."""
    child_id = registered(people.wang)
    before = digests()
    with pytest.raises(SpellOverlaps):
        record_parent(
            people.wang.ctx, child_id=child_id, parent=FATHER, whereabouts=HOME,
            since=date(2026, 1, 4),
        )  # fmt: skip
    with pytest.raises(DateInFuture):
        record_parent(
            people.wang.ctx, child_id=child_id, parent=FATHER, whereabouts=HOME,
            since=date(2026, 9, 2),
        )  # fmt: skip
    assert digests() == before


def test_the_same_news_again_keeps_the_belief(people: People) -> None:
    child_id = registered(people.wang)
    before = digests()["Spell"]
    record_parent(people.wang.ctx, **left(child_id))
    assert digests()["Spell"] == before


def test_news_without_a_day_or_place_keeps_those_known(people: People) -> None:
    """ "Still away, works as a welder": the day and the town stay."""
    child_id = registered(people.wang)
    record_parent(people.wang.ctx, **left(child_id, None, place="", work="焊工"))
    spell = Spell.objects.now().get(whereabouts=AWAY)
    assert (spell.since, spell.place_text, spell.work) == (date(2026, 1, 5), "广东深圳", "焊工")
    assert spell.crosses_county


def test_a_month_is_a_month(people: People) -> None:
    """June counts from its first day, so three months are full on the first of September."""
    child_id = registered(people.wang, parents=(father(home(date(2026, 6, 15))), mother(home())))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 6, 20), since_precision=MONTH))
    assert stretches(child_id) == [
        ("home", date(2026, 6, 15), date(2026, 6, 15)),
        ("away", date(2026, 6, 1), None),
    ]
    assert truths(child_id)["moe"] == "in"
    page = get_child(people.wang.ctx, child_id=child_id)
    assert page.home.parents[0].now is not None
    assert page.home.parents[0].now.since == "2026-06"


def test_a_year_alone_leaves_the_length_unknown_until_it_has_passed(people: People) -> None:
    """Away "since 2026": in September for nobody knows how long, in April surely for three months."""
    child_id = registered(people.wang, parents=(father(home(date(2026, 3, 1))), mother(home())))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 5, 5), since_precision=YEAR))
    assert truths(child_id)["acwf-2013"] == "in"
    assert truths(child_id)["moe"] == "unknown"
    assert "father_away_months" in missing(child_id, "moe")
    with clock.frozen(at(2027, 4, 1)):
        sweep_status(machine_ctx())
    assert truths(child_id)["moe"] == "in"


def test_who_left_in_a_year_may_come_back_in_it(people: People) -> None:
    child_id = registered(people.wang, parents=(father(), mother(home())))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 1, 1), since_precision=YEAR))
    record_parent(
        people.wang.ctx, child_id=child_id, parent=FATHER, whereabouts=HOME, since=date(2026, 8, 1)
    )
    assert stretches(child_id)[-1] == ("home", date(2026, 8, 1), None)
    assert truths(child_id)["acwf-2013"] == "out"


def test_a_finer_day_replaces_a_coarse_one_and_not_the_other_way(people: People) -> None:
    child_id = registered(people.wang, parents=(father(), mother(home())))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 1, 1), since_precision=YEAR))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 3, 1), since_precision=MONTH))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 3, 9)))
    record_parent(people.wang.ctx, **left(child_id, date(2026, 1, 1), since_precision=YEAR))
    assert stretches(child_id) == [("away", date(2026, 3, 9), None)]


def test_another_day_away_is_another_stretch(people: People) -> None:
    """Months are those of the present absence, so a return nobody noted still ends the first one."""
    child_id = registered(people.wang)
    record_parent(people.wang.ctx, **left(child_id, date(2026, 8, 1)))
    assert stretches(child_id) == [
        ("away", date(2026, 1, 5), date(2026, 8, 1)),
        ("away", date(2026, 8, 1), None),
    ]
    assert truths(child_id)["moe"] == "out"


def test_brothers_and_sisters_follow_at_once_and_are_named(people: People) -> None:
    first = registered(people.wang)
    second = registered(people.wang, child=child(name="陈小河"))
    done = record_parent(
        people.wang.ctx, child_id=first, parent=MOTHER, whereabouts=AWAY, since=date(2026, 7, 1)
    )
    assert done.siblings == (second,)
    assert truths(second)["mca-2016"] == "in"


def test_a_sibling_who_left_the_register_gets_no_answer(people: People) -> None:
    first = registered(people.wang)
    second = registered(people.wang, child=child(name="陈小河"))
    exit_child(people.wang.ctx, child_id=second, cause=ExitCause.MOVED)
    record_parent(people.wang.ctx, child_id=first, parent=MOTHER, whereabouts=AWAY)
    assert truths(second) == {}


def test_a_parent_is_named_before_anything_is_said_of_them(people: People) -> None:
    child_id = registered(people.wang, parents=())
    with pytest.raises(ParentNotRecorded):
        record_parent(people.wang.ctx, **left(child_id))
    with pytest.raises(ParentNotRecorded):
        record_parent(
            people.wang.ctx, child_id=child_id, parent=Kinship.UNCLE, adult=AdultDraft(name="陈二")
        )
    record_parent(people.wang.ctx, **left(child_id, adult=AdultDraft(name="陈大山")))
    assert truths(child_id)["acwf-2013"] == "in"


def test_details_told_later_complete_those_known(people: People) -> None:
    """A new phone says nothing about the name; the old phone stays in the history."""
    child_id = registered(people.wang)
    phones = ("13700000009",)
    record_parent(
        people.wang.ctx, child_id=child_id, parent=FATHER, adult=AdultDraft(phones=phones)
    )
    page = get_child(people.wang.ctx, child_id=child_id)
    assert (page.home.parents[0].name, page.home.parents[0].phones) == ("陈大山", phones)
    adult = page.home.parents[0].adult_id
    assert AdultDetails.objects.filter(adult=adult).count() == 2


def test_a_child_who_left_is_not_changed(people: People) -> None:
    child_id = registered(people.wang)
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.TAKEN_ALONG)
    with pytest.raises(ChildHasLeft):
        record_parent(people.wang.ctx, **left(child_id))


def test_a_sibling_in_the_next_village_is_not_shown_to_who_may_not_read_them(
    people: People,
) -> None:
    """A director sees siblings as far as the own village goes; the supervisor sees both."""
    first = registered(people.wang)
    second = registered(people.wang, child=child(name="陈小河"))
    correct_child(people.li.ctx, child_id=second, place=NEXT_VILLAGE)
    assert get_child(people.wang.ctx, child_id=first).home.siblings == ()
    assert get_child(people.li.ctx, child_id=first).home.siblings == ((second, "陈小河"),)
