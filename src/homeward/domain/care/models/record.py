"""The base of every record of the care loop."""

from typing import ClassVar

from django.db import models

from homeward.domain.needs.words import Reads


class Record(models.Model):
    """Whom a record is about, where the child stands now, and who made the record.

    `place` and `school` repeat the child's, for scope and lists; `follow` keeps them. No foreign key:
    records point to earlier rooms by id.
    """

    id = models.UUIDField(primary_key=True)
    child_id = models.UUIDField(db_index=True)
    place = models.CharField(max_length=12)
    school = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)  # the person; none for the machine
    command = models.UUIDField()

    scope_columns: ClassVar[dict[str, str]] = {
        "place": "place",
        "school": "school",
        "subject": "child_id",
    }

    class Meta:
        abstract = True


class Step(models.Model):
    """One move of one record: nothing is overwritten without it."""

    id = models.UUIDField(primary_key=True)
    record = models.CharField(max_length=12)
    record_id = models.UUIDField(db_index=True)
    child_id = models.UUIDField(null=True, db_index=True)
    move = models.CharField(max_length=16)
    start = models.CharField(max_length=12, blank=True)
    to = models.CharField(max_length=12)
    reads = models.CharField(max_length=9, choices=Reads.choices, default=Reads.CARE)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "care_step"


def readable(column: str = "reads") -> dict[str, str]:
    """The scope of a record that names the field class it asks for."""
    return {**Record.scope_columns, "reads": column}
