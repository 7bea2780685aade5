"""A county's roll from file bytes to a committed register."""

from uuid import UUID

from django.db import connection

from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.models import Child
from homeward.domain.children.public import check_roll, commit_roll, register_child
from homeward.domain.children.roll import commands, plan
from homeward.domain.children.words import Sex
from homeward.engines.population import County, roll, roll_workbook
from homeward.entry.cli.bench.house import COUNTY, appoint_officer, by, load_map, made_county
from homeward.entry.cli.bench.measured import Measured
from homeward.entry.cli.bench.stopwatch import Spent, timing, watching
from homeward.foundation import bulk, clock

WANT = 2_000
LEFT = 1.05
"""The register must be larger than the roll: who has left it stands on no roll."""


def measure(size: int) -> Measured:
    """Upload and commit a workbook of so many rows."""
    made = made_county(round(size * LEFT))
    load_map(made)
    officer = appoint_officer()
    sheets = roll(made, COUNTY[:6], "register", seed=1, faults=0.01)
    data = roll_workbook(sheets)
    rows = sum(len(sheet.rows) for sheet in sheets.sheets)
    _warm_up(officer, made)
    checking, committing = Spent(), Spent()
    with timing(checking):
        checked = check_roll(
            by(officer), place=COUNTY, filename="roll.xlsx", data=data, as_of=clock.today()
        )
    parts = {
        "read": (plan, "read_roll"),
        "read_and_plan": (commands, "make_plan"),
        "write_with_status": (commands, "import_plan"),
        "waiting": (bulk.Conveyor, "_arrived"),
    }
    with watching(**parts) as spent, timing(committing):
        done = commit_roll(by(officer), batch_id=checked.batch_id)
    count = Child.objects.count()
    assert count - 1 == done.created > 0, "every committed row is a child on the register"
    measured = Measured(_figures(spent, checking, committing))
    measured.figures |= {
        "rows": rows, "created": done.created, "held": done.held, "file_kib": len(data) // 1024,
        "children_per_s": round(rows / committing.wall),
        "children_per_s_with_upload_check": round(rows / (committing.wall + checking.wall)),
        "children_per_cpu_s": round(rows / committing.cpu),
    }  # fmt: skip
    if (
        connection.vendor == "postgresql"
    ):  # what a county runs on; a township's file may take longer
        measured.at_least("rows a second, file to committed", WANT, rows / committing.wall, "/s")
    return measured


def _warm_up(officer: UUID, made: County) -> None:
    """One child by hand: a server that runs has long since loaded rules and tables of sounds."""
    import pyarrow.compute  # noqa: F401

    child = ParticularsDraft(name="欧阳小溪", sex=Sex.FEMALE)
    register_child(by(officer), place=made.places.villages[0].code, child=child)


def _figures(spent: dict[str, Spent], checking: Spent, committing: Spent) -> dict[str, object]:
    """The command's own parts, without overlap."""
    read, both = spent["read"], spent["read_and_plan"]
    written, waiting = spent["write_with_status"], spent["waiting"]
    rest = Spent(
        committing.wall - both.wall - written.wall, committing.cpu - both.cpu - written.cpu
    )
    return {
        "upload_check": checking.shown(),
        "commit": committing.shown(),
        "commit_read": read.shown(),
        "commit_plan": Spent(both.wall - read.wall, both.cpu - read.cpu).shown(),
        "commit_write_with_status": written.shown(),
        "of_that_waiting_for_the_database": waiting.shown(),
        "commit_audit_and_rest": rest.shown(),
    }
