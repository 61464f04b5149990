"""Plain-text tables that fit the screen: Chinese letters count double, columns fall away when narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from report.text_width import cells, fitted, padded, wrapped

GAP = "  "


@dataclass(frozen=True)
class Column:
    """A column. `heading` may have several lines; `give_up` orders what falls away first (0: never).

    The one `flexible` column takes what the others leave, at least `least` cells, and wraps.
    """

    heading: str
    right: bool = False
    give_up: int = 0
    flexible: bool = False
    least: int = 14


@dataclass(frozen=True)
class Cell:
    """A cell in a colour."""

    text: str
    color: str | None = None


Row = Sequence[str | Cell]


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    width: int,
    paint: Callable[[str, str | None], str] = lambda text, _: text,
) -> str:
    """The table as lines of at most `width` cells, with a rule below the headings."""
    heading, lines = table_parts(columns, rows, width, paint)
    return "\n".join([*heading, *(line for row in lines for line in row)])


def table_parts(
    columns: Sequence[Column],
    rows: Sequence[Row],
    width: int,
    paint: Callable[[str, str | None], str] = lambda text, _: text,
) -> tuple[list[str], list[list[str]]]:
    """The lines of the heading, and those of each row, for tables with text between the rows."""
    cellular = [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in rows]
    natural = [_natural(column, [row[at] for row in cellular]) for at, column in enumerate(columns)]
    kept = _kept(columns, natural, width)
    widths = _widths(columns, natural, kept, width)
    shown, sizes = [columns[at] for at in kept], [widths[at] for at in kept]
    lines = [_row(shown, [row[at] for at in kept], sizes, paint) for row in cellular]
    return _heading(shown, sizes, paint), lines


def _natural(column: Column, column_cells: Sequence[Cell]) -> int:
    heads = [cells(line) for line in column.heading.split("\n")]
    return max([*heads, *(cells(cell.text) for cell in column_cells)])


def _kept(columns: Sequence[Column], natural: Sequence[int], width: int) -> list[int]:
    """Columns that stay: while it is too wide, the one with the highest `give_up` goes."""
    kept = list(range(len(columns)))
    while _least_width(columns, natural, kept) > width:
        going = max(kept, key=lambda at: columns[at].give_up)
        if columns[going].give_up == 0:
            break
        kept.remove(going)
    return kept


def _least_width(columns: Sequence[Column], natural: Sequence[int], kept: Sequence[int]) -> int:
    own = sum(min(natural[at], columns[at].least) if columns[at].flexible else natural[at] for at in kept)
    return own + len(GAP) * (len(kept) - 1)


def _widths(
    columns: Sequence[Column], natural: Sequence[int], kept: Sequence[int], width: int
) -> dict[int, int]:
    widths = {at: natural[at] for at in kept}
    fixed = sum(natural[at] for at in kept if not columns[at].flexible) + len(GAP) * (len(kept) - 1)
    for at in kept:
        if columns[at].flexible:
            widths[at] = max(min(natural[at], columns[at].least), min(natural[at], width - fixed))
    return widths


def _heading(
    columns: Sequence[Column], widths: Sequence[int], paint: Callable[[str, str | None], str]
) -> list[str]:
    heads = [
        [line for part in column.heading.split("\n") for line in (wrapped(part, width) or [""])]
        for column, width in zip(columns, widths, strict=True)
    ]
    tall = max(len(head) for head in heads)
    filled = [[""] * (tall - len(head)) + head for head in heads]
    lines = [
        GAP.join(
            padded(text, width, column.right)
            for text, width, column in zip(line, widths, columns, strict=True)
        ).rstrip()
        for line in zip(*filled, strict=True)
    ]
    rule = GAP.join("-" * width for width in widths)
    return [*(paint(line, "bold") for line in lines), rule]


def _row(
    columns: Sequence[Column],
    row: Sequence[Cell],
    widths: Sequence[int],
    paint: Callable[[str, str | None], str],
) -> list[str]:
    parts = [
        fitted(cell.text, width) if column.flexible else [cell.text]
        for cell, width, column in zip(row, widths, columns, strict=True)
    ]
    lines: list[str] = []
    for line in zip_longest(*parts, fillvalue=""):
        told = [
            paint(padded(text, width, column.right), cell.color)
            for text, width, column, cell in zip(line, widths, columns, row, strict=True)
        ]
        lines.append(GAP.join(told).rstrip())
    return lines
