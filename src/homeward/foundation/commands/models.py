"""What was answered to each command id, so that the same id is acted on once."""

from django.db import models


class CommandLog(models.Model):
    """One command that went through, and its first result."""

    command_id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=80)
    actor_id = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)
    arguments = models.CharField(max_length=64)  # a keyed digest, never the values
    result = models.TextField()

    class Meta:
        db_table = "command_log"
