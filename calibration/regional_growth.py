"""Histories as growth: what the rules of the core are fitted to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.capital_series import capital_and_investment, filled, joined
from calibration.forecast_settings import ForecastSettings
from scenarios.histories import Histories, Known

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Growth:
    """Logarithms of levels (year, region), their yearly changes (year - 1, region) and the weight of each.

    Capital and investment fit each other through `depreciation` (year - 1, region). Known years after the
    origin follow those of the history in everything but output.
    """

    origin: int
    output: Array
    capital: Array
    labour: Array
    investment: Array
    depreciation: Array
    weights: Array

    @property
    def past(self) -> slice:
        """Changes within the history."""
        return slice(0, self.origin)


def growth_of(histories: Histories, known: Known, settings: ForecastSettings) -> Growth:
    """Growth of all regions. A series that is missing rests: capital and labour without change."""
    count = len(histories.years)
    output = filled(np.log(histories.output))
    capital, investment, depreciation = capital_and_investment(histories, known, settings)
    labour = (
        np.ones_like(histories.output) if histories.labour is None else joined(histories.labour, known.labour)
    )
    ages = count - 2 - np.arange(count - 1)
    present = np.isfinite(histories.output[:-1]).astype(np.float64)
    weights = 0.5 ** (ages / settings.half_life)[:, None] * present
    return Growth(
        origin=count - 1,
        output=output,
        capital=np.log(capital),
        labour=filled(np.log(labour)),
        investment=np.log(investment),
        depreciation=depreciation,
        weights=weights,
    )


def changes(levels: Array) -> Array:
    """Yearly changes of logarithms."""
    return np.diff(levels, axis=0)


def before(values: Array) -> Array:
    """The values of a year earlier; the first year stands for the one before it."""
    return np.concatenate([values[:1], values[:-1]])
