"""Growth accounting for readers: sectors by factors, rounded so that every printed sum holds."""

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


@dataclass(frozen=True)
class GrowthMatrix:
    """Points by factor (rows) and sector (columns); the last row and column are the printed sums."""

    heads: list[str]
    rows: list[list[str]]


def growth_rows(items: tuple[Contribution, ...], words: Words) -> list[GrowthRow]:
    """The items in their order, the total last, rounded so that the printed numbers add up."""
    parts, totals = _parts(items), [item for item in items if item.kind == "total"]
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


def growth_matrix(items: tuple[Contribution, ...], words: Words) -> GrowthMatrix:
    """The same items as a table of factors by sectors."""
    parts = _parts(items)
    rounded = rounded_to_sum([item.points for item in parts], POINT_PLACES)
    cells = {(item.factor, item.sector): value for item, value in zip(parts, rounded, strict=True)}
    sectors = list(dict.fromkeys(item.sector for item in parts))
    factors = list(dict.fromkeys(item.factor for item in parts))
    rows = [
        [factor_name(factor, words), *_line([cells.get((factor, sector)) for sector in sectors])]
        for factor in factors
    ]
    sums = [sum(cells.get((factor, sector), 0.0) for factor in factors) for sector in sectors]
    heads = [words("growth.factor"), *(sector_name(sector, words) for sector in sectors), words("growth.sum")]
    return GrowthMatrix(heads, [*rows, [words("growth.sum"), *_line([*sums])]])


def _line(values: list[float | None]) -> list[str]:
    total = sum(value for value in values if value is not None)
    return [numbers.signed(value, POINT_PLACES) for value in [*values, total]]


def _parts(items: tuple[Contribution, ...]) -> list[Contribution]:
    return [item for item in items if item.kind != "total"]


def growth_title(items: tuple[Contribution, ...], words: Words) -> str:
    """What the table shows, with its years."""
    return words("growth.title", first=items[0].first_year, last=items[0].last_year)


def growth_text(run: RunResult, session: Session) -> str:
    """The table of contributions to average annual growth; empty where there is none."""
    items = run.growth_accounting
    if not items:
        return ""
    matrix = growth_matrix(items, session.words)
    first, *others = matrix.heads
    columns = [Column(first, flexible=True, least=14), *(Column(head, right=True) for head in others)]
    title = "\n".join(wrapped(growth_title(items, session.words), session.width))
    return f"{title}\n{table(columns, matrix.rows, session.width, session.paint)}"


def item_name(item: Contribution, words: Words) -> str:
    """`services: capital`; the total by its own word."""
    if item.kind == "total":
        return words("growth.total")
    return words(
        "growth.name",
        sector=sector_name(item.sector, words).replace("\n", " "),
        factor=factor_name(item.factor, words),
    )


def sector_name(sector: str, words: Words) -> str:
    """A sector in words."""
    return words.get(f"sector.{sector}", sector.replace("_", " "))


def factor_name(factor: str, words: Words) -> str:
    """A factor of growth in words."""
    return words.get(f"factor.{factor}", factor.replace("_", " "))
