"""Recording what was answered, or that it was not. Whoever records gets back no score."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.children.public import ChildCard, cards_of, require_consent
from homeward.domain.needs.commands.rounds import SCREENING, check_informant
from homeward.domain.needs.drafts import AnswerDraft, ScoreDraft
from homeward.domain.needs.hotlines import Hotline, hotlines
from homeward.domain.needs.instruments import age_at, instrument_of, reads_of
from homeward.domain.needs.models import Response, Round, Score, Seat
from homeward.domain.needs.problems import (
    AnsweredAlready,
    AnswersInvalid,
    NoSeat,
    NotForThisAge,
    NotInThisRound,
    RoundClosed,
    ScoresInvalid,
    ScoresNeedNoHand,
    TextNotShipped,
)
from homeward.domain.needs.safety import raise_safety_alert
from homeward.domain.needs.words import Informant, NotTaken, Reads, SeatState
from homeward.engines.scoring import (
    AnswersRefused,
    Instrument,
    ScoreResult,
    score,
    score_totals,
)
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.seal import seal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture, NotFound

RECORD = "need.record"
ID = re.compile(r"[a-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class ResponseRecorded:
    """An informant's answers are on record; the scores are for those who may see them.

    Attributes:
        hotlines: numbers to keep at hand, given with every instrument that asks about safety whatever
            was answered, so that neither this result nor a log of it tells an answer.
    """

    child_id: UUID
    response_id: UUID
    instrument: str
    answered_on: date
    recorded_by: UUID | None
    hotlines: tuple[Hotline, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatLeft:
    """A child did not take part in a round."""

    child_id: UUID
    round_id: UUID
    how: NotTaken


@command(action=RECORD, name="need.record_response", on="child_id", says="录入问卷答案")
def record_response(
    ctx: Context,
    *,
    child_id: UUID,
    instrument: str,
    informant: Informant,
    answers: tuple[AnswerDraft, ...],
    round_id: UUID | None = None,
    answered_on: date | None = None,
) -> ResponseRecorded:
    """Record one informant's answers, in a round or alone; they are scored at once.

    An answer that needs somebody the same day raises a red alert before this command ends.

    Raises:
        InstrumentUnknown, TextNotShipped, InformantNotAsked, NotForThisAge, AnswersInvalid,
        DateInFuture, RoundClosed, NoSeat, NotInThisRound, AnsweredAlready.
    """
    asked = instrument_of(instrument)
    if not asked.text_shipped:
        raise TextNotShipped()
    given = {answer.item: answer.value for answer in answers}
    taking = _Taking(ctx, child_id, asked, informant, round_id, answered_on)
    try:
        result = score(asked, given, taking.age)
    except AnswersRefused as refused:
        raise AnswersInvalid(items=_about(refused)) from refused
    response_id = taking.keep(result, json.dumps(given, sort_keys=True), scores_only=False)
    if result.safety:
        raise_safety_alert(ctx, child_id, asked.id, result.safety)
    numbers = hotlines() if any(item.safety is not None for item in asked.items) else ()
    return taking.told(response_id, numbers)


@command(action=RECORD, name="need.record_scores", on="child_id", says="录入问卷得分")
def record_scores(
    ctx: Context,
    *,
    child_id: UUID,
    instrument: str,
    informant: Informant,
    scores: tuple[ScoreDraft, ...],
    round_id: UUID | None = None,
    answered_on: date | None = None,
) -> ResponseRecorded:
    """Record scores of an instrument whose text may not be shipped, as read off the licensed paper.

    Raises:
        InstrumentUnknown, ScoresNeedNoHand, InformantNotAsked, NotForThisAge, ScoresInvalid,
        DateInFuture, RoundClosed, NoSeat, NotInThisRound, AnsweredAlready.
    """
    asked = instrument_of(instrument)
    if asked.text_shipped:
        raise ScoresNeedNoHand()
    given = {one.scale: one.value for one in scores}
    taking = _Taking(ctx, child_id, asked, informant, round_id, answered_on)
    try:
        result = score_totals(asked, given, taking.age)
    except AnswersRefused as refused:
        raise ScoresInvalid(scales=_about(refused)) from refused
    response_id = taking.keep(result, "", scores_only=True)
    return taking.told(response_id)


@command(action=RECORD, name="need.refuse", on="child_id", says="记录未参加筛查")
def refuse_seat(
    ctx: Context, *, child_id: UUID, round_id: UUID, how: NotTaken, why: str = ""
) -> SeatLeft:
    """Record that a child did not want to take part, or was not there, and why.

    Raises:
        RoundClosed, NoSeat, AnsweredAlready.
    """
    seat = _seat(child_id, round_id)
    if seat.state == SeatState.DONE:
        raise AnsweredAlready()
    seat.why = seal(why.strip(), "needs.seat_why") if why.strip() else None
    _sit(ctx, seat, SeatState(how))
    return SeatLeft(child_id, round_id, how)


def _about(refused: AnswersRefused) -> str:
    """Ids of items or scales that are wrong; what has no shape of an id may be anything, and stays out."""
    ids = (fault.about if ID.fullmatch(fault.about) else "?" for fault in refused.faults)
    return "、".join(dict.fromkeys(ids))


def _seat(child_id: UUID, round_id: UUID) -> Seat:
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("round")
        .filter(child_id=child_id, round_id=round_id)
        .first()
    )
    if seat is None:
        raise NoSeat()
    if seat.round.closed_at:
        raise RoundClosed()
    return seat


def _sit(ctx: Context, seat: Seat, state: SeatState) -> None:
    seat.state, seat.at, seat.by = state, ctx.at, ctx.actor.user_id
    seat.save(update_fields=["state", "why", "at", "by"])


class _Taking:
    """One set of answers on its way into the record."""

    def __init__(
        self, ctx: Context, child_id: UUID, instrument: Instrument, informant: Informant,
        round_id: UUID | None, answered_on: date | None,
    ) -> None:  # fmt: skip
        self.ctx, self.instrument, self.informant = ctx, instrument, informant
        self.on = answered_on or ctx.today
        if self.on > ctx.today:
            raise DateInFuture(on=self.on)
        check_informant(instrument, informant)
        self.card = _card(child_id)
        require_consent(child_id, SCREENING, ctx.today)
        self.age = age_at(self.card.born_on, self.on)
        ages = instrument.ages
        if self.age is not None and self.age not in ages:
            raise NotForThisAge(lowest=ages.first, highest=ages.last)
        self.seat = self._find_seat(round_id) if round_id else None
        self.reads = reads_of(instrument, informant)
        if self.reads == Reads.PROTECTED:
            ctx.trail.only_for(Reads.PROTECTED)

    def _find_seat(self, round_id: UUID) -> Seat:
        seat = _seat(self.card.child_id, round_id)
        if self.instrument.id not in seat.round.instruments.split(","):
            raise NotInThisRound()
        before = Response.objects.filter(
            child_id=self.card.child_id, instrument=self.instrument.id, round_id=round_id
        )
        if before.exists():
            raise AnsweredAlready()
        return seat

    def keep(self, result: ScoreResult, answers: str, *, scores_only: bool) -> UUID:
        """Write the response with its scores; the latest one of an instrument is the one that counts."""
        ctx, card = self.ctx, self.card
        row = Response(
            id=new_id(), child_id=card.child_id, place=card.place, school=card.school_id,
            instrument=self.instrument.id, version=self.instrument.version, reads=self.reads,
            informant=self.informant, round_id=self.seat.round_id if self.seat else None,
            answers=seal(answers, "needs.answers") if answers else None,
            status=result.status, safety=self._safety(result), scores_only=scores_only,
            answered_on=self.on, recorded_at=ctx.at, recorded_by=ctx.actor.user_id,
            channel=ctx.channel, followed_at=self._follow(), engine_version=result.engine_version,
            input_hash=result.input_hash,
        )  # fmt: skip
        row.save(force_insert=True)
        Score.objects.bulk_create(
            Score(
                id=new_id(), response=row, scale=one.id, main=n == 0, value=one.value,
                band=one.band or "", severity=one.severity or "",
            )
            for n, one in enumerate(result.scales)
        )  # fmt: skip
        if self.seat and self._all_answered(self.seat.round):
            _sit(ctx, self.seat, SeatState.DONE)
        return row.id

    def told(self, response_id: UUID, numbers: tuple[Hotline, ...] = ()) -> ResponseRecorded:
        """What the call gives back: that answers are there, nothing of what they say."""
        by = self.ctx.actor.user_id
        return ResponseRecorded(
            self.card.child_id, response_id, self.instrument.id, self.on, by, numbers
        )

    def _safety(self, result: ScoreResult) -> bool | None:
        """Whether somebody is needed the same day; None where that was not asked or not answered."""
        asking = {item.id for item in self.instrument.items if item.safety is not None}
        if result.safety:
            return True
        return False if asking and not asking & set(result.missing) else None

    def _follow(self) -> datetime | None:
        """Let these answers take the place of earlier ones; set at once when later ones are there."""
        before = Response.objects.select_for_update().filter(
            child_id=self.card.child_id, instrument=self.instrument.id, followed_at__isnull=True
        )
        counts = before.first()
        if counts and counts.answered_on > self.on:
            return self.ctx.at
        before.update(followed_at=self.ctx.at)
        return None

    def _all_answered(self, asked: Round) -> bool:
        """Whether this child has answered all of a round that is meant for its age."""
        wanted = [instrument_of(name) for name in asked.instruments.split(",")]
        meant = {one.id for one in wanted if self.age is None or self.age in one.ages}
        given = Response.objects.filter(child_id=self.card.child_id, round=asked)
        return meant <= set(given.values_list("instrument", flat=True))


def _card(child_id: UUID) -> ChildCard:
    card = cards_of([child_id]).get(child_id)
    if card is None or not card.present:
        raise NotFound()
    return card
