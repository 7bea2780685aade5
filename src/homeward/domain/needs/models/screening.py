"""Screening: rounds, who has a seat in them, what was answered, and the scores."""

from typing import ClassVar

from django.db import models

from homeward.domain.needs.models.scoped import Scoped
from homeward.domain.needs.words import Informant, SeatState
from homeward.foundation.crypto.fields import SealedField


class Round(models.Model):
    """A screening of a place or a school (or one class of it), with what is asked and until when."""

    id = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=60)
    instruments = models.CharField(max_length=200)  # ids, separated by commas
    informant = models.CharField(max_length=8, choices=Informant.choices)
    term = models.CharField(max_length=12)
    place = models.CharField(max_length=12)
    school_id = models.UUIDField(null=True)
    klass = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    scope_columns: ClassVar[dict[str, str]] = {"place": "place", "school": "school_id"}

    class Meta:
        db_table = "needs_round"
        indexes = [models.Index(fields=["place", "-opened_on"], name="round_by_place")]


class Seat(Scoped):
    """One child in one round; `why` is what was given as reason for not taking part."""

    id = models.UUIDField(primary_key=True)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    position = models.IntegerField()  # the order of the roll, in which the papers lie
    state = models.CharField(max_length=8, choices=SeatState.choices)
    why = SealedField("needs.seat_why", "protected")
    at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)

    class Meta:
        db_table = "needs_seat"
        constraints = [
            models.UniqueConstraint(fields=["round", "child_id"], name="seat_one_per_child")
        ]
        indexes = [
            models.Index(fields=["child_id", "state"], name="seat_by_child"),
            models.Index(fields=["round", "state", "position"], name="seat_by_round"),
        ]


class Response(Scoped):
    """What one informant answered to one instrument on one day.

    `answers` is the JSON of item -> value, sealed. `followed_at` says since when a later response to the
    same instrument counts; `safety` whether an answer asks for somebody the same day.
    """

    id = models.UUIDField(primary_key=True)
    instrument = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    reads = models.CharField(max_length=9)
    informant = models.CharField(max_length=8, choices=Informant.choices)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+")
    answers = SealedField("needs.answers", "protected")  # none when only scores were entered
    status = models.CharField(max_length=14)
    safety = models.BooleanField(null=True)  # None: not asked, or not answered
    scores_only = models.BooleanField(default=False)
    answered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    channel = models.CharField(max_length=12)
    followed_at = models.DateTimeField(null=True)
    engine_version = models.CharField(max_length=20)
    input_hash = models.CharField(max_length=64)

    scope_columns: ClassVar[dict[str, str]] = {**Scoped.scope_columns, "reads": "reads"}

    class Meta:
        db_table = "needs_response"
        constraints = [
            models.UniqueConstraint(
                fields=["child_id", "instrument"],
                condition=models.Q(followed_at__isnull=True),
                name="response_one_counts",
            ),
            models.UniqueConstraint(
                fields=["child_id", "instrument", "round"],
                condition=models.Q(round__isnull=False),
                name="response_once_in_a_round",
            ),
        ]
        indexes = [models.Index(fields=["child_id", "-answered_on"], name="response_by_child")]


class Score(models.Model):
    """One scale of one response; `value` None where too little was answered."""

    id = models.UUIDField(primary_key=True)
    response = models.ForeignKey(Response, models.CASCADE, related_name="+")
    scale = models.CharField(max_length=40)
    main = models.BooleanField()  # the instrument's first scale, the one that facts read
    value = models.FloatField(null=True)
    band = models.CharField(max_length=40, blank=True)
    severity = models.CharField(max_length=8, blank=True)

    class Meta:
        db_table = "needs_score"
        constraints = [
            models.UniqueConstraint(fields=["response", "scale"], name="score_one_per_scale")
        ]
