"""Section 8: the history beside the central run, and how the fitted parameters were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.answer_parts import Place
from report.document.diagram import bars
from report.document.links import anchor, variable_link
from report.document.parts import Row, heads, lines, note, section, table, unit
from report.fit_views import BOUNDS
from report.html.markup import Safe, element
from report.terms import place, unit_of

if TYPE_CHECKING:
    from calibration.fit import FittedParameter
    from calibration.history import Compared
    from report.document.material import Material
    from report.wording import Words

NAME = "history"
COLUMNS = (
    "quantity",
    "years",
    "printed",
    "sd",
    "simulated",
    "difference",
    "deviations",
    "bar",
    "reading",
    "place",
)
WIDEST = 4.0
"""Standard deviations at which a bar ends."""


def history(material: Material, words: Words, number: int) -> Safe:
    """Every observation with its residual, the fit, and what was not simulated."""
    rows = material.history
    residuals = bars([item.deviation for item in rows], WIDEST)
    observed = [_row(item, bar, material, words) for item, bar in zip(rows, residuals, strict=True)]
    titles = heads(words, *COLUMNS)
    return section(
        NAME,
        number,
        words,
        element("p", words("document.history", count=len(rows), all=len(material.pack.observations))),
        table(titles, observed, (2, 3, 4, 5, 6)),
        note(words("document.history-note", widest=numbers.printed(WIDEST))),
        element("h3", words("document.fit")),
        _fit(material, words),
        _fitted(material, words),
    )


def _row(item: Compared, bar: Safe, material: Material, words: Words) -> Row:
    row = item.observation
    years = str(row.year_to) if row.year_from == row.year_to else f"{row.year_from}-{row.year_to}"
    places = numbers.decimals(1, row.value)
    difference = item.difference if item.percent is None else item.percent
    sign = "" if item.percent is None else " %"
    cells = (
        lines(words.choose(row.name_zh, row.name_en), variable_link(str(row.variable), material.model)),
        element("span", years, class_="whole"),
        f"{BOUNDS.get(row.kind, '')}{numbers.printed(row.value)} {unit_of(row.unit, words)}",
        f"{item.sd:.3g}",
        numbers.level(item.simulated, places),
        numbers.signed(difference, 1) + sign,
        numbers.signed(item.deviation, 1),
        bar,
        element("span", words("fit.default" if row.default else "fit.other"), class_="whole"),
        place(Place(row.chapter, row.section, None, row.box, row.row, row.line), words),
    )
    return Row(cells, anchor("observation", row.id))


def _fit(material: Material, words: Words) -> Safe:
    from calibration.fit import EDGE, PULL, STEP

    rows = material.fitted
    squares = sum(item.deviation**2 for item in material.history)
    pull = sum((PULL * _position(row)) ** 2 for row in rows)
    told = words(
        "document.fit-method",
        count=len(rows),
        pull=numbers.printed(PULL),
        step=numbers.printed(STEP),
        edge=numbers.printed(EDGE),
        squares=f"{squares:.1f}",
        pulled=f"{pull:.1f}",
        total=f"{squares + pull:.1f}",
    )
    return element("ul", *(element("li", line) for line in told.splitlines()))


def _position(row: FittedParameter) -> float:
    """Where the value stands in its range: -1 at the low end, 1 at the high one."""
    return 2 * (row.value - row.low) / (row.high - row.low) - 1


def _fitted(material: Material, words: Words) -> Safe:
    rows = [
        Row(
            (
                variable_link(row.name, material.model),
                unit(row.unit, words),
                numbers.printed(row.start),
                numbers.printed(row.value),
                f"{numbers.printed(row.low)}..{numbers.printed(row.high)}",
                words("fit.at-bound") if row.at_bound else "",
            )
        )
        for row in material.fitted
    ]
    return table(
        heads(words, "parameter", "unit", "fit-start", "fit-value", "fit-range", "remark"), rows, (2, 3, 4)
    )
