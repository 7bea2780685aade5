"""Mandatory reports: what was seen, where it went, and who must never be told of it."""

from typing import ClassVar

from django.db import models

from homeward.domain.needs.reportwords import (
    Certainty,
    Office,
    ReportState,
    ReportStepKind,
    Situation,
)
from homeward.domain.needs.words import Reads
from homeward.foundation.crypto.fields import SealedField


class Report(models.Model):
    """One report. It goes around whoever is accused, and the reporter is named nowhere in the open.

    `reporter` and `accused` hold the ids of people who log in, sealed; their indexes are blind, so that a
    reporter finds the own reports and an accused person none.
    """

    id = models.UUIDField(primary_key=True)
    child_id = models.UUIDField(null=True, db_index=True)
    place = models.CharField(max_length=12)
    school = models.UUIDField(null=True)
    reads = models.CharField(max_length=9, choices=Reads.choices)  # always protected
    situation = models.CharField(max_length=16, choices=Situation.choices)
    certainty = models.CharField(max_length=9, choices=Certainty.choices)
    in_danger = models.BooleanField()  # at this moment
    what = SealedField("needs.report_what", "protected")
    who = SealedField(
        "needs.report_who", "protected"
    )  # the child in words, where it is not on the register
    by_whom = SealedField("needs.report_by_whom", "protected")  # the person accused, in words
    accused = SealedField("needs.report_accused", "protected")
    accused_index = models.CharField(max_length=32, blank=True)
    reporter = SealedField("needs.reporter", "protected")
    reporter_index = models.CharField(max_length=32, db_index=True)
    observed_on = models.DateField()
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=ReportState.choices)
    owner_id = models.UUIDField(null=True)
    escalates_at = models.DateTimeField(null=True)
    feedback = SealedField("needs.report_feedback", "protected")
    fed_back_at = models.DateTimeField(null=True)
    why_closed = SealedField("needs.report_why_closed", "protected")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    stands_by_itself = True  # where it was filed, whatever becomes of the child's record

    scope_columns: ClassVar[dict[str, str]] = {
        "place": "place",
        "school": "school",
        "subject": "child_id",
        "reads": "reads",
    }

    class Meta:
        db_table = "needs_report"
        indexes = [
            models.Index(fields=["place", "-filed_at", "-id"], name="report_by_place"),
            models.Index(
                fields=["escalates_at"],
                condition=models.Q(escalates_at__isnull=False),
                name="report_by_clock",
            ),
        ]


class ReportStep(models.Model):
    """One thing that happened to a report; rows are only added. Of the filing, nobody is named."""

    append_only = True
    erasable = True

    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=ReportStepKind.choices)
    to = models.CharField(max_length=13, choices=Office.choices, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    owner_id = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "needs_report_step"


class Reveal(models.Model):
    """For some minutes one person may see who reported, for the reason given."""

    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    why = SealedField("needs.reveal_why", "protected")

    class Meta:
        db_table = "needs_reveal"
