"""Directions that a plan names for the years after it, as indices of the model (its base year = 100).

They are read only where a run reaches beyond the plan. A direction holds in a draw when the index lies on
the side of 100 that the plan asks for; how far it has to go the plan does not say. A direction without a
variable is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from evaluation.annual import Annual, FloatArray
from evaluation.draws import draw_set
from evaluation.quantiles import quantiles
from evaluation.results import Locator, VisionOmitted, VisionPoint

if TYPE_CHECKING:
    from scenarios.schema import PackFile
    from scenarios.tables import VisionRow

HUNDRED = 100.0
EVERY = 5
"""Years between two readings."""


def vision(about: PackFile, rows: Iterable[VisionRow], annual: Annual) -> tuple[VisionPoint, ...]:
    """Every direction with a variable in the last year of the plan, every fifth after, and the last run.

    Empty where the run ends with the plan. Raises InputError for a variable that the model does not keep.
    """
    base_year, years = about.base_year, _years(about.plan_years[-1], annual.years[-1])
    computed = [row for row in rows if row.variable is not None]
    return tuple(point for row in computed for point in _points(row, base_year, years, annual))


def vision_omitted(about: PackFile, rows: Iterable[VisionRow], annual: Annual) -> tuple[VisionOmitted, ...]:
    """The directions that no variable of the model can speak for; empty where the run ends with the plan."""
    if annual.years[-1] <= about.plan_years[-1]:
        return ()
    return tuple(
        VisionOmitted(row.id, row.name_zh, row.name_en, row.note_zh, row.note_en, _place(row))
        for row in rows
        if row.variable is None
    )


def index(row: VisionRow, annual: Annual, base_year: int, year: int) -> FloatArray:
    """The index of a direction in a year, shape (draw,): 100 in the base year of each draw."""
    return HUNDRED * _value(row, annual, year) / _value(row, annual, base_year)


def _points(row: VisionRow, base_year: int, years: Iterable[int], annual: Annual) -> Iterator[VisionPoint]:
    for year in years:
        values = index(row, annual, base_year, year)
        bands = quantiles(values)
        holds = draw_set(values > HUNDRED if row.direction == "rise" else values < HUNDRED)
        yield VisionPoint(
            id=row.id,
            name_zh=row.name_zh,
            name_en=row.name_en,
            direction=row.direction or "rise",
            variable=row.variable or "",
            divisor=row.divisor,
            base_year=base_year,
            year=year,
            median=bands[0.50],
            q05=bands[0.05],
            q10=bands[0.10],
            q90=bands[0.90],
            q95=bands[0.95],
            holds=holds.share,
            mc_error=holds.error,
            note_zh=row.note_zh,
            note_en=row.note_en,
            locator=_place(row),
        )


def _years(plan_end: int, end: int) -> tuple[int, ...]:
    if end <= plan_end:
        return ()
    return tuple(dict.fromkeys((*range(plan_end, end, EVERY), end)))


def _value(row: VisionRow, annual: Annual, year: int) -> FloatArray:
    values = annual.at(str(row.variable), year)
    return values if row.divisor is None else values / annual.at(row.divisor, year)


def _place(row: VisionRow) -> Locator:
    return Locator(chapter=row.chapter, line=row.line, section=row.section, paragraph=row.paragraph)
