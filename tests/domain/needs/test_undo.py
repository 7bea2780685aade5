"""A roll is not undone beneath what this room keeps of its children."""

from pathlib import Path
from typing import Any

import pytest

from homeward.domain.children.models import Child
from homeward.domain.children.public import undo_roll
from homeward.domain.children.roll.problems import RollBuiltOn
from tests.domain.children.roll.rolls import imported, three
from tests.domain.needs.seats import raised
from tests.personas import People


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def test_a_roll_whose_child_has_an_alert_stays(people: People) -> None:
    batch = imported(people.li, three()).batch_id
    raised(Child.objects.order_by("id")[0].id)
    with pytest.raises(RollBuiltOn):
        undo_roll(people.li.ctx, batch_id=batch)
    assert Child.objects.count() == 3
