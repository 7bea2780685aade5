"""Two records that turned out to be one child: what was done, row by row, so that it can be undone."""

from typing import ClassVar

from django.db import models

from homeward.foundation.crypto.fields import SealedField


class Merge(models.Model):
    """`gone` went on as `kept`, until it was undone."""

    id = models.UUIDField(primary_key=True)
    kept_id = models.UUIDField(db_index=True)
    gone_id = models.UUIDField(db_index=True)
    place = models.CharField(max_length=12)  # of the kept child then
    gone_place = models.CharField(max_length=12)
    reason = SealedField("merge.reason", "care")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    command = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_command = models.UUIDField(null=True)

    mentions_children: ClassVar[tuple[str, ...]] = ("kept_id", "gone_id")

    class Meta:
        db_table = "children_merge"
        constraints = [
            models.UniqueConstraint(
                fields=["gone_id"],
                condition=models.Q(undone_at__isnull=True),
                name="merge_gone_once",
            )
        ]


class MergeRow(models.Model):
    """One row that a merge changed, or made.

    `columns` is JSON of column -> [before, after] as the tables spell them; None for a row that the
    merge made. Of a sealed text it says only whether there was one.
    """

    id = models.UUIDField(primary_key=True)
    merge = models.ForeignKey(Merge, models.CASCADE, related_name="+")
    position = models.IntegerField()
    model = models.CharField(max_length=60)  # app_label.ModelName
    row = models.CharField(max_length=36)
    columns = models.TextField(null=True)

    class Meta:
        db_table = "children_merge_row"
        constraints = [
            models.UniqueConstraint(fields=["merge", "position"], name="merge_row_in_order")
        ]
