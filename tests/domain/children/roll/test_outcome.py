"""A dry run is worked out once, and again as soon as something it rests on has changed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.public import (
    check_roll,
    commit_roll,
    correct_child,
    discard_roll,
    dry_run,
    explain_heading,
    is_tried,
)
from homeward.domain.children.roll import queries
from homeward.foundation import clock
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.children.registers import at, registered
from tests.domain.children.roll.rolls import checked, imported, line, three, workbook
from tests.personas import NEXT_VILLAGE, TOWNSHIP, People

NOON = at(2026, 10, 8, 12)


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How often the commit was rehearsed."""
    counted: list[int] = []
    real = queries.statuses_after

    def counting(*given: Any) -> Any:
        counted.append(1)
        return real(*given)

    monkeypatch.setattr(queries, "statuses_after", counting)
    yield counted


def _tried(people: People, batch: UUID, minutes: int = 0) -> Any:
    with clock.frozen(NOON + timedelta(minutes=minutes)):
        return dry_run(people.li.ctx, batch_id=batch)


def test_opening_it_again_shows_what_was_found(people: People, trials: list[int]) -> None:
    batch = checked(people.li, three())
    assert not is_tried(people.li.ctx, batch_id=batch)
    first = _tried(people, batch)
    assert (first.tried_at, first.renewed) == (NOON, False)
    assert _tried(people, batch, 5) == first
    assert len(trials) == 1
    with clock.frozen(NOON):
        assert is_tried(people.li.ctx, batch_id=batch)


def test_another_roll_just_before_does_not_spoil_it(people: People, trials: list[int]) -> None:
    """What was committed before the trial is in it."""
    batch = checked(people.li, three())
    with clock.frozen(NOON - timedelta(seconds=30)):
        imported(people.li, [line("孙一", at(2018, 1, 1).date(), 31)])
    assert _tried(people, batch) == _tried(people, batch, 5)
    assert len(trials) == 1


def test_an_act_in_the_county_makes_it_anew_and_says_so(people: People, trials: list[int]) -> None:
    batch = checked(people.li, three())
    imported(people.li, three()[:1])
    child = registered(people.sun, place=NEXT_VILLAGE)
    assert _tried(people, batch).create == 2
    with clock.frozen(NOON + timedelta(minutes=3)):
        correct_child(people.sun.ctx, child_id=child, name="陈小河")
    again = _tried(people, batch, 5)
    assert (again.renewed, again.tried_at) == (True, NOON + timedelta(minutes=5))
    assert len(trials) == 2


def test_an_explained_column_a_new_day_and_another_reader_make_it_anew(
    people: People, trials: list[int]
) -> None:
    rows = [one | {"喜欢的颜色": "红"} for one in three()]
    batch = checked(people.li, rows, more=("喜欢的颜色",))
    assert len(_tried(people, batch).problems) == 2
    with clock.frozen(NOON + timedelta(minutes=1)):
        explain_heading(people.li.ctx, batch_id=batch, heading="喜欢的颜色", field="ignore")
    assert len(_tried(people, batch, 2).problems) == 1
    with clock.frozen(NOON + timedelta(minutes=3)):
        assert dry_run(people.zhao.ctx, batch_id=batch).renewed, "another's rights may be others"
    assert _tried(people, batch, 60 * 24).renewed
    assert len(trials) == 4


def test_it_lies_sealed_and_goes_with_its_roll(
    people: People, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """Problems quote names and numbers."""
    data = workbook([line("李小雨", at(2016, 5, 4).date(), 身份证号="990101201605040011")])
    files = [
        check_roll(people.li.ctx, place=TOWNSHIP, filename="a.csv", data=data).batch_id
        for _ in "12"
    ]
    for batch in files:
        assert _tried(people, batch).problems
    kept = sorted(Path(settings.UPLOADS).glob("*.tried"))
    assert len(kept) == 2
    assert not any(
        b"990101" in one.read_bytes() or "李小雨".encode() in one.read_bytes() for one in kept
    )
    with django_capture_on_commit_callbacks(execute=True):
        discard_roll(people.li.ctx, batch_id=files[0])
        commit_roll(people.li.ctx, batch_id=files[1])
    assert not list(Path(settings.UPLOADS).glob("*.tried"))


def test_what_another_version_wrote_is_found_out_anew(
    people: People, settings: Any, trials: list[int]
) -> None:
    batch = checked(people.li, three())
    queries.files.keep_outcome(batch, '{"some": "older shape"}')
    assert _tried(people, batch).create == 3
    assert len(trials) == 1


def test_the_stranger_learns_nothing(people: People) -> None:
    batch = checked(people.li, three())
    _tried(people, batch)
    for ask in (dry_run, is_tried):
        with pytest.raises(NotFound):
            ask(people.sun.ctx, batch_id=batch)
        with pytest.raises((NotFound, NotPermitted)):
            ask(people.zhou.ctx, batch_id=batch)
