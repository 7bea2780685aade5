"""The kept counts are what counting gives, whatever was written and however it was undone."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from homeward.domain.children import headcount
from homeward.domain.children.models import Child, Headcount, Status
from homeward.domain.children.public import (
    commit_roll,
    correct_child,
    count_children,
    exit_child,
    merge_children,
    return_child,
    sweep_status,
    undo_roll,
    unmerge_children,
)
from homeward.domain.children.words import ExitCause, Truth
from homeward.foundation import clock
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context
from tests.domain.children.registers import at, registered
from tests.domain.children.roll.rolls import checked, imported, three
from tests.personas import COUNTY, FAR_VILLAGE, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE, People

ON_POSTGRES = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite counts its rows each time"
)


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path


def _kept() -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    columns = ("place", "definition", "truth", "fact", "change")
    for *key, change in Headcount.objects.values_list(*columns):
        found[tuple(key)] += change
    return +found


def _township(place: str) -> str:
    return f"{place[:9]}000"


def _counted() -> Counter[tuple[str, ...]]:
    children = Child.objects.filter(present=True).values_list("place", flat=True)
    found: Counter[tuple[str, ...]] = Counter((_township(p), "", "", "") for p in children)
    answers = Status.objects.filter(ended_at__isnull=True)
    for place, *key, missing in answers.values_list("place", "definition", "truth", "missing"):
        lacking = missing.split(",") if missing and key[1] == Truth.UNKNOWN else ()
        found.update((_township(place), *key, fact) for fact in ("", *lacking))
    return found


@ON_POSTGRES
def test_a_merge_and_its_undoing_are_counted(people: People) -> None:
    """Two records of two townships are one child, and two again."""
    kept, gone = registered(people.zhao), registered(people.zhao, FAR_VILLAGE)
    before = _kept()
    by = people.zhao.call(reason="同一个孩子")
    merge = merge_children(by, child_id=kept, other_id=gone).merge_id
    assert _kept() == _counted()
    assert (OTHER_TOWNSHIP, "", "", "") not in _kept()
    unmerge_children(people.zhao.call(reason="弄错了"), merge_id=merge)
    assert _kept() == _counted() == before


@ON_POSTGRES
def test_every_way_of_writing_is_counted(people: People) -> None:
    """Registered, moved, gone, back, by a roll, changed by a roll, undone, and after a birthday."""
    child_id = registered(people.wang)
    assert _kept() == _counted()
    correct_child(people.zhao.ctx, child_id=child_id, place=FAR_VILLAGE)
    assert _kept() == _counted()
    assert _kept()[OTHER_TOWNSHIP, "", "", ""] == 1
    exit_child(people.zhao.ctx, child_id=child_id, cause=ExitCause.MOVED)
    assert _kept() == _counted()
    return_child(people.zhao.ctx, child_id=child_id)
    before = _kept()
    assert before == _counted()
    imported(people.li, three())
    assert _kept() == _counted() != before
    rows = three()
    rows[0] |= {"母亲外出时间": "", "母亲务工地点": ""}
    imported(people.li, rows)
    assert _kept() == _counted()
    with clock.frozen(at(2033, 9, 2)):
        sweep_status(Context(actor=machine(), channel=Channel.JOB))
    assert _kept() == _counted()


@ON_POSTGRES
def test_what_is_undone_was_never_counted(people: People) -> None:
    registered(people.wang)
    before = _kept()
    batch = checked(people.li, three())
    commit_roll(people.li.ctx, batch_id=batch)
    assert _kept() != before
    undo_roll(people.li.ctx, batch_id=batch)
    assert _kept() == _counted() == before


@ON_POSTGRES
def test_the_night_adds_up_and_changes_no_count(people: People) -> None:
    for _ in range(3):
        registered(people.wang)
    before, rows = _kept(), Headcount.objects.count()
    sweep_status(Context(actor=machine(), channel=Channel.JOB))
    assert _kept() == before
    assert Headcount.objects.count() == len(before) < rows


def test_only_rights_over_areas_are_counted_so(people: People) -> None:
    """A teacher's school and an acting parent's child stand in no township's count; a village is counted."""
    registered(people.wang)
    for reader in (people.zhou, people.lin, people.wang):
        assert headcount.counted(reader.ctx.actor, "child.list") is None
    assert headcount.counted(people.zhao.ctx.actor, "child.list", VILLAGE) is None
    assert Child.objects.filter(present=True).count() == 2
    expected = (None, None, None) if connection.vendor == "sqlite" else (2, 2, 0)
    assert expected == (
        headcount.counted(people.zhao.ctx.actor, "child.list", COUNTY),
        headcount.counted(people.li.ctx.actor, "child.list", TOWNSHIP),
        headcount.counted(people.li.ctx.actor, "child.list", OTHER_TOWNSHIP, "moe", Truth.IN),
    )


def test_what_is_missing_is_told_as_the_rows_have_it(people: People) -> None:
    """From kept counts on PostgreSQL, row by row on SQLite."""
    registered(people.wang)
    found: Counter[str] = Counter()
    for one in count_children(people.zhao.ctx).definitions:
        found.update(dict(one.missing))
    rows = Status.objects.filter(ended_at__isnull=True, truth=Truth.UNKNOWN)
    lists = [said.split(",") for said in rows.values_list("missing", flat=True) if said]
    assert found == Counter(fact for facts in lists for fact in facts) != Counter()
