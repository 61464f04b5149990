"""Capital and investment of many regions that fit each other, whichever of the two a history has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calibration.forecast_settings import ForecastSettings
from scenarios.histories import Histories, Known

Array = NDArray[np.float64]
FIRST_YEARS = 6


def capital_and_investment(
    histories: Histories, known: Known, settings: ForecastSettings
) -> tuple[Array, Array, Array]:
    """Capital, investment and depreciation, known years of the future included.

    Shapes (year, region), depreciation (year - 1, region). Within the history depreciation is bounded;
    after it, it is whatever makes the known series fit each other. Raises ValueError without either series.
    """
    assumed, past = settings.assumed_depreciation, len(histories.years)
    capital, investment = histories.capital, histories.investment
    if capital is None and investment is None:
        raise ValueError("neither capital nor investment")
    if capital is None:
        invested = _level(joined(investment, known.investment))
        capital, investment = perpetual_inventory(invested, assumed), invested
    elif investment is None:
        capital = _level(joined(capital, known.capital))
        investment = _flows(capital, capital[:1] * assumed, np.full(capital.shape[1], assumed))
    else:
        capital = _level(joined(capital, known.capital))
        investment = _level(joined(investment, known.investment))
        last = 1 - (capital[past - 1] - investment[past - 1]) / capital[past - 2]
        if len(capital) < len(investment):
            capital = _accumulated(capital, investment, last)
        elif len(investment) < len(capital):
            more = _flows(capital[past - 1 :], investment[past - 1 : past], last)
            investment = np.concatenate([investment, more[1:]])
    investment = np.maximum(investment, settings.least_investment * capital)
    lost = 1 - (capital[1:] - investment[1:]) / capital[:-1]
    bounds = (settings.least_depreciation, settings.most_depreciation)
    return capital, investment, np.concatenate([np.clip(lost[: past - 1], *bounds), lost[past - 1 :]])


def joined(past: Array | None, future: Array | None) -> Array:
    """A history and the years known after it. Raises ValueError without a history."""
    if past is None:
        raise ValueError("no history")
    return past if future is None else np.concatenate([past, future])


def filled(logs: Array) -> Array:
    """Missing first years written back with the first change that is known; they weigh nothing."""
    result = logs.copy()
    for row in range(len(result) - 3, -1, -1):
        gap = ~np.isfinite(result[row])
        result[row, gap] = 2 * result[row + 1, gap] - result[row + 2, gap]
    return result


def perpetual_inventory(investment: Array, depreciation: float) -> Array:
    """Capital from investment alone, which grew before the first year as in the five years after it."""
    growth = np.diff(np.log(investment[:FIRST_YEARS]), axis=0).mean(axis=0)
    capital = [investment[0] / np.maximum(depreciation + growth, depreciation / 2)]
    return _accumulated(np.array(capital), investment, np.full(investment.shape[1], depreciation))


def _accumulated(capital: Array, investment: Array, lost: Array) -> Array:
    rows = list(capital)
    for row in investment[len(capital) :]:
        rows.append(rows[-1] * (1 - lost) + row)
    return np.array(rows)


def _flows(capital: Array, first: Array, lost: Array) -> Array:
    return np.concatenate([first, capital[1:] - (1 - lost) * capital[:-1]])


def _level(values: Array) -> Array:
    """Missing first years filled; values that are not positive are left to the bound on investment."""
    positive = np.where(values > 0, values, np.where(np.isnan(values), np.nan, 1e-12))
    return np.exp(filled(np.log(positive)))
