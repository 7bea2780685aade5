"""One key per person who appears in audit rows; destroying it erases what the audit knew of them."""

from django.db import models

from homeward.foundation.crypto.fields import SealedField

PURPOSE = "subject_key"


class SubjectKey(models.Model):
    """A data key for one subject, sealed under a key of the key file."""

    subject_id = models.UUIDField(primary_key=True)
    wrapped = SealedField(PURPOSE)
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
