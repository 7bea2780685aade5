"""A roll is not undone beneath what this room keeps of its children."""

from pathlib import Path
from typing import Any

import pytest

from homeward.domain.children.models import Child
from homeward.domain.children.public import undo_roll
from homeward.domain.children.roll.problems import RollBuiltOn
from homeward.domain.needs.models import Alert
from homeward.domain.needs.public import AlertState, list_alerts, take_alert
from tests.domain.children.roll.rolls import imported, three
from tests.domain.needs.seats import raised
from tests.personas import People


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def test_a_roll_whose_child_has_an_alert_in_somebodys_hands_stays(people: People) -> None:
    batch = imported(people.li, three()).batch_id
    alert = raised(Child.objects.order_by("id")[0].id)
    take_alert(people.li.ctx, alert_id=alert.alert_id)
    with pytest.raises(RollBuiltOn):
        undo_roll(people.li.ctx, batch_id=batch)
    assert Child.objects.count() == 3


def test_what_only_the_machine_said_goes_with_the_roll(people: People) -> None:
    """Alerts come by themselves within a second: they must not make a roll stay for ever."""
    batch = imported(people.li, three()).batch_id
    alert = raised(Child.objects.order_by("id")[0].id)
    undo_roll(people.li.ctx, batch_id=batch)
    assert not Child.objects.exists()
    row = Alert.objects.get(pk=alert.alert_id)
    assert (row.state, row.decided_by) == (AlertState.DECIDED, people.li.user_id)
    assert not list_alerts(people.li.ctx).alerts
