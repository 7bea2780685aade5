"""The whole way: recorded by people through commands, heard, judged, shown. Told in Chinese."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.care.public import record_contact
from homeward.domain.care.words import Present
from homeward.domain.children.drafts import (
    AdultDraft,
    CarerDraft,
    EnrolmentDraft,
    ParentDraft,
    WhereaboutsDraft,
)
from homeward.domain.children.public import (
    give_notice,
    record_benefit,
    record_care,
    record_parent,
    several,
)
from homeward.domain.children.words import (
    CarerKind,
    Guardianship,
    Kinship,
    Notified,
    Stage,
    Whereabouts,
)
from homeward.domain.needs.models import Alert
from homeward.domain.needs.public import (
    AnswerDraft,
    Certainty,
    HomeChecks,
    Informant,
    Situation,
    assess,
    file_report,
    record_response,
)
from homeward.domain.watch.facts import child_facts, gather, gather_one
from homeward.domain.watch.public import findings_of, suggestions_of
from homeward.foundation import clock, outbox
from tests.domain.children.registers import child, registered
from tests.domain.watch.cards import COLOURS, VALUES, told
from tests.personas import VILLAGE, People

JOURNEYS: list[dict[str, Any]] = told("journeys")["算例"]
WHERE = {
    "外出": Whereabouts.AWAY,
    "在家": Whereabouts.HOME,
    "去世": Whereabouts.DEAD,
    "失联": Whereabouts.MISSING,
    "服刑": Whereabouts.CUSTODY,
}
CARERS = {
    "父母": CarerKind.PARENT,
    "祖辈": CarerKind.GRANDPARENT,
    "亲戚": CarerKind.KIN,
    "无人": CarerKind.NONE,
}
STAGES = {
    "未入园": Stage.NONE,
    "幼儿园": Stage.KINDERGARTEN,
    "小学": Stage.PRIMARY,
    "初中": Stage.JUNIOR,
}
RATINGS = {"较好": Guardianship.GOOD, "一般": Guardianship.FAIR, "差": Guardianship.POOR}
CHECKS = {
    "无人看护": "unattended",
    "单独生活": "lives_alone",
    "照料人重病": "carer_ill",
    "照料人不得受托": "carer_excluded",
}
STATES = {"待处理": "open", "缓解": "eased"}
ITEMS = (
    "down", "interest", "sleep", "appetite", "tired", "failure", "concentrate", "slow_restless",
)  # fmt: skip


def _parent(kinship: Kinship, said: dict[str, Any]) -> ParentDraft:
    now = WhereaboutsDraft(
        whereabouts=WHERE[said["在"]],
        since=said.get("从"),
        place="广东深圳" if said["在"] == "外出" else "",
    )
    able = VALUES[said["能监护"]] if "能监护" in said else None
    return ParentDraft(parent=kinship, adult=AdultDraft(name="陈某", able=able), now=now)


def _registered(people: People, said: dict[str, Any]) -> UUID:
    school = said["就学"]
    return registered(
        people.wang, VILLAGE, child=child(born_on=said["生日"]),
        parents=(_parent(Kinship.FATHER, said["父亲"]), _parent(Kinship.MOTHER, said["母亲"])),
        carer=CarerDraft(kind=CARERS[said["照料人"]]),
        enrolment=EnrolmentDraft(
            school_id=people.school_id, stage=STAGES[school["阶段"]], grade=school.get("年级"),
            boarding=VALUES[school["寄宿"]] if "寄宿" in school else None,
        ),
    )  # fmt: skip


def _visit(people: People, child_id: UUID, said: dict[str, Any]) -> None:
    checks = {CHECKS[name]: VALUES[value] for name, value in said.items() if name != "评估"}
    rating = RATINGS[said.get("评估", "一般")]
    assess(people.wang.ctx, child_id=child_id, rating=rating, checks=HomeChecks(**checks))


def _notice(people: People, child_id: UUID, said: dict[str, str]) -> None:
    for to, given in said.items():
        kind = {"学校": Notified.SCHOOL, "村委会": Notified.VILLAGE}[to]
        give_notice(people.wang.ctx, child_id=child_id, to=kind, given=given == "是")


def _contact(people: People, child_id: UUID, said: dict[str, Any]) -> None:
    record_contact(
        people.wang.ctx, child_id=child_id, parent=Present.FATHER, minutes=said["分钟"],
        held_on=clock.today() - timedelta(days=said["几天前"]), feelings=said["谈心情"] == "是",
    )  # fmt: skip


def _mother(people: People, child_id: UUID, said: dict[str, Any]) -> None:
    record_parent(
        people.wang.ctx, child_id=child_id, parent=Kinship.MOTHER, since=said["从"],
        whereabouts=WHERE[said["在"]],
    )  # fmt: skip


def _carer(people: People, child_id: UUID, said: str) -> None:
    record_care(people.wang.ctx, child_id=child_id, kind=CARERS[said])


def _answers(people: People, child_id: UUID, said: dict[str, str]) -> None:
    given = {item: 0 for item in ITEMS} | {"self_harm": 1 if said["想伤害自己"] == "是" else 0}
    record_response(
        people.wu.ctx, child_id=child_id, instrument="phq-a", informant=Informant.CHILD,
        answers=tuple(AnswerDraft(item, value) for item, value in given.items()),
    )  # fmt: skip


def _report(people: People, child_id: UUID, said: str) -> None:
    file_report(
        people.zhou.ctx, child_id=child_id, situation=next(iter(Situation)),
        certainty=Certainty.SUSPECTED, what="手臂上有成片的旧伤",
    )  # fmt: skip


def _benefit(people: People, child_id: UUID, said: dict[str, str]) -> None:
    record_benefit(
        people.wang.ctx, child_id=child_id, kind=said["项目"], received=said["享受"] == "是"
    )


STEPS: dict[str, Callable[[People, UUID, Any], None]] = {
    "走访": _visit,
    "告知": _notice,
    "联系": _contact,
    "母亲": _mother,
    "照料": _carer,
    "问卷": _answers,
    "报告": _report,
    "救助": _benefit,
}


@pytest.mark.parametrize("case", JOURNEYS, ids=lambda case: str(case["情况"]))
def test_a_journey_as_told(people: People, case: dict[str, Any]) -> None:
    lead = people.he  # sees every class
    child_id = _registered(people, told("journeys")["照常"] | case.get("登记", {}))
    outbox.deliver()
    for number, step in enumerate(case.get("之后", ())):
        ((name, said),) = step.items()
        with clock.frozen(clock.now() + timedelta(minutes=number + 1)):
            STEPS[name](people, child_id, said)
            while outbox.deliver():
                pass
    standing = Alert.objects.filter(child_id=child_id, decided_at__isnull=True)
    wanted = {rule: STATES[state] for rule, state in case.get("提醒", {}).items()}
    assert dict(standing.values_list("rule", "state")) == wanted
    assert findings_of(lead.ctx, child_id=child_id).triage.colour is COLOURS[case["颜色"]]
    suggested = suggestions_of(lead.ctx, child_id=child_id).suggestions
    assert [one.title["zh"] for one in suggested] == case.get("建议", [])
    every = child_facts().names
    (together,) = gather(several([child_id]), clock.today(), every).to_pylist()
    assert gather_one(child_id, clock.today(), every) == together, "one alone is as one of many"


def test_there_are_enough_of_them() -> None:
    assert len(JOURNEYS) >= 12
    assert min(case.get("登记", {}).get("生日", date.max) for case in JOURNEYS) < date(2016, 1, 1)
