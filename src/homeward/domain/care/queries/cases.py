"""The case of a child: why it was opened, what is due, who is asked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from homeward.domain.care.models import Case, Conference, Invitation, Plan, Referral, Review
from homeward.domain.care.record import opened, opened_json
from homeward.domain.care.states import (
    CaseState,
    ConferenceState,
    InvitationState,
    ReferralState,
    ReviewState,
)
from homeward.domain.care.words import Closure, Outcome, ReferredTo
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

WAITING = (ReferralState.OFFERED, ReferralState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review, due or held."""

    review_id: UUID
    state: ReviewState
    due_on: date
    held_on: date | None
    outcome: Outcome | None
    child_heard: bool | None
    child_words: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One stretch of care."""

    case_id: UUID
    plan_id: UUID | None
    state: CaseState
    opened_on: date
    reason: str
    rules: tuple[str, ...]
    owner_role: str
    owner_id: UUID | None
    owner_name: str
    closed_on: date | None
    cause: Closure | None
    closing_reason: str
    closing_text: str
    reviews: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral; `overdue` says that the answer or the feedback is late."""

    referral_id: UUID
    state: ReferralState
    to: ReferredTo
    to_whom: str
    reason: str
    consent: bool
    offered_on: date
    due_on: date
    overdue: bool
    answer: str
    feedback: str


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """Who was asked; `came` None until the conference was held."""

    user_id: UUID
    name: str
    state: InvitationState
    came: bool | None


@dataclass(frozen=True, slots=True)
class ConferenceLine:
    """One conference."""

    conference_id: UUID
    state: ConferenceState
    on: date
    held_on: date | None
    purpose: str
    decision: str
    child_heard: bool | None
    invited: tuple[InvitationLine, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything around a child's cases, the present one first; no case is an empty tuple."""

    child_id: UUID
    cases: tuple[CaseCard, ...]
    referrals: tuple[ReferralLine, ...]
    conferences: tuple[ConferenceLine, ...]


@query(action="case.read", name="case.of_child", on="child_id", sensitive=True, says="查看个案")
def case_of_child(ctx: Context, *, child_id: UUID) -> CasePage:
    """The cases of a child with their reviews, and its referrals and conferences, latest first."""
    return case_page(ctx, child_id)


def case_page(ctx: Context, child_id: UUID) -> CasePage:
    """The same, inside a query that has asked and recorded already."""
    return CasePage(child_id, _cases(child_id), _referrals(ctx, child_id), _conferences(child_id))


def _cases(child_id: UUID) -> tuple[CaseCard, ...]:
    open_first = F("closed_on").desc(nulls_first=True)
    rows = list(Case.objects.filter(child_id=child_id).order_by(open_first, "-opened_on", "-id"))
    plans = dict(Plan.objects.filter(child_id=child_id).values_list("case_id", "id"))
    names = person_names({row.owner_id for row in rows if row.owner_id})
    reviews: dict[UUID, list[ReviewLine]] = {}
    for review in Review.objects.filter(child_id=child_id).order_by("-due_on", "-id"):
        reviews.setdefault(review.case_id, []).append(_review(review))
    found = []
    for row in rows:
        closing = opened_json(row, "closing") or {}
        found.append(
            CaseCard(
                row.id, plans.get(row.id), CaseState(row.state), row.opened_on,
                opened(row, "reason"), tuple(row.rules), row.owner_role, row.owner_id,
                names.get(row.owner_id, "") if row.owner_id else "", row.closed_on,
                Closure(row.cause) if row.cause else None, closing.get("reason", ""),
                closing.get("text", ""), tuple(reviews.get(row.id, ())),
            )
        )  # fmt: skip
    return tuple(found)


def _review(row: Review) -> ReviewLine:
    return ReviewLine(
        row.id, ReviewState(row.state), row.due_on, row.held_on,
        Outcome(row.outcome) if row.outcome else None, row.child_heard,
        opened(row, "child_words"), opened(row, "text"),
    )  # fmt: skip


def _referrals(ctx: Context, child_id: UUID) -> tuple[ReferralLine, ...]:
    rows = Referral.objects.filter(child_id=child_id).order_by("-offered_on", "-id")
    return tuple(
        ReferralLine(
            row.id, ReferralState(row.state), ReferredTo(row.to), opened(row, "to_whom"),
            opened(row, "reason"), row.consent, row.offered_on, row.due_on,
            row.state in WAITING and row.due_on < ctx.today, opened(row, "answer"),
            opened(row, "feedback"),
        )
        for row in rows
    )  # fmt: skip


def _conferences(child_id: UUID) -> tuple[ConferenceLine, ...]:
    asked: dict[UUID, list[Invitation]] = {}
    for row in Invitation.objects.filter(child_id=child_id).order_by("id"):
        asked.setdefault(row.conference_id, []).append(row)
    names = person_names({row.user_id for rows in asked.values() for row in rows})
    return tuple(
        ConferenceLine(
            row.id, ConferenceState(row.state), row.on, row.held_on, opened(row, "purpose"),
            opened(row, "decision"), row.child_heard,
            tuple(
                InvitationLine(i.user_id, names.get(i.user_id, ""), InvitationState(i.state), i.came)
                for i in asked.get(row.id, ())
            ),
        )
        for row in Conference.objects.filter(child_id=child_id).order_by("-on", "-id")
    )  # fmt: skip
