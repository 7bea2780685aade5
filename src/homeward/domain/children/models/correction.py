"""A family's right to have its data corrected: a request, its clock, its answer."""

from django.db import models

from homeward.domain.children.words import ConsentWay, CorrectionState, HeldSection
from homeward.foundation.crypto.fields import SealedField


class CorrectionRequest(models.Model):
    """What somebody of the family says is wrong, and what became of it; it goes with the child.

    `due_on` is the last day for an answer, from `rules/rights.yaml` as it stood when the family asked.
    `changed_by` is the audit row of the command that corrected it, where one did.
    """

    id = models.UUIDField(primary_key=True)
    child_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=9, choices=CorrectionState.choices)
    section = models.CharField(max_length=9, choices=HeldSection.choices)
    wrong = SealedField("correction.wrong", "care")
    right = SealedField("correction.right", "care")
    who = SealedField(
        "correction.who", "care"
    )  # who asked, where a worker wrote it down for the family
    way = models.CharField(max_length=8, choices=ConsentWay.choices)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    due_on = models.DateField()
    answer = SealedField(
        "correction.answer", "care"
    )  # what was changed, or why nothing was (art. 50)
    changed_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    command = models.UUIDField()

    class Meta:
        db_table = "children_correction_request"
        constraints = [
            models.CheckConstraint(
                name="correction_ended_when_answered",
                condition=models.Q(state="asked", ended_at__isnull=True)
                | (~models.Q(state="asked") & models.Q(ended_at__isnull=False)),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=models.Q(state="asked"), name="correction_waiting"
            )
        ]
