"""A child and a helper: proposed, asked, begun, paused, ended."""

from django.db import models

from homeward.domain.care.models import Record
from homeward.domain.children.words import ConsentWay
from homeward.domain.helpers.models.person import Helper
from homeward.domain.helpers.states import LIVE, MatchState
from homeward.domain.helpers.words import Asked, Ending, HelperKind, Paused
from homeward.foundation.crypto.fields import SealedField


class Match(Record):
    """One pairing. While it is active, and the helper's vetting holds, the helper sees the child."""

    helper = models.ForeignKey(Helper, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=HelperKind.choices)
    state = models.CharField(max_length=9, choices=MatchState.choices)
    reason = SealedField("match.reason", "care")
    proposed_on = models.DateField()
    published_on = models.DateField(null=True)
    published_by = models.UUIDField(null=True)
    started_on = models.DateField(null=True)
    paused_why = models.CharField(max_length=8, choices=Paused.choices, blank=True)
    paused_note = SealedField("match.paused_note", "care")
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    end_note = SealedField("match.end_note", "care")
    next_helper = models.ForeignKey(Helper, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "helpers_match"
        indexes = [
            models.Index(fields=["place", "state"], name="match_by_place"),
            models.Index(fields=["helper", "state"], name="match_by_helper"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child_id", "helper"],
                condition=models.Q(state__in=LIVE),
                name="match_one_live",
            )
        ]


class Answer(Record):
    """What one of the three said to a match: who, when, how. A no is never forgotten."""

    match = models.ForeignKey(Match, models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="+")
    by = models.CharField(max_length=6, choices=Asked.choices)
    agreed = models.BooleanField()
    way = models.CharField(max_length=8, choices=ConsentWay.choices)
    on = models.DateField()
    who = SealedField("match.answer_who", "care")
    note = SealedField("match.answer_note", "care")

    class Meta:
        db_table = "helpers_answer"
        indexes = [models.Index(fields=["child_id", "helper"], name="answer_by_pair")]


class MatchStep(Record):
    """One move of one match."""

    match = models.ForeignKey(Match, models.PROTECT, related_name="+")
    turn = models.SmallIntegerField()  # 1, 2, … several moves may be made in one act
    move = models.CharField(max_length=10)
    start = models.CharField(max_length=9, blank=True)
    to = models.CharField(max_length=9)

    class Meta:
        db_table = "helpers_match_step"
