"""Referral with its way back, and the conference of those around a child."""

from django.db import models

from homeward.domain.care.models.record import Record
from homeward.domain.care.states import ConferenceState, InvitationState, ReferralState
from homeward.domain.care.words import ReferredTo
from homeward.foundation.crypto.fields import SealedField


class Referral(Record):
    """A child is referred on; somebody answers, and says what came of it."""

    state = models.CharField(max_length=8, choices=ReferralState.choices)
    to = models.CharField(max_length=16, choices=ReferredTo.choices)
    to_whom = SealedField("care.referral_to_whom", "care")
    owner_id = models.UUIDField(null=True)  # the receiver, when it is a person of the house
    reason = SealedField("care.referral_reason", "care")
    consent = models.BooleanField()
    offered_on = models.DateField()
    due_on = models.DateField()  # the answer; after it was accepted, the feedback
    answer = SealedField("care.referral_answer", "care")
    feedback = SealedField("care.referral_feedback", "care")
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "care_referral"
        indexes = [models.Index(fields=["place", "state", "due_on"], name="referral_by_place")]


class Conference(Record):
    """Those around a child come together and decide."""

    state = models.CharField(max_length=10, choices=ConferenceState.choices)
    on = models.DateField()
    purpose = SealedField("care.conference_purpose", "care")
    decision = SealedField("care.conference_decision", "care")
    child_heard = models.BooleanField(null=True)
    held_on = models.DateField(null=True)

    class Meta:
        db_table = "care_conference"


class Invitation(Record):
    """Who was asked to a conference, what was answered, and who came."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    state = models.CharField(max_length=8, choices=InvitationState.choices)
    came = models.BooleanField(null=True)

    class Meta:
        db_table = "care_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "user_id"], name="invitation_once_a_person"
            )
        ]
