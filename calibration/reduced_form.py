"""The statistical forecast: growth of output leans on its own past, with trends pooled over regions.

It knows nothing of capital and labour. In a forecast it enters as evidence on productivity.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calibration.core_rules import free_beliefs
from calibration.forecast_settings import ForecastSettings
from calibration.hierarchy import Rule, fit_rule
from calibration.regional_growth import Growth, changes

Array = NDArray[np.float64]
LEAST_MEMORY, MOST_MEMORY = -0.2, 0.8


def statistical_forecast(growth: Growth, horizon: int, levels: Array, settings: ForecastSettings) -> Array:
    """Quantiles of log output over that of the origin, shape (year, region, level)."""
    from scipy.special import stdtrit

    rule = _rule(growth, settings)
    middle, spread = _moments(rule, changes(growth.output)[growth.origin - 1], horizon, settings)
    shape = np.asarray(stdtrit(settings.tail_drawn + 1, levels))
    return middle[..., None] + spread[..., None] * shape


def _rule(growth: Growth, settings: ForecastSettings) -> Rule:
    past = changes(growth.output)[growth.past]
    x = np.stack([np.ones_like(past[1:]), past[:-1]], axis=-1)
    return fit_rule(x, past[1:], growth.weights[1:], free_beliefs(settings, 2))


def _moments(rule: Rule, last: Array, horizon: int, settings: ForecastSettings) -> tuple[Array, Array]:
    """Centre and scale by year and region."""
    memory = np.clip(rule.slopes[:, 1], LEAST_MEMORY, MOST_MEMORY)
    state, total = last, np.zeros_like(last)
    reached = np.zeros_like(last)
    carried: list[Array] = []
    middle: list[Array] = []
    spread: list[Array] = []
    for year in range(horizon):
        state = rule.slopes[:, 0] + memory * state
        total = total + state
        carried.append((1 - memory ** (year + 1)) / (1 - memory))
        reached = reached + carried[-1]
        shocks = rule.variance * settings.shock_scale * sum(part**2 for part in carried)
        doubt = reached**2 * (rule.covariance[:, 0, 0] + rule.common_error)
        middle.append(total)
        spread.append(np.sqrt(shocks + doubt))
    return np.array(middle), np.array(spread)
