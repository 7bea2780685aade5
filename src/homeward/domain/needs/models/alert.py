"""Alerts: a finding that somebody must act on, by a clock, until a person decides."""

from typing import ClassVar

from django.db import models

from homeward.domain.needs.models.scoped import Scoped
from homeward.domain.needs.words import AlertState, Level, Outcome, Reads, Severity, StepKind
from homeward.foundation.crypto.fields import SealedField


class Alert(Scoped):
    """One rule over one child, from the day it was found true until a person has decided.

    `read` holds the values the rule read (ids, codes, numbers), `explanation` the words of its rule at
    that time: both JSON, neither names a person. `cleared_at` says when, after a decision, the finding was
    no longer true: only then is the same finding news again before `quiet_until`.
    """

    id = models.UUIDField(primary_key=True)
    rule = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    severity = models.CharField(max_length=6, choices=Severity.choices)
    rank = models.SmallIntegerField()  # of the severity, so that lists sort by an index
    reads = models.CharField(max_length=9, choices=Reads.choices)
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    conditions = models.CharField(max_length=20, blank=True)
    missing = models.CharField(max_length=200, blank=True)
    read = models.TextField()
    explanation = models.TextField()
    task = models.CharField(max_length=60, blank=True)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    owner_role = models.CharField(max_length=40)
    owner_id = models.UUIDField(null=True, db_index=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    escalates_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=AlertState.choices)
    taken_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, null=True)
    why = SealedField("needs.alert_why", "care")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    quiet_until = models.DateField(null=True)
    cleared_at = models.DateTimeField(null=True)

    scope_columns: ClassVar[dict[str, str]] = {**Scoped.scope_columns, "reads": "reads"}

    class Meta:
        db_table = "needs_alert"
        constraints = [
            models.UniqueConstraint(
                fields=["child_id", "rule"],
                condition=models.Q(decided_at__isnull=True),
                name="alert_one_open",
            ),
            models.CheckConstraint(
                name="alert_decided_with_an_outcome",
                condition=models.Q(decided_at__isnull=True, outcome__isnull=True)
                | models.Q(decided_at__isnull=False, outcome__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["place", "-rank", "due_at", "id"],
                condition=models.Q(decided_at__isnull=True),
                name="alert_open_by_place",
            ),
            models.Index(
                fields=["school", "-rank", "due_at", "id"],
                condition=models.Q(decided_at__isnull=True),
                name="alert_open_by_school",
            ),
            models.Index(
                fields=["escalates_at"],
                condition=models.Q(escalates_at__isnull=False),
                name="alert_by_clock",
            ),
            models.Index(fields=["child_id", "rule", "raised_at"], name="alert_by_child"),
        ]


class AlertStep(models.Model):
    """One thing that happened to an alert; rows are only added."""

    append_only = True
    erasable = True

    id = models.UUIDField(primary_key=True)
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=11, choices=StepKind.choices)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)  # none for the machine
    severity = models.CharField(max_length=6, choices=Severity.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    owner_role = models.CharField(max_length=40)
    owner_id = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "needs_alert_step"
