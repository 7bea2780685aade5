"""One key per person who appears in audit rows; destroying it erases what the audit knew of them."""

from django.db import models


class SubjectKey(models.Model):
    """A data key for one subject, wrapped by the key file's current key."""

    subject_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crypto_subject_key"
        constraints = [
            models.CheckConstraint(
                name="subject_key_gone_when_destroyed",
                condition=models.Q(destroyed_at__isnull=True, wrapped__isnull=False)
                | models.Q(destroyed_at__isnull=False, wrapped__isnull=True),
            )
        ]
