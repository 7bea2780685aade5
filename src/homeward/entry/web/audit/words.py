"""Acts, channels and details of the audit in words."""

import json
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.care import states
from homeward.domain.care import words as care
from homeward.domain.children import words
from homeward.domain.needs import words as needs
from homeward.engines.gazetteer import codes
from homeward.entry.web.frame import role_text
from homeward.foundation.commands.registry import COMMANDS, QUERIES
from homeward.foundation.places.public import name_of

CHANNELS = {
    "web": gettext_lazy("网页"),
    "api": gettext_lazy("接口"),
    "cli": gettext_lazy("命令行"),
    "job": gettext_lazy("系统任务"),
}
LABELS = {
    "rows": gettext_lazy("行数"),
    "create": gettext_lazy("将新增"),
    "update": gettext_lazy("将更新"),
    "created": gettext_lazy("新增"),
    "updated": gettext_lazy("更新"),
    "unchanged": gettext_lazy("不变"),
    "held": gettext_lazy("待核实"),
    "removed": gettext_lazy("收回"),
    "restored": gettext_lazy("恢复"),
    "added": gettext_lazy("新建"),
    "renamed": gettext_lazy("改名"),
    "changed": gettext_lazy("改变"),
    "children": gettext_lazy("孩子"),
    "role": gettext_lazy("岗位"),
    "scope": gettext_lazy("范围"),
    "place": gettext_lazy("地区"),
    "code": gettext_lazy("地区"),
    "old": gettext_lazy("原来"),
    "new": gettext_lazy("现在"),
    "on": gettext_lazy("日期"),
    "given": gettext_lazy("已告知"),
    "name": gettext_lazy("名称"),
    "parent": gettext_lazy("父母"),
    "stage": gettext_lazy("学段"),
    "kind": gettext_lazy("种类"),
    "received": gettext_lazy("是否享受"),
    "fields": gettext_lazy("改动的项目"),
    "field": gettext_lazy("读作"),
    "cause": gettext_lazy("原因"),
    "decision": gettext_lazy("决定"),
    "rating": gettext_lazy("监护情况"),
    "to": gettext_lazy("告知对象"),
    "appointments": gettext_lazy("任职"),
    "count": gettext_lazy("数量"),
    "digest": gettext_lazy("内容摘要"),
    "raised": gettext_lazy("新增或加急的预警"),
    "eased": gettext_lazy("已缓解的预警"),
    "programme": gettext_lazy("项目"),
    "state": gettext_lazy("状态"),
    "outcome": gettext_lazy("复核结果"),
    "column": gettext_lazy("方面"),
    "level": gettext_lazy("等级"),
    "due_on": gettext_lazy("期限"),
    "held_on": gettext_lazy("进行日期"),
    "planned_on": gettext_lazy("约定日期"),
    "review_on": gettext_lazy("复核日期"),
    "next_on": gettext_lazy("下次日期"),
    "with_child": gettext_lazy("孩子参与"),
    "tasks": gettext_lazy("任务"),
    "asked": gettext_lazy("邀请人数"),
    "came": gettext_lazy("到场人数"),
    "records": gettext_lazy("记录数"),
}
FIELDS = {
    "name": gettext_lazy("姓名"),
    "child": gettext_lazy("孩子"),
    "sex": gettext_lazy("性别"),
    "born_on": gettext_lazy("出生日期"),
    "born_precision": gettext_lazy("出生日期精度"),
    "ethnicity": gettext_lazy("民族"),
    "id_number": gettext_lazy("身份证号"),
    "id_check": gettext_lazy("身份证号核验"),
    "hukou": gettext_lazy("户口性质"),
    "hukou_registered": gettext_lazy("是否登记户口"),
    "hukou_place": gettext_lazy("户籍地"),
    "hukou_text": gettext_lazy("户籍地"),
    "place": gettext_lazy("地区"),
    "group": gettext_lazy("村民小组"),
    "address": gettext_lazy("住址"),
    "lives_at": gettext_lazy("住址"),
    "phones": gettext_lazy("电话"),
    "student_no": gettext_lazy("学籍号"),
    "health": gettext_lazy("身体情况"),
    "disability": gettext_lazy("残疾"),
    "illness": gettext_lazy("患病"),
    "income": gettext_lazy("收入来源"),
    "note": gettext_lazy("备注"),
    "whereabouts": gettext_lazy("去向"),
    "since": gettext_lazy("从"),
    "until": gettext_lazy("到"),
    "kind": gettext_lazy("照料人种类"),
    "kinship": gettext_lazy("与孩子的关系"),
    "rating": gettext_lazy("监护情况"),
    "able": gettext_lazy("监护能力"),
    "stage": gettext_lazy("学段"),
    "grade": gettext_lazy("年级"),
    "klass": gettext_lazy("班级"),
    "boarding": gettext_lazy("是否寄宿"),
}
CODED: dict[str, tuple[type[TextChoices], ...]] = {
    "sex": (words.Sex,),
    "hukou": (words.Hukou,),
    "health": (words.Health,),
    "id_check": (words.IdCheck,),
    "kinship": (words.Kinship,),
    "kind": (words.CarerKind, care.Engaged),
    "rating": (words.Guardianship,),
    "whereabouts": (words.Whereabouts,),
    "born_precision": (words.Precision,),
    "stage": (words.Stage,),
    "to": (words.Notified, care.ReferredTo),
    "cause": (words.ExitCause, care.Closure),
    "outcome": (care.Outcome, needs.Outcome),
    "column": (care.Column,),
    "state": (
        states.CaseState, states.PlanState, states.GoalState, states.ItemState, states.TaskState,
        states.EngagementState, states.ReferralState, states.ConferenceState,
        states.InvitationState,
    ),
}  # fmt: skip
"""The words a code may be one of; what a code means does not depend on who asks."""
VALUES = {
    "accept": gettext_lazy("登记"),
    "drop": gettext_lazy("不导入"),
    "father": gettext_lazy("父亲"),
    "mother": gettext_lazy("母亲"),
    "ignore": gettext_lazy("不用导入"),
    "caseload": gettext_lazy("负责的孩子"),
    "family": gettext_lazy("自己的孩子"),
    "True": gettext_lazy("是"),
    "False": gettext_lazy("否"),
}
PLACES = {"place", "code", "old", "new", "scope"}
LONG = {"digest", "moves", "held_codes", "siblings", "tasks", "task_ids"}


