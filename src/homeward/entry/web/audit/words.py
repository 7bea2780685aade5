"""Acts, channels and details of the audit in words."""

import json
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    "given": gettext_lazy("日期"),
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
}
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
LONG = {"digest", "moves", "held_codes"}


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
    return str(VALUES.get(text, text))


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
