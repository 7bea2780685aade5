"""Rolls as files: what was uploaded, what became of each row that did not go in, and learnt headings."""

from typing import ClassVar

from django.db import models

from homeward.domain.children.models.child import Child
from homeward.foundation.crypto.fields import SealedField


class RollBatch(models.Model):
    """One uploaded roll. The file itself lies sealed in the uploads folder until it is done with."""

    class State(models.TextChoices):
        CHECKED = "checked"
        COMMITTED = "committed"
        UNDONE = "undone"

    id = models.UUIDField(primary_key=True)
    place = models.CharField(max_length=12, db_index=True)
    filename = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    as_of = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices)
    uploaded_by = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    committed_by_command = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    made = models.JSONField(default=dict)  # villages and schools this roll brought in

    scope_columns: ClassVar[dict[str, str]] = {"place": "place"}

    class Meta:
        db_table = "children_roll_batch"


class HeldRow(models.Model):
    """A row of a roll that waits for a person: the correction list."""

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True)
    batch = models.ForeignKey(RollBatch, models.CASCADE, related_name="+")
    place = models.CharField(max_length=12, db_index=True)
    sheet = models.CharField(max_length=60)
    row = models.IntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    why = models.CharField(max_length=200)  # problem codes
    double_of = models.UUIDField(null=True)  # the registered child this row may be
    steps = models.JSONField(null=True)  # why, where no single evidence says so; as in `DoublePair`
    entry = SealedField("roll.entry", "identity")
    state = models.CharField(max_length=8, choices=State.choices)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    scope_columns: ClassVar[dict[str, str]] = {"place": "place"}

    class Meta:
        db_table = "children_held_row"


class Heading(models.Model):
    """A column heading that somebody explained once, for an area."""

    id = models.UUIDField(primary_key=True)
    place = models.CharField(max_length=12)
    heading = models.CharField(max_length=60)
    field = models.CharField(max_length=40)

    class Meta:
        db_table = "children_heading"
        constraints = [
            models.UniqueConstraint(fields=["place", "heading"], name="heading_once_in_an_area")
        ]


class RollSeen(models.Model):
    """What a roll last said of a child, as a digest: the same words again change nothing."""

    id = models.UUIDField(primary_key=True)
    child = models.ForeignKey(
        Child, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    digest = models.CharField(max_length=32)
    command = models.UUIDField(db_index=True)
    superseded_by = models.UUIDField(null=True)  # the command of a later roll

    class Meta:
        db_table = "children_roll_seen"
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(superseded_by__isnull=True),
                name="roll_seen_last",
            )
        ]
