"""What a replication leaves behind: sums by quarter, from which rates, waits and use follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.hub.setup import QUARTER

Array = NDArray[np.float64]
FIELDS = (
    "arrived",  # lots that came
    "turned_away",  # lots that found no room in the yard
    "departed",  # lots that left
    "trains",  # trains that left
    "dwell",  # lot-days from arrival to departure of what left
    "fill_wait",  # lot-days until the train was formed
    "place_wait",  # train-days until a place for assembling was free
    "place_work",  # train-days on such places
    "slot_wait",  # train-days from assembled to departed
    "slot_work",  # days of the line taken up by slots
    "border_wait",  # train-days before a border place
    "border_work",  # train-days on border places
    "border_days",  # lot-days from the arrival at the border to clearance
    "crossed",  # trains that crossed the border
)
AT = {name: at for at, name in enumerate(FIELDS)}


@dataclass(frozen=True, eq=False)
class Record:
    """One replication of one load.

    `sums` has the shape (quarter, field), fields as in `FIELDS`. `in_yard` are the lots left at the end,
    `occupied` the lot-days spent in the yard by whatever arrived, left or not, `highest` the most lots at
    once. `departures` are the dates of departure where they were asked for.
    """

    first_year: int
    sums: Array
    in_yard: int
    under_way: int
    occupied: float
    highest: int
    departures: Array

    def total(self, name: str, quarters: slice = slice(None)) -> float:
        """Sum of a field over quarters."""
        return float(self.sums[quarters, AT[name]].sum())

    def by_year(self, name: str) -> Array:
        """Sum of a field by calendar year, shape (year,)."""
        return self.sums[:, AT[name]].reshape(-1, 4).sum(axis=1)


class Tally:
    """Adds up fields by quarter while the clock runs; days beyond the last quarter are left out."""

    def __init__(self, quarters: int) -> None:
        self.rows: list[list[float]] = [[0.0] * len(FIELDS) for _ in range(quarters + 1)]
        self._quarters = quarters

    def at(self, now: float) -> list[float]:
        """The row of a date."""
        quarter = int(now / QUARTER)
        return self.rows[quarter if quarter < self._quarters else self._quarters]

    def sums(self) -> Array:
        """All rows but the one beyond the end, shape (quarter, field)."""
        return np.array(self.rows[:-1])
