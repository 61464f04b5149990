"""Chapter 6: the outlook, before and after the observed years, with the band charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.outline import cells
from report.outline.blocks import Block, Heading, Table, Text
from report.outline.charted import charts

if TYPE_CHECKING:
    from report.outline.facts import Evaluation
    from report.wording import Words

WIDTHS = (34, 16, 22, 16, 16, 18)


def prospects(found: Evaluation, words: Words) -> list[Block]:
    """The chapter."""
    judged = [one for one in found.main if one.probability_after is not None or one.median is not None]
    heading = Heading(words("midterm.prospects"))
    drawn = charts(found, words)
    if not judged:
        return [heading, Text(words("midterm.prospects-none")), *drawn]
    known = {name: f"{100 * found.thresholds[name]:g}" for name in ("likely", "with_effort", "difficult")}
    return [
        heading,
        Text(words("midterm.prospects-text", as_of=found.as_of, **known)),
        _table(found, words),
        *drawn,
        Text(words("midterm.charts-note"), "note"),
    ]


def _table(found: Evaluation, words: Words) -> Table:
    judged = [one for one in found.main if one.probability_after is not None or one.median is not None]
    rows = tuple(
        (
            cells.named(one, words),
            cells.target(one),
            cells.forecast(one),
            cells.chance(one.probability_before),
            cells.chance(one.probability_after),
            cells.outlook(one, words),
        )
        for one in judged
    )
    heads = ("indicator", "target", "expected", "before", "after", "outlook")
    told = tuple(words(f"midterm-outlook.{head}", end=found.pack.about.end_year) for head in heads)
    return Table(words("midterm.prospects-table"), told, rows, (1, 2, 3, 4), WIDTHS)
