"""Rolls as people keep them: bytes of a workbook in, children, problems and doubles out.

`read_roll` reads, `find_doubles` and `match` compare, `mark` gives the workbook back with its
problem cells marked, `official_template` is the empty form. No database, no clock, no network.
"""

from homeward.engines.roll.doubles import Double, KnownChild, Match, find_doubles, match
from homeward.engines.roll.entry import (
    CarerEntry,
    Column,
    Entry,
    GrandparentEntry,
    ParentEntry,
    Roll,
    SheetRead,
    Skipped,
)
from homeward.engines.roll.identity import IdNumber, check_digit
from homeward.engines.roll.marked import mark
from homeward.engines.roll.meanings import FieldSpec, roll_fields
from homeward.engines.roll.parse import read_roll
from homeward.engines.roll.preview import PreviewCell, PreviewRow, SheetPreview, examples, preview
from homeward.engines.roll.problems import Problem, RollUnreadable
from homeward.engines.roll.template import official_template

__all__ = [
    "CarerEntry",
    "Column",
    "Double",
    "Entry",
    "FieldSpec",
    "GrandparentEntry",
    "IdNumber",
    "KnownChild",
    "Match",
    "ParentEntry",
    "PreviewCell",
    "PreviewRow",
    "Problem",
    "Roll",
    "RollUnreadable",
    "SheetPreview",
    "SheetRead",
    "Skipped",
    "check_digit",
    "examples",
    "find_doubles",
    "mark",
    "match",
    "official_template",
    "preview",
    "read_roll",
    "roll_fields",
]
