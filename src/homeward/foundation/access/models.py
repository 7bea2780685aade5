"""Who was appointed to what, and which children are tied to whom by name."""

from django.db import models


class Appointment(models.Model):
    """A person holds a role over a scope for a time. Ended, never deleted."""

    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField(db_index=True)
    role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=12)
    scope = models.CharField(max_length=36, blank=True)
    place = models.CharField(max_length=12, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    scope_columns = {"place": "place"}

    class Meta:
        db_table = "access_appointment"
        indexes = [models.Index(fields=["place", "role"], name="appointment_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "role", "scope"],
                condition=models.Q(until__isnull=True),
                name="appointment_once_at_a_time",
            ),
            models.CheckConstraint(
                name="appointment_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True) | models.Q(until__isnull=False),
            ),
        ]


class Tie(models.Model):
    """A named child in a person's caseload or family.

    `lapses_on` is the first day on which it no longer counts unless what it rests on is renewed; the check
    of rights reads it, so that no job has to run for a right to end.
    """

    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField(db_index=True)
    subject_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)
    lapses_on = models.DateField(null=True)

    class Meta:
        db_table = "access_tie"
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "subject_id", "kind"],
                condition=models.Q(until__isnull=True),
                name="tie_once_at_a_time",
            )
        ]
