"""How consent stands: what was said last by whoever decides at the child's age."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from homeward.domain.children.consent.purposes import decides_alone, purposes
from homeward.domain.children.models import Child, Consent
from homeward.domain.children.words import ConsentState, Decides


def standings(
    child_ids: Collection[UUID], on: date, purpose: str = ""
) -> dict[tuple[UUID, str], ConsentState]:
    """(child, purpose) -> how it stands on a day; two look-ups however many children."""
    born = dict(Child.objects.filter(pk__in=child_ids).values_list("id", "born_on"))
    rows = Consent.objects.now().filter(child_id__in=child_ids)
    if purpose:
        rows = rows.filter(purpose=purpose)
    return standings_by(rows, born, on, [purpose] if purpose else list(purposes()))


def standings_by(
    rows: Iterable[Consent], born: Mapping[UUID, date | None], on: date, wanted: Sequence[str]
) -> dict[tuple[UUID, str], ConsentState]:
    """The same from what was read: consents believed now, and when each child was born."""
    said = {(row.child_id, row.purpose, row.by): row for row in rows}
    return {
        (child, name): _state(said, child, name, born[child], on)
        for child in born
        for name in wanted
    }


def _state(
    said: dict[tuple[UUID, str, str], Consent], child: UUID, name: str, born_on: date | None,
    on: date,
) -> ConsentState:  # fmt: skip
    own = decides_alone(born_on, on)
    row = said.get((child, name, Decides.CHILD if own else Decides.GUARDIAN))
    if row is None:
        earlier = said.get((child, name, Decides.GUARDIAN)) if own else None
        if earlier and not earlier.given:
            return ConsentState.REFUSED
        return ConsentState.ASK_AGAIN if earlier else ConsentState.NOT_ASKED
    if not row.given:
        return ConsentState.REFUSED
    return ConsentState.GIVEN if row.version == purposes()[name].version else ConsentState.ASK_AGAIN


def blocked(child_ids: Collection[UUID], purpose: str, on: date) -> set[UUID]:
    """The children for whom something may not be done on a day, by what was said or not said.

    A yes to an earlier text, or a guardian's for a child who decides now, goes on until it is asked anew.
    """
    needs_yes = purposes()[purpose].needs_yes
    stops = {ConsentState.REFUSED} | ({ConsentState.NOT_ASKED} if needs_yes else set())
    return {
        child for (child, _), state in standings(child_ids, on, purpose).items() if state in stops
    }
