"""One of everything that only a named few may see, and the marks by which a leak is recognised."""

from homeward.domain.needs.models import Alert, Response, Score
from homeward.domain.needs.public import (
    Certainty,
    Informant,
    Outcome,
    Situation,
    decide_alert,
    feed_back,
    file_report,
    get_alert,
    get_needs,
    record_response,
    take_alert,
)
from tests.domain.needs.seats import answers, pupil
from tests.personas import People, given_rows

WHAT, FEEDBACK, WHY = "手臂上有很多伤", "孩子已安全", "当面谈过两小时"
SCORE = 987654.125
REPORTER = "林代理"


def protected_records(people: People) -> dict[str, str]:
    """A protected answer with its red alert, decided once and raised anew, and a report by 林代理."""
    child = pupil(people, "李小禾")
    assert people.wu and people.he and people.lin
    for _ in range(2):
        record_response(
            people.zhou.ctx, child_id=child, instrument="phq-a", informant=Informant.CHILD,
            answers=answers("phq-a", 3),
        )  # fmt: skip
        alert = Alert.objects.get(child_id=child, decided_at__isnull=True)
        take_alert(people.wu.ctx, alert_id=alert.id)
        get_alert(people.wu.ctx, alert_id=alert.id)
        if not Alert.objects.filter(child_id=child, decided_at__isnull=False).exists():
            call = people.wu.call(reason=WHY)
            decide_alert(call, alert_id=alert.id, outcome=Outcome.HANDLED)
    get_needs(people.wu.ctx, child_id=child)
    with given_rows():
        Score.objects.update(value=SCORE)
    filed = file_report(
        people.lin.ctx, child_id=child, situation=Situation.VIOLENCE, certainty=Certainty.KNOWN,
        what=WHAT,
    )  # fmt: skip
    feed_back(people.he.ctx, report_id=filed.report_id, text=FEEDBACK)
    return {
        "answer": str(Response.objects.first().id), "score": str(SCORE), "what": WHAT,
        "rule": "r09.self_harm", "alert": str(alert.id), "report": str(filed.report_id),
        "feedback": FEEDBACK, "why": WHY, "alert acts": '"alert.take"', "filing": '"report.file"',
        "feeding": '"report.feed_back"',
    }  # fmt: skip
