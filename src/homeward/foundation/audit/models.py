"""Audit rows and the head of each chain. No foreign keys: evidence outlives what it speaks of."""

from typing import ClassVar

from django.db import models

CHAINS = 8  # commands that run side by side need not wait for one another's commit


class AuditEvent(models.Model):
    """One act. Personal values lie in `sealed`, under the subject's own key."""

    append_only = True
    scope_columns: ClassVar[dict[str, str]] = {"place": "place", "reads": "reads"}

    id = models.UUIDField(primary_key=True)
    chain = models.SmallIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    reading = models.BooleanField(default=False)
    actor_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=12)
    command_id = models.UUIDField()
    request_id = models.UUIDField()
    place = models.CharField(max_length=12, blank=True)
    subject_id = models.UUIDField(null=True)
    reads = models.CharField(max_length=9, blank=True)  # the class one must see to know of this act
    details = models.TextField()
    sealed = models.BinaryField()
    before_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_event"
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_one_per_seq")]
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="audit_by_subject"),
            models.Index(fields=["place", "-at"], name="audit_by_place"),
            models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
            models.Index(fields=["-at", "id"], name="audit_by_time"),
        ]


class AuditHead(models.Model):
    """How long each chain is and where it ends, so that a cut tail is seen too."""

    chain = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=32)  # keyed: whoever has only the database cannot forge it

    class Meta:
        db_table = "audit_head"
