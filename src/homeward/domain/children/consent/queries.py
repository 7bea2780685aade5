"""How consent stands for one child, purpose by purpose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.consent.purposes import decides_alone, purposes
from homeward.domain.children.consent.standing import standings_by
from homeward.domain.children.models import Child, Consent
from homeward.domain.children.words import ConsentState, ConsentWay, Decides
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose: how it stands, and what was said last.

    Attributes:
        decides: whose word counts at the child's age.
        title, text, effect: in both languages.
    """

    purpose: str
    title: dict[str, str]
    text: dict[str, str]
    effect: dict[str, str]
    state: ConsentState
    decides: Decides
    by: Decides | None
    who: str
    way: ConsentWay | None
    on: date | None
    version: int


@query(action="consent.read", name="consent.of_child", on="child_id", says="查看同意情况")
def consents_of(ctx: Context, *, child_id: UUID) -> tuple[ConsentLine, ...]:
    """Every purpose, asked or not."""
    born_on = Child.objects.values_list("born_on", flat=True).get(pk=child_id)
    rows = list(Consent.objects.now().filter(child_id=child_id).order_by("recorded_at", "id"))
    states = standings_by(rows, {child_id: born_on}, ctx.today, list(purposes()))
    last = {row.purpose: row for row in rows}
    decides = Decides.CHILD if decides_alone(born_on, ctx.today) else Decides.GUARDIAN
    return tuple(
        _line(name, states[child_id, name], decides, last.get(name)) for name in purposes()
    )


def _line(name: str, state: ConsentState, decides: Decides, row: Consent | None) -> ConsentLine:
    said = purposes()[name]
    return ConsentLine(
        name, dict(said.title), dict(said.text), dict(said.effect), state, decides,
        Decides(row.by) if row else None,
        unseal(row.who, "consent.who") if row and row.who else "",
        ConsentWay(row.way) if row else None, row.on if row else None, said.version,
    )  # fmt: skip
