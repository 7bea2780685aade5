"""Division codes, and the places people write in rolls.

>>> resolve("广东深圳").prefix
'4403'
>>> crosses(resolve("外省"), "360735201001", Level.COUNTY)
True
>>> crosses(resolve("本省"), "360735201001", Level.COUNTY) is None
True
"""

from homeward.engines.gazetteer.codes import (
    BadDivisionCode,
    Level,
    contains,
    level,
    normalise,
    parent,
    prefix,
    same_county,
    same_township,
    span,
)
from homeward.engines.gazetteer.divisions import PUBLISHED_ON, Division, divisions, find
from homeward.engines.gazetteer.resolution import UNKNOWN, Resolution, crosses
from homeward.engines.gazetteer.resolve import resolve

__all__ = [
    "PUBLISHED_ON",
    "UNKNOWN",
    "BadDivisionCode",
    "Division",
    "Level",
    "Resolution",
    "contains",
    "crosses",
    "divisions",
    "find",
    "level",
    "normalise",
    "parent",
    "prefix",
    "resolve",
    "same_county",
    "same_township",
    "span",
]
