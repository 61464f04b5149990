"""Charts of an outline as plain Plotly figures, with the marks that the pictures in documents have."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from report.html.charts import FONTS, HEIGHT, INK, REFERENCE, TARGET_MARK
from report.outline.drawing import BANDS

if TYPE_CHECKING:
    from report.outline.drawing import BandChart, Points

SHADES = ("#e3ebf5", "#bccfe6", "#86a9d1")
AIM, NEED = "#b03a00", "#8a5a00"


def outline_figure(chart: BandChart) -> dict[str, Any]:
    """The figure of one chart."""
    labels = chart.labels
    traces: list[dict[str, Any]] = [
        _shade(chart, low, high, color, name)
        for (low, high, _), color, name in zip(BANDS, SHADES, labels.bands, strict=True)
        if low in chart.quantiles
    ]
    median = tuple(
        (x, y) for x, y in zip(chart.years, chart.quantiles.get("q50", ()), strict=False) if y is not None
    )
    traces += [
        _line(points, name, color, dash)
        for points, name, color, dash in (
            (median, labels.median, INK, "solid"),
            (chart.central, labels.central, INK, "dot"),
            (chart.reference, labels.reference, REFERENCE, "dashdot"),
            (chart.required, labels.required, NEED, "dash"),
        )
        if points
    ]
    if chart.last is not None and not chart.quantiles:
        traces.append(_bar(chart.last, labels.bands[1]))
    traces += [
        _marks(points, name, symbol, color)
        for points, name, symbol, color in (
            (chart.observed, labels.observed, "circle-open", "#000000"),
            (chart.aim, labels.target, "diamond", AIM),
        )
        if points
    ]
    return {"data": traces, "layout": _layout(chart)}


def _shade(chart: BandChart, low: str, high: str, color: str, name: str) -> dict[str, Any]:
    kept = [
        (year, a, b)
        for year, a, b in zip(chart.years, chart.quantiles[low], chart.quantiles[high], strict=True)
        if a is not None and b is not None
    ]
    years = [year for year, _, _ in kept]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": years + years[::-1],
        "y": [b for _, _, b in kept] + [a for _, a, _ in kept][::-1],
        "fill": "toself",
        "fillcolor": color,
        "line": {"width": 0, "color": color},
        "name": name,
        "hoverinfo": "skip",
    }


def _line(points: Points, name: str, color: str, dash: str) -> dict[str, Any]:
    return _xy(points, name) | {"mode": "lines", "line": {"color": color, "dash": dash, "width": 1.8}}


def _marks(points: Points, name: str, symbol: str, color: str) -> dict[str, Any]:
    marker = {"symbol": symbol, "size": TARGET_MARK, "color": color, "line": {"width": 1.5}}
    return _xy(points, name) | {"mode": "markers", "marker": marker, "cliponaxis": False}


def _bar(last: tuple[int, float, float, float], name: str) -> dict[str, Any]:
    year, low, median, high = last
    error = {
        "type": "data",
        "symmetric": False,
        "array": [high - median],
        "arrayminus": [median - low],
        "width": 8,
    }
    marker = {"symbol": "line-ew-open", "size": 16, "color": INK}
    return _xy(((year, median),), name) | {"mode": "markers", "marker": marker, "error_y": error}


def _xy(points: Points, name: str) -> dict[str, Any]:
    years, values = [year for year, _ in points], [value for _, value in points]
    return {"type": "scatter", "x": years, "y": values, "name": name}


def _layout(chart: BandChart) -> dict[str, Any]:
    first, last = chart.span
    return {
        "height": HEIGHT,
        "margin": {"l": 60, "r": 20, "t": 14, "b": 34},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "font": {"family": FONTS, "size": 12, "color": "#222222"},
        "xaxis": {"range": [first - 0.3, last + 0.5], "dtick": 1, "tickformat": "d", "showline": True},
        "yaxis": {
            "title": {"text": html.escape(chart.labels.unit)},
            "gridcolor": "#e6e6e6",
            "rangemode": "tozero",
            "zeroline": False,
            "exponentformat": "none",
            "automargin": True,
        },
        "legend": {"orientation": "h", "y": -0.16, "x": 0, "font": {"size": 11}},
        "showlegend": True,
    }
