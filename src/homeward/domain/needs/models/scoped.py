"""What every record about a child has in this room: where the child stands, for scope and lists."""

from typing import ClassVar

from django.db import models


class Scoped(models.Model):
    """Place and school repeat the child's; `follow.py` keeps them when the child moves."""

    child_id = models.UUIDField()
    place = models.CharField(max_length=12)
    school = models.UUIDField(null=True)

    scope_columns: ClassVar[dict[str, str]] = {
        "place": "place",
        "school": "school",
        "subject": "child_id",
    }

    class Meta:
        abstract = True
