"""Rolls of a synthetic county as townships, schools and villages keep them.

Three layouts: `register` (one row a child, one header), `school` (title, two header rows with
merged cells, pupils only, total and signatures), `villages` (a sheet a village, families' words).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population.draws import stream
from homeward.engines.population.faults import plant
from homeward.engines.population.layouts import BUILD, Roll
from homeward.engines.population.roll_rows import RowWriter
from homeward.engines.population.tables import STAGES

if TYPE_CHECKING:
    from homeward.engines.population.layouts import Row, Style
    from homeward.engines.population.tables import County


def roll(county: County, township: str, style: Style, seed: int, faults: float = 0.0) -> Roll:
    """The roll of one township, or of the whole county.

    Args:
        county: whose children.
        township: its code, 9 or 12 digits; the county's code takes every township.
        style: the layout.
        seed: of dialect, date forms and faults.
        faults: share of rows with one planted fault, 0 to 1; a twentieth of it as doubles beside.

    Raises:
        ValueError: no child of the county lives under this code, or faults is out of range.
    """
    if not 0 <= faults <= 1:
        raise ValueError("faults must lie between 0 and 1")
    rng = stream(seed, f"roll-{style}")
    rows = _rows(county, township.removesuffix("000"), style, rng)
    if not rows:
        raise ValueError(f"no child on the register lives under {township}")
    planted, doubles = plant(rows, faults, rng) if faults else ((), ())
    sheets = BUILD[style](county, township, rows)
    return Roll(style, county.as_of, sheets, planted, doubles)


def _rows(county: County, area: str, style: Style, rng: np.random.Generator) -> list[Row]:
    """One dictionary a child on the register, village by village."""
    people = county.children
    codes = np.array([place.code for place in county.places.villages])
    inside = np.strings.startswith(codes, area)[people.village] & np.isnat(people.left_on)
    if style == "school":
        pupil = [code for code, word in enumerate(STAGES) if word in ("primary", "junior")]
        inside &= np.isin(people.stage, pupil)
    chosen = np.flatnonzero(inside)
    chosen = chosen[np.argsort(people.village[chosen], kind="stable")]
    writer = RowWriter(county, style, rng)
    return [writer.row(serial, int(child)) for serial, child in enumerate(chosen, start=1)]
