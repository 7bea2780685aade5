"""Adults around a child: kin, where each parent is, who cares, what was agreed."""

from django.db import models

from homeward.domain.children import phones as phone_columns
from homeward.domain.children.models.belief import Belief
from homeward.domain.children.models.child import OfChild
from homeward.domain.children.words import (
    CarerKind,
    Guardianship,
    IdCheck,
    Kinship,
    Notified,
    Precision,
    Whereabouts,
)
from homeward.foundation.crypto.fields import SealedField


class Adult(models.Model):
    """An anchor for one adult; siblings share it."""

    id = models.UUIDField(primary_key=True)
    command = models.UUIDField()
    key_index = models.CharField(max_length=32, blank=True)  # name with phone, blind

    class Meta:
        db_table = "children_adult"
        indexes = [models.Index(fields=["key_index"], name="adult_by_key")]


class AdultKey(models.Model):
    """A name with a phone that an adult was learnt to have after they were first recorded."""

    id = models.UUIDField(primary_key=True)
    adult = models.ForeignKey(Adult, models.CASCADE, related_name="+")
    key_index = models.CharField(max_length=32, unique=True)  # as in `Adult`
    command = models.UUIDField(db_index=True)

    class Meta:
        db_table = "children_adult_key"


class OfAdult(Belief):
    """A belief about one adult."""

    adult = models.ForeignKey(Adult, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class AdultDetails(OfAdult):
    """What is believed of an adult's own data."""

    name = models.CharField(max_length=60, blank=True)
    born_on = models.DateField(null=True)
    id_number = SealedField("adult.id_number", "identity")
    id_check = models.CharField(max_length=12, choices=IdCheck.choices, null=True)
    phones = SealedField("adult.phones", "care")
    phone_keys = phone_columns.key_column()
    able = models.BooleanField(null=True)  # has guardianship capacity (监护能力)
    unable_why = models.CharField(max_length=60, blank=True)
    lives_at = SealedField("adult.lives_at", "identity")

    class Meta:
        db_table = "children_adult_details"
        indexes = [
            models.Index(
                fields=["name"],
                condition=models.Q(superseded_at__isnull=True),
                name="adult_by_name",
            ),
            *phone_columns.indexes("adult"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["adult"],
                condition=models.Q(superseded_at__isnull=True),
                name="adult_details_one_belief",
            )
        ]


class Kin(OfChild):
    """An adult's relation to a child, for a time."""

    adult = models.ForeignKey(Adult, models.CASCADE, related_name="+")
    kinship = models.CharField(max_length=24, choices=Kinship.choices)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        db_table = "children_kin"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kinship"],
                condition=models.Q(
                    superseded_at__isnull=True,
                    until__isnull=True,
                    kinship__in=["father", "mother"],
                ),
                name="kin_one_father_one_mother",
            )
        ]


class Spell(OfAdult):
    """A stretch of a parent's life: at home, away for work, dead, out of contact."""

    whereabouts = models.CharField(max_length=12, choices=Whereabouts.choices)
    since = models.DateField(null=True)
    since_precision = models.CharField(max_length=5, choices=Precision.choices, default="day")
    until = models.DateField(null=True)
    place = models.CharField(max_length=12, blank=True)  # significant digits of the work place
    place_text = models.CharField(max_length=120, blank=True)
    crosses_township = models.BooleanField(null=True)
    crosses_county = models.BooleanField(null=True)
    work = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "children_spell"
        constraints = [
            models.UniqueConstraint(
                fields=["adult"],
                condition=models.Q(superseded_at__isnull=True, until__isnull=True),
                name="spell_one_open",
            ),
            models.CheckConstraint(
                name="spell_ends_after_it_begins",
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
            ),
        ]


class Care(OfChild):
    """Who in fact looks after the child, and how that was rated."""

    adult = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=CarerKind.choices, null=True)
    kinship = models.CharField(max_length=24, choices=Kinship.choices, null=True)
    rating = models.CharField(max_length=5, choices=Guardianship.choices, null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        db_table = "children_care"
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(superseded_at__isnull=True, until__isnull=True),
                name="care_one_now",
            )
        ]


class EntrustedCare(OfChild):
    """A written agreement of entrusted care (Minors Protection Law art. 22).

    The four exclusions are answered one by one; None is 未采集. `child_view` is what the child said.
    """

    adult = models.ForeignKey(Adult, models.PROTECT, related_name="+")
    signed_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    harmed_before = models.BooleanField(null=True)  # (1) abuse, abandonment, trafficking, violence
    addicted = models.BooleanField(null=True)  # (2) drugs, alcohol, gambling
    neglected_before = models.BooleanField(null=True)  # (3) refused or long neglected care
    otherwise_unfit = models.BooleanField(null=True)  # (4) other circumstances
    child_heard = models.BooleanField(null=True)
    child_view = SealedField("entrusted.child_view", "care")

    class Meta:
        db_table = "children_entrusted_care"
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(superseded_at__isnull=True, ended_on__isnull=True),
                name="entrusted_one_now",
            )
        ]


class Notice(OfChild):
    """Parents told school or village in writing that they are away (Minors Protection Law art. 23)."""

    to = models.CharField(max_length=8, choices=Notified.choices)
    given = models.BooleanField()
    given_on = models.DateField(null=True)

    class Meta:
        db_table = "children_notice"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "to"],
                condition=models.Q(superseded_at__isnull=True),
                name="notice_one_belief",
            )
        ]
