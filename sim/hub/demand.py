"""Daily consignments by origin and direction: the year's demand, its season, and two kinds of chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.chance import Chance, lognormal
from sim.hub.setup import MONTHS, YEAR, Setup

Array = NDArray[np.float64]


def daily_lots(setup: Setup, values: Mapping[str, float], demand: Array, chance: Chance) -> NDArray[np.int64]:
    """Lots that arrive, shape (day, flow), for `demand` in train/year, shape (day,).

    What is rounded off one day arrives the next, so that no lot is lost over the years.
    """
    days = len(demand)
    mean = demand / YEAR * values["lots_per_train"]
    common = mean * season(values, days) * _months(values, days, chance)
    columns = [common * flow.share * _own(values, days, chance, flow.name) for flow in setup.flows]
    whole = np.floor(np.cumsum(np.column_stack(columns), axis=0)).astype(np.int64)
    return np.diff(whole, axis=0, prepend=0)


def by_day(yearly: Array) -> Array:
    """Demand by year, shape (year,), as demand by day, shape (day,); even within each year."""
    return np.repeat(yearly, YEAR)


def season(values: Mapping[str, float], days: int) -> Array:
    """Factor of the season, mean 1 over a year, shape (day,)."""
    peak = values["season_peak"] / MONTHS
    angle = 2 * np.pi * (np.arange(days) % YEAR / YEAR - peak)
    return 1 + values["season_amplitude"] * np.cos(angle)


def _months(values: Mapping[str, float], days: int, chance: Chance) -> Array:
    """What all flows share: a factor that remembers the month before, mean 1, shape (day,)."""
    from scipy.signal import lfilter

    months = -(-days * MONTHS // YEAR)
    memory = values["monthly_memory"]
    drawn = chance.normals("months", months) * np.sqrt(1 - memory**2)
    drawn[0] /= np.sqrt(1 - memory**2)
    standard = np.asarray(lfilter([1.0], [1.0, -memory], drawn))
    factor = lognormal(standard, 1.0, values["monthly_variation"])
    return factor[np.arange(days) * MONTHS // YEAR]


def _own(values: Mapping[str, float], days: int, chance: Chance, flow: str) -> Array:
    """What a flow has of its own: a factor that differs from day to day, mean 1, shape (day,)."""
    return chance.positive(f"consignments {flow}", days, 1.0, values["daily_variation"])
