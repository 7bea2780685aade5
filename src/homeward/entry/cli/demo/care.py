"""A few weeks of the care loop: a class is screened, homes are visited, plans are made and reviewed.

All through the doors that people use. Answers are drawn at random and are nobody's: about one child in
seven answers low, as published surveys of rural pupils find; the others answer on the calm side.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from homeward.domain.care.models import Review
from homeward.domain.care.public import (
    accept_suggestion,
    agree_plan,
    hold_review,
    open_case,
    rate_goal,
    record_contact,
    record_engagement,
    refuse_suggestion,
    set_goal,
)
from homeward.domain.care.words import Column, Engaged, Initiator, Outcome, Present, Way
from homeward.domain.children.models import Enrolment
from homeward.domain.children.public import cards_in
from homeward.domain.children.words import Guardianship
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.models import Seat
from homeward.domain.needs.public import (
    AnswerDraft,
    Certainty,
    HomeChecks,
    Informant,
    NotTaken,
    Office,
    Situation,
    assess,
    decide_alert,
    feed_back,
    file_report,
    forward_report,
    list_alerts,
    open_school_round,
    receive_report,
    record_response,
    refuse_seat,
    take_alert,
)
from homeward.domain.needs.public import Outcome as Decided
from homeward.domain.watch.public import look_at_area, suggestions_of, sweep_alerts
from homeward.engines.scoring import Instrument
from homeward.entry.cli.demo.people import REASON, VILLAGE
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context

Call = Callable[..., Context]
ASKED = ("who-5", "belonging", "security")
LOW = 0.14
"""Share of children who answer low: the lower end of depression by scale in Nanchong (14 %)."""
VISITED, CALLED = 12, 18
"""Children of the village whose homes are visited, and whose parents' calls are noted down."""
LEVELS = (
    "整周没有和妈妈说过话", "一周说一次，不到三分钟", "每周视频两次，说说学校的事",
    "会主动打给妈妈", "开心不开心都愿意告诉妈妈",
)  # fmt: skip


