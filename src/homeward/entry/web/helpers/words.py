"""Helpers and matches in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from homeward.domain.helpers.public import HelperLine, MatchLine, MatchState, VettingState
from homeward.domain.helpers.words import PARTS, WEEKDAYS

TAGS = {
    VettingState.VETTED: "in", VettingState.EXPIRING: "", VettingState.APPLYING: "grey",
    VettingState.EXPIRED: "out", VettingState.FAILED: "out", VettingState.STOPPED: "out",
}  # fmt: skip
MATCH_TAGS = {
    MatchState.ACTIVE: "in", MatchState.SUSPENDED: "out", MatchState.ENDED: "grey",
    MatchState.DECLINED: "grey",
}  # fmt: skip
MOVES = {
    "propose": _later("提出了结对"),
    "publish": _later("公布，开始征求意见"),
    "hear": _later("登记了一方的意见"),
    "agree": _later("三方都同意"),
    "decline": _later("有一方不同意"),
    "withdraw": _later("撤回了"),
    "start": _later("结对开始了"),
    "suspend": _later("结对暂停了"),
    "resume": _later("结对继续了"),
    "end": _later("结对结束了"),
    "merge": _later("并入另一结对"),
}


def helper_row(line: HelperLine, url: str) -> dict[str, Any]:
    """A line of the list."""
    return {
        "url": url, "name": line.name, "kind": line.kind.label, "place": line.place_name,
        "state": line.state.label, "tag": TAGS[line.state], "until": line.until,
        "helping": line.helping, "capacity": line.capacity, "lead": line.lead_name,
    }  # fmt: skip


def match_row(line: MatchLine, url: str, child_url: str = "") -> dict[str, Any]:
    """A line of a list of matches."""
    return {
        "url": url, "child": line.child_name, "child_url": child_url, "helper": line.helper_name,
        "kind": line.kind.label, "place": line.place_name, "state": line.state.label,
        "tag": MATCH_TAGS.get(line.state, ""), "vetting": line.vetting.label,
        "vetting_tag": TAGS[line.vetting], "since": line.since,
    }  # fmt: skip


def times_text(times: tuple[str, ...]) -> str:
    """周三晚上、周六上午."""
    days, parts = dict(WEEKDAYS), dict(PARTS)
    split = [one.partition("-") for one in times]
    return _("、").join(f"{days[day]}{parts[part]}" for day, _dash, part in split)


def size_text(size: int) -> str:
    """A file's size, as people say it."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"


def until_text(until: date | None, for_ever: bool) -> str:
    """Until when a step holds, empty where it is not done."""
    if for_ever:
        return _("长期有效")
    return _("有效到%(day)s") % {"day": until.isoformat()} if until else ""
