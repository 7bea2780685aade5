"""The facts of a child: `rows` fetches what is believed, `columns` documents, `compute` calculates."""

from homeward.domain.children.facts.columns import CHILD_FACTS, COLUMNS, SOURCE
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
from homeward.domain.children.facts.single import in_memory, one_of
from homeward.domain.children.facts.source import Column, FactSource

__all__ = [
    "CHILD_FACTS",
    "COLUMNS",
    "SOURCE",
    "Chosen",
    "Column",
    "FactSource",
    "Finding",
    "all_present",
    "definitions",
    "explain",
    "facts_of_one",
    "fetch",
    "finding_table",
    "findings",
    "in_memory",
    "one",
    "one_of",
    "question",
    "several",
    "statement",
]
