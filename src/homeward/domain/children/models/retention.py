"""What was removed because its time was up."""

from django.db import models


class Lapse(models.Model):
    """One clock that ran out for one child."""

    id = models.UUIDField(primary_key=True)
    child_id = models.UUIDField(db_index=True)
    clock = models.CharField(max_length=20)
    on = models.DateField()
    command = models.UUIDField()

    class Meta:
        db_table = "children_lapse"
        indexes = [models.Index(fields=["clock", "child_id"], name="lapse_by_clock")]


class LapsesOfNight(models.Model):
    """How many values one night removed by one clock, whoever they spoke of."""

    id = models.UUIDField(primary_key=True)
    clock = models.CharField(max_length=20)
    on = models.DateField(db_index=True)
    what = models.IntegerField()
    command = models.UUIDField()

    class Meta:
        db_table = "children_lapses_of_night"
        constraints = [models.UniqueConstraint(fields=["clock", "on"], name="lapses_once_a_night")]
