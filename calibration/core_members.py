"""Members of a forecast: what the core is given in each, drawn from the fitted rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calibration.core_rules import CoreRules, investment_changes
from calibration.forecast_settings import ForecastSettings
from calibration.hierarchy import Rule
from calibration.member_noise import Noise
from calibration.regional_growth import Growth, changes

Array = NDArray[np.float64]
LEAST_SHARE, MOST_SHARE = 0.1, 0.8


@dataclass(frozen=True)
class Members:
    """Values by region and member: parameters (region, member), yearly ones (year, region, member).

    `known_investment` is None where investment is a share of output.
    """

    capital_elasticity: Array
    productivity_trend: Array
    productivity_shocks: Array
    investment_share: Array | None
    known_investment: Array | None
    depreciation: Array
    labour_growth: Array
    investment_response: Array
    late_investment_response: Array
    hiring_response: Array
    late_hiring_response: Array
    investment_index: Array
    investment_index_before: Array
    labour_index_before: Array

    def shifted(self, extra: Array) -> Members:
        """The same with something added to productivity growth, shape (year, region, member)."""
        return replace(self, productivity_shocks=self.productivity_shocks + extra)


def draw_members(
    growth: Growth, rules: CoreRules, horizon: int, noise: Noise, settings: ForecastSettings
) -> Members:
    """Draw all members `horizon` years ahead."""
    shape = (growth.output.shape[1], noise.members)
    drawn = drawn_slopes(rules.output_rule, rules.memory, noise, "output")
    labour = _labour_paths(growth, rules, horizon, noise, settings)
    shares = _elasticities(growth, rules, drawn, noise, settings)
    trend = drawn[..., 0] if rules.informed else drawn[..., 0] + _moved_trend(growth, shares, settings)
    none = np.zeros(shape)
    responses = [drawn[..., at] if rules.informed else none for at in (2, 3)]
    hires = rules.informed and rules.labour_known
    hiring = [drawn[..., 4] - (1 - shares), drawn[..., 5]] if hires else [none, none]
    invested = len(growth.investment) > growth.origin + 1
    deepens = invested or settings.deepening
    index = _index(growth, horizon, invested, settings)
    return Members(
        capital_elasticity=shares,
        productivity_trend=trend,
        productivity_shocks=_shocks(rules, horizon, noise, settings),
        investment_share=_shares(growth, horizon, noise, settings) if deepens and not invested else None,
        known_investment=_known_investment(growth, horizon, invested) if invested or not deepens else None,
        depreciation=_depreciation(growth, horizon),
        labour_growth=labour,
        investment_response=responses[0],
        late_investment_response=responses[1],
        hiring_response=hiring[0],
        late_hiring_response=hiring[1],
        investment_index=index[1:],
        investment_index_before=index[:-1] / index[0],
        labour_index_before=_labour_before(growth, labour),
    )


def drawn_slopes(rule: Rule, memory: float, noise: Noise, name: str) -> Array:
    """Slopes with their uncertainty, shape (region, member, column); trends share a common error too."""
    drawn = rule.slopes[:, None, :] + noise.vector(f"{name} slopes", rule.covariance)
    common = np.sqrt(rule.common_error) / (1 - memory) * noise.normal(f"{name} common trend")
    drawn[..., 0] += common
    return drawn


def _elasticities(
    growth: Growth, rules: CoreRules, drawn: Array, noise: Noise, settings: ForecastSettings
) -> Array:
    if rules.informed:
        return drawn[..., 1]
    own = settings.capital_elasticity + settings.capital_elasticity_sd * noise.normal("capital elasticity")
    return np.broadcast_to(np.clip(own, LEAST_SHARE, MOST_SHARE), drawn.shape[:2])


def _moved_trend(growth: Growth, shares: Array, settings: ForecastSettings) -> Array:
    """What another elasticity of capital leaves for the trend of productivity, at the past mean growth."""
    deeper = changes(growth.capital)[growth.past] - changes(growth.labour)[growth.past]
    mean = np.average(deeper, axis=0, weights=growth.weights)
    return -(shares - settings.capital_elasticity) * mean[:, None]


def _shocks(rules: CoreRules, horizon: int, noise: Noise, settings: ForecastSettings) -> Array:
    rule, memory = rules.output_rule, rules.memory
    scale = np.sqrt(rule.variance * (1 - memory**2) * settings.shock_scale)
    fresh = noise.shocks("productivity", horizon)
    state = np.broadcast_to(rule.residuals[-1][:, None], (len(scale), noise.members))
    path: list[Array] = []
    for year in range(horizon):
        state = memory * state + scale[:, None] * fresh[year]
        path.append(state)
    return np.array(path)


def _labour_paths(
    growth: Growth, rules: CoreRules, horizon: int, noise: Noise, settings: ForecastSettings
) -> Array:
    """Changes of log employment, shape (year, region, member).

    Where investment alone is known employment rests: the trend of output holds what it adds on average.
    """
    all_changes = changes(growth.labour)
    shape = (horizon, all_changes.shape[1], noise.members)
    if rules.labour_known:
        known = all_changes[growth.origin : growth.origin + horizon]
        return np.broadcast_to(known[..., None], shape).copy()
    if rules.informed:
        return np.zeros(shape)
    rule = rules.labour_rule
    slopes = drawn_slopes(rule, 0.0, noise, "labour")
    slopes[..., 1] = np.clip(slopes[..., 1], 0, 0.9)
    fresh = noise.shocks("labour", horizon) * np.sqrt(settings.shock_scale)
    scale = np.sqrt(rule.variance)[:, None]
    state = np.broadcast_to(all_changes[growth.origin - 1][:, None], shape[1:])
    path: list[Array] = []
    for year in range(horizon):
        state = slopes[..., 0] + slopes[..., 1] * state + scale * fresh[year]
        path.append(state)
    return np.array(path)


def _shares(growth: Growth, horizon: int, noise: Noise, settings: ForecastSettings) -> Array:
    """Investment over output, which goes back to its recent mean: shape (year, region, member)."""
    logs = growth.investment - growth.output
    recent = min(growth.origin, int(settings.recent_years))
    mean = np.average(logs[-recent:], axis=0, weights=growth.weights[-recent:])[:, None]
    spread = settings.investment_noise * np.diff(logs, axis=0).std(axis=0)[:, None]
    fresh = noise.normal_years("investment", horizon)
    memory = settings.investment_memory
    state = np.broadcast_to(logs[-1][:, None], (logs.shape[1], noise.members))
    path: list[Array] = []
    for year in range(horizon):
        state = mean + memory * (state - mean) + spread * fresh[year]
        path.append(state)
    return np.exp(np.array(path))


def _known_investment(growth: Growth, horizon: int, known: bool) -> Array:
    """Investment as it is known, else what lets capital grow as it did: shape (year, region)."""
    if known:
        return np.exp(growth.investment[growth.origin + 1 :])[:horizon]
    pace = np.average(changes(growth.capital)[growth.past], axis=0, weights=growth.weights)
    capital = np.exp(growth.capital[growth.origin] + pace * np.arange(horizon)[:, None])
    return capital * (np.expm1(pace) + growth.depreciation[growth.origin - 1])


def _index(growth: Growth, horizon: int, invested: bool, settings: ForecastSettings) -> Array:
    """Known investment over that of the origin, from the year before it on: shape (year, region)."""
    if not invested:
        return np.ones((horizon + 2, growth.output.shape[1]))
    steps = investment_changes(growth, settings)[growth.origin - 1 : growth.origin + horizon]
    rows = np.cumsum(np.concatenate([np.zeros_like(steps[:1]), steps]), axis=0)
    return np.exp(rows - rows[1])


def _labour_before(growth: Growth, labour: Array) -> Array:
    """Employment of a year earlier over that of the year before the origin: (year, region, member)."""
    last = growth.labour[growth.origin] - growth.labour[growth.origin - 1]
    first = np.zeros_like(labour[0])
    steps = np.concatenate([first[None], np.broadcast_to(last[:, None], first.shape)[None], labour[:-1]])
    return np.exp(np.cumsum(steps, axis=0))


def _depreciation(growth: Growth, horizon: int) -> Array:
    known = growth.depreciation[growth.origin : growth.origin + horizon]
    rest = np.repeat(growth.depreciation[growth.origin - 1][None], horizon - len(known), axis=0)
    return np.concatenate([known, rest])
