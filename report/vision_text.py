"""Directions beyond the plan for readers: a table of indices on the screen, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.terms import name_of
from report.text_table import Column, Row, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.results import RunResult, VisionPoint
    from report.session import Session
    from report.wording import Words


def vision_text(run: RunResult, session: Session) -> str:
    """One row a direction, its years side by side; empty where the run does not reach beyond the plan."""
    if not run.vision:
        return ""
    words, years = session.words, vision_years(run)
    rows = [_row(points, words) for points in by_direction(run)]
    lines = [session.paint(vision_title(run, words), "bold")]
    lines += wrapped(words("vision.note", base=run.vision[0].base_year, year=run.as_of), session.width)
    lines.append(table(_columns(years, words), rows, session.width, session.paint))
    lines += wrapped(omitted_words(run, words), session.width)
    return "\n".join(lines)


def vision_title(run: RunResult, words: Words) -> str:
    """What the table is about, with its last year."""
    return words("vision.title", year=run.vision[-1].year)


def vision_years(run: RunResult) -> list[int]:
    """The years of the table, in order."""
    return sorted({point.year for point in run.vision})


def by_direction(run: RunResult) -> list[list[VisionPoint]]:
    """The points of each direction, in the order of the plan and of the years."""
    found: dict[str, list[VisionPoint]] = {}
    for point in run.vision:
        found.setdefault(point.id, []).append(point)
    return [sorted(points, key=lambda point: point.year) for points in found.values()]


def omitted_words(run: RunResult, words: Words) -> str:
    """How many directions no variable speaks for, by name."""
    names = [name_of(item, words) for item in run.vision_omitted]
    return words("vision.omitted", count=len(names), names=words.listed(names)) if names else ""


def index_words(point: VisionPoint) -> str:
    """`134 (121..149)`: the median of an index with its 80 % band."""
    return f"{numbers.level(point.median, 0)} ({numbers.band(point.q10, point.q90, 0)})"


def _columns(years: list[int], words: Words) -> list[Column]:
    last = years[-1]
    return [
        Column(words("vision.direction"), flexible=True, least=18),
        Column(words("vision.way")),
        *(Column(str(year), right=True, give_up=last - year) for year in years),
        Column(words("vision.holds", year=last), right=True),
    ]


def _row(points: list[VisionPoint], words: Words) -> Row:
    last = points[-1]
    return [
        name_of(last, words),
        words(f"vision-way.{last.direction}"),
        *(index_words(point) for point in points),
        f"{100 * last.holds:.0f}",
    ]
