"""The wrong role sees no answer, score, protected alert, report or reporter, at any address there is.

Made from the registry: a new query is tried without being named here.
"""

from typing import Any

import pytest

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
from homeward.foundation.access.roles import FieldClass, roles
from tests.domain.needs.seats import answers, pupil
from tests.entry.api.worlds import SAID, World, holder, make_world, text, tries, undone
from tests.personas import People, given_rows

WHAT, FEEDBACK, WHY = "手臂上有很多伤", "孩子已安全", "当面谈过两小时"
SCORE = 987654.125
REPORTER = "林代理"
BLIND = [one for one in SAID if FieldClass.PROTECTED not in roles()[one].sees]


@pytest.fixture
def secrets(people: People) -> dict[str, str]:
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


def _reads(world: World, caller: Any) -> Any:
    """Every question of the API with its answer."""
    for path, door, act in tries(caller, world):
        if not path.startswith("/commands/"):
            answer = undone(act)
            yield path, door, text(answer)


@pytest.mark.parametrize("role", BLIND)
def test_nobody_without_the_class_sees_anything_protected(
    people: People, secrets: dict[str, str], role: str
) -> None:
    world = make_world(people)
    caller, seen, read = holder(world, role, own=True), [], 0
    for path, _door, said in _reads(world, caller):
        read += "{" in said
        seen += [f"{path}: {name}" for name, secret in secrets.items() if secret in said]
    assert not seen, "\n".join(seen)
    assert read > 20


@pytest.mark.parametrize("role", ["counsellor", "child_protection_lead"])
def test_those_who_hold_it_see_answers_and_never_the_reporter(
    people: People, secrets: dict[str, str], role: str
) -> None:
    world = make_world(people)
    caller = holder(world, role, own=True)
    found = dict.fromkeys(secrets, False)
    for path, door, said in _reads(world, caller):
        for name, secret in secrets.items():
            found[name] |= secret in said
        if door.group == "report" or "audit" in path:
            assert REPORTER not in said and str(people.lin.user_id) not in said, path
    assert found["alert"] and found["rule"]
    assert found["report"] == (role == "child_protection_lead")


@pytest.mark.parametrize("role", ["counsellor", "child_protection_lead"])
def test_the_same_role_elsewhere_sees_nothing(
    people: People, secrets: dict[str, str], role: str
) -> None:
    world = make_world(people)
    caller = holder(world, role, own=False)
    for path, _door, said in _reads(world, caller):
        for name, secret in secrets.items():
            assert secret not in said, (path, name)
