"""School enrolment and benefits, as spells of time."""

from django.db import models

from homeward.domain.children.models.child import OfChild, School
from homeward.domain.children.words import Stage


class Enrolment(OfChild):
    """A stretch at one school, or out of school."""

    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage.choices, null=True)
    grade = models.SmallIntegerField(null=True)
    klass = models.CharField(max_length=20, blank=True)
    boarding = models.BooleanField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        db_table = "children_enrolment"
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(superseded_at__isnull=True, until__isnull=True),
                name="enrolment_one_now",
            )
        ]


class Benefit(OfChild):
    """Help received, or said not to be received (`received` False); no row is 未采集."""

    kind = models.CharField(max_length=20)
    received = models.BooleanField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        db_table = "children_benefit"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=models.Q(superseded_at__isnull=True, until__isnull=True),
                name="benefit_one_belief",
            )
        ]
