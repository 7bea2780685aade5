"""Tasks, and what was done: engagements."""

from typing import ClassVar

from django.db import models

from homeward.domain.care.models.case import PlanItem
from homeward.domain.care.models.record import Record, readable
from homeward.domain.care.states import EngagementState, TaskState
from homeward.domain.care.words import Engaged, Initiator, Origin, Present, Way
from homeward.domain.needs.public import Severity
from homeward.domain.needs.words import Reads
from homeward.foundation.crypto.fields import SealedField


class Task(Record):
    """Something somebody has to do by a day, and why. Overdue is seen, not stored."""

    child_id = models.UUIDField(null=True, db_index=True)  # type: ignore[assignment]
    state = models.CharField(max_length=10, choices=TaskState.choices)
    title = SealedField("care.task_title", "care")  # both languages as JSON
    kind = models.CharField(max_length=16, choices=Engaged.choices, blank=True)  # what does it
    why = models.CharField(max_length=60)  # a code; the title of a programme or rule explains it
    about = models.JSONField(default=dict)  # ids, codes and numbers only
    severity = models.CharField(max_length=8, choices=Severity.choices, default=Severity.GREEN)
    owner_role = models.CharField(max_length=40)
    owner_id = models.UUIDField(null=True)
    due_on = models.DateField()
    safety = models.BooleanField(default=False)
    recurrence = models.CharField(max_length=90, blank=True)  # cadence/beat
    origin = models.CharField(max_length=12, choices=Origin.choices)
    origin_id = models.UUIDField(null=True, db_index=True)
    reads = models.CharField(max_length=9, choices=Reads.choices, default=Reads.CARE)
    done_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)
    note = SealedField("care.task_note", "care")

    scope_columns: ClassVar[dict[str, str]] = readable()

    class Meta:
        db_table = "care_task"
        indexes = [
            models.Index(
                fields=["place", "due_on"],
                condition=models.Q(state="todo"),
                name="task_todo_by_place",
            ),
            models.Index(
                fields=["owner_id", "due_on"],
                condition=models.Q(state="todo"),
                name="task_todo_by_owner",
            ),
        ]


class Engagement(Record):
    """What was agreed to be done with a child, and what was done. None is 未采集."""

    state = models.CharField(max_length=10, choices=EngagementState.choices)
    kind = models.CharField(max_length=16, choices=Engaged.choices)
    channel = models.CharField(max_length=16, choices=Way.choices, blank=True)
    item = models.ForeignKey(PlanItem, models.PROTECT, null=True, related_name="+")
    planned_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)
    with_whom = models.JSONField(default=list)  # codes of `Present`
    minutes = models.SmallIntegerField(null=True)
    evidence = SealedField("care.evidence", "care")
    child_words = SealedField("care.child_words", "care")
    # a contact between a parent and the child
    parent = models.CharField(max_length=8, choices=Present.choices, blank=True)
    feelings = models.BooleanField(null=True)  # they talked of feelings
    begun_by = models.CharField(max_length=8, choices=Initiator.choices, blank=True)
    reads = models.CharField(max_length=9, choices=Reads.choices, default=Reads.CARE)

    scope_columns: ClassVar[dict[str, str]] = readable()

    class Meta:
        db_table = "care_engagement"
        indexes = [
            models.Index(fields=["child_id", "kind", "held_on"], name="engagement_by_child"),
            models.Index(fields=["item", "held_on"], name="engagement_by_item"),
        ]
        constraints = [
            models.CheckConstraint(
                name="engagement_held_on_a_day",
                condition=models.Q(state="held", held_on__isnull=False)
                | (~models.Q(state="held") & models.Q(held_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="engagement_minutes_of_a_day",
                condition=models.Q(minutes__isnull=True)
                | models.Q(minutes__gte=0, minutes__lte=1440),
            ),
            models.CheckConstraint(
                name="engagement_session_is_protected",
                condition=~models.Q(kind="session") | models.Q(reads="protected"),
            ),
        ]
