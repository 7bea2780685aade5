"""Words of the care pages: roles, kinds of engagement as acts, days since."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.care.words import Engaged
from homeward.entry.web.frame import role_text

ACTS = {
    Engaged.VISIT: gettext_lazy("记一次走访"),
    Engaged.CALL: gettext_lazy("记一次通话"),
    Engaged.TALK: gettext_lazy("记一次谈心"),
    Engaged.SESSION: gettext_lazy("记一次心理辅导"),
    Engaged.PARENT_TALK: gettext_lazy("记一次与家长的谈话"),
    Engaged.PARENT_CONTACT: gettext_lazy("记一次父母与孩子的联系"),
    Engaged.SCHOOL_CONTACT: gettext_lazy("记一次与学校的联系"),
    Engaged.HELP: gettext_lazy("记一次帮助办理"),
    Engaged.MESSAGE: gettext_lazy("记一封信或留言"),
    Engaged.DELIVERY: gettext_lazy("记一次送达"),
    Engaged.ACTIVITY: gettext_lazy("记一次活动"),
}
"""What a person does to record each kind; a review has its own page."""


def owner_text(name: str, role: str) -> str:
    """Who does it: the person, else whoever holds the role."""
    return f"{name} · {role_text(role)}" if name else role_text(role)


def yes_no(value: bool | None, yes: str, no: str) -> str:
    """A sentence for a fact that may not have been collected; empty then."""
    return {True: yes, False: no, None: ""}[value]


def quoted(words: str) -> str:
    """The child's own words, marked as such."""
    return _("孩子说：“%(words)s”") % {"words": words} if words else ""


def step(level: int) -> str:
    """A step of a goal's ladder: -2 to +2."""
    return f"{level:+d}" if level else "0"


def people_choices(people: Any) -> list[tuple[str, str]]:
    """Those who can be given something to do, as choices."""
    return [(str(one.user_id), f"{one.name} · {role_text(one.role)}") for one in people]
