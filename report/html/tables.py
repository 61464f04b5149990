"""The tables of the report: targets, growth, levers, parameters, the numbers behind a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report import numbers
from report.growth_text import growth_matrix, growth_rows
from report.html.markup import Safe, element, joined
from report.terms import name_of, place, target_value, unit_of, verdict_of

if TYPE_CHECKING:
    from evaluation.results import RunResult, TargetResult
    from report.html.chart_data import Band
    from report.html.content import LeverRow, ParameterRow, WorldRow
    from report.wording import Words

BAR_WIDTH = 22.0
"""Pixels of a bar for a tenth of a percentage point."""


def html_table(
    heads: Sequence[str], rows: Sequence[Sequence[object]], numeric: Sequence[int], total: bool = False
) -> Safe:
    """A table; columns in `numeric` are set flush right; `total` marks the last row."""
    head = joined(element("th", text, class_="n" if at in numeric else None) for at, text in enumerate(heads))
    lines = [
        element(
            "tr",
            *(element("td", cell, class_="n" if at in numeric else None) for at, cell in enumerate(row)),
            class_="total" if total and number == len(rows) - 1 else None,
        )
        for number, row in enumerate(rows)
    ]
    body = element("table", element("thead", element("tr", head)), element("tbody", *lines))
    return element("div", body, class_="scroll")


def tag(verdict: str | None, words: Words) -> Safe:
    """A verdict as a small label."""
    return element("span", verdict_of(verdict, words), class_=f"tag {verdict or ''}".strip())


def targets(run: RunResult, words: Words) -> Safe:
    """Every simulated or derived target in one row."""
    heads = [
        words(f"html.{name}")
        for name in (
            "indicator", "base", "target", "median", "band", "probability", "demand", "supply", "required",
            "simulated", "verdict", "place",
        )
    ]  # fmt: skip
    rows = [_target(target, words) for target in run.targets if target.mode != "tracked"]
    return html_table(heads, rows, numeric=range(1, 10))


def _target(target: TargetResult, words: Words) -> list[object]:
    places = numbers.decimals(target.printed_digits, target.target, target.unit)
    return [
        _name(target, words),
        numbers.printed(target.base),
        target_value(target),
        numbers.level(target.median, places),
        numbers.band(target.q10, target.q90, places),
        numbers.probability_with_error(target.probability, target.mc_error).replace("+-", "± "),
        numbers.whole_percent(target.closures.demand_led),
        numbers.whole_percent(target.closures.supply_led),
        numbers.growth(target.required_growth),
        numbers.growth(target.simulated_growth),
        tag(target.verdict, words) if target.verdict else numbers.MISSING,
        place(target.locator, words),
    ]


def _name(target: TargetResult, words: Words) -> Safe:
    basis = words.get(f"basis.{target.price_basis}")
    unit = unit_of(target.unit, words)
    nature = words.get(f"nature.{target.nature}")
    small = words.listed([part for part in (unit, basis, nature) if part])
    return joined([name_of(target, words), element("br"), element("span", small, class_="soft")])


def tracked(run: RunResult, words: Words) -> Safe:
    """Targets that are not simulated, each with the reason."""
    rows = [
        [
            name_of(target, words),
            target_value(target),
            unit_of(target.unit, words),
            words.choose(target.mode_reason_zh, target.mode_reason_en),
            place(target.locator, words),
        ]
        for target in run.targets
        if target.mode == "tracked"
    ]
    heads = [words(f"html.{name}") for name in ("indicator", "target", "unit", "reason", "place")]
    return html_table(heads, rows, numeric=(1,))


def growth_by_sector(run: RunResult, words: Words) -> Safe:
    """Growth accounting, factors by sectors; every printed sum holds."""
    matrix = growth_matrix(run.growth_accounting, words)
    return html_table(matrix.heads, matrix.rows, numeric=range(1, len(matrix.heads)), total=True)


def growth(run: RunResult, words: Words) -> Safe:
    """Growth accounting with a bar for each item; the printed numbers add up."""
    rows = [
        [row.name, row.points, _bar(row.points), row.band, row.level]
        for row in growth_rows(run.growth_accounting, words)
    ]
    heads = [words("growth.item"), words("growth.points"), "", words("growth.band"), words("growth.level")]
    return html_table(heads, rows, numeric=(1, 3, 4), total=True)


def _bar(points: str) -> Safe:
    value = float(points)
    width = f"width:{abs(value) * BAR_WIDTH:.0f}px"
    return element("span", class_="bar minus" if value < 0 else "bar", style=width)


def levers(rows: Sequence[LeverRow], words: Words) -> Safe:
    """Every lever: what the scenario sets, what it was, and where the plan speaks of it."""
    heads = [words(f"html.{name}") for name in ("lever", "unit", "baseline", "path", "place", "why")]
    lines = [
        [
            joined([words.choose(row.title_zh, row.title_en), element("br"), element("code", row.name)]),
            unit_of(row.unit, words),
            f"{row.baseline:.6g}",
            _path(row, words),
            row.place,
            row.why,
        ]
        for row in rows
    ]
    return html_table(heads, lines, numeric=(2,))


def world(rows: Sequence[WorldRow], words: Words) -> Safe:
    """What the scenario assumes about the outside world."""
    heads = [words(f"html.{name}") for name in ("series", "unit", "path", "why")]
    lines = [
        [
            joined([row.about, element("br"), element("code", row.name)]),
            words("html.factor") if row.relative else unit_of(row.unit, words),
            words.listed([words("html.step", year=year, value=f"{value:.6g}") for year, value in row.path]),
            row.why,
        ]
        for row in rows
    ]
    return html_table(heads, lines, numeric=())


def _path(row: LeverRow, words: Words) -> object:
    if not row.changed:
        return words("html.unchanged")
    if row.date:
        return element("b", f"{row.path[-1][1]:.6g}")
    return element(
        "b", words.listed([words("html.step", year=year, value=f"{value:.6g}") for year, value in row.path])
    )


def parameters(rows: Sequence[ParameterRow], words: Words) -> Safe:
    """Parameters the history says nothing about: their answer is that of their prior."""
    heads = [
        words(f"html.{name}") for name in ("parameter", "central", "range", "unit", "status", "evidence")
    ]
    lines = [
        [
            joined([row.about, element("br"), element("code", row.name)]),
            f"{row.central:.4g}",
            numbers.MISSING if row.low is None or row.high is None else f"{row.low:.4g}..{row.high:.4g}",
            element("span", unit_of(row.unit, words), class_="whole"),
            element("span", words.get(f"status.{row.status}", row.status), class_="whole"),
            joined(row.evidence, element("br")),
        ]
        for row in rows
    ]
    return html_table(heads, lines, numeric=(1, 2))


def yearly(band: Band, words: Words) -> Safe:
    """The numbers behind a chart."""
    observed = dict(band.observed)
    places = numbers.decimals(band.target.printed_digits, band.quantiles["q50"][-1], band.target.unit)
    rows = [
        [
            str(year),
            *(numbers.level(band.quantiles[name][at], places) for name in ("q10", "q50", "q90")),
            numbers.printed(observed.get(year)),
        ]
        for at, year in enumerate(band.years)
    ]
    heads = [words(f"html.{name}") for name in ("year", "q10", "median", "q90", "observed")]
    return html_table(heads, rows, numeric=range(1, 5))
