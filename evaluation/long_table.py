"""The series of a run as one long table: scenario, quantile, year, indicator, unit, value."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping

from evaluation.results import SeriesPoint

COLUMNS = ("scenario", "quantile", "year", "indicator", "unit", "value")
VALUES = ("q05", "q10", "q25", "q50", "q75", "q90", "q95", "central", "observed")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_bytes(series: Mapping[str, Iterable[SeriesPoint]]) -> bytes:
    """CSV as UTF-8 with a byte-order mark, so that Excel reads it; `series` maps scenarios to points."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for scenario, points in series.items():
        for point in points:
            writer.writerows(_rows(scenario, point))
    return codecs.BOM_UTF8 + text.getvalue().encode()


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _rows(scenario: str, point: SeriesPoint) -> Iterable[tuple[str, ...]]:
    names = safe_cell(scenario), safe_cell(point.variable), safe_cell(point.unit)
    for quantile in VALUES:
        value: float | None = getattr(point, quantile)
        if value is not None:
            yield names[0], quantile, str(point.year), names[1], names[2], repr(float(value))
