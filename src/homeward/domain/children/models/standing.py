"""Each child's status under each definition, kept with rule version and date, how many children have
which, and names for search."""

from typing import ClassVar

from django.db import models

from homeward.domain.children.models.child import Child
from homeward.domain.children.words import Truth


class Status(models.Model):
    """What one rule version said of one child, from when to when.

    `conditions` has one letter (T, F, U) a condition; `missing` names the facts whose absence leaves the
    answer open; `read` holds the values the rule read, as JSON. None of them names a person.
    """

    id = models.UUIDField(primary_key=True)
    # derived rows, rebuilt at will: the database need not check each against the register
    child = models.ForeignKey(
        Child, models.CASCADE, related_name="answers", db_constraint=False, db_index=False
    )
    definition = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    truth = models.CharField(max_length=7, choices=Truth.choices)
    conditions = models.CharField(max_length=20)
    missing = models.CharField(max_length=200, blank=True)
    read = models.TextField()
    since = models.DateField()
    derived_at = models.DateTimeField()
    command = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    # repeated from the child, so that counting an area reads one index
    place = models.CharField(max_length=12)
    school = models.UUIDField(null=True)

    scope_columns: ClassVar[dict[str, str]] = {
        "place": "place",
        "school": "school",
        "subject": "child_id",
    }

    class Meta:
        db_table = "children_status"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "definition"],
                condition=models.Q(ended_at__isnull=True),
                name="status_one_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["definition", "truth", "place"],
                condition=models.Q(ended_at__isnull=True),
                name="status_now_by_place",
            ),
            models.Index(fields=["child", "derived_at"], name="status_by_child"),
        ]


class Headcount(models.Model):
    """How many children stand in a township, as changes that add up; see `headcount`.

    Without a definition: children on the register. With one: those for whom it says `truth`; with a
    fact beside it: those for whom that fact is missing, so that it cannot say.
    """

    place = models.CharField(max_length=12)
    definition = models.CharField(max_length=40, blank=True)
    truth = models.CharField(max_length=7, blank=True)
    fact = models.CharField(max_length=40, blank=True, default="")
    change = models.IntegerField()

    scope_columns: ClassVar[dict[str, str]] = {"place": "place"}

    class Meta:
        db_table = "children_headcount"
        indexes = [
            models.Index(
                fields=["fact", "definition", "truth", "place"],
                include=["change"],
                name="headcount_sum",
            )
        ]


class NameToken(models.Model):
    """A way somebody may look a name up: from each character on, by sound, by initials.

    On PostgreSQL the token is collated by its bytes, so that the primary key finds a prefix.
    """

    pk = models.CompositePrimaryKey("token", "child_id")
    token = models.CharField(max_length=80)
    # derived rows, rebuilt at will: the database need not check each against the register
    child = models.ForeignKey(Child, models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        db_table = "children_name_token"
