"""What a family, or the older child, has agreed to."""

from django.db import models

from homeward.domain.children.models.child import OfChild
from homeward.domain.children.words import ConsentWay, Decides
from homeward.foundation.crypto.fields import SealedField


class Consent(OfChild):
    """A yes or a no to one purpose, to one version of its text. A withdrawal is a later no."""

    purpose = models.CharField(max_length=20)
    version = models.SmallIntegerField()
    given = models.BooleanField()
    by = models.CharField(max_length=8, choices=Decides.choices)
    who = SealedField("consent.who", "care")
    way = models.CharField(max_length=8, choices=ConsentWay.choices)
    on = models.DateField()
    note = SealedField("consent.note", "care")

    class Meta:
        db_table = "children_consent"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "purpose", "by"],
                condition=models.Q(superseded_at__isnull=True),
                name="consent_one_belief",
            )
        ]
