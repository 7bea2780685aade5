"""A case, its plan with goals and items, and the reviews that keep it alive."""

from django.db import models

from homeward.domain.care.models.record import Record
from homeward.domain.care.states import (
    CaseState,
    GoalState,
    ItemState,
    PlanState,
    ReviewState,
)
from homeward.domain.care.words import Choice, Closure, Column, Origin, Outcome
from homeward.foundation.crypto.fields import SealedField

LIVE = models.Q(state__in=("draft", "agreed"))


class Case(Record):
    """One stretch of care for one child, opened by a decision and closed with a cause."""

    state = models.CharField(max_length=8, choices=CaseState.choices)
    opened_on = models.DateField()
    reason = SealedField("care.case_reason", "care")
    rules = models.JSONField(default=list)  # ids of the rules whose findings led here
    owner_id = models.UUIDField(null=True)
    owner_role = models.CharField(max_length=40)
    closed_on = models.DateField(null=True)
    closed_by = models.UUIDField(null=True)
    cause = models.CharField(max_length=16, choices=Closure.choices, null=True)
    closing = SealedField("care.case_closing", "care")

    class Meta:
        db_table = "care_case"
        indexes = [models.Index(fields=["place", "state"], name="case_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["child_id"], condition=models.Q(state="open"), name="case_one_open"
            ),
            models.CheckConstraint(
                name="case_closed_with_a_cause",
                condition=models.Q(state="open", closed_on__isnull=True, cause__isnull=True)
                | models.Q(state="closed", closed_on__isnull=False, cause__isnull=False),
            ),
        ]


class Plan(Record):
    """What was agreed for a child, in two columns: material and spiritual (paper 4.2.3)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=PlanState.choices)
    agreed_on = models.DateField(null=True)
    child_heard = models.BooleanField(null=True)
    child_words = SealedField("care.plan_child_words", "care")
    family_heard = models.BooleanField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "care_plan"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=LIVE, name="plan_one_live")
        ]


class Goal(Record):
    """What a child wants to reach, in five worded levels (Goal Attainment Scaling)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=GoalState.choices)
    column = models.CharField(max_length=10, choices=Column.choices)
    title = SealedField("care.goal_title", "care")
    levels = SealedField("care.goal_levels", "care")  # five sentences from -2 to +2, as JSON
    with_child = models.BooleanField(null=True)
    child_words = SealedField("care.goal_child_words", "care")
    weight = models.SmallIntegerField(default=1)
    start_level = models.SmallIntegerField(default=-1)
    set_on = models.DateField()

    class Meta:
        db_table = "care_goal"
        constraints = [
            models.CheckConstraint(
                name="goal_start_on_the_scale",
                condition=models.Q(start_level__gte=-2, start_level__lte=2),
            ),
            models.CheckConstraint(
                name="goal_weight", condition=models.Q(weight__gte=1, weight__lte=4)
            ),
        ]


class GoalRating(Record):
    """Where a child stood on a goal's scale on a day."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    rated_on = models.DateField()
    with_child = models.BooleanField(null=True)
    child_words = SealedField("care.rating_child_words", "care")

    class Meta:
        db_table = "care_goal_rating"
        indexes = [models.Index(fields=["goal", "rated_on"], name="rating_by_goal")]
        constraints = [
            models.CheckConstraint(
                name="rating_on_the_scale", condition=models.Q(level__gte=-2, level__lte=2)
            )
        ]


class PlanItem(Record):
    """One programme in a plan: who gives it, how often, why."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=ItemState.choices)
    programme = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    column = models.CharField(max_length=10, choices=Column.choices)
    cadence = models.CharField(max_length=60, blank=True)
    owner_role = models.CharField(max_length=40)
    owner_id = models.UUIDField(null=True)
    rules = models.JSONField(default=list)  # ids of the rules that asked for it
    origin = models.CharField(max_length=12, choices=Origin.choices)
    note = SealedField("care.item_note", "care")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "care_plan_item"
        indexes = [models.Index(fields=["child_id", "state"], name="item_by_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "programme"],
                condition=models.Q(state__in=("running", "paused")),
                name="item_once_in_a_plan",
            )
        ]


class SuggestionChoice(Record):
    """What somebody made of a suggested programme; a refusal keeps its reason."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    programme = models.CharField(max_length=60)
    rules = models.JSONField(default=list)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    item = models.ForeignKey(PlanItem, models.PROTECT, null=True, related_name="+")
    reason = SealedField("care.suggestion_reason", "care")
    decided_on = models.DateField()

    class Meta:
        db_table = "care_suggestion_choice"


class Review(Record):
    """A look at the whole plan, on a clock."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ReviewState.choices)
    due_on = models.DateField()
    held_on = models.DateField(null=True)
    held_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, null=True)
    child_heard = models.BooleanField(null=True)
    child_words = SealedField("care.review_child_words", "care")
    text = SealedField("care.review_text", "care")

    class Meta:
        db_table = "care_review"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="due"), name="review_one_due"
            )
        ]
