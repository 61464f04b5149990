"""Members of many regions through the core model, side by side in one run."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from calibration.core_members import Members
from calibration.regional_growth import Growth
from sim.core import build_core, resting_values
from sim.generate import Compiled, compile_model
from sim.inputs import Held
from sim.integrate import Settings, simulate

Array = NDArray[np.float64]


@cache
def compiled_core() -> Compiled:
    """The core, ready to run."""
    return compile_model(build_core())


def simulated(growth: Growth, members: Members, horizon: int) -> Array:
    """Log of output over that of the origin, shape (year, region, member), years 1 to `horizon`.

    Raises NumericalError where a member leaves the range of numbers.
    """
    shape = members.productivity_trend.shape
    settings = Settings(start=0, end=horizon, steps_per_year=1, method="euler")
    parameters = {name: _flat(value, shape) for name, value in _parameters(growth, members).items()}
    inputs = {name: Held(0, _flat(value, shape)) for name, value in _inputs(members, shape).items()}
    draws = shape[0] * shape[1]
    run = simulate(compiled_core(), resting_values() | parameters, inputs, settings, draws)
    return run["log_output__whole"][1:].reshape(horizon, *shape)


def _parameters(growth: Growth, members: Members) -> dict[str, Array]:
    at = growth.origin
    return {
        "capital_at_start__whole": np.exp(growth.capital[at]),
        "employed_at_start__whole": np.exp(growth.labour[at]),
        "output_at_start__whole": np.exp(growth.output[at]),
        "capital_elasticity__whole": members.capital_elasticity,
        "productivity_trend": members.productivity_trend,
        "investment_response": members.investment_response,
        "late_investment_response": members.late_investment_response,
        "hiring_response": members.hiring_response,
        "late_hiring_response": members.late_hiring_response,
    }


def _inputs(members: Members, shape: tuple[int, ...]) -> dict[str, Array]:
    nothing = np.zeros((1, *shape))
    shares, known = members.investment_share, members.known_investment
    trend = members.productivity_trend
    return {
        "productivity_shock": np.expm1(trend + members.productivity_shocks) - trend,
        "investment_share__whole": nothing if shares is None else shares,
        "known_investment__whole": nothing if known is None else known,
        "retirement_rate__whole": members.depreciation,
        "employment_growth__whole": np.expm1(members.labour_growth),
        "investment_index__whole": members.investment_index,
        "investment_index_before__whole": members.investment_index_before,
        "employment_index_before__whole": members.labour_index_before,
    }


def _flat(values: Array, shape: tuple[int, ...]) -> Array:
    """Regions and members as one axis of draws; values of a region hold for all its members."""
    if values.shape[-1] != shape[1] or values.shape[-2:] != shape:
        values = values[..., None]
    full = np.broadcast_to(values, (*values.shape[:-2], *shape))
    return np.ascontiguousarray(full.reshape(*full.shape[:-2], shape[0] * shape[1]))
