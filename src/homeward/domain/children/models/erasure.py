"""The right to be forgotten: a request on its way, and what statistics keep of an erased child."""

from django.db import models

from homeward.domain.children.words import ErasureState, Sex
from homeward.foundation.crypto.fields import SealedField


class ErasureRequest(models.Model):
    """Two people ask for and agree to an erasure; it goes with the child when it is carried out."""

    id = models.UUIDField(primary_key=True)
    child_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=10, choices=ErasureState.choices)
    reason = SealedField("erasure.reason", "care")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.UUIDField(null=True)
    not_before = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "children_erasure_request"


class AnonymousChild(models.Model):
    """What statistics keep of an erased child. Nothing leads from here to whoever it was.

    `stays` and `statuses` are JSON; days in them are rounded to months. The id is random, so that it
    does not tell when the child was erased.
    """

    id = models.UUIDField(primary_key=True)
    birth_year = models.SmallIntegerField(null=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, null=True)
    township = models.CharField(max_length=12, db_index=True)
    stays = models.JSONField(
        default=list
    )  # [{"from": "2025-09", "to": "2026-07", "cause": "moved"}]
    statuses = models.JSONField(default=list)  # [{"definition", "truth", "from", "to"}]
    counts = models.JSONField(default=dict)  # table -> how many rows there were

    class Meta:
        db_table = "children_anonymous"
