"""Two tables to the pairs that may be one child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.linkage.params import Params
from homeward.engines.linkage.records import checked

if TYPE_CHECKING:
    import pyarrow as pa

    from homeward.engines.linkage.result import Result


def link(
    records: pa.Table,
    params: Params = Params(),
    against: pa.Table | None = None,  # noqa: B008
) -> Result:
    """Pairs of records that may be one child.

    Args:
        records: as `RECORD`.
        params: threshold and limits.
        against: None for doubles within `records`; else each of `records` is compared with these.

    Raises:
        RecordsRefused: with every fault of both tables.
    """
    checked({"records": records} if against is None else {"records": records, "against": against})
    raise NotImplementedError("scoring follows in the next commit of this branch")
