"""Records that are one child, as tests plant them."""

from uuid import UUID

from homeward.domain.children.doubles.pairs import area_of
from homeward.domain.children.models import Child, DoublePair
from homeward.domain.children.public import DoublesSwept, sweep_doubles
from homeward.foundation import clock
from homeward.foundation.ids import new_id
from tests.domain.children.registers import child, father, mother, registered
from tests.personas import NEXT_VILLAGE, VILLAGE, People, given_rows, machine_ctx

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


def raised_pair(one: UUID, other: UUID) -> DoublePair:
    """A pair behind the door's back: two records that the engine would not ask about."""
    first, second = sorted((one, other))
    places = dict(Child.objects.filter(pk__in=(one, other)).values_list("id", "place"))
    said = {"zh": "姓名相同", "en": "Names are the same"}
    steps = [{"field": "name", "level": "same", "weight": 9.0, "says": said}]
    with given_rows():
        return DoublePair.objects.create(
            id=new_id(), one_id=first, other_id=second, area=area_of(places[one], places[other]),
            probability=0.95, weight=4.2, steps=steps, version="1/x", found_by="night",
            found_at=clock.now(), state="open", command=new_id(),
        )  # fmt: skip


def only() -> DoublePair:
    """The one pair."""
    return DoublePair.objects.get()
