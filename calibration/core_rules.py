"""The rules of the core fitted to histories: productivity, labour, and what utilisation reads from orders.

Where the future is not known, productivity is what capital and labour leave at the elasticity believed
beforehand. Where investment is known, the elasticities and the responses of utilisation are estimated
together, for all regions with deviations of each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.forecast_settings import ForecastSettings
from calibration.hierarchy import Beliefs, Rule, fit_rule
from calibration.regional_growth import Growth, before, changes

Array = NDArray[np.float64]
FREE = 100.0


@dataclass(frozen=True)
class CoreRules:
    """What the histories say.

    `output_rule` has the column trend; where investment is known (`informed`) also capital, investment and
    investment a year earlier; where labour is known too, labour and labour a year earlier. `labour_rule`
    has trend and the change of last year.
    """

    output_rule: Rule
    labour_rule: Rule
    memory: float
    informed: bool
    labour_known: bool


def fit_core(growth: Growth, invests: bool, labour_known: bool, settings: ForecastSettings) -> CoreRules:
    """Fit all rules; `invests` and `labour_known` say what the future holds."""
    informed = invests and settings.utilisation
    informs = _informed_rule(growth, settings, labour_known) if informed else None
    rule = informs or _residual_rule(growth, settings)
    labour = _labour_rule(growth, settings)
    return CoreRules(rule, labour, rule.memory(settings.largest_memory), informed, labour_known)


def investment_changes(growth: Growth, settings: ForecastSettings) -> Array:
    """Yearly changes of log investment, bounded."""
    return np.clip(changes(growth.investment), -settings.largest_change, settings.largest_change)


def beliefs(settings: ForecastSettings, mean: Array, sd: Array) -> Beliefs:
    """Beliefs about a rule whose first column is its trend."""
    spread = np.full(len(mean), settings.slope_spread)
    spread[0] = settings.trend_spread
    if not settings.pooling:
        spread = np.full(len(mean), 1.0)
    return Beliefs(mean, sd, spread, settings.tail_fitted, settings.variance_weight, settings.pooling)


def free_beliefs(settings: ForecastSettings, columns: int) -> Beliefs:
    """Beliefs that say nothing about the common slopes."""
    return beliefs(settings, np.zeros(columns), np.full(columns, FREE))


def _residual_rule(growth: Growth, settings: ForecastSettings) -> Rule:
    past, share = growth.past, settings.capital_elasticity
    weighed = share * changes(growth.capital)[past] + (1 - share) * changes(growth.labour)[past]
    left = changes(growth.output)[past] - weighed
    return fit_rule(np.ones((*left.shape, 1)), left, growth.weights, free_beliefs(settings, 1))


def _informed_rule(growth: Growth, settings: ForecastSettings, labour_known: bool) -> Rule:
    """Without the first year, which has no year before it; without labour where its future is not known."""
    past, rows = slice(1, growth.origin), slice(0, growth.origin)
    labour, orders = changes(growth.labour)[rows], investment_changes(growth, settings)[rows]
    one, share = np.ones_like(orders), settings.capital_elasticity
    columns = [one, changes(growth.capital)[rows], orders, before(orders)]
    mean, sd = (
        [0.0, share, 0.0, 0.0],
        [FREE, settings.capital_slope_sd, settings.response_sd, settings.response_sd],
    )
    if labour_known:
        columns += [labour, before(labour)]
        mean += [1 - share, 0.0]
        sd += [settings.labour_slope_sd, settings.response_sd]
    held = beliefs(settings, np.array(mean), np.array(sd))
    x = np.stack(columns, axis=-1)
    return fit_rule(x[past], changes(growth.output)[past], growth.weights[1:], held)


def _labour_rule(growth: Growth, settings: ForecastSettings) -> Rule:
    labour = changes(growth.labour)[: growth.origin]
    x = np.stack([np.ones_like(labour), before(labour)], axis=-1)
    return fit_rule(x[1:], labour[1:], growth.weights[1:], free_beliefs(settings, 2))
