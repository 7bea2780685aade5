"""The state machines: every arrow has a command, every command's move has an arrow."""

import ast
from pathlib import Path

import pytest

import homeward.domain.care as care
from homeward.domain.care.models import Step
from homeward.domain.care.record import make, move
from homeward.domain.care.states import BY_RECORD, MACHINES, Machine
from homeward.foundation.commands.registry import COMMANDS
from tests.domain.care.loops import opened
from tests.personas import People, given_rows

FILES = sorted(Path(care.__path__[0]).rglob("*.py"))


def _named_moves() -> set[str]:
    """The names of all moves that the code makes, read from the calls of `make` and `move`."""
    found: set[str] = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("make", "move"):
                name = node.args[2]
                parts = (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,)
                found |= {str(part.value) for part in parts if isinstance(part, ast.Constant)}
    return found


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: m.record)
def test_a_machine_is_whole(machine: Machine) -> None:
    """Each state is reached, has somebody who must act, and each arrow's commands exist."""
    states = set(machine.states.values)
    assert set(machine.owners) == states
    assert {move.to for move in machine.moves.values()} == states
    assert sum(not move.start for move in machine.moves.values()) >= 1
    for name, each in machine.moves.items():
        assert set(each.start) <= states, name
        assert each.doors, f"{machine.record}.{name} has no command"
        assert set(each.doors) <= set(COMMANDS), name


def test_the_code_makes_exactly_the_moves_of_the_tables() -> None:
    assert _named_moves() == {name for machine in MACHINES for name in machine.moves}


def test_every_model_with_a_state_has_a_machine() -> None:
    from django.apps import apps

    stateful = {
        str(model._meta.model_name)
        for model in apps.get_app_config("care").get_models()
        if not model._meta.proxy
        and any(field.name == "state" for field in model._meta.concrete_fields)
    }
    assert {name.replace("_", "") for name in BY_RECORD} == stateful


@pytest.mark.django_db
def test_a_move_that_the_table_does_not_give_to_a_command_is_a_fault(people: People) -> None:
    """The guard names the command that writes; a new command must be entered in the table first."""
    from django.db import transaction

    from homeward.domain.care.models import Case
    from homeward.foundation.guard.context import writing

    case = opened(people.wang, people.child_id)
    row = Case.objects.get(pk=case.case_id)
    with (
        pytest.raises(RuntimeError, match=r"case\.close"),
        transaction.atomic(),
        writing("task.done"),
    ):
        move(people.wang.ctx, row, "close")
    with pytest.raises(LookupError), given_rows():
        move(people.wang.ctx, row, "vanish")
    with pytest.raises(RuntimeError), transaction.atomic(), writing("task.done"):
        make(people.wang.ctx, Case, "open", row)


@pytest.mark.django_db
def test_every_move_leaves_its_step(people: People) -> None:
    case = opened(people.wang, people.child_id)
    steps = list(Step.objects.filter(child_id=people.child_id))
    assert {(s.record, s.move, s.start, s.to) for s in steps} == {
        ("case", "open", "", "open"),
        ("plan", "draw_up", "", "draft"),
        ("review", "schedule", "", "due"),
        ("task", "open", "", "todo"),
    }
    assert {s.by for s in steps} == {people.wang.user_id}
    assert {s.record_id for s in steps if s.record == "case"} == {case.case_id}
