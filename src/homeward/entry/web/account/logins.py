"""A person's log-ins as django-axes recorded them: when, from where, with what result."""

from dataclasses import dataclass
from datetime import datetime

from axes.models import AccessFailureLog, AccessLog
from django.utils.translation import gettext as _

LATEST = 20
PROGRAMS = ("Edg", "OPR", "MicroMessenger", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "HarmonyOS", "Windows", "Macintosh", "Linux")


@dataclass(frozen=True, slots=True)
class LogIn:
    """One log-in or attempt."""

    at: datetime
    ok: bool
    result_text: str
    device: str
    address: str


def logins_of(username: str) -> list[LogIn]:
    """The latest log-ins and failed attempts of one account, newest first."""
    good = AccessLog.objects.filter(username=username).order_by("-attempt_time")[:LATEST]
    bad = AccessFailureLog.objects.filter(username=username).order_by("-attempt_time")[:LATEST]
    found = [_line(row, True, _("登录成功")) for row in good]
    found += [_line(row, False, _failed(row.locked_out)) for row in bad]
    return sorted(found, key=lambda one: one.at, reverse=True)[:LATEST]


def _failed(locked: bool) -> str:
    return _("密码不对，账号已锁定") if locked else _("密码不对")


def _line(row: AccessLog | AccessFailureLog, ok: bool, result: str) -> LogIn:
    return LogIn(row.attempt_time, ok, result, device(row.user_agent), row.ip_address or "")


def device(agent: str) -> str:
    """A browser and a system by their names; what is not recognised stays unsaid."""
    program = next((name for name in PROGRAMS if name in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    spoken = {"MicroMessenger": _("微信"), "Edg": "Edge", "OPR": "Opera", "Macintosh": "macOS"}
    named = [spoken.get(name, name) for name in (program, system) if name]
    return " · ".join(named) or _("没有说明")
