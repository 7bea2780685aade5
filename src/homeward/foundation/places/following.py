"""How what stands in a division follows it to its successor: by a command of its own, as the machine."""

from uuid import UUID

from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context

FOLLOWS = "the machine, after somebody with the right to it changed the divisions"
"""Why such a command is not held against a scope."""


def as_machine(message_id: UUID) -> Context:
    """The call that answers one message; the message's own id makes it happen once."""
    return Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
