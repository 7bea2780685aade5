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
    restore_person,
    revoke_token,
    stop_person,
    tie_child,
    untie_child,
)
from homeward.foundation.accounts.commands.appointments import (
    before_tie,
    ensure_appointed,
    may_give,
    put_tie,
)
from homeward.foundation.accounts.commands.people import first_password
from homeward.foundation.accounts.names import person_names
from homeward.foundation.accounts.person import PersonPage, get_person, grantable
from homeward.foundation.accounts.queries import (
    HeldRole,
    PeoplePage,
    find_actor,
    find_appointments,
    find_token_actor,
    list_people,
)
from homeward.foundation.accounts.ties import TiePerson, list_tied
from homeward.foundation.accounts.waiting import Unappointed, count_unappointed

__all__ = [
    "HeldRole",
    "PeoplePage",
    "PersonPage",
    "TiePerson",
    "Unappointed",
    "appoint",
    "before_tie",
    "change_password",
    "count_unappointed",
    "create_person",
    "end_appointment",
    "ensure_appointed",
    "find_actor",
    "find_appointments",
    "find_token_actor",
    "first_password",
    "follow_appointments",
    "found_house",
    "get_person",
    "grantable",
    "issue_token",
    "list_people",
    "list_tied",
    "may_give",
    "open_county",
    "person_names",
    "put_tie",
    "reset_password",
    "restore_person",
    "revoke_token",
    "stop_person",
    "tie_child",
    "untie_child",
]
