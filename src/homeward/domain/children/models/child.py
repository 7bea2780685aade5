"""The child: an anchor that keeps the identity, and dated particulars that keep what is believed."""

from typing import ClassVar

from django.db import models

from homeward.domain.children import phones as phone_columns
from homeward.domain.children.models.belief import Belief
from homeward.domain.children.words import ExitCause, Health, Hukou, IdCheck, Precision, Sex
from homeward.foundation.crypto.fields import SealedField


class School(models.Model):
    """A school or kindergarten as a place where children are enrolled."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=12)
    command = models.UUIDField()

    scope_columns: ClassVar[dict[str, str]] = {"place": "place", "school": "id"}

    class Meta:
        db_table = "children_school"
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="school_once_in_a_place")
        ]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """Children and adults who live as one family; `group` is the villagers' group."""

    id = models.UUIDField(primary_key=True)
    place = models.CharField(max_length=12)
    command = models.UUIDField()

    class Meta:
        db_table = "children_household"


class Child(models.Model):
    """One child, once. Columns below the line repeat current beliefs, so that lists need no joins."""

    id = models.UUIDField(primary_key=True)
    command = models.UUIDField()
    registered_at = models.DateTimeField()
    # --- current, kept by `record.refresh`
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=80)  # pinyin of the name, so that lists read as a roll
    sex = models.CharField(max_length=6, choices=Sex.choices, null=True)
    born_on = models.DateField(null=True)
    place = models.CharField(max_length=12)
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+", db_index=False)
    id_index = models.CharField(max_length=32, blank=True)  # blind index of a valid number only
    present = models.BooleanField(default=True)  # on the register; False after an exit
    # the child that this record turned out to be: it stands nowhere any more, and its id leads there
    merged_into = models.UUIDField(null=True)

    mentions_children: ClassVar[tuple[str, ...]] = ("merged_into",)

    scope_columns: ClassVar[dict[str, str]] = {
        "place": "place",
        "school": "school_id",
        "subject": "id",
    }

    class Meta:
        db_table = "children_child"
        indexes = [
            models.Index(
                fields=["place", "sort_key", "id"],
                condition=models.Q(present=True),
                name="child_present_by_place",
            ),
            models.Index(
                fields=["place", "sort_key", "id"],
                condition=models.Q(present=False),
                name="child_left_by_place",
            ),
            models.Index(fields=["school", "sort_key", "id"], name="child_by_school"),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="child_merged",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"], condition=~models.Q(id_index=""), name="child_once_by_id"
            ),
            models.CheckConstraint(
                name="child_merged_stands_nowhere",
                condition=models.Q(merged_into__isnull=True) | models.Q(present=False, place=""),
            ),
        ]


class OfChild(Belief):
    """A belief about one child."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Particulars(OfChild):
    """What is believed of a child's own data: one row a belief, whole."""

    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    sex = models.CharField(max_length=6, choices=Sex.choices, null=True)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=5, choices=Precision.choices, default="day")
    ethnicity = models.CharField(max_length=20, blank=True)
    id_number = SealedField("child.id_number", "identity")
    id_check = models.CharField(max_length=12, choices=IdCheck.choices, null=True)
    hukou_registered = models.BooleanField(null=True)
    hukou = models.CharField(max_length=6, choices=Hukou.choices, null=True)
    hukou_place = models.CharField(max_length=12, blank=True)
    hukou_text = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=12)
    group = models.CharField(max_length=30, blank=True)
    address = SealedField("child.address", "identity")
    health = models.CharField(max_length=8, choices=Health.choices, null=True)
    disability = models.CharField(max_length=40, blank=True)
    illness = models.CharField(max_length=60, blank=True)
    income = models.CharField(max_length=60, blank=True)  # codes of the form's 家庭经济来源
    phones = SealedField("child.phones", "care")  # of the family, when a roll says no more
    phone_keys = phone_columns.key_column()
    student_no = SealedField("child.student_no", "identity")
    note = SealedField("child.note", "care")

    class Meta:
        db_table = "children_particulars"
        indexes = phone_columns.indexes("particulars")
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(superseded_at__isnull=True),
                name="particulars_one_belief",
            )
        ]


class Presence(OfChild):
    """A stay on the register: entered, and left with a cause."""

    since = models.DateField()
    until = models.DateField(null=True)
    cause = models.CharField(max_length=16, choices=ExitCause.choices, null=True)

    class Meta:
        db_table = "children_presence"
        constraints = [
            models.CheckConstraint(
                name="presence_left_with_a_cause",
                condition=models.Q(until__isnull=True, cause__isnull=True)
                | models.Q(until__isnull=False, cause__isnull=False),
            )
        ]
