"""What other apps and the entry floor may use of accounts."""

from homeward.foundation.accounts.commands import (
    appoint,
    change_password,
    create_person,
    end_appointment,
    follow_appointments,
    found_house,
    issue_token,
    open_county,
    reset_password,
    revoke_token,
    tie_child,
    untie_child,
)
from homeward.foundation.accounts.queries import (
    HeldRole,
    find_actor,
    find_appointments,
    find_token_actor,
    list_people,
)

__all__ = [
    "HeldRole",
    "appoint",
    "change_password",
    "create_person",
    "end_appointment",
    "find_actor",
    "find_appointments",
    "find_token_actor",
    "follow_appointments",
    "found_house",
    "issue_token",
    "list_people",
    "open_county",
    "reset_password",
    "revoke_token",
    "tie_child",
    "untie_child",
]
