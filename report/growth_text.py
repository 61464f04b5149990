"""Growth accounting on the screen: items that sum exactly to the growth of GDP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report import numbers
from report.rounding import rounded_to_sum
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.results import Contribution, RunResult
    from report.session import Session
    from report.wording import Words

POINT_PLACES, LEVEL_PLACES = 2, 1


@dataclass(frozen=True)
class GrowthRow:
    """One printed row: the printed points and levels add up to those of the last row."""

    name: str
    points: str
    band: str
    level: str


def growth_rows(items: tuple[Contribution, ...], words: Words) -> list[GrowthRow]:
    """The items in their order, the total last, rounded so that the printed numbers add up."""
    parts = [item for item in items if item.kind != "total"]
    totals = [item for item in items if item.kind == "total"]
    points = rounded_to_sum([item.points for item in parts], POINT_PLACES)
    levels = rounded_to_sum([item.level for item in parts], LEVEL_PLACES)
    points += [sum(points)] * len(totals)
    levels += [sum(levels)] * len(totals)
    return [
        GrowthRow(
            item_name(item, words),
            numbers.signed(point, POINT_PLACES),
            numbers.band(item.q10, item.q90, POINT_PLACES),
            numbers.signed(level, LEVEL_PLACES),
        )
        for item, point, level in zip([*parts, *totals], points, levels, strict=True)
    ]


def growth_title(items: tuple[Contribution, ...], words: Words) -> str:
    """What the table shows, with its years."""
    return words("growth.title", first=items[0].first_year, last=items[0].last_year)


def growth_text(run: RunResult, session: Session) -> str:
    """The table of contributions to average annual growth; empty where there is none."""
    items = run.growth_accounting
    if not items:
        return ""
    words = session.words
    columns = [
        Column(words("growth.item"), flexible=True, least=24),
        Column(words("growth.points"), right=True),
        Column(words("growth.band"), right=True, give_up=1),
        Column(words("growth.level"), right=True),
    ]
    rows = [[row.name, row.points, row.band, row.level] for row in growth_rows(items, words)]
    title = "\n".join(wrapped(growth_title(items, words), session.width))
    return f"{title}\n{table(columns, rows, session.width, session.paint)}"


def item_name(item: Contribution, words: Words) -> str:
    """`services: capital`; the total by its own word."""
    if item.kind == "total":
        return words("growth.total")
    sector = words.get(f"sector.{item.sector}", item.sector.replace("_", " "))
    factor = words.get(f"factor.{item.factor}", item.factor.replace("_", " "))
    return words("growth.name", sector=sector, factor=factor)
