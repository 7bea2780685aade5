"""Rights follow the vetting: random lives of a helper against a second opinion, act by act and day by day."""

import random
from datetime import timedelta

import pytest

from homeward.domain.helpers.models import Helper
from homeward.domain.helpers.public import (
    VettingState,
    fail_step,
    list_helpers,
    record_step,
    resume_helper,
    rules_on,
    stop_helper,
)
from homeward.domain.helpers.vetting import Recorded
from homeward.foundation import clock
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.scopes import Target
from tests.conftest import NOW
from tests.domain.helpers.test_vetting import naive
from tests.domain.helpers.vetted import applied, pass_steps, vetted
from tests.personas import TOWNSHIP, VILLAGE, People, Persona

pytestmark = pytest.mark.django_db
MAY = ("vetted", "expiring")
AHEAD = (0, 1, 29, 30, 31, 200, 364, 365, 366, 730, 731, 900)


def sees(actor: Actor, people: People) -> bool:
    return can(actor, "child.read", Target(place=VILLAGE, subject_id=people.child_id))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_life_the_right_is_what_the_papers_say_on_every_day_ahead(
    people: People, seed: int
) -> None:
    draw, who, li = random.Random(seed), people.lin, people.li
    helper_id = Helper.objects.get(user_id=who.user_id).id
    steps = [rule.id for rule in rules_on(NOW.date()).kinds["acting_parent"]]
    said = [
        Recorded(rule.id, NOW.date(), True)
        for rule in rules_on(NOW.date()).kinds["acting_parent"]
        for _ in range(rule.count)
    ]
    stopped, day = False, 0
    for _ in range(14):
        day += draw.choice((0, 0, 40, 150))
        with clock.frozen(NOW + timedelta(days=day)):
            today = li.ctx.today
            match draw.choice(("pass", "pass", "pass", "fail", "stop")):
                case "stop":
                    act = resume_helper if stopped else stop_helper
                    act(li.call(reason="查实"), helper_id=helper_id)
                    stopped = not stopped
                case what:
                    step, on = draw.choice(steps), today - timedelta(days=draw.choice((0, 0, 90)))
                    said.append(Recorded(step, on, what == "pass"))
                    if what == "pass":
                        record_step(li.ctx, helper_id=helper_id, step=step, on=on)
                    else:
                        fail_step(li.call(reason="未通过"), helper_id=helper_id, step=step, on=on)
            for ahead in AHEAD:
                later = today + timedelta(days=ahead)
                expected = naive(said, later, stopped) in MAY
                assert sees(load_actor(who.user_id, later), people) == expected, (seed, later)


@pytest.mark.parametrize("days", [0, 336, 366, 400])
def test_a_list_of_one_state_holds_exactly_those_in_it(people: People, days: int) -> None:
    """The condition on the table and the comparison in Python say the same."""
    assert isinstance(people.lin, Persona)
    li = people.li
    applied(li, TOWNSHIP, "在办")
    refused, gone = (vetted(li, TOWNSHIP, name) for name in ("不行", "停了"))
    pass_steps(li, applied(li, TOWNSHIP, "早些"), on=NOW.date() - timedelta(days=40))
    fail_step(li.call(reason="不行"), helper_id=refused, step="interview")
    stop_helper(li.call(reason="停"), helper_id=gone)
    with clock.frozen(NOW + timedelta(days=days)):
        everybody = list_helpers(li.ctx)
        for state in VettingState:
            found = {line.helper_id for line in list_helpers(li.ctx, state=state)}
            assert found == {line.helper_id for line in everybody if line.state == state}
        assert len(everybody) == 5
