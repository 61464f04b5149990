"""The page of a calibration: fit to every observation, before and after, what is not identified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report import numbers
from report.calibration_text import (
    chance_rows,
    chances_note,
    line_of,
    observed_text,
    sampler_text,
    shrinkage_text,
    span,
    warnings_of,
    years_of,
)
from report.html.charts import FONTS, HEIGHT, INK
from report.html.markup import Safe, element, joined, script_json
from report.html.page import DRAW, LANGUAGES, POLICY, STYLE, plotly_source
from report.html.skill_section import skill
from report.html.tables import html_table
from report.terms import unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.calibration_answer import CalibrationAnswer, PathEntry, Spread
    from evaluation.results import Envelope
    from report.wording import Words
    from scenarios.schema import Bilingual

BESIDE = 0.4
"""Years left free on both sides of a chart, so that its first and last label show."""
PRIOR_SHADE, POSTERIOR_SHADE = "#dfe5ec", "#86a9d1"


def calibration_page(answer: Envelope[CalibrationAnswer], plan: Bilingual, words: Words) -> str:
    """One HTML file that needs no network; `plan` is the title of the plan."""
    result = answer.result
    title = words("calibrate.title", plan=words.choose(plan.zh, plan.en))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", title),
        element("style", Safe(STYLE.read_text(encoding="utf-8"))),
    )
    body = element(
        "body",
        element("h1", title),
        element("p", words("calibrate.page-given", year=result.as_of, seed=answer.seed), class_="soft"),
        element("p", sampler_text(result, words)),
        *(element("p", warning, class_="soft") for warning in warnings_of(result, words)),
        _paths(result, words),
        _observations(result, words),
        _parameters(result, words),
        _not_identified(result, words),
        _chances(result, words),
        element("section", skill(words), id="skill"),
        element("footer", words("html.footer", version=answer.version)),
        element("script", plotly_source()),
        element("script", Safe(DRAW)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=LANGUAGES[words.language]) + "\n"


def _titled(key: str, words: Words, note: str, *children: object) -> Safe:
    soft = element("p", note, class_="soft") if note else ""
    return joined([element("h2", words(f"calibrate.{key}")), soft, *children])


def _paths(result: CalibrationAnswer, words: Words) -> Safe:
    """One chart a variable: priors and posterior over the history and the plan."""
    rows: dict[str, list[PathEntry]] = {}
    for row in result.paths:
        rows.setdefault(row.variable, []).append(row)
    printed = {name: _printed(name, result) for name in rows}
    charts = [_chart(name, found, printed[name], words) for name, found in rows.items()]
    script = element("noscript", element("p", words("html.no-script")))
    note = words("calibrate.paths-note", year=result.as_of)
    return _titled("paths", words, note, script, element("div", *charts, class_="charts"))


def _printed(name: str, result: CalibrationAnswer) -> list[tuple[int, float]]:
    """Year and value of every reading of a level of this variable."""
    levels = [row for row in result.observations if row.variable == name and row.kind == "level"]
    return [(row.year_to, one.value) for row in levels for one in row.readings]


def _chart(name: str, rows: Sequence[PathEntry], observed: Sequence[tuple[int, float]], words: Words) -> Safe:
    place = f"calibration-{name}"
    return element(
        "div",
        element(
            "h3",
            words(
                "table.indicator-unit",
                name=words.choose(rows[0].name_zh, rows[0].name_en),
                unit=unit_of(rows[0].unit, words),
            ),
        ),
        element("div", id=place, class_="plot"),
        element(
            "script", script_json(_figure(rows, observed, words)), type="application/json", data_chart=place
        ),
        class_="chart",
    )


def _figure(rows: Sequence[PathEntry], observed: Sequence[tuple[int, float]], words: Words) -> dict[str, Any]:
    years = [row.year for row in rows]
    data: list[dict[str, Any]] = [
        _shade(years, [row.prior for row in rows], PRIOR_SHADE, words("calibrate.prior-chart")),
        _shade(years, [row.posterior for row in rows], POSTERIOR_SHADE, words("calibrate.posterior-chart")),
        {
            "type": "scatter",
            "mode": "lines",
            "x": years,
            "y": [row.posterior.q50 for row in rows],
            "line": {"color": INK, "width": 2.5},
            "name": words("chart.median"),
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [year for year, _ in observed],
            "y": [value for _, value in observed],
            "marker": {"color": INK, "size": 9, "symbol": "circle-open", "line": {"width": 2}},
            "name": words("chart.observed"),
        },
    ]
    layout = {
        "height": HEIGHT,
        "margin": {"l": 55, "r": 10, "t": 10, "b": 35},
        "font": {"family": FONTS},
        "plot_bgcolor": "white",
        "legend": {"orientation": "h", "y": -0.15},
        "xaxis": {"tickformat": "d", "dtick": 1, "range": [years[0] - BESIDE, years[-1] + BESIDE]},
        "yaxis": {"rangemode": "tozero", "gridcolor": "#e5e5e5"},
    }
    return {"data": data, "layout": layout}


def _shade(years: list[int], spreads: Sequence[Spread], color: str, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": years + years[::-1],
        "y": [one.q95 for one in spreads] + [one.q05 for one in spreads][::-1],
        "fill": "toself",
        "fillcolor": color,
        "line": {"width": 0, "color": color},
        "name": name,
        "hoverinfo": "skip",
    }


def _observations(result: CalibrationAnswer, words: Words) -> Safe:
    heads = [words("table.indicator")]
    heads += [
        words(f"calibrate.{key}") for key in ("years", "observed", "predicted", "band", "prior-band", "line")
    ]
    rows = [
        [
            words(
                "table.indicator-unit",
                name=words.choose(row.name_zh, row.name_en),
                unit=unit_of(row.unit, words),
            ),
            years_of(row),
            observed_text(row, words),
            numbers.significant(row.q50, 4),
            span(row.q05, row.q95),
            span(row.prior.q05, row.prior.q95),
            line_of(row),
        ]
        for row in result.observations
    ]
    table = html_table(heads, rows, numeric=range(2, 7))
    return _titled("observations", words, words("calibrate.observations-note"), table)


def _parameters(result: CalibrationAnswer, words: Words) -> Safe:
    keys = ("parameter", "prior", "posterior", "shrinkage", "r_hat", "ess", "source")
    heads = [*(words(f"calibrate.{key}") for key in keys), ""]
    rows = [
        [
            element("span", row.name, title=f"{row.about} ({row.unit})"),
            f"{numbers.significant(row.prior.q50, 3)} ({span(row.prior.q05, row.prior.q95)})",
            f"{numbers.significant(row.posterior.q50, 3)} ({span(row.posterior.q05, row.posterior.q95)})",
            shrinkage_text(row),
            f"{row.r_hat:.3f}",
            f"{row.ess:.0f}",
            row.evidence,
            words("calibrate.bound") if row.at_bound else "",
        ]
        for row in sorted(result.parameters, key=lambda row: -row.shrinkage)
    ]
    note = words("calibrate.parameters-note", count=len(result.prior_dominated), limit=10)
    return _titled("parameters", words, note, html_table(heads, rows, numeric=range(1, 6)))


def _not_identified(result: CalibrationAnswer, words: Words) -> Safe:
    pairs = [element("li", f"{row.first}, {row.second}: {row.correlation:+.2f}") for row in result.pairs] or [
        element("li", words("calibrate.no-pairs"))
    ]
    return joined(
        [
            _titled("dominated", words, "", element("p", ", ".join(result.prior_dominated))),
            _titled("pairs", words, "", element("ul", *pairs)),
        ]
    )


def _chances(result: CalibrationAnswer, words: Words) -> Safe:
    heads = [
        words("table.indicator"),
        words("calibrate.prior"),
        words("calibrate.fit"),
        words("calibrate.posterior"),
    ]
    rows = [[name, *cells] for name, cells in chance_rows(result, words)]
    if not rows:
        return joined([])
    table = html_table(heads, rows, numeric=range(1, 4))
    return _titled("chances", words, chances_note(result, words), table)