class CareWeeks:
    """The acts, each on its day; `call` makes a call by a person so many days ago."""

    def __init__(self, call: Call, school_id: UUID) -> None:
        self.call, self.school_id = call, school_id
        self.draw = random.Random(20_260_901)
        self.village = [card.child_id for card in cards_in(place=VILLAGE)]
        self.pupils = {card.child_id: card for card in cards_in(school_id=school_id)}

    def first_night(self, days: int) -> None:
        """The machine runs the rules over the county for the first time."""
        sweep_alerts(self._machine(days))

    def village_night(self, days: int) -> None:
        """And over the village once the visits are in."""
        look_at_area(self._machine(days), place=VILLAGE)

    def _machine(self, days: int) -> Context:
        at = self.call("wang", days).at
        return Context(actor=machine(), channel=Channel.JOB, at=at, reason=REASON)

    def screening(self, days: int) -> None:
        """何老师 screens the largest class that is old enough: most answer, two do not want to."""
        rows = Enrolment.objects.now().filter(school_id=self.school_id, until=None, grade__gte=4)
        klasses = Counter(rows.exclude(klass="").values_list("klass", flat=True))
        call = self.call("he", days)
        opened = open_school_round(
            call, school_id=self.school_id, klass=klasses.most_common(1)[0][0] if klasses else "",
            title="开学适应筛查", instruments=ASKED, informant=Informant.CHILD,
            due_on=call.today + timedelta(days=10),
        )  # fmt: skip
        seats = Seat.objects.filter(round_id=opened.round_id).order_by("id")
        for number, child_id in enumerate(seats.values_list("child_id", flat=True)):
            self._seat(child_id, opened.round_id, days - 1 - number % 4, number)

    def _seat(self, child_id: UUID, round_id: UUID, days: int, number: int) -> None:
        if number % 15 == 7:
            refuse_seat(
                self.call("he", days, number), child_id=child_id, round_id=round_id,
                how=NotTaken.REFUSED, why="想先和奶奶商量",
            )  # fmt: skip
            return
        if number % 11 == 5:
            refuse_seat(
                self.call("he", days, number), child_id=child_id, round_id=round_id,
                how=NotTaken.ABSENT,
            )  # fmt: skip
            return
        mood = 0.25 if self.draw.random() < LOW else 0.72
        for turn, name in enumerate(ASKED):
            asked = instrument_of(name)
            call = self.call("he", days, number + turn)
            if self._may_be_asked(asked, child_id):
                record_response(
                    call, child_id=child_id, instrument=name, informant=Informant.CHILD,
                    answers=self._answers(asked, mood), round_id=round_id,
                )  # fmt: skip

    def _may_be_asked(self, asked: Instrument, child_id: UUID) -> bool:
        born = self.pupils[child_id].born_on
        return born is not None and (self.call("he", 25).today - born).days // 366 in asked.ages

    def _answers(self, asked: Instrument, mood: float) -> tuple[AnswerDraft, ...]:
        """Around a mood from 0 (low) to 1, each question a little apart, seldom one left out."""
        given = []
        for item in asked.items:
            ranked = sorted(item.values, key=item.score)
            at = min(max(mood + self.draw.uniform(-0.25, 0.25), 0), 0.999)
            left_out = self.draw.random() < 0.02
            given.append(AnswerDraft(item.id, None if left_out else ranked[int(at * len(ranked))]))
        return tuple(given)

    def visits(self, days: int) -> None:
        """王主任 goes round the village: most homes are in order, one is not."""
        for number, child_id in enumerate(self.village[:VISITED]):
            call = self.call("wang", days - number // 4, number * 5)
            troubled = number == 3
            rating = Guardianship.POOR if troubled else self.draw.choice(list(Guardianship)[:2])
            clear = HomeChecks(
                unattended=False, lives_alone=False, carer_ill=troubled, carer_excluded=False,
                water_hazard=number % 5 == 0, house_hazard=number % 7 == 0,
            )  # fmt: skip
            assess(call, child_id=child_id, rating=rating, checks=clear)
            record_engagement(
                self.call("wang", days - number // 4, number * 5 + 1), child_id=child_id,
                kind=Engaged.VISIT, channel=Way.FACE_TO_FACE, with_whom=(Present.CHILD, Present.CARER),
                minutes=30, text="看了住处和作业，和奶奶谈了安全。",
            )  # fmt: skip

    def contacts(self, days: int) -> None:
        """Calls of the last weeks as children and carers told them; some families are out of touch."""
        for number, child_id in enumerate(self.village[:CALLED]):
            last = (2, 3, 5, 6, 9, 18)[number % 6]
            for ago in (last, last + 6):
                if ago <= days:
                    record_contact(
                        self.call("wang", ago, number), child_id=child_id,
                        parent=(Present.FATHER, Present.MOTHER)[number % 2],
                        channel=(Way.PHONE, Way.VIDEO)[number % 2], minutes=3 + number % 12,
                        feelings=number % 3 != 0, begun_by=Initiator.PARENT,
                    )  # fmt: skip

    def plans(self, days: int) -> None:
        """Two children get a case: a goal with the child, what the rules suggest, a review."""
        alerts = list_alerts(self.call("wang", days), place=VILLAGE, limit=60).alerts
        urgent = list(dict.fromkeys(line.child_id for line in alerts))[:2]
        for turn, child_id in enumerate(urgent):
            self._plan(
                child_id, days, turn * 10, tuple(a.rule for a in alerts if a.child_id == child_id)
            )

    def _plan(self, child_id: UUID, days: int, minute: int, rules: tuple[str, ...]) -> None:
        def call(later: int = 0, reason: str = "") -> Context:
            return replace(self.call("wang", days, minute + later), reason=reason or REASON)

        opened = open_case(
            call(reason="走访和预警都提示需要更多帮助"), child_id=child_id, rules=rules
        )
        goal = set_goal(
            call(1), plan_id=opened.plan_id, title="常和妈妈说说话", column=Column.SPIRITUAL,
            levels=LEVELS, with_child=True, child_words="想晚上睡前视频",
        )  # fmt: skip
        made = suggestions_of(call(2), child_id=child_id).suggestions
        for number, one in enumerate(made[:2]):
            accept_suggestion(
                call(3 + number), plan_id=opened.plan_id, programme=one.programme,
                rules=tuple(need.rule for need in one.because),
            )  # fmt: skip
        for one in made[2:3]:
            refuse_suggestion(
                call(6, "已有老师在做"), plan_id=opened.plan_id, programme=one.programme,
                rules=tuple(need.rule for need in one.because),
            )  # fmt: skip
        if made:
            agree_plan(call(7), plan_id=opened.plan_id, child_heard=True, family_heard=True)
        later = self.call("wang", max(days - 5, 0), minute)
        record_engagement(
            later, child_id=child_id, kind=Engaged.VISIT, channel=Way.FACE_TO_FACE,
            with_whom=(Present.CHILD, Present.CARER), minutes=40, child_words="妈妈答应周末视频",
        )  # fmt: skip
        rate_goal(self.call("wang", max(days - 9, 0), minute), goal_id=goal.goal_id, level=0)
        review = Review.objects.filter(child_id=child_id, state="due").first()
        if review and minute == 0:
            hold_review(
                self.call("wang", max(days - 10, 0), 30), review_id=review.id, child_heard=True,
                outcome=Outcome.GO_ON, text="妈妈每周视频两次，孩子愿意说话了。继续。",
            )  # fmt: skip

    def alerts(self, days: int) -> None:
        """Some alerts are taken in hand, and one is decided with a reason."""
        lines = list_alerts(self.call("wang", days), place=VILLAGE, limit=20).alerts
        for number, line in enumerate(lines[:4]):
            take_alert(self.call("wang", days, number), alert_id=line.alert_id)
        for line in lines[3:4]:
            call = replace(
                self.call("wang", days - 1), reason="已和家里谈过，奶奶每天接送，下月再看"
            )
            decide_alert(call, alert_id=line.alert_id, outcome=Decided.WATCHING)

    def reports(self, days: int) -> None:
        """Two reports of suspected neglect: one taken up and answered, one that came in yesterday."""
        child_id, other = list(self.pupils)[-2:]
        filed = file_report(
            self.call("zhou", days), child_id=child_id, situation=Situation.ABANDONED,
            certainty=Certainty.SUSPECTED, observed_on=self.call("zhou", days).today,
            what="这周三次没有人来接，孩子说晚上家里没有大人。",
        )  # fmt: skip
        receive_report(self.call("bao", days, 40), report_id=filed.report_id)
        forward_report(
            self.call("bao", days, 90), report_id=filed.report_id, to=Office.CIVIL_AFFAIRS
        )
        feed_back(
            self.call("bao", days - 2), report_id=filed.report_id,
            text="民政已上门，姑姑暂时来照料，每周回访。谢谢您及时报告。",
        )  # fmt: skip
        file_report(
            self.call("wang", 1), child_id=other, situation=Situation.ABANDONED,
            certainty=Certainty.SUSPECTED, what="邻居说孩子这几天一个人在家，联系不上家里人。",
        )  # fmt: skip
