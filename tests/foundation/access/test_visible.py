"""The list and the door agree: what `visible` shows is exactly what `can` permits, one by one."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.domain.children.models import Child, School
from homeward.foundation.access.actor import NOBODY, Actor, Duty
from homeward.foundation.access.decide import can, visible
from homeward.foundation.access.roles import FieldClass, Role
from homeward.foundation.access.scopes import Scope, ScopeKind, Target
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Place
from tests.conftest import NOW
from tests.foundation.doors import call
from tests.personas import given_rows

pytestmark = pytest.mark.django_db
READ = "child.read"
SCHOOLS = [UUID(int=number) for number in (1, 2, 3)]
# Neighbours on both sides of every border: county, township, village, and codes full of 0 and 9.
PLACES = [
    f"{county}{township}{village}"
    for county in ("990100", "990101", "990102", "110000", "999999")
    for township in ("000", "001", "100", "109", "999")
    for village in ("000", "001", "200", "201", "999")
]
AREAS = sorted(
    {"", "110000000000", "990000000000", "990100000000"}
    | {place[:digits].ljust(12, "0") for place in PLACES for digits in (6, 9, 12)}
)

place_codes = st.sampled_from(PLACES)
areas = st.sampled_from(AREAS)
actions = st.sets(st.sampled_from([READ, "child.list", "people.read"]))


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    kind = draw(st.sampled_from(ScopeKind))
    if kind is ScopeKind.AREA:
        return Scope(kind, draw(areas))
    if kind is ScopeKind.SCHOOL:
        return Scope(kind, str(draw(st.sampled_from([*SCHOOLS, UUID(int=9)]))))
    return Scope(kind)


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    scope, held = draw(scopes()), draw(actions)
    sees = draw(st.frozensets(st.sampled_from(FieldClass)))
    return Duty(Role("trial", {}, scope.kind, sees, frozenset(held), frozenset()), scope)


@st.composite
def actors(draw: st.DrawFn, subjects: list[UUID]) -> Actor:
    tied = st.frozensets(st.sampled_from([*subjects, UUID(int=99)]), max_size=4)
    held = draw(st.lists(duties(), max_size=4))
    return Actor(new_id(), tuple(held), draw(tied), draw(tied))


@pytest.fixture
def children(db: None) -> list[Child]:
    """A child in every place, with and without a school."""
    choices = [None, *SCHOOLS]
    with given_rows():
        School.objects.bulk_create(
            School(id=each, name=str(each), place=PLACES[3], command=each) for each in SCHOOLS
        )
        return Child.objects.bulk_create(
            Child(
                id=UUID(int=1000 + number),
                command=new_id(),
                registered_at=NOW,
                name="试",
                sort_key="shi",
                place=place,
                school_id=choices[number % 4],
            )
            for number, place in enumerate(PLACES)
        )


def rows_of(children: list[Child]) -> Iterator[tuple[type[Model], str]]:
    """Every model whose lists are filtered, with the parameter that its door is located by."""
    with given_rows():
        User.objects.bulk_create(
            User(id=new_id(), username=f"u{n}", name="试", place=place, made_at=NOW)
            for n, place in enumerate(["", *PLACES])
        )
        Place.objects.bulk_create(Place(code=place, name=place, level=12) for place in PLACES)
    yield Child, "child_id"
    yield School, "school_id"
    yield User, "user_id"
    yield Place, "place"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_list_shows_exactly_the_children_that_are_permitted(
    children: list[Child], data: st.DataObject
) -> None:
    actor = data.draw(actors([child.id for child in children]))
    for action in (READ, "child.list"):
        listed = set(visible(actor, Child.objects.all(), action).values_list("id", flat=True))
        permitted = {
            child.id
            for child in children
            if can(actor, action, Target(child.place, child.school_id, child.id))
        }
        assert listed == permitted


def test_every_filtered_model_agrees_with_its_door(children: list[Child]) -> None:
    """Through the locators of the real doors, so that a wrong locator is found as well."""
    rows: list[tuple[Any, Any]] = [
        (
            model,
            [(row.pk, LOCATORS[parameter](call(NOBODY), row.pk)) for row in model.objects.all()],
        )
        for model, parameter in rows_of(children)
    ]

    @settings(max_examples=40, deadline=None)
    @given(actor=actors([child.id for child in children]))
    def agree(actor: Actor) -> None:
        for action in (READ, "people.read"):
            for model, located in rows:
                listed = set(
                    visible(actor, model.objects.all(), action).values_list("pk", flat=True)
                )
                by_area = Actor(
                    actor.user_id,
                    tuple(d for d in actor.duties if _reaches(d.scope.kind, model.scope_columns)),
                    actor.caseload,
                    actor.family,
                )
                assert listed == {pk for pk, at in located if can(by_area, action, at)}

    agree()


def _reaches(kind: ScopeKind, columns: dict[str, str]) -> bool:
    """Whether a model's rows can be reached by this kind of scope at all."""
    needed = {ScopeKind.AREA: "place", ScopeKind.SCHOOL: "school"}
    return needed.get(kind, "subject") in columns


def test_nobody_sees_nothing(children: list[Child]) -> None:
    assert not visible(NOBODY, Child.objects.all(), READ).exists()


def test_an_area_reaches_all_of_itself_and_nothing_beside(children: list[Child]) -> None:
    role = Role("trial", {}, ScopeKind.AREA, frozenset(), frozenset({READ}), frozenset())
    actor = Actor(new_id(), (Duty(role, Scope(ScopeKind.AREA, "990101100000")),))
    seen = visible(actor, Child.objects.all(), READ).values_list("place", flat=True)
    assert sorted(seen) == [
        f"990101100{village}" for village in ("000", "001", "200", "201", "999")
    ]
