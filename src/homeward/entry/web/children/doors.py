"""Which pages about one child a reader may open: the same rule draws the link and guards the page."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from homeward.domain.children.words import Kinship, Notified
from homeward.entry.web.frame import actor_of
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.registry import COMMANDS

AFTER_EXIT = {"child.return", "people.tie", "report.file"}
"""What may still be done for a child who has left the register."""


@dataclass(frozen=True, slots=True)
class Doors:
    """One reader before one child."""

    actor: Actor
    target: Target
    child_id: UUID
    present: bool

    def url(self, command: str, route: str, **more: str) -> str:
        """The address of a form, empty where this reader may not send its command."""
        if not self.present and command not in AFTER_EXIT:
            return ""
        if not can(self.actor, COMMANDS[command].action, self.target):
            return ""
        return reverse(route, kwargs={"child_id": self.child_id, **more})

    def way(self, command: str, route: str) -> str:
        """The same for what may be done whether or not the child is on the register."""
        allowed = can(self.actor, COMMANDS[command].action, self.target)
        return reverse(route, kwargs={"child_id": self.child_id}) if allowed else ""

    def opens(self, action: str) -> bool:
        """Whether this reader may do something that no form stands for, such as reading."""
        return can(self.actor, action, self.target)

    def collect(self, fact: str) -> str:
        """Where a missing fact can be collected; empty when this reader may not, or nobody can."""
        if fact not in WAYS:
            return ""
        command, route, more = WAYS[fact]
        return self.url(command, route, **more)


def doors_of(request: HttpRequest, target: Target, child_id: UUID, present: bool) -> Doors:
    """The doors of this request's reader."""
    return Doors(actor_of(request), target, child_id, present)


Way = tuple[str, str, dict[str, str]]


def _correct(field: str) -> Way:
    return "child.correct", "child-correct-one", {"field": field}


def _parent(parent: str) -> Way:
    return "child.record_parent", "child-parent", {"parent": parent}


ENROL: Way = ("child.enrol", "child-enrol", {})
CARE: Way = ("child.record_care", "child-care", {})
FATHER = _parent(Kinship.FATHER)

# Fact -> the form that collects it. Where the village's own record decides, nobody collects it here.
WAYS: dict[str, Way] = {
    "age_years": _correct("born_on"),
    "sex": _correct("sex"),
    "hukou_rural": _correct("hukou"),
    "hukou_registered": _correct("hukou_registered"),
    "health": _correct("health"),
    **dict.fromkeys(("stage", "in_compulsory_education", "enrolled", "boarding"), ENROL),
    **dict.fromkeys(("carer_kind", "no_adult_carer", "guardianship"), CARE),
    **{
        f"notice_to_{to}": ("child.give_notice", "child-notice", {"to": to.value})
        for to in Notified
    },
    **{
        f"{parent}_{what}": _parent(parent)
        for parent in (Kinship.FATHER.value, Kinship.MOTHER.value)
        for what in (
            *("away", "home", "away_months", "cannot_care"),
            *("cross_township", "cross_county"),
        )
    },
    **dict.fromkeys(("any_parent_away", "both_parents_away", "lives_with_both_parents"), FATHER),
    "days_since_first_away": FATHER,
}
