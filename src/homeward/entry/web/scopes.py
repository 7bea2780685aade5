"""Over what a duty reaches, in words: a place, a school, children by name, one's own children."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from homeward.domain.children.public import school_names
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.places.public import names_of

BY_NAME = {ScopeKind.CASELOAD, ScopeKind.FAMILY}


def for_a_few(actor: Actor) -> bool:
    """Whether somebody is there for a few children by name, and answers for no area and no school."""
    kinds = {duty.scope.kind for duty in actor.duties}
    return bool(kinds) and kinds <= BY_NAME


def scope_texts(duties: Sequence[tuple[str, str]]) -> list[str]:
    """The scopes of several duties (role, scope), looked up together."""
    kinds = {role.id: role.scope for role in roles().values()}
    at = [(kinds.get(role), scope) for role, scope in duties]
    places = names_of([scope for kind, scope in at if kind == ScopeKind.AREA and scope])
    schools = school_names([UUID(scope) for kind, scope in at if kind == ScopeKind.SCHOOL])
    return [_text(kind, scope, places, schools) for kind, scope in at]


def _text(
    kind: ScopeKind | None, scope: str, places: dict[str, str], schools: dict[UUID, str]
) -> str:
    match kind:
        case ScopeKind.AREA:
            return places[scope] if scope else _("全国")
        case ScopeKind.SCHOOL:
            return schools.get(UUID(scope), scope)
        case ScopeKind.CASELOAD:
            return _("名下的孩子")
        case ScopeKind.FAMILY:
            return _("自己的孩子")
    return scope
