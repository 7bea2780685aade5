"""Places and their dated successors."""

from typing import ClassVar

from django.db import models


class Level(models.IntegerChoices):
    """How many digits of the 12-digit division code name the place."""

    PROVINCE = 2, "省级"
    CITY = 4, "市级"
    COUNTY = 6, "县级"
    TOWNSHIP = 9, "乡级"
    VILLAGE = 12, "村级"


class Place(models.Model):
    """One division. A place that ended keeps its row, so that old records stay readable."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.SmallIntegerField(choices=Level.choices)
    parent = models.CharField(max_length=12, blank=True, db_index=True)
    rural = models.BooleanField(null=True)  # None: the code alone does not tell
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    scope_columns: ClassVar[dict[str, str]] = {"place": "code"}

    class Meta:
        db_table = "places_place"
        indexes = [models.Index(fields=["name"], name="place_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=models.Q(until__isnull=True),
                name="place_name_once_under_its_parent",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """From a day on, the old place is (part of) the new one."""

    id = models.UUIDField(primary_key=True)
    old = models.CharField(max_length=12, db_index=True)
    new = models.CharField(max_length=12, db_index=True)
    on = models.DateField()

    class Meta:
        db_table = "places_succession"
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.CheckConstraint(
                name="succession_to_another", condition=~models.Q(old=models.F("new"))
            ),
        ]
