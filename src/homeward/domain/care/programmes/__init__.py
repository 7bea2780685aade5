"""The paper's strategies as programmes: declarations that all ride on one care loop."""

from homeward.domain.care.programmes.load import load_programmes
from homeward.domain.care.programmes.programme import Evidence, FirstTask, Indicator, Programme
from homeward.domain.care.programmes.shipped import cadences, outside, programmes, terms

__all__ = [
    "Evidence",
    "FirstTask",
    "Indicator",
    "Programme",
    "cadences",
    "load_programmes",
    "outside",
    "programmes",
    "terms",
]
