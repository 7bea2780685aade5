"""No name, number or phone of a family stands in the open: not in logs of commands, events or evidence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.models import Child, HeldRow
from homeward.domain.children.public import (
    correct_child,
    decide_row,
    dry_run,
    entrust_care,
    exit_child,
    get_child,
    record_benefit,
    record_care,
    record_parent,
    undo_roll,
)
from homeward.domain.children.roll.settle import Decision
from homeward.domain.children.words import CarerKind, ExitCause, Kinship
from tests.domain.children.registers import child, id_number, registered
from tests.domain.children.roll.rolls import LI, checked, imported, line, three
from tests.personas import People

SECRET = (
    "陈小溪",
    "chenxiaoxi",
    "陈大山",
    "刘秀英",
    "张桂兰",
    "13900000001",
    "陈晓希",
    "三组12号",
    "陈美",
)
IN_ROLLS = ("李小雨", "吴天明", "周欣怡", "李建国", "李强", "13901205041", id_number(LI))


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def _bytes_of(tables: list[str]) -> bytes:
    """Every value of these tables as the file of the database holds it."""
    held: list[bytes] = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                held += [
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for value in row
                ]
    return b"\n".join(held)


def _watched() -> list[str]:
    tables = connection.introspection.table_names()
    words = ("audit", "command", "outbox", "crypto")
    found = [table for table in tables if any(word in table for word in words)]
    assert len(found) >= 4
    return found


def _nothing_of(secrets: tuple[str, ...]) -> None:
    held = _bytes_of(_watched())
    assert len(held) > 1000
    for secret in secrets:
        assert secret.encode() not in held, secret
        assert secret.encode("unicode_escape") not in held, secret


def test_commands_leave_no_personal_value_in_the_open(people: People) -> None:
    """What changed is in the evidence, sealed under the child's key."""
    made = registered(people.wang, child=child(id_number=id_number(date(2015, 3, 1))))
    ctx = people.wang.call
    correct_child(ctx(), child_id=made, name="陈晓希", address="清溪村三组12号")
    record_parent(
        ctx(), child_id=made, parent=Kinship.FATHER, adult=AdultDraft(name="陈大山", able=False)
    )
    record_care(ctx(), child_id=made, kind=CarerKind.KIN, adult=AdultDraft(name="陈美"))
    record_benefit(ctx(), child_id=made, kind="low_income", received=True)
    entrust_care(
        ctx(), child_id=made, adult=AdultDraft(name="陈美"), signed_on=date(2026, 9, 1),
        child_heard=True, child_view="想和姑姑住",
    )  # fmt: skip
    get_child(ctx(reason="陈小溪的奶奶来电"), child_id=made)
    exit_child(ctx(reason="陈大山接走了孩子"), child_id=made, cause=ExitCause.TAKEN_ALONG)
    _nothing_of((*SECRET, id_number(date(2015, 3, 1)), "想和姑姑住", "奶奶来电"))


def test_rolls_leave_no_personal_value_in_the_open(people: People) -> None:
    """Checked, tried, committed, decided, undone: names are in the register and nowhere else."""
    batch = checked(people.li, [*three(), line("", LI, 33, 父亲姓名="李建国")])
    dry_run(people.li.ctx, batch_id=batch)
    first = imported(people.li, three())
    undo_roll(people.li.ctx, batch_id=first.batch_id)
    imported(people.li, [*three(), line("", LI, 33, 父亲姓名="李建国")])
    decide_row(
        people.li.ctx, held_id=HeldRow.objects.get().id, decision=Decision.ACCEPT, name="李强"
    )
    assert Child.objects.filter(name="李强").exists()
    _nothing_of(IN_ROLLS)


def test_numbers_phones_and_addresses_lie_sealed(people: People) -> None:
    """In the register itself: whoever has the file of the database reads names, and no number to call."""
    registered(
        people.wang,
        child=child(id_number=id_number(date(2015, 3, 1)), address="清溪村三组12号", note="爱画画"),
    )
    imported(people.li, [three()[0]])
    tables = [t for t in connection.introspection.table_names() if t.startswith("children_")]
    held = _bytes_of(tables)
    assert "陈小溪".encode() in held
    for secret in (
        id_number(date(2015, 3, 1)), id_number(LI), "13900000001", "13901205041", "三组12号", "爱画画",
    ):  # fmt: skip
        assert secret.encode() not in held, secret
    for upload in Path(settings.UPLOADS).iterdir():
        assert "李小雨".encode() not in upload.read_bytes()
