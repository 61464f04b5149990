"""The page of `planreach projects`: tables, and when every named project is signed, begun and in use."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from report.html.charts import AIM, FONTS, INK, SHADES
from report.html.markup import Safe, element
from report.html.plain_page import chart, plain_page, table_section
from report.projects_tables import given_and_totals, name_of, projects_tables

if TYPE_CHECKING:
    from evaluation.project_pipeline.answers import NamedResult, PipelineAnswer, Span
    from report.wording import Words

ROW_HEIGHT, FRAME_HEIGHT = 34, 130
LIGHT, DARK = SHADES[1][3], SHADES[2][3]
BAR = 0.5
ABOVE = 0.3
LONGEST_NAME = 40
MARKS = (("signed", -ABOVE, "circle-open"), ("started", 0.0, "diamond"), ("commissioned", ABOVE, "square"))
"""Date -> where its mark stands beside the middle of the bar, and its shape."""


def projects_page(answer: PipelineAnswer, words: Words) -> str:
    """The page as one HTML file that needs no network."""
    given, totals = given_and_totals(answer, words)
    tables = projects_tables(answer, words)
    parts = [element("p", totals, class_="verdict")]
    parts += [table_section(one) for one in tables[:2]]
    if answer.named:
        parts += [_picture(answer, words), table_section(tables[-1])]
    return plain_page(words("projects.page-title"), given, parts, words)


def _picture(answer: PipelineAnswer, words: Words) -> Safe:
    title = words("projects.picture")
    note = element("p", words("projects.picture-note", until=answer.simulated_until), class_="soft")
    return element("section", chart("named-projects", title, figure(answer, words)), note)


def figure(answer: PipelineAnswer, words: Words) -> dict[str, Any]:
    """Bars from median signature to start to commissioning, marks with 80 % whiskers, one row a project."""
    rows = answer.named
    edge = answer.simulated_until + 1.0
    traces = [
        _bars(rows, "signed", "started", LIGHT, words("projects.before-start")),
        _bars(rows, "started", "commissioned", DARK, words("projects.building")),
    ]
    traces += [_marks(rows, *mark, edge, words) for mark in MARKS]
    return {"data": traces, "layout": _layout(answer, words)}


def _bars(rows: tuple[NamedResult, ...], first: str, last: str, color: str, name: str) -> dict[str, Any]:
    known = [
        (at, begun, done)
        for at, row in enumerate(rows)
        if (begun := _span(row, first).median) is not None and (done := _span(row, last).median) is not None
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at for at, _, _ in known],
        "base": [begun for _, begun, _ in known],
        "x": [max(done - begun, 0.0) for _, begun, done in known],
        "width": BAR,
        "marker": {"color": color, "line": {"color": "#555555", "width": 0.5}},
        "name": name,
        "hoverinfo": "skip",
    }


def _marks(
    rows: tuple[NamedResult, ...], date: str, beside: float, symbol: str, edge: float, words: Words
) -> dict[str, Any]:
    known = [(at, span) for at, row in enumerate(rows) if (span := _span(row, date)).median is not None]
    middle = [span.median or 0.0 for _, span in known]
    low = [span.q10 or span.median or 0.0 for _, span in known]
    high = [edge if span.q90 is None else span.q90 for _, span in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": middle,
        "y": [at + beside for at, _ in known],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [b - a for a, b in zip(middle, high, strict=True)],
            "arrayminus": [a - b for a, b in zip(middle, low, strict=True)],
            "color": INK,
            "thickness": 1,
            "width": 2,
        },
        "marker": {"symbol": symbol, "color": INK, "size": 6},
        "name": words(f"projects-date.{date}"),
        "hovertemplate": "%{x:.1f}<extra></extra>",
    }


def _span(row: NamedResult, date: str) -> Span:
    return {"signed": row.signed, "started": row.started, "commissioned": row.commissioned}[date]


def _layout(answer: PipelineAnswer, words: Words) -> dict[str, Any]:
    rows, end = answer.named, answer.bottlenecks[0].gain_year + 1
    axis = {"showline": True, "linecolor": "#888888", "ticks": "outside", "gridcolor": "#e6e6e6"}
    return {
        "height": FRAME_HEIGHT + ROW_HEIGHT * len(rows),
        "margin": {"l": 60, "r": 20, "t": 64, "b": 40},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "barmode": "overlay",
        "font": {"family": FONTS, "size": 12, "color": "#222222"},
        "xaxis": {**axis, "dtick": 1, "tickformat": "d", "side": "top", "zeroline": False},
        "yaxis": {
            "tickvals": list(range(len(rows))),
            "ticktext": [_label(name_of(row, words)) for row in rows],
            "range": [len(rows) - 0.4, -0.6],
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
        },
        "shapes": [
            {
                "type": "line",
                "x0": end,
                "x1": end,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": AIM, "width": 1.5, "dash": "dash"},
            }
        ],
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0, "font": {"size": 11}},
    }


def _label(name: str) -> str:
    """A name over several lines where it is long; nothing in it is markup."""
    lines, line = [], ""
    for word in name.split(" "):
        if line and len(line) + len(word) >= LONGEST_NAME:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join(html.escape(part) for part in (*lines, line))
