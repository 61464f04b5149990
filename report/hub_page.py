"""The page of `planreach hub`: tables, and throughput and dwell against load with their bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report.html.charts import FONTS, INK, REFERENCE, SHADES
from report.html.markup import Safe, element
from report.html.plain_page import chart, plain_page, table_section
from report.hub_tables import hub_tables

if TYPE_CHECKING:
    from evaluation.rail_hub.answers import Estimate, Response
    from report.hub_answers import HubAnswer
    from report.wording import Words

HEIGHT = 360
BAND = SHADES[1][3]


def hub_page(answer: HubAnswer, words: Words) -> str:
    """The page as one HTML file that needs no network."""
    told = words(
        "hub.given", scenario=answer.scenario, count=answer.replications, seed=answer.seed, year=answer.as_of
    )
    parts = [_charts(answer, words), *(table_section(one) for one in hub_tables(answer, words))]
    return plain_page(words("hub.page-title"), told, parts, words)


def _charts(answer: HubAnswer, words: Words) -> Safe:
    rows = answer.assessment.responses
    throughput = figure(rows, [row.throughput for row in rows], words("hub.axis-throughput"), words)
    throughput["data"].append(_formula(rows, words))
    dwell = figure(rows, [row.dwell for row in rows], words("hub.axis-dwell"), words)
    drawn = [("hub-throughput", "chart-throughput", throughput), ("hub-dwell", "chart-dwell", dwell)]
    return element("div", *(chart(id, words(f"hub.{key}"), made) for id, key, made in drawn), class_="charts")


def figure(rows: tuple[Response, ...], told: list[Estimate], axis: str, words: Words) -> dict[str, Any]:
    """Mean and 80 % band over replications against load, as a plain Plotly figure."""
    loads = [row.load for row in rows]
    shade = {
        "type": "scatter",
        "mode": "lines",
        "x": loads + loads[::-1],
        "y": [one.q90 for one in told] + [one.q10 for one in told][::-1],
        "fill": "toself",
        "fillcolor": BAND,
        "line": {"width": 0, "color": BAND},
        "name": words("chart.band", share=80),
        "hoverinfo": "skip",
    }
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": loads,
        "y": [one.mean for one in told],
        "line": {"color": INK, "width": 2.5},
        "name": words("hub.mean"),
    }
    return {"data": [shade, line], "layout": _layout(axis, words)}


def _formula(rows: tuple[Response, ...], words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [row.load for row in rows],
        "y": [row.formula for row in rows],
        "line": {"color": REFERENCE, "dash": "dash", "width": 1.5},
        "name": words("hub.formula"),
    }


def _layout(axis: str, words: Words) -> dict[str, Any]:
    return {
        "height": HEIGHT,
        "margin": {"l": 60, "r": 20, "t": 14, "b": 60},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "font": {"family": FONTS, "size": 12, "color": "#222222"},
        "xaxis": {
            "title": {"text": words("hub.axis-load")},
            "showline": True,
            "linecolor": "#888888",
            "ticks": "outside",
        },
        "yaxis": {
            "title": {"text": axis},
            "gridcolor": "#e6e6e6",
            "rangemode": "tozero",
            "zeroline": False,
            "automargin": True,
        },
        "legend": {"orientation": "h", "y": -0.22, "x": 0, "font": {"size": 11}},
        "hovermode": "x",
    }
