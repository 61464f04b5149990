"""What can be said although years are missing: the growth that all years without a figure need together."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.midterm import formulas
from evaluation.midterm.answers import PartialGrade, PartialYear, YearGrowth
from evaluation.midterm.classes import CHAINED
from evaluation.midterm.figures_of import Figures
from evaluation.midterm.standing import Way, index_path

BELOW = ("at_most", "below")


@dataclass(frozen=True)
class Open:
    """The years without a figure, past or to come, and the average growth in % they need together."""

    years: tuple[int, ...]
    growth: float


def open_growth(figures: Figures, way: Way | None) -> Open | None:
    """The growth that the open years need, where a growth was observed that no level leads up to.

    The target index over the product of what is known; no year without a figure is given one.
    """
    if way is None or figures.measure not in CHAINED or way.path != "compound":
        return None
    path = index_path(figures)
    last = max(path, default=way.first)
    stray = {year: growth for year, growth in figures.growths.items() if year > last}
    if not stray:
        return None
    years = tuple(year for year in range(last + 1, way.first + way.years + 1) if year not in stray)
    known = path.get(last, 1.0) * formulas.chained(stray.values())
    growth = formulas.average_growth(known, way.target / way.base, len(years))
    return None if growth is None else Open(years, growth)


def year_growths(figures: Figures, planned: float | None) -> tuple[YearGrowth, ...]:
    """Each observed growth beside the planned average."""
    return tuple(YearGrowth(year, growth, planned) for year, growth in sorted(figures.growths.items()))


def partial_year(figures: Figures, planned: float | None) -> PartialYear | None:
    """The latest part of a year against the same months of the year before; None where not known."""
    found = _same_months(figures)
    if not found:
        return None
    (year, month), growth = max(found.items())
    return PartialYear(year, month, growth, planned, _grade(growth, planned))


def _same_months(figures: Figures) -> dict[tuple[int, int], float]:
    """Growth on the same months of the year before, as published or from the two levels."""
    items = [item for item in figures.partial if item.month is not None and item.id == figures.target.id]
    levels = {(item.year, item.month): item.value for item in items if item.kind == "level"}
    found: dict[tuple[int, int], float] = {}
    for item in items:
        at = (item.year, item.month or 0)
        before = levels.get((item.year - 1, item.month))
        if item.kind == "growth":
            found[at] = item.value
        elif item.kind == "level" and before is not None and figures.measure in CHAINED:
            growth = formulas.average_growth(before, item.value, 1)
            if growth is not None:
                found.setdefault(at, growth)
    return found


def _grade(growth: float, planned: float | None) -> PartialGrade | None:
    if planned is None:
        return None
    rising = planned >= 0
    if growth >= planned if rising else growth <= planned:
        return "on_track"
    return "behind" if (growth >= 0) is rising else "reversed"
