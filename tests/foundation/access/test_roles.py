"""The permission matrix as data: nobody can hand out more than they hold."""

import pytest

from homeward.foundation.access.actor import Actor, Duty, machine
from homeward.foundation.access.roles import FieldClass, Role, roles
from homeward.foundation.access.scopes import Scope, ScopeKind, Target
from homeward.foundation.ids import new_id

GRANTS = [(giver, given) for giver in roles().values() for given in sorted(giver.appoints)]
NAMES = {
    "child_director", "township_supervisor", "county_officer", "class_teacher", "head_teacher",
    "counsellor", "acting_parent", "parent", "donor", "analyst", "auditor", "operator", "machine",
    "child_protection_lead", "mentor",
}  # fmt: skip


def test_the_file_names_every_kind_of_person() -> None:
    assert set(roles()) == NAMES
    assert all({"zh", "en"} <= set(role.title) for role in roles().values())


@pytest.mark.parametrize(("giver", "given"), GRANTS, ids=lambda each: getattr(each, "id", each))
def test_a_role_appoints_only_what_it_holds_itself(giver: Role, given: str) -> None:
    """Otherwise one appoints a friend, who then does what one may not."""
    role = roles()[given]
    assert role.actions <= giver.actions
    assert role.sees <= giver.sees
    assert role.appoints <= giver.appoints


def test_nobody_appoints_operators_machines_or_their_own_rank() -> None:
    for role in roles().values():
        assert not role.appoints & {"operator", "machine", role.id}


def test_the_operator_has_no_way_to_a_child() -> None:
    """Whoever runs the machine is not thereby a carer."""
    assert not any(action.startswith(("child.", "roll.")) for action in roles()["operator"].actions)
    assert roles()["operator"].sees == {FieldClass.PUBLIC}


def test_the_machine_does_only_its_own_work() -> None:
    actor = machine()
    assert actor.user_id is None
    assert not any(duty.role.actions & {"place.read", "child.read"} for duty in actor.duties)
    assert not any(duty.role.sees for duty in actor.duties)


def test_the_protected_class_is_seen_by_two_kinds_of_people() -> None:
    seeing = {role.id for role in roles().values() if FieldClass.PROTECTED in role.sees}
    assert seeing == {"counsellor", "child_protection_lead"}


def test_what_is_given_without_being_held_is_that_class_alone() -> None:
    """ADR 0010: a county finds its lead and its counsellors; nothing else goes around the rule."""
    for giver in roles().values():
        assert giver.appoints_unheld <= {"counsellor", "child_protection_lead"}
        assert bool(giver.appoints_unheld) == (giver.id == "county_officer")
        for given in giver.appoints_unheld:
            assert not roles()[given].appoints | roles()[given].appoints_unheld


def test_classes_come_from_the_duties_that_reach_the_record() -> None:
    """A director here is not thereby somebody who reads identity numbers of a pupil elsewhere."""
    school = new_id()
    director = Duty(roles()["child_director"], Scope(ScopeKind.AREA, "990101100201"))
    teacher = Duty(roles()["class_teacher"], Scope(ScopeKind.SCHOOL, str(school)))
    actor = Actor(new_id(), (director, teacher))
    own = actor.classes("child.read", Target("990101100201", None, new_id()))
    pupil = actor.classes("child.read", Target("990101100202", school, new_id()))
    assert FieldClass.IDENTITY in own
    assert pupil == {FieldClass.PUBLIC, FieldClass.CARE}
    assert actor.classes("child.read", Target("990101100202", None, new_id())) == frozenset()


def test_a_duty_without_the_action_adds_no_class() -> None:
    auditor = Duty(roles()["auditor"], Scope(ScopeKind.AREA, "990101000000"))
    assert Actor(new_id(), (auditor,)).classes("child.read", Target("990101100201")) == frozenset()


def test_the_area_of_an_act_holds_all_duties_through_which_it_is_done() -> None:
    role = roles()["child_director"]
    one, two = "990101100201", "990101100202"
    villages = [Duty(role, Scope(ScopeKind.AREA, place)) for place in (one, two)]
    assert Actor(None, (villages[0],)).area("child.list") == one
    assert Actor(None, tuple(villages)).area("child.list") == "990101100000"
    teacher = Duty(roles()["class_teacher"], Scope(ScopeKind.SCHOOL, "x"), "990101200000")
    assert Actor(None, (villages[0], teacher)).area("child.list") == "990101000000"
    assert Actor(None, (villages[0], teacher)).area("child.exit") == one
    assert Actor(None, (Duty(role, Scope(ScopeKind.AREA)),)).area("child.list") == ""
    assert Actor(None).area("child.list") == ""
