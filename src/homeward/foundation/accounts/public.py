"""What other apps and the entry floor may use of accounts."""

from homeward.foundation.accounts.commands import (
    appoint,
    change_password,
    create_person,
    end_appointment,
    found_house,
    issue_token,
    open_county,
    reset_password,
    revoke_token,
    tie_child,
    untie_child,
)
from homeward.foundation.accounts.queries import find_actor, find_token_actor, list_people

__all__ = [
    "appoint",
    "change_password",
    "create_person",
    "end_appointment",
    "find_actor",
    "find_token_actor",
    "found_house",
    "issue_token",
    "list_people",
    "open_county",
    "reset_password",
    "revoke_token",
    "tie_child",
    "untie_child",
]
