"""The base of everything believed about a child: recorded by one command, superseded by another.

A row is never overwritten. What is believed now has no `superseded_at`; what was believed at an instant
was recorded by then and not yet superseded. When a thing was true in the world is said by the row's own
dates (`since`, `until`), which are another matter.
"""

from typing import Self, TypeVar

from django.db import models

from homeward.domain.children.words import Source

B = TypeVar("B", bound="Belief")


class BeliefQuery(models.QuerySet[B]):
    """Filters by what was known when."""

    def now(self) -> Self:
        """What is believed now."""
        return self.filter(superseded_at__isnull=True)

    def known(self, at: object) -> Self:
        """What was believed at an instant."""
        later = models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gt=at)
        return self.filter(later, recorded_at__lte=at)


class Belief(models.Model):
    """Who recorded this row and when, from which source, and what put it out of force."""

    id = models.UUIDField(primary_key=True)
    source = models.CharField(max_length=16, choices=Source.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)  # the person; none for the machine
    command = models.UUIDField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.UUIDField(null=True)  # the command

    objects = BeliefQuery.as_manager()

    class Meta:
        abstract = True
