"""Roles as data: `rules/access/roles.yaml` says what each role does, sees, and may appoint."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from homeward.foundation.access.scopes import ScopeKind

MACHINE = "machine"


class FieldClass(StrEnum):
    """How private a field is; a reader holds a set of classes, not a level."""

    PUBLIC = "public"  # that the record exists, and what a notice board could say
    CARE = "care"  # what those who care for the child need to know
    IDENTITY = "identity"  # identity numbers, exact addresses, adults' birth dates
    PROTECTED = "protected"  # what only a named few may ever open


@dataclass(frozen=True, slots=True)
class Role:
    """One line of the permission matrix."""

    id: str
    title: dict[str, str]
    scope: ScopeKind
    sees: frozenset[FieldClass]
    actions: frozenset[str]
    appoints: frozenset[str]
    appoints_unheld: frozenset[str] = frozenset()
    """Roles it may give to others though they see or do what it does not (ADR 0010)."""


@cache
def roles() -> dict[str, Role]:
    """Every role by id, as written in the rule file."""
    text = files("homeward.rules.access").joinpath("roles.yaml").read_text("utf-8")
    said = yaml.safe_load(text)
    everyone = frozenset(said.pop("everyone")["actions"])
    found = {role_id: _role(role_id, line) for role_id, line in said.items()}
    return {
        role.id: role if role.id == MACHINE else replace(role, actions=role.actions | everyone)
        for role in found.values()
    }


def _role(role_id: str, said: dict[str, object]) -> Role:
    unknown = set(said) - {
        "title", "scope", "sees", "actions", "appoints", "appoints_unheld"
    }  # fmt: skip
    if unknown:
        raise ValueError(f"roles.yaml: {role_id}: unknown keys {sorted(unknown)}")
    return Role(
        id=role_id,
        title=dict(said["title"]),  # type: ignore[call-overload]
        scope=ScopeKind(str(said["scope"])),
        sees=frozenset(FieldClass(name) for name in said.get("sees", [])),  # type: ignore[attr-defined]
        actions=frozenset(said.get("actions", [])),  # type: ignore[call-overload]
        appoints=frozenset(said.get("appoints", [])),  # type: ignore[call-overload]
        appoints_unheld=frozenset(said.get("appoints_unheld", [])),  # type: ignore[call-overload]
    )
