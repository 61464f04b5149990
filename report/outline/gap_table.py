"""What the gap between target and outlook is made of, for the chapter on problems and their causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.explain.answers import PARTS
from report import numbers
from report.outline import cells
from report.outline.blocks import Block, Heading, Table, Text
from report.outline.facts import LAGGING

if TYPE_CHECKING:
    from evaluation.explain.answers import Gap
    from report.outline.facts import Evaluation, Indicator
    from report.wording import Words

WIDTHS = (24, 10, 13, *[16] * len(PARTS))
SIZE = 7.5
WISHED = 0.5
"""Targets less likely than this are split where nothing could be graded."""


def gap_table(found: Evaluation, words: Words) -> list[Block]:
    """The parts of the gap of each target that lags or is unlikely; says so where none was computed."""
    chosen = [one for one in found.main if one.gap is not None and _short(one)]
    heading = Heading(words("midterm.problems-gaps"), 2)
    if not chosen:
        known = any(one.gap is not None for one in found.main)
        return [heading, Text(words("midterm.gaps-none" if known else "midterm.gaps-unknown"))]
    heads = ("indicator", "target", "outlook")
    told = tuple(words(f"midterm-gap.{head}") for head in heads)
    groups = tuple(words(f"explain-group.{group}") for group in PARTS)
    rows = tuple(_row(one, one.gap, words) for one in chosen if one.gap is not None)
    numeric = tuple(range(1, len(WIDTHS)))
    return [
        heading,
        Text(words("midterm.gaps-text")),
        Table(words("midterm.gaps-table"), (*told, *groups), rows, numeric, WIDTHS, SIZE),
        Text(words("explain.caption"), "note"),
    ]


def _short(one: Indicator) -> bool:
    unlikely = one.probability_after is not None and one.probability_after < WISHED
    missed = one.final_grade in ("nearly_met", "missed")
    return missed if one.final_grade else one.grade in LAGGING or unlikely


def _row(one: Indicator, gap: Gap, words: Words) -> tuple[str, ...]:
    places = cells.places(one)
    parts = {part.group: part for part in gap.parts}
    return (
        cells.named(one, words),
        cells.level(one, gap.target),
        cells.level(one, gap.outlook),
        *(_part(parts[group].mean, parts[group].q10, parts[group].q90, places) for group in PARTS),
    )


def _part(mean: float, low: float, high: float, places: int) -> str:
    """The mean, below it the band where it has a width."""
    told, band = numbers.signed(mean, places), numbers.band(low, high, places)
    first, _, last = band.partition("..")
    return told if first == last else f"{told}\n({band})"
