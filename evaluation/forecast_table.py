"""Forecasts as a long table: region, origin, horizon, quantile, value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np

from calibration.regional_forecast import Forecast
from scenarios.histories import Histories, Task

HEADER = ("region", "origin", "horizon", "quantile", "value")
LEVELS = (0.01, 0.025, *(round(0.05 * step, 2) for step in range(1, 20)), 0.975, 0.99)


def forecast_text(histories: Histories, task: Task, made: Forecast) -> str:
    """The table as text, regions in order of name; values are levels in the unit of the history."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_rows(histories, task, made))
    return buffer.getvalue()


def _rows(histories: Histories, task: Task, made: Forecast) -> Iterator[tuple[str, int, int, str, str]]:
    quantiles = np.quantile(made.growth, LEVELS, axis=-1)
    for at, region in enumerate(histories.regions):
        base = histories.output[-1, at]
        for ahead in task.horizons.get(region, ()):
            for level, growth in zip(LEVELS, quantiles[:, ahead - 1, at], strict=True):
                yield region, task.origin, ahead, f"{level:g}", f"{base * np.exp(growth):.8g}"
