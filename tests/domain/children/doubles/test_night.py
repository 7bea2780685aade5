"""The night looks for doubles: raised once, remembered, withdrawn when they are likely no more."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.models import Child, DoubleLook, DoublePair
from homeward.domain.children.public import (
    Verdict,
    correct_child,
    decide_pair,
    exit_child,
    merge_children,
    register_child,
    reopen_pair,
    sweep_doubles,
    unmerge_children,
)
from homeward.domain.children.words import ExitCause, Sex
from homeward.foundation import clock
from tests.domain.children.registers import child, father, id_number, mother, registered
from tests.personas import FAR_VILLAGE, NEXT_VILLAGE, TOWNSHIP, COUNTY, VILLAGE, People, machine_ctx
from tests.domain.children.doubles.pairs import OTHER_COUNTY, swept, twice

pytestmark = pytest.mark.django_db
State = DoublePair.State


def test_one_child_under_two_spellings_is_asked_about_once(people: People) -> None:
    one, other = twice(people)
    assert swept().raised == 1
    pair = DoublePair.objects.get()
    assert {pair.one_id, pair.other_id} == {one, other}
    assert (pair.state, pair.area, pair.found_by) == (State.OPEN, TOWNSHIP, "night")
    again = swept()
    assert (again.raised, again.withdrawn) == (0, 0)