def act_text(name: str) -> str:
    """What was done, as the door says it; the name itself when the door is no more."""
    door = COMMANDS.get(name) or QUERIES.get(name)
    return _(door.says) if door else name


def channel_text(channel: str) -> str:
    """Through which entry."""
    return str(CHANNELS.get(channel, channel))


def details_of(text: str, *, whole: bool) -> list[dict[str, str]]:
    """The details as label and value; ids, digests and what was not told only in the whole."""
    found = []
    for key, value in json.loads(text).items():
        is_id = key.endswith("_id") or key in LONG
        if value in (None, "", []) or (is_id and not whole):
            continue
        label = str(LABELS[key]) if key in LABELS else key.removesuffix("_id").replace("_", " ")
        found.append({"label": label, "value": _value(key, value)})
    return found


def _value(key: str, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_value(key, one) for one in value)
    text = str(value)
    if key == "digest":
        return in_groups(text)
    if key == "role":
        return role_text(text)
    if key in PLACES and _is_code(text):
        return name_of(text)
    return coded(key, text)


def coded(key: str, text: str) -> str:
    """A coded value as its label; what is no code stays as it is."""
    for kind in CODED.get(key, ()):
        if text in kind.values:
            return str(kind(text).label)
    if key == "fields":
        return field_text(text)
    return str(VALUES.get(text, text))


def field_text(name: str) -> str:
    """A column of a record by its label; `particulars.born_on` is 出生日期."""
    last = name.rpartition(".")[2]
    return str(FIELDS.get(last, last.replace("_", " ")))


def kept_text(name: str, value: Any) -> Any:
    """A kept value as text; a whole record as its filled fields."""
    if isinstance(value, dict):
        told = [
            f"{field_text(key)} {kept_text(key, one)}"
            for key, one in value.items()
            if one not in (None, "", [])
        ]
        return "；".join(told)
    if isinstance(value, list):
        return "、".join(str(kept_text(name, one)) for one in value)
    return coded(name.rpartition(".")[2], value) if isinstance(value, str) else value


def in_groups(digest: str) -> str:
    """A digest in groups of eight signs, so that it can be compared by eye and breaks on a phone."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _is_code(text: str) -> bool:
    try:
        return bool(codes.normalise(text))
    except ValueError:
        return False


def is_id(text: str) -> UUID | None:
    """The id that a text is, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
