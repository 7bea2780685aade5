"""A child is handed on from one area to another: offered, answered, never in between."""

from typing import ClassVar

from django.db import models

from homeward.domain.care.models.record import Record
from homeward.domain.care.states import TransferState
from homeward.domain.care.words import TransferKind
from homeward.foundation.crypto.fields import SealedField


class Transfer(Record):
    """One transfer. The area that offered it keeps this row, and nothing else of the child.

    `summary` is what the receiver may read before the answer, in both languages; it is forgotten once
    the child has moved. `who` is what the old area keeps: name, sex, year of birth.
    """

    state = models.CharField(max_length=10, choices=TransferState.choices)
    kind = models.CharField(max_length=14, choices=TransferKind.choices)
    from_place = models.CharField(max_length=12)
    to_place = models.CharField(max_length=12, blank=True)  # a village or an area; empty outside
    to_text = SealedField("care.transfer_to", "care")  # the place outside the house, in words
    who = SealedField("care.transfer_who", "care")
    note = SealedField("care.transfer_note", "care")
    summary = SealedField("care.transfer_summary", "care")
    answer = SealedField("care.transfer_answer", "care")
    offered_by = models.UUIDField(null=True)
    offered_on = models.DateField()
    due_on = models.DateField()
    escalated_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_by = models.UUIDField(null=True)
    village = models.CharField(max_length=12, blank=True)  # where the child went, once accepted

    scope_columns: ClassVar[dict[str, str]] = {"place": "from_place"}

    class Meta:
        db_table = "care_transfer"
        indexes = [
            models.Index(fields=["from_place", "state"], name="transfer_by_from"),
            models.Index(fields=["to_place", "state"], name="transfer_by_to"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child_id"], condition=models.Q(state="offered"), name="transfer_one_live"
            )
        ]


class Incoming(Transfer):
    """The same rows as the receiving area sees them."""

    scope_columns: ClassVar[dict[str, str]] = {"place": "to_place"}

    class Meta:
        proxy = True
