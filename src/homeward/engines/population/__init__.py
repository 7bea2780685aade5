"""Synthetic counties: whole registers of people who do not exist, for demonstration and tests."""

from homeward.engines.population.county import county
from homeward.engines.population.doubles import (
    DoublesParams,
    PlantedDoubles,
    Slips,
    plant_doubles,
)
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
    "DoublesParams",
    "Households",
    "Notices",
    "Place",
    "Places",
    "Planted",
    "PlantedDoubles",
    "Roll",
    "School",
    "Sheet",
    "Slips",
    "Spells",
    "Style",
    "Table",
    "Uncollected",
    "county",
    "plant_doubles",
    "roll",
    "roll_workbook",
]
