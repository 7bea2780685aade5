"""Records that are one child, as tests plant them."""

from uuid import UUID

from homeward.domain.children.models import DoublePair
from homeward.domain.children.public import DoublesSwept, sweep_doubles
from tests.domain.children.registers import child, father, mother, registered
from tests.personas import NEXT_VILLAGE, VILLAGE, People, machine_ctx

OTHER_COUNTY = "990102100201"


def twice(people: People, place: str = NEXT_VILLAGE, by: str = "zhao") -> tuple[UUID, UUID]:
    """陈小溪 as her village wrote her down, and 陈晓溪 with the same parents somewhere else."""
    who = getattr(people, by)
    own = (father(phones=("13900000001",)), mother(phones=()))
    one = registered(who, VILLAGE, parents=own, carer=None)
    again = (father(phones=()), mother(phones=("13900000002",)))
    other = registered(who, place, child=child(name="陈晓溪"), parents=again, carer=None)
    return one, other


def swept() -> DoublesSwept:
    """One night."""
    return sweep_doubles(machine_ctx())


def only() -> DoublePair:
    """The one pair."""
    return DoublePair.objects.get()
