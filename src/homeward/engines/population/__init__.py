"""Synthetic counties: whole registers of people who do not exist, for demonstration and tests."""

from homeward.engines.population.county import county
from homeward.engines.population.layouts import Planted, Roll, Sheet, Style
from homeward.engines.population.places import Place, Places, School
from homeward.engines.population.rolls import roll
from homeward.engines.population.shares import COUNTY_CODE, CountyParams, Uncollected
from homeward.engines.population.tables import (
    Adults,
    Agreements,
    Benefits,
    Children,
    County,
    Households,
    Notices,
    Spells,
    Table,
)
from homeward.engines.population.workbooks import roll_workbook

__all__ = [
    "COUNTY_CODE",
    "Adults",
    "Agreements",
    "Benefits",
    "Children",
    "County",
    "CountyParams",
    "Households",
    "Notices",
    "Place",
    "Places",
    "Planted",
    "Roll",
    "School",
    "Sheet",
    "Spells",
    "Style",
    "Table",
    "Uncollected",
    "county",
    "roll",
    "roll_workbook",
]
