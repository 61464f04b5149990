"""Chapter 3: the table of the main indicators, on wide pages, and how its columns are meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells
from report.outline.blocks import Block, Heading, Page, Table, Text
from report.outline.paces import paces

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator
    from report.wording import Words

COLUMNS: dict[str, tuple[float, Callable[[Indicator, Words], str]]] = {
    "indicator": (32, cells.named),
    "nature": (16, cells.nature),
    "base": (14, lambda one, words: numbers.printed(one.base)),
    "target": (17, lambda one, words: cells.target(one)),
    "actual": (17, lambda one, words: actual(one, words)),
    "required": (
        17,
        lambda one, words: cells.pair(
            cells.percent(one.required_linear), cells.percent(one.required_compound)
        ),
    ),
    "progress": (14, lambda one, words: cells.percent(one.progress)),
    "growth": (
        17,
        lambda one, words: cells.pair(
            cells.pace(one, one.planned_growth, words), cells.pace(one, one.realised_growth, words)
        ),
    ),
    "rest": (13, lambda one, words: cells.pace(one, one.required_growth, words)),
    "grade": (18, cells.grade),
    "expected": (25, lambda one, words: cells.forecast(one)),
    "chance": (
        16,
        lambda one, words: cells.pair(
            cells.chance(one.probability_before), cells.chance(one.probability_after)
        ),
    ),
    "outlook": (17, cells.outlook),
    "department": (20, cells.department),
    "place": (16, cells.where),
}
"""Widths, and what stands in a cell."""
WORDED = ("indicator", "nature", "grade", "outlook", "department", "place")
SIZE = {"zh": 8.0, "en": 7.5}


def actual(one: Indicator, words: Words) -> str:
    """The value reached and its year."""
    value, year = cells.reached(one)
    return cells.level(one, value) + (f"\n({year})" if value is not None and year else "")


def numbered(found: Evaluation, words: Words) -> Table:
    """One row an indicator, with its number."""
    end = found.pack.about.end_year
    years = {"base": found.pack.about.base_year, "end": end}
    heads = [words("midterm-column.number"), *(words(f"midterm-column.{name}", **years) for name in COLUMNS)]
    rows = tuple(
        (str(at), *(told(one, words) for _, told in COLUMNS.values())) for at, one in enumerate(found.main, 1)
    )
    numeric = (0, *(at for at, name in enumerate(COLUMNS, 1) if name not in WORDED))
    widths = (8, *(width for width, _ in COLUMNS.values()))
    return Table(words("midterm.table"), tuple(heads), rows, numeric, widths, SIZE[words.language])


def indicators(found: Evaluation, words: Words) -> list[Block]:
    """The chapter with its notes."""
    notes = [
        words("midterm.table-paths"),
        words("midterm.table-grades", tolerance=f"{found.thresholds['tolerance']:g}"),
        words("midterm.table-forecast", year=found.pack.about.end_year),
    ]
    return [
        Page(landscape=True),
        Heading(words("midterm.indicators")),
        numbered(found, words),
        Page(),
        *(Text(note, "note") for note in notes),
        *paces(found, words),
        *_unjudged(found, words),
    ]


def _unjudged(found: Evaluation, words: Words) -> list[Block]:
    """What could not be graded, why, and who has the data."""
    missing = found.graded("not_evaluable")
    if not missing:
        return []
    rows = tuple(
        (cells.name(one, words), reason(one, words), cells.department(one, words)) for one in missing
    )
    heads = tuple(words(f"midterm-missing.{head}") for head in ("indicator", "reason", "department"))
    return [
        Heading(words("midterm.missing"), 2),
        Text(words("midterm.missing-text", count=len(missing))),
        Table(words("midterm.missing-table"), heads, rows, (), (36, 36, 28)),
    ]


def reason(one: Indicator, words: Words) -> str:
    """Why an indicator has no grade."""
    return words.get(f"why-not-graded.{one.reason}") or one.reason or words("midterm.no-data")
