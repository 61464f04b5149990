"""Published growth beside the planned growth: all that can be said where levels are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells
from report.outline.blocks import Block, Heading, Table, Text
from report.outline.facts import LAGGING

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator, Pace
    from report.wording import Words


def paces(found: Evaluation, words: Words) -> list[Block]:
    """The table of growth year by year; nothing where no growth is known."""
    rows = tuple(_row(one, pace, words) for one in found.main for pace in one.paces)
    if not rows:
        return []
    heads = tuple(
        words(f"midterm-year.{head}")
        for head in ("indicator", "period", "growth", "planned", "needed", "grade")
    )
    table = Table(words("midterm.paces-table"), heads, rows, (2, 3, 4), (32, 13, 13, 14, 16, 14))
    told = [Text(note, "note") for one in found.main if one.grade not in LAGGING for note in one.notes]
    return [Heading(words("midterm.paces-title"), 2), Text(words("midterm.paces-text")), table, *told]


def _row(one: Indicator, pace: Pace, words: Words) -> tuple[str, ...]:
    return (
        cells.name(one, words),
        cells.period(pace.year, pace.month),
        cells.percent(pace.growth),
        cells.percent(pace.planned),
        cells.percent(one.open_growth),
        words.get(f"grade.{pace.grade}") or numbers.MISSING,
    )
