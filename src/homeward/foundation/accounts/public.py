"""What other apps and the entry floor may use of accounts."""

from homeward.foundation.accounts.commands import (
    appoint,
    change_password,
    create_person,
    end_appointment,
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
    "issue_token",
    "list_people",
    "open_county",
    "reset_password",
    "revoke_token",
    "tie_child",
    "untie_child",
]
