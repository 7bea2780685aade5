"""Links to forms about one child's care, drawn by the rule that guards the form."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.registry import COMMANDS

Link = dict[str, str]
Way = tuple[Any, str, str]
"""Text, command, route."""


@dataclass(frozen=True, slots=True)
class Doors:
    """One reader before one child's care."""

    actor: Actor
    target: Target

    def url(self, command: str, route: str, *arguments: Any) -> str:
        """The address of a form, empty where this reader may not send its command."""
        allowed = can(self.actor, COMMANDS[command].action, self.target)
        return reverse(route, args=arguments) if allowed else ""

    def links(self, ways: list[Way], *arguments: Any, kind: str = "secondary") -> list[Link]:
        """Those of several ways that are open to this reader."""
        found = [
            {"text": str(text), "url": self.url(command, route, *arguments), "kind": kind}
            for text, command, route in ways
        ]
        return [link for link in found if link["url"]]
