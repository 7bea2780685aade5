"""Guardianship as assessed at a visit: the rating that was given, and the home-safety checks."""

from django.db import models

from homeward.domain.children.words import Guardianship
from homeward.domain.needs.models.scoped import Scoped
from homeward.foundation.crypto.fields import SealedField


def check() -> "models.BooleanField[bool | None, bool | None]":
    """Yes: the trouble is there; no: looked, and it is not; None: 未采集."""
    return models.BooleanField(null=True)


class Assessment(Scoped):
    """One assessment; `followed_at` says since when a later one counts.

    The present rating is the register's (children's `Care.rating`): this row says who gave it and why.
    The checks are those of `words.HomeCheck`, by name.
    """

    id = models.UUIDField(primary_key=True)
    rating = models.CharField(max_length=5, choices=Guardianship.choices)
    unattended = check()
    lives_alone = check()
    carer_ill = check()
    carer_excluded = check()
    basics_unmet = check()
    feelings_unheard = check()
    kept_from_school = check()
    house_hazard = check()
    road_hazard = check()
    water_hazard = check()
    animal_hazard = check()
    note = SealedField("needs.assessment_note", "care")
    assessed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    followed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "needs_assessment"
        constraints = [
            models.UniqueConstraint(
                fields=["child_id"],
                condition=models.Q(followed_at__isnull=True),
                name="assessment_one_counts",
            )
        ]
        indexes = [models.Index(fields=["child_id", "-assessed_on"], name="assessment_by_child")]
