"""Writes about people who log in."""

from homeward.foundation.accounts.commands.appointments import (
    appoint,
    end_appointment,
    open_county,
    tie_child,
    untie_child,
)
from homeward.foundation.accounts.commands.follow import follow_appointments
from homeward.foundation.accounts.commands.found import found_house
from homeward.foundation.accounts.commands.people import create_person, reset_password
from homeward.foundation.accounts.commands.self import change_password, issue_token, revoke_token
from homeward.foundation.accounts.commands.stop import restore_person, stop_person

__all__ = [
    "appoint",
    "change_password",
    "create_person",
    "end_appointment",
    "follow_appointments",
    "found_house",
    "issue_token",
    "open_county",
    "reset_password",
    "restore_person",
    "revoke_token",
    "stop_person",
    "tie_child",
    "untie_child",
]
