"""Bulk writing keeps every value as single writes do, on both databases."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest
from django.db import IntegrityError, transaction

from homeward.domain.children.models import Child, Particulars
from homeward.domain.children.roll.ledger import blank, columns
from homeward.foundation import bulk, clock
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id

AT = datetime(2026, 9, 1, 10, 0, 0, 123456, tzinfo=clock.CHINA)
NASTY = ("\\N", "a\tb", "a\nb\r", "\\.", "\\", "''\"", "欧阳·雪", "", "1\\t2", " x ", "𠮷")


def _child(**values: Any) -> dict[str, Any]:
    own = {"id": new_id(), "command": new_id(), "registered_at": AT, "name": "陈小溪", "sex": None}
    own |= {"sort_key": "chen xiao xi", "place": "990101100201", "present": True}
    return {**blank(Child), **own, **values}


def _insert(model: Any, *rows: dict[str, Any]) -> int:
    names = columns(model)
    with transaction.atomic(), writing("test"):
        return bulk.insert(model, names, (tuple(row[name] for name in names) for row in rows))


@pytest.mark.django_db
@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """COPY has signs of its own; a name or note that holds one must not change or end the data."""
    row = _child(name=text)
    _insert(Child, row)
    assert Child.objects.get(pk=row["id"]).name == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", [*NASTY, '"}]', "\u2028", "null"])
def test_a_few_rows_take_another_way_and_come_back_as_they_were(text: str) -> None:
    """They travel as JSON, which has signs of its own too."""
    told = {
        **blank(Particulars), "id": new_id(), "name": text, "source": "roll", "recorded_at": AT,
        "command": new_id(), "born_on": date(2015, 2, 28), "place": "990101100201",
        "hukou_registered": False, "id_number": bytes(range(256)), "recorded_by": new_id(),
    }  # fmt: skip
    child = _child(id=new_id(), name=text)
    told["child_id"] = child["id"]
    with transaction.atomic(), writing("test"):
        for model, row in ((Child, child), (Particulars, told)):
            names = columns(model)
            assert bulk.insert(model, names, [tuple(row[name] for name in names)]) == 1
    for model, row in ((Child, child), (Particulars, told)):
        found = model.objects.get(pk=row["id"])
        for name in columns(model):
            value = getattr(found, name)
            assert (bytes(value) if isinstance(value, memoryview) else value) == row[name], name


@pytest.mark.django_db
def test_every_kind_of_value_comes_back_as_it_was() -> None:
    child = _child(born_on=date(2015, 2, 28), sex="female", present=False)
    belief = {
        **blank(Particulars), "id": new_id(), "child_id": child["id"], "name": "陈小溪",
        "source": "roll", "recorded_at": AT, "command": new_id(), "born_on": date(2015, 2, 28),
        "place": "990101100201", "hukou_registered": False, "id_number": bytes(range(256)),
    }  # fmt: skip
    assert _insert(Child, child) == _insert(Particulars, belief) == 1
    for model, told in ((Child, child), (Particulars, belief)):
        found = model.objects.get(pk=told["id"])
        for name in columns(model):
            value = getattr(found, name)
            assert (bytes(value) if isinstance(value, memoryview) else value) == told[name], name


@pytest.mark.django_db
def test_more_rows_than_are_spelt_together() -> None:
    """Rows are spelt some thousand at a time; none may be lost at the seams."""
    count = bulk.AT_ONCE * 2 + 1
    assert _insert(Child, *(_child() for _ in range(count))) == count == Child.objects.count()
    assert _insert(Child) == 0


@pytest.mark.django_db
def test_the_database_still_refuses_what_it_always_refuses() -> None:
    row = _child()
    with pytest.raises(IntegrityError), transaction.atomic():
        _insert(Child, row, row)
    assert not Child.objects.exists()


def _columns(*rows: dict[str, Any]) -> dict[str, list[Any]]:
    names = ("id", "command", "registered_at", "name", "sort_key", "place", "id_index", "present")
    return {name: [row[name] for row in rows] for name in names}


@pytest.mark.django_db
def test_rows_on_the_conveyor_arrive_before_what_is_asked_behind_them() -> None:
    """The thread sends in order: a question sees every row that was sent before it."""
    with transaction.atomic(), writing("test"), bulk.Conveyor() as conveyor:
        conveyor.insert_columns(Child, _columns(*(_child() for _ in range(bulk.AT_ONCE + 1))))
        before = conveyor.ask("SELECT count(*) FROM children_child", ())
        conveyor.insert_columns(Child, _columns(_child()), {"sex": "female"})
        after = conveyor.ask("SELECT count(*) FROM children_child WHERE sex = %s", ("female",))
        assert (before(), after()) == ([(bulk.AT_ONCE + 1,)], [(1,)])
    assert Child.objects.count() == bulk.AT_ONCE + 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("orphan", [True, False])
def test_what_the_conveyor_may_not_write_takes_everything_back(orphan: bool) -> None:
    """A refusal in the thread reaches whoever sends, and the transaction with all before is undone."""
    belief = {
        **blank(Particulars), "id": new_id(), "source": "roll", "recorded_at": AT, "name": "陈小溪",
        "command": new_id(), "place": "990101100201",
    }  # fmt: skip
    child = _child()
    told = [belief | {"child_id": new_id() if orphan else child["id"]}]
    told += [] if orphan else [belief | {"child_id": child["id"], "id": new_id()}]
    beliefs = {name: [row[name] for row in told] for name in told[0]}
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        writing("test"),
        bulk.Conveyor() as conveyor,
    ):
        conveyor.insert_columns(Child, _columns(child))
        conveyor.insert_columns(Particulars, beliefs)
        conveyor.wait()
    assert not Child.objects.exists()
    assert not Particulars.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("text", NASTY)
def test_texts_in_arrow_come_back_as_they_were(text: str) -> None:
    """They go to COPY without ever being objects of Python's."""
    rows = [_child(name=text), _child(sex="male")]
    table = pa.table(
        {name: [row[name] for row in rows] for name in ("name", "sex", "sort_key", "place")}
        | {name: [row[name].hex for row in rows] for name in ("id", "command")}
    )
    with transaction.atomic(), writing("test"), bulk.Conveyor() as conveyor:
        conveyor.insert_arrow(Child, table, {"registered_at": AT, "id_index": "", "present": True})
    for row in rows:
        found = Child.objects.get(pk=row["id"])
        assert (found.name, found.sex) == (row["name"], row["sex"])
