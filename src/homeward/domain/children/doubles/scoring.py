"""Asking the engine: within a county, one record against those near it, several against chosen ones."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from homeward.domain.children.doubles.near import county_of, near
from homeward.domain.children.doubles.pairs import Ends, Likely, likely
from homeward.domain.children.doubles.records import Record, of_children, table
from homeward.domain.children.models import Child

if TYPE_CHECKING:
    import pyarrow as pa

    from homeward.engines.linkage import Result

LEAST_PEOPLE = 2
"""A register of fewer is no population."""
SHOWN = 0.001
"""Probability that whatever was compared at all reaches."""


def version() -> str:
    """Of engine and model: what was found with another one is looked for anew."""
    from homeward.engines.linkage import ENGINE_VERSION
    from homeward.engines.linkage.model import shipped_model

    return f"{ENGINE_VERSION}/{shipped_model().version}"


def population(place: str) -> int:
    """Records in the county of a village, among which a likeness may be chance."""
    county = Child.objects.filter(merged_into__isnull=True, place__range=county_of(place))
    return max(LEAST_PEOPLE, county.count())


def ask(
    records: "pa.Table", against: "pa.Table | None", threshold: float, people: int | None = None
) -> "Result":
    """Pairs above a probability; one thread, so that the people at work are not slowed down."""
    from homeward.engines.linkage import Params, link

    return link(records, Params(threshold=threshold, population=people, threads=1), against)


def ask_about(record: Record, threshold: float) -> "Result":
    """A record, registered or not, against the registered children near it."""
    others = of_children(near(record))
    return ask(table([record]), others, threshold, population(record["place"]))


def compare(child_id: UUID, other_ids: Collection[UUID]) -> dict[Ends, Likely]:
    """What speaks for and against a registered child being each of some others."""
    records = of_children([child_id])
    place: str = records.column("place")[0].as_py()
    return likely(ask(records, of_children(other_ids), SHOWN, population(place)))
