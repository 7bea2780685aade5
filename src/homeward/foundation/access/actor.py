"""An actor as the house sees one: an id and the duties held at this instant."""

from dataclasses import dataclass, field
from uuid import UUID

from homeward.engines.gazetteer import codes
from homeward.foundation.access.roles import FieldClass, Role, roles
from homeward.foundation.access.scopes import Scope, ScopeKind, Target, covers_area


@dataclass(frozen=True, slots=True)
class Duty:
    """One role over one scope; `place` is where that scope stands, for a school too."""

    role: Role
    scope: Scope
    place: str = ""

    @property
    def stands(self) -> str:
        """The area of this duty; empty for the whole country, or where nobody said."""
        return self.scope.value if self.scope.kind == ScopeKind.AREA else self.place


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or the machine, acting under named duties; no duty, no right."""

    user_id: UUID | None
    duties: tuple[Duty, ...] = ()
    # subjects tied to this person by name, for the caseload and family scopes
    caseload: frozenset[UUID] = field(default=frozenset())
    family: frozenset[UUID] = field(default=frozenset())

    def duties_for(self, action: str) -> tuple[Duty, ...]:
        """The duties whose role holds an action."""
        return tuple(duty for duty in self.duties if action in duty.role.actions)

    def area(self, action: str) -> str:
        """The smallest area that holds all duties through which an action is done; empty for none."""
        stand = {duty.stands for duty in self.duties_for(action)}
        area: str | None = next(iter(stand), "")
        while area and not all(covers_area(area, one) for one in stand):
            area = codes.parent(area)
        return area or ""

    def covers(self, duty: Duty, target: Target) -> bool:
        """Whether a duty of this actor reaches a target, and sees the class it asks for."""
        if target.reads and target.reads not in duty.role.sees:
            return False
        match duty.scope.kind:
            case ScopeKind.AREA:
                return covers_area(duty.scope.value, target.place)
            case ScopeKind.SCHOOL:
                return target.school_id is not None and str(target.school_id) == duty.scope.value
            case ScopeKind.CASELOAD:
                return target.subject_id in self.caseload
            case ScopeKind.FAMILY:
                return target.subject_id in self.family
        return False

    def classes(self, action: str, target: Target) -> frozenset[FieldClass]:
        """The field classes this actor may read of a target, through the duties that hold an action."""
        seen: frozenset[FieldClass] = frozenset()
        for duty in self.duties_for(action):
            if self.covers(duty, target):
                seen |= duty.role.sees
        return seen


NOBODY = Actor(None)


def machine() -> Actor:
    """The nightly worker: holds what its role in `roles.yaml` says, over the whole country."""
    return Actor(None, (Duty(roles()["machine"], Scope(ScopeKind.AREA)),))
