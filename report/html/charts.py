"""Band charts as plain Plotly figures: median, 50 / 80 / 90 % bands, target, history, central paths.

Light to dark and dashed or marked differently, so that colours are not needed to read them.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from report.html.chart_data import UPPER, Band
from report.numbers import printed
from report.terms import unit_of

if TYPE_CHECKING:
    from report.wording import Words

FONTS = (
    '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",'
    '"WenQuanYi Micro Hei",SimHei,Arial,sans-serif'
)
SHADES = (("q05", "q95", "90", "#e3ebf5"), ("q10", "q90", "80", "#bccfe6"), ("q25", "q75", "50", "#86a9d1"))
INK, AIM, REFERENCE = "#16365d", "#b03a00", "#555555"
HEIGHT = 330
MANY_YEARS = 12
TARGET_MARK = 12


def figure(band: Band, words: Words) -> dict[str, Any]:
    """The figure of one band."""
    traces = [_shade(band, *shade, words) for shade in SHADES]
    median = tuple(zip(band.years, band.quantiles["q50"], strict=True))
    traces.append(_line(median, words("chart.median"), INK, "solid", 2.5))
    if band.central:
        traces.append(_line(band.central, words("chart.central"), INK, "dot", 1.5))
    if band.reference:
        traces.append(_line(band.reference, words("chart.reference"), REFERENCE, "dashdot", 1.5))
    if band.observed:
        traces.append(_points(band.observed, words("chart.observed")))
    if band.aim:
        traces.append(_aim(band, words))
    return {"data": traces, "layout": _layout(band, words)}


def _shade(band: Band, low: str, high: str, share: str, color: str, words: Words) -> dict[str, Any]:
    kept = [
        (year, a, b)
        for year, a, b in zip(band.years, band.quantiles[low], band.quantiles[high], strict=True)
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
        "name": words("chart.band", share=share),
        "hoverinfo": "skip",
    }


def _line(points: Any, name: str, color: str, dash: str, width: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [year for year, _ in points],
        "y": [value for _, value in points],
        "line": {"color": color, "dash": dash, "width": width},
        "name": name,
    }


def _points(points: tuple[tuple[int, float], ...], name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [year for year, _ in points],
        "y": [value for _, value in points],
        "marker": {"symbol": "circle-open", "size": 9, "color": "#000000", "line": {"width": 2}},
        "name": name,
    }


def _aim(band: Band, words: Words) -> dict[str, Any]:
    target = band.target
    basis = words.get(f"basis.{target.price_basis}")
    text = aim_text(band, words)
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [year for year, _ in band.aim],
        "y": [value for _, value in band.aim],
        "text": [""] * (len(band.aim) - 1) + [text],
        "textposition": f"{_side(band)} left",
        "textfont": {"color": AIM, "size": 13},
        "line": {"color": AIM, "dash": "dash", "width": 2},
        "marker": {"symbol": "diamond", "size": TARGET_MARK, "color": AIM},
        "name": words("chart.target") + (f" {basis}" if basis else ""),
        "cliponaxis": False,
    }


def _side(band: Band) -> str:
    """Above the mark, or below it where the median passes above."""
    median = band.quantiles["q50"][-1]
    return "bottom" if median is not None and median > band.aim[-1][1] else "top"


def aim_text(band: Band, words: Words) -> str:
    """What stands beside the mark of the target."""
    target = band.target
    if band.kind == "growth":
        return words("chart.aim-growth", value=printed(target.target))
    value = printed(round(band.aim[-1][1], 2))
    if len(band.aim) == 1:
        return words("chart.aim-point", value=value)
    return words("chart.aim-limit" if target.relation in UPPER else "chart.aim-line", value=value)


def _layout(band: Band, words: Words) -> dict[str, Any]:
    first, last = band.years[0], band.years[-1]
    unit = unit_text(band, words)
    return {
        "height": HEIGHT,
        "margin": {"l": 60, "r": 20, "t": 14, "b": 34},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "font": {"family": FONTS, "size": 12, "color": "#222222"},
        "xaxis": {
            "range": [first - 0.3, last + 0.5],
            "dtick": 1 if last - first <= MANY_YEARS else 5,
            "tickformat": "d",
            "showline": True,
            "linecolor": "#888888",
            "ticks": "outside",
        },
        "yaxis": {
            "title": {"text": html.escape(unit)},
            "gridcolor": "#e6e6e6",
            "rangemode": "tozero",
            "zeroline": False,
            "separatethousands": True,
            "exponentformat": "none",
            "automargin": True,
        },
        "legend": {"orientation": "h", "y": -0.16, "x": 0, "font": {"size": 11}},
        "hovermode": "x",
        "showlegend": True,
    }


def unit_text(band: Band, words: Words) -> str:
    """The title of the upright axis: unit and price basis."""
    if band.kind in ("index", "ratio"):
        return words(f"chart.{band.kind}", year=band.target.base_year)
    basis = words.get(f"basis.{band.target.price_basis}")
    unit = unit_of(band.unit, words)
    return " ".join(part for part in (unit, f"({basis})" if basis else "") if part)
