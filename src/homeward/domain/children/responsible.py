"""The one person responsible for a child at any instant, by office: the nearest that is held.

A child director answers for the village (民发〔2019〕34号); where there is none, the township's supervisor,
and above both the county's officer. Nothing is stored, so nothing can be out of date.
"""

from dataclasses import dataclass
from uuid import UUID

from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import Target

IN_ORDER = ("child_director", "township_supervisor", "county_officer")


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who, and in which office."""

    role: str
    user_id: UUID


def responsible_for(holders: Holders, target: Target) -> Responsible | None:
    """The person responsible where a child stands; None where not even the county has an officer."""
    for role in IN_ORDER:
        if user_id := holders.find(role, target):
            return Responsible(role, user_id)
    return None
