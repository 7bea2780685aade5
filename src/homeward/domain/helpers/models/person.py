"""A person who wants to help, what was checked of them, and the papers that show it."""

from typing import ClassVar

from django.db import models

from homeward.domain.children.words import Sex
from homeward.domain.helpers.words import Evidence, HelperKind, StepResult
from homeward.foundation.crypto.fields import SealedField


class Helper(models.Model):
    """A helper. The three columns of the vetting repeat what `vetting.py` says of the steps; the state on a
    day is never stored.
    """

    id = models.UUIDField(primary_key=True)
    place = models.CharField(max_length=12)
    kind = models.CharField(max_length=16, choices=HelperKind.choices)
    name = models.CharField(max_length=60)
    user_id = models.UUIDField(null=True)  # the account, when there is one
    lead = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # of the team
    sex = models.CharField(max_length=6, choices=Sex.choices, null=True)
    birth_year = models.SmallIntegerField(null=True)
    phone = SealedField("helper.phone", "identity")
    id_number = SealedField("helper.id_number", "identity")
    id_index = models.CharField(max_length=32, blank=True)
    capacity = models.SmallIntegerField(default=1)
    travel_km = models.SmallIntegerField(null=True)
    availability = models.JSONField(default=list)  # codes of `TIMES`
    languages = SealedField("helper.languages", "care")  # lists of words, as JSON
    skills = SealedField("helper.skills", "care")
    interests = SealedField("helper.interests", "care")
    preferences = SealedField("helper.preferences", "care")
    wont_do = SealedField("helper.wont_do", "care")
    applied_on = models.DateField()
    vetted_until = models.DateField(null=True)
    failed = models.BooleanField(default=False)
    stopped_on = models.DateField(null=True)
    stopped_by = models.UUIDField(null=True)
    stopped_why = SealedField("helper.stopped_why", "care")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    command = models.UUIDField()

    scope_columns: ClassVar[dict[str, str]] = {"place": "place"}

    class Meta:
        db_table = "helpers_helper"
        indexes = [models.Index(fields=["place", "kind"], name="helper_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["user_id"], condition=models.Q(user_id__isnull=False), name="helper_account"
            ),
            models.UniqueConstraint(
                fields=["id_index"], condition=~models.Q(id_index=""), name="helper_id_once"
            ),
            models.CheckConstraint(
                name="helper_capacity", condition=models.Q(capacity__gte=0, capacity__lte=30)
            ),
        ]


class VettingStep(models.Model):
    """One thing that was checked, by whom and what came of it. Never changed: a later one counts."""

    id = models.UUIDField(primary_key=True)
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="+")
    turn = models.SmallIntegerField()  # 1, 2, … in the order in which they were recorded
    step = models.CharField(max_length=20)
    result = models.CharField(max_length=6, choices=StepResult.choices)
    on = models.DateField()
    with_whom = SealedField(
        "helper.step_with_whom", "care"
    )  # referee, office, who checked elsewhere
    note = SealedField("helper.step_note", "care")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "helpers_step"
        indexes = [models.Index(fields=["helper", "step"], name="vetting_step_by_helper")]


class StepEvidence(models.Model):
    """A scanned paper, sealed whole."""

    id = models.UUIDField(primary_key=True)
    step = models.ForeignKey(VettingStep, models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Evidence.choices)
    size = models.IntegerField()  # bytes
    data = SealedField("helper.evidence", "identity")  # base64 of the file
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "helpers_evidence"
