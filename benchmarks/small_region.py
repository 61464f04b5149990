"""A region of few series on the equations of the core: output, investment, employment, 2015 to 2020.

The functions are those of `sim.core`; priors and observations are made up for the study of the inference.
Nine quantities are uncertain, one of them an error that two sums share; wear of capital hardly shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.inference import FULL
from calibration.measurement import Measurement, Quantity
from scenarios.tables import Observation
from sim.core import build_core, resting_values
from sim.distributions import Distribution, quantile
from sim.generate import Compiled, compile_model
from sim.inputs import Held
from sim.integrate import Settings, simulate

Array = NDArray[np.float64]
FIRST_YEAR, LAST_YEAR = 2015, 2020
PRIORS: Mapping[str, Distribution] = {
    "output_at_start__whole": Distribution("lognormal", np.log(100), 0.25),
    "capital_at_start__whole": Distribution("lognormal", np.log(250), 0.3),
    "employed_at_start__whole": Distribution("lognormal", np.log(30), 0.2),
    "capital_elasticity__whole": Distribution("truncnorm", 0.45, 0.1, low=0.2, high=0.7),
    "productivity_trend": Distribution("truncnorm", 0.02, 0.015, low=-0.04, high=0.08),
    "investment_share__whole": Distribution("uniform", 0.2, 0.5),
    "retirement_rate__whole": Distribution("triangular", 0.04, 0.06, 0.1),
    "employment_growth__whole": Distribution("truncnorm", 0.02, 0.02, low=-0.05, high=0.1),
}
YEARLY = ("investment_share__whole", "retirement_rate__whole", "employment_growth__whole")
NEUTRAL = {
    "productivity_shock": 0.0,
    "known_investment__whole": 0.0,
    "investment_index__whole": 1.0,
    "investment_index_before__whole": 1.0,
    "employment_index_before__whole": 1.0,
}
UNRESPONSIVE = (
    "investment_response",
    "late_investment_response",
    "hiring_response",
    "late_hiring_response",
)
SERIES = {"gdp": "output__whole", "investment": "completions__whole", "employed": "employed__whole"}
VINTAGE, VINTAGE_SD = "vintage", 0.02
SUMS = ("sum_output", "sum_investment")


@cache
def compiled_region() -> Compiled:
    """The core with the three series."""
    return compile_model(build_core(), tuple(SERIES.values()))


@dataclass(frozen=True)
class Region:
    """What an inference is asked of the region: its observations, simulated at deviations from the priors."""

    measurement: Measurement
    names: tuple[str, ...] = (*PRIORS, VINTAGE)

    def predicted(self, deviations: Array, steps: int = FULL) -> Array:
        """Observed quantities, shape (draw, quantity)."""
        from scipy.special import ndtr

        count = len(deviations)
        values = {name: quantile(prior, ndtr(deviations[:, at])) for at, (name, prior) in _numbered()}
        given = {name: value for name, value in values.items() if name not in YEARLY}
        given |= resting_values() | dict.fromkeys(UNRESPONSIVE, 0.0)
        paths: dict[str, Any] = {name: np.full((1, count), value) for name, value in NEUTRAL.items()}
        paths |= {name: values[name][None, :] for name in YEARLY}
        inputs = {name: Held(FIRST_YEAR, path) for name, path in paths.items()}
        settings = Settings(FIRST_YEAR, LAST_YEAR, steps)
        found = simulate(compiled_region(), given, inputs, settings, count)
        series = {name: found[variable] for name, variable in SERIES.items()}
        return self.measurement.predicted(series, FIRST_YEAR, deviations[:, len(PRIORS) :])


def region() -> Region:
    """The region with its observations: levels, two readings of one, sums of one vintage, a rate, a limit."""
    rows = [
        _observation("output_first", "gdp", "level", FIRST_YEAR, FIRST_YEAR, 100.0, 0.02),
        _observation("output_last", "gdp", "level", LAST_YEAR, LAST_YEAR, 120.0, 0.02),
        _observation("sum_output", "gdp", "sum", 2016, LAST_YEAR, 560.0, 0.015),
        _observation("growth", "gdp", "growth_average", FIRST_YEAR, LAST_YEAR, 4.0, 0.5),
        _observation("sum_investment", "investment", "sum", 2016, LAST_YEAR, 200.0, 0.05),
        _observation("employed", "employed", "level", LAST_YEAR, LAST_YEAR, 33.0, 0.03),
        _observation("limit", "investment", "below", LAST_YEAR, LAST_YEAR, 45.0, 0.1),
    ]
    readings = [
        _observation("investment", "investment", "level", LAST_YEAR, LAST_YEAR, 40.0, 0.05),
        _observation("investment_again", "investment", "level", LAST_YEAR, LAST_YEAR, 50.0, 0.05),
    ]
    single = [Quantity((row,), *((0, VINTAGE_SD) if row.id in SUMS else (None, 0.0))) for row in rows]
    return Region(Measurement((*single, Quantity(tuple(readings))), (VINTAGE,)))


def _numbered() -> Any:
    return list(enumerate(PRIORS.items()))


def _observation(
    id: str, variable: str, kind: Any, first: int, last: int, value: float, sd: float
) -> Observation:
    rate = kind == "growth_average"
    unit, sd_kind = ("percent/year", "absolute") if rate else ("yi_CNY", "relative")
    return Observation(
        id=id, variable=variable, name_zh=id, name_en=id, kind=kind, year_from=first, year_to=last,
        value=value, unit=unit, price_basis="current", price_basis_declared=False, sd=sd, sd_kind=sd_kind,
        default=id != "investment_again", group=None, chapter=1, section=None, paragraph=None, box=None,
        row=None, line=1, known_from=LAST_YEAR, printed=True, scope_zh="", scope_en="", scope_declared=False,
        note="",
    )  # fmt: skip
