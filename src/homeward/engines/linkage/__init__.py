"""The same child registered twice: pairs of records, how likely, and why.

    result = link(records)                     # likely doubles within a table
    result = link(one, against=township)       # one registration, or a roll's rows, against others
    result.pairs[0].steps                      # what speaks for it and against it, in plain words

Records are an Arrow table whose columns `RECORD` names. The engine says how likely it is that two
records are one child; a person decides. Twins, siblings and cousins of one name are asked about on
their own: a pair is weighed against the most likely other explanation (`Rival`), not against
two strangers alone. Identity numbers and telephones are compared for equality only, so blind indexes
serve as well as the numbers.
"""

from homeward.engines.linkage.link import link
from homeward.engines.linkage.params import Params
from homeward.engines.linkage.records import RECORD, RecordFault, RecordsRefused
from homeward.engines.linkage.result import ENGINE_VERSION, Counts, Pair, Result, Rival, Step

__all__ = [
    "ENGINE_VERSION",
    "RECORD",
    "Counts",
    "Pair",
    "Params",
    "RecordFault",
    "RecordsRefused",
    "Result",
    "Rival",
    "Step",
    "link",
]
