"""The facts of a child: `rows` fetches what is believed, `columns` documents, `compute` calculates."""

from homeward.domain.children.facts.columns import CHILD_FACTS, COLUMNS
from homeward.domain.children.facts.compute import (
    Finding,
    definitions,
    explain,
    facts_of_one,
    finding_table,
    findings,
)
from homeward.domain.children.facts.rows import (
    Chosen,
    all_present,
    fetch,
    one,
    question,
    several,
    statement,
)

__all__ = [
    "CHILD_FACTS",
    "COLUMNS",
    "Chosen",
    "Finding",
    "all_present",
    "definitions",
    "explain",
    "facts_of_one",
    "fetch",
    "finding_table",
    "findings",
    "one",
    "question",
    "several",
    "statement",
]
