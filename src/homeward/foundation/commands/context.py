"""Who acts, when, through which door and why: the first argument of every command and query."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from homeward.foundation import clock
from homeward.foundation.access.actor import Actor
from homeward.foundation.ids import new_id


class Channel(StrEnum):
    """The entry that a call came through."""

    WEB = "web"
    API = "api"
    CLI = "cli"
    JOB = "job"


@dataclass(slots=True)
class Trail:
    """What a command leaves for its audit row: ids and counts plainly, personal values to be sealed."""

    details: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    subject_id: UUID | None = None
    place: str = ""
    reads: str = ""
    actor_hidden: bool = False

    def only_for(self, reads: str) -> None:
        """Nobody who does not see this field class learns from the audit that the act was done."""
        self.reads = reads or self.reads

    def hide_actor(self) -> None:
        """Neither the audit nor the log of commands names who did it; the act keeps it sealed itself."""
        self.actor_hidden = True

    def about(self, subject_id: UUID | None, place: str = "") -> None:
        """Name whom and where this act concerns, when the command only learns it on the way."""
        self.subject_id = subject_id or self.subject_id
        self.place = place or self.place

    def changed(self, what: str, before: object, after: object) -> None:
        """Keep one personal value before and after; it is sealed under the subject's key."""
        self.personal[what] = [before, after]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One call. `command_id` is made by whoever sends it, so that sending twice acts once."""

    actor: Actor
    channel: Channel
    at: datetime = field(default_factory=clock.now)
    request_id: UUID = field(default_factory=new_id)
    command_id: UUID = field(default_factory=new_id)
    reason: str = ""
    trail: Trail = field(default_factory=Trail)

    @property
    def today(self) -> date:
        """The calendar day in China of this call."""
        return clock.day_of(self.at)
