"""Events waiting for delivery. Payloads hold ids, codes and dates, never personal values."""

from django.db import models


class OutboxMessage(models.Model):
    """One event to one subscriber."""

    id = models.UUIDField(primary_key=True)
    event = models.CharField(max_length=80)
    subscriber = models.CharField(max_length=200)
    payload = models.TextField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    trouble = models.CharField(max_length=80, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outbox_message"
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(delivered_at__isnull=True),
                name="outbox_waiting",
            )
        ]
