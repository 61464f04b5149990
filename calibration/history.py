"""What the plan prints of the past beside what the model gives for it.

Every observation is compared in its own unit: a level or share of one year, a sum over years, an
average growth, a floor or a ceiling. Alternative readings of one quantity are all compared; which one
counts is marked in the pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenarios.tables import Observation

Array = NDArray[np.float64]
HUNDRED = 100.0


@dataclass(frozen=True)
class Compared:
    """One observation and the simulated value, both in the unit of the observation."""

    observation: Observation
    simulated: float

    @property
    def sd(self) -> float:
        """Standard deviation of the observation, in its unit."""
        relative = self.observation.sd_kind == "relative"
        return self.observation.sd * (abs(self.observation.value) if relative else 1.0)

    @property
    def difference(self) -> float:
        """Simulated less observed; for a floor or a ceiling only what it is missed by."""
        gap = self.simulated - self.observation.value
        if self.observation.kind == "above":
            return min(gap, 0.0)
        return max(gap, 0.0) if self.observation.kind == "below" else gap

    @property
    def percent(self) -> float | None:
        """The difference in % of the observation; None for shares and growth, which differ in points."""
        if self.observation.kind in ("share", "growth_average") or self.observation.value == 0:
            return None
        return HUNDRED * self.difference / abs(self.observation.value)

    @property
    def deviation(self) -> float:
        """The difference in standard deviations."""
        return self.difference / self.sd


def compare_history(
    observations: Sequence[Observation], years: Sequence[int], values: Mapping[str, Array]
) -> tuple[Compared, ...]:
    """Every observation of a simulated variable; `values[name]` has the shape (year,)."""
    start = years[0]
    return tuple(
        Compared(row, _simulated(row, values[row.variable], start))
        for row in observations
        if row.variable is not None and row.variable in values and row.year_from >= start
    )


def _simulated(row: Observation, series: Array, start: int) -> float:
    first, last = row.year_from - start, row.year_to - start
    if row.kind == "growth_average":
        return HUNDRED * float((series[last] / series[first]) ** (1.0 / (last - first)) - 1.0)
    value = float(series[first : last + 1].sum()) if first != last else float(series[last])
    return value * _factor(row.unit)


def _factor(unit: str) -> float:
    """From the unit of the model (a fraction) to that of the observation."""
    return HUNDRED if unit == "percent" else 1.0
