"""A household together: who lives there, who elsewhere, the adults, and how much a carer carries."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.children.drafts import AdultDraft, CarerDraft, ParentDraft
from homeward.domain.children.models import Child, Particulars
from homeward.domain.children.public import (
    circle_of,
    exit_child,
    get_household,
    list_carers,
    list_households,
    merge_children,
    register_child,
)
from homeward.domain.children.words import CarerKind, ExitCause, Kinship
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.children.registers import child, father, mother
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People, Persona, given_rows

pytestmark = pytest.mark.django_db
GRANNY = CarerDraft(
    kind=CarerKind.GRANDPARENT, kinship=Kinship.PATERNAL_GRANDMOTHER,
    adult=AdultDraft(name="张桂兰", phones=("13900000009",), born_on=date(1955, 5, 1)),
)  # fmt: skip


def born(by: Persona, name: str, year: int, place: str = VILLAGE, **more: Any) -> UUID:
    said: dict[str, Any] = {"parents": (father(), mother()), "carer": GRANNY} | more
    draft = child(name=name, born_on=date(year, 3, 1))
    return register_child(by.ctx, place=place, child=draft, **said).child_id


def moved(child_id: UUID) -> None:
    """A child who lives in the next village now."""
    with given_rows():
        Particulars.objects.filter(child_id=child_id).update(place=NEXT_VILLAGE)
        Child.objects.filter(pk=child_id).update(place=NEXT_VILLAGE)


def cousin(by: Persona, name: str, year: int, place: str = VILLAGE) -> UUID:
    """A child of other parents, with the same grandmother."""
    uncle = ParentDraft(
        parent=Kinship.FATHER, adult=AdultDraft(name="陈小山", phones=("13900000005",))
    )
    return born(by, name, year, place, parents=(uncle,))


def test_brothers_and_sisters_registered_one_by_one_are_one_household(people: People) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    other = cousin(people.wang, "陈三", 2016)
    circle = circle_of(younger)
    assert (circle.home, circle.kin, circle.cared) == ({elder, younger}, set(), {other})
    home = get_household(people.wang.ctx, child_id=younger)
    said = [(one.name, one.age, one.lives, one.responsible) for one in home.children]
    assert said == [
        ("陈一", 12, "home", "王主任"), ("陈二", 6, "home", "王主任"), ("陈三", 10, "cared", "王主任"),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        get_household(people.sun.ctx, child_id=younger)


def test_who_was_moved_to_another_village_lives_elsewhere(people: People) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    moved(elder)
    assert circle_of(younger).kin == {elder}
    seen = get_household(people.li.ctx, child_id=younger)
    assert [(one.name, one.lives) for one in seen.children] == [("陈二", "home"), ("陈一", "kin")]


def test_a_child_out_of_reach_is_neither_shown_nor_counted(people: People) -> None:
    """The director of one village does not learn that the grandmother has a child in the next."""
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    moved(elder)
    home = get_household(people.wang.ctx, child_id=younger)
    assert [one.child_id for one in home.children] == [younger]
    granny = next(one for one in home.adults if one.load)
    assert granny.load and granny.load.children == 1
    assert str(elder) not in repr(home)
    over_both = get_household(people.li.ctx, child_id=younger)
    assert [one.load.children for one in over_both.adults if one.load] == [2]


def test_adults_are_shown_by_field_class(people: People) -> None:
    born(people.wang, "陈一", 2014)
    younger = born(people.wang, "陈二", 2020)
    home = get_household(people.wang.ctx, child_id=younger)
    granny, *parents = home.adults
    assert (granny.name, granny.age, granny.phones) == ("张桂兰", 71, ("13900000009",))
    assert granny.able is None and granny.load
    assert (granny.load.children, granny.load.households, granny.load.youngest) == (2, 1, 6)
    assert (granny.load.young, granny.load.unknown) == (1, 0)
    assert {one.name for one in parents} == {"陈大山", "刘秀英"} and not any(
        p.load for p in parents
    )
    assert FieldClass.PROTECTED in home.withheld


def test_reading_a_household_leaves_a_row(people: People) -> None:
    younger = born(people.wang, "陈二", 2020)
    get_household(people.wang.ctx, child_id=younger)
    row = AuditEvent.objects.get(name="child.household")
    assert row.subject_id == younger and row.reading


def test_merged_and_departed_children_are_no_longer_in_the_household(people: People) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    double = born(people.wang, "陈贰", 2020)
    merge_children(people.li.call(reason="登记了两次"), child_id=younger, other_id=double)
    assert circle_of(elder).home == {elder, younger}
    old = get_household(people.wang.ctx, child_id=double)
    assert old.child_id == younger and len(old.children) == 2
    exit_child(people.wang.ctx, child_id=elder, cause=ExitCause.MOVED)
    assert circle_of(younger).home == {younger}
    assert [one.present for one in get_household(people.wang.ctx, child_id=elder).children] == [
        True, False,
    ][::-1]  # fmt: skip


@pytest.mark.parametrize("few", [2])
def test_six_children_cost_as_many_look_ups_as_two(people: People, few: int) -> None:
    ids = [born(people.wang, f"陈{n}", 2010 + n) for n in range(few)]

    def cost() -> int:
        ctx = people.wang.ctx
        with CaptureQueriesContext(connection) as statements:
            get_household(ctx, child_id=ids[0])
        return len(statements)

    cost()  # what is remembered is remembered
    two = cost()
    ids += [born(people.wang, f"陈{n}", 2010 + n) for n in range(few, 6)]
    assert cost() == two


def test_carers_by_load(people: People) -> None:
    born(people.wang, "陈一", 2014)
    born(people.wang, "陈二", 2020)
    cousin(people.wang, "陈三", 2021)
    born(people.wang, "陈四", 2012, carer=CarerDraft(kind=CarerKind.GRANDPARENT))
    namesake = CarerDraft(
        kind=CarerKind.GRANDPARENT, adult=AdultDraft(name="张桂兰", phones=("13900000019",))
    )
    single = born(people.wang, "陈五", 2013, carer=namesake)
    found = list_carers(people.li.ctx)
    assert [(c.name, c.load.children, c.load.households, c.load.young) for c in found.carers] == [
        ("张桂兰", 3, 2, 2)
    ]
    assert found.carers[0].kinships == (Kinship.PATERNAL_GRANDMOTHER,)
    assert (found.total, found.unnamed, found.carers[0].age) == (1, 1, 71)
    everybody = list_carers(people.li.ctx, least=1)
    assert [c.load.children for c in everybody.carers] == [3, 1]
    assert everybody.carers[1].child_id == single and everybody.carers[1].age is None
    assert list_carers(people.li.ctx, place=NEXT_VILLAGE).total == 0
    assert list_carers(people.li.ctx, place=TOWNSHIP).total == 1
    assert list_carers(people.sun.ctx, least=1).total == 0
    with pytest.raises(NotPermitted):
        list_carers(people.zhou.ctx)


def test_children_by_household(people: People) -> None:
    elder, younger = born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)
    other = cousin(people.wang, "陈三", 2016)
    found = list_households(people.wang.ctx)
    assert {tuple(c.child_id for c in one.children) for one in found} == {
        (elder, younger), (other,)
    }  # fmt: skip
    assert list_households(people.sun.ctx) == ()
    assert list_households(people.li.ctx, place=NEXT_VILLAGE) == ()
    moved(younger)
    assert len(list_households(people.li.ctx)) == 3
