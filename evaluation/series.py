"""Bands of yearly values for charts and tables, with what was observed and the central path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from evaluation.annual import Annual, FloatArray
from evaluation.quantiles import quantiles
from evaluation.results import SeriesPoint
from scenarios.errors import NumericalError

Observed: TypeAlias = Mapping[tuple[str, int], float]
Bands: TypeAlias = Mapping[float, float]


def series(
    annual: Annual,
    variables: Iterable[str],
    observed: Observed,
    central: Annual | None = None,
) -> tuple[SeriesPoint, ...]:
    """One point a variable and year. `observed` maps (variable, year) to a value in the model's unit.

    `central` is a run of one draw, all parameters at central values.
    """
    return tuple(
        series_point(
            name,
            annual.units.get(name, ""),
            year,
            quantiles(row),
            observed.get((name, year)),
            _central(central, name, year),
        )
        for name in variables
        for year, row in zip(annual.years, annual.of(name), strict=True)
    )


def series_point(
    variable: str, unit: str, year: int, bands: Bands, observed: float | None, central: float | None
) -> SeriesPoint:
    """A point from quantiles at `quantiles.LEVELS`, however they were computed."""
    return SeriesPoint(
        variable=variable,
        unit=unit,
        year=year,
        q05=bands[0.05],
        q10=bands[0.10],
        q25=bands[0.25],
        q50=bands[0.50],
        q75=bands[0.75],
        q90=bands[0.90],
        q95=bands[0.95],
        observed=observed,
        central=central,
    )


def _central(central: Annual | None, variable: str, year: int) -> float | None:
    if central is None:
        return None
    row: FloatArray = central.at(variable, year)
    if row.shape != (1,):
        raise NumericalError(f"{variable}: the central run has {row.shape[0]} draws, not one")
    return float(row[0])
