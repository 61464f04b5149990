"""The numbers behind forecasts from bare histories, read from `scenarios/core/forecast.csv`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from scenarios.readers import number, read_csv

FILE = "forecast.csv"
COLUMNS = ("name", "unit", "value", "status", "source", "about")


@dataclass(frozen=True)
class ForecastSettings:
    """Every row of the file by name, and which parts of the method are switched on."""

    half_life: float
    tail_fitted: float
    tail_drawn: float
    shock_scale: float
    known_shock_scale: float
    variance_weight: float
    slope_spread: float
    trend_spread: float
    largest_memory: float
    capital_elasticity: float
    capital_elasticity_sd: float
    capital_slope_sd: float
    labour_slope_sd: float
    response_sd: float
    investment_memory: float
    investment_noise: float
    recent_years: float
    largest_change: float
    assumed_depreciation: float
    least_depreciation: float
    most_depreciation: float
    least_investment: float
    evidence_weight: float
    plain_weight: float
    weight_strength: float
    past_origins: float
    least_history: float
    longest_horizon: float
    members: float
    past_members: float
    core: bool = True
    """Off: the statistical forecast alone."""
    utilisation: bool = True
    """Off: known investment and labour act through capital and labour only."""
    deepening: bool = True
    """Off: capital grows as it did, whatever is invested."""
    pooling: bool = True
    """Off: every region stands for itself."""
    weighing: bool = True
    """Off: the weight of the statistical forecast is not learned from past origins."""


SWITCHES = ("core", "utilisation", "deepening", "pooling", "weighing")


@cache
def load_settings() -> ForecastSettings:
    """The numbers as shipped. Raises InputError for a damaged file."""
    data = files("scenarios").joinpath("core", FILE).read_bytes()
    values = {row.cells["name"]: number(row.cells["value"], FILE) for row in read_csv(data, FILE, COLUMNS)}
    named = {item.name: values[item.name] for item in fields(ForecastSettings) if item.name not in SWITCHES}
    return ForecastSettings(**named)  # type: ignore[arg-type]  # the fields left out are the switches
