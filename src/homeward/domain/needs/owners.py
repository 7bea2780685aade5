"""Whose an alert is: the role its rule names, or whoever comes next where nobody holds that role."""

from collections.abc import Collection
from uuid import UUID

from homeward.domain.children.public import IN_ORDER
from homeward.domain.needs.words import Level, Reads
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.roles import FieldClass, roles
from homeward.foundation.access.scopes import Target

NEXT = {
    Reads.CARE: IN_ORDER,
    Reads.PROTECTED: ("counsellor", "child_protection_lead"),
}
"""Asked in this order when nobody holds the role that a rule names."""
ABOVE = {
    Reads.CARE: {Level.TOWNSHIP: "township_supervisor", Level.COUNTY: "county_officer"},
    Reads.PROTECTED: {Level.COUNTY: "child_protection_lead"},
}
"""Who answers on the levels above. The township sees nothing protected, so that goes to the county."""
LEVELS = {
    "township_supervisor": Level.TOWNSHIP,
    "county_officer": Level.COUNTY,
    "child_protection_lead": Level.COUNTY,
}
"""The level of a role; everybody else works in a village or at a school."""


def owner_of(
    holders: Holders, role: str, target: Target, reads: Reads, without: Collection[UUID] = ()
) -> tuple[str, UUID | None, Level]:
    """The role and the person who must act, and on which level; nobody when no role is held.

    A role that does not see the class of the record is passed over, whatever the rule says.
    """
    asked = [role, *NEXT[reads]]
    seeing = [one for one in asked if one in roles() and FieldClass(reads) in roles()[one].sees]
    for one in seeing:
        if user_id := holders.find(one, target, without):
            return one, user_id, LEVELS.get(one, Level.VILLAGE)
    return seeing[0], None, LEVELS.get(seeing[0], Level.VILLAGE)


def level_above(level: Level, reads: Reads) -> Level | None:
    """Where an alert goes when its clock runs out; None at the top."""
    order = list(Level)
    higher = order[order.index(level) + 1 :]
    return next((one for one in higher if one in ABOVE[reads]), None)
