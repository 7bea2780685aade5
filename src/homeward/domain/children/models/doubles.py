"""Two records that may be one child: what speaks for it, and what a person said of it."""

from typing import ClassVar

from django.db import models

from homeward.foundation.crypto.fields import SealedField


class DoublePair(models.Model):
    """A question to a person, kept with its answer: once for two records, however often it is found.

    `steps` is JSON, the engine's steps: kinds of agreement and their weights, no person's values.
    """

    class State(models.TextChoices):
        OPEN = "open"
        SAME = "same"  # a person says so; the records wait for being merged
        DIFFERENT = "different"  # remembered, so that it is not asked again
        UNSURE = "unsure"  # waits one level up
        MERGED = "merged"
        WITHDRAWN = "withdrawn"  # by the machine: no longer likely

    class Found(models.TextChoices):
        NIGHT = "night"
        IMPORT = "import"
        REGISTRATION = "registration"

    id = models.UUIDField(primary_key=True)
    one_id = models.UUIDField()  # the lesser id
    other_id = models.UUIDField(db_index=True)
    area = models.CharField(
        max_length=12
    )  # the smallest that covers both; wider once somebody is unsure
    probability = models.FloatField()
    weight = models.FloatField()  # bits
    rival = models.CharField(max_length=8, blank=True)  # the likeliest other explanation
    steps = models.JSONField(default=list)
    version = models.CharField(max_length=60)  # of engine and model
    found_by = models.CharField(max_length=12, choices=Found.choices)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = SealedField("double.reason", "care")
    command = models.UUIDField()

    mentions_children: ClassVar[tuple[str, ...]] = ("one_id", "other_id")
    scope_columns: ClassVar[dict[str, str]] = {"place": "area"}

    class Meta:
        db_table = "children_double_pair"
        constraints = [
            models.UniqueConstraint(fields=["one_id", "other_id"], name="double_pair_once"),
            models.CheckConstraint(
                name="double_pair_in_order", condition=models.Q(one_id__lt=models.F("other_id"))
            ),
        ]
        indexes = [models.Index(fields=["state", "area", "weight"], name="double_pair_waiting")]


class DoubleLook(models.Model):
    """Until when the night has looked for doubles in a county, and with which engine and model.

    The county is six digits; empty for the look across counties.
    """

    county = models.CharField(primary_key=True, max_length=6)
    looked_at = models.DateTimeField()
    version = models.CharField(max_length=60)

    class Meta:
        db_table = "children_double_look"
