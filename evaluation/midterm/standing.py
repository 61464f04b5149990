"""Where a target stands: what the figures add up to, how far that is, and the pace so far and needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluation.midterm import formulas
from evaluation.midterm.answers import PaceUnit
from evaluation.midterm.classes import CHAINED, TOTALLED
from evaluation.midterm.figures_of import Figures
from evaluation.midterm.observed import MONTHS

if TYPE_CHECKING:
    from scenarios.schema import Target

Reason = Literal["no_number", "no_base", "no_data", "years_missing", "only_partial", "nothing_counts"]
PERCENT = 100.0


@dataclass(frozen=True)
class Way:
    """A target as a way to go: where it begins, where it ends, in how many years, on which path."""

    base: float
    target: float
    first: int
    years: int
    path: Literal["linear", "compound"]


@dataclass(frozen=True)
class Pace:
    """Planned, realised and still required change a year, in `unit`."""

    unit: PaceUnit
    planned: float | None
    realised: float | None
    required: float | None


@dataclass(frozen=True)
class Standing:
    """What was reached by `year` and what both paths ask for by then; `reason` says why there is nothing.

    `value` is in the printed unit (for a growth its average so far, for a cut the cut so far).
    """

    reason: Reason | None = None
    value: float | None = None
    year: int | None = None
    progress: float | None = None
    required_linear: float | None = None
    required_compound: float | None = None
    level_linear: float | None = None
    level_compound: float | None = None
    pace: Pace | None = None
    path: Literal["linear", "compound"] | None = None


def way_of(figures: Figures, aim: float) -> Way | None:
    """The way to the number `aim`; None where there is no base to begin at."""
    target = figures.target
    years = target.year - target.base_year
    path = "compound" if target.grading.rule == "compound" else "linear"
    if figures.measure == "growth":
        whole = 1 if target.transform == "growth_total" else years
        return Way(1.0, formulas.index_of(aim, whole), target.base_year, years, path)
    if figures.measure == "index":
        return Way(1.0, aim, target.base_year, years, path)
    if figures.measure == "count":
        return Way(0.0, aim, target.base_year, years, "linear")
    if figures.base is None:
        return None
    if figures.base <= 0 or aim <= 0:
        path = "linear"
    return Way(figures.base, aim, target.base_year, years, path)


def standing(figures: Figures, way: Way | None, aim: float) -> Standing:
    """Where the target stands; for targets held year by year see `limits`."""
    if figures.measure == "cut":
        return _cut(figures, aim)
    if figures.measure in ("sum", "average"):
        return _sum(figures, aim)
    if way is None:
        return Standing("no_base")
    path = index_path(figures) if figures.measure in CHAINED else figures.levels
    if not path:
        return Standing(nothing(figures))
    year = max(path)
    value = path[year] * (way.base if figures.measure == "level" else 1.0)
    return _on_way(figures, way, year, value)


def index_path(figures: Figures) -> Mapping[int, float]:
    """The level by year in units of its base: as observed, else the year before times its growth."""
    target, measure = figures.target, figures.measure
    unit = figures.base if measure == "level" else 1.0
    if not unit:
        return {}
    path = {target.base_year: 1.0}
    for year in range(target.base_year + 1, target.year + 1):
        if year in figures.levels:
            path[year] = figures.levels[year] / unit
        elif year in figures.growths and year - 1 in path:
            path[year] = path[year - 1] * (1 + figures.growths[year] / PERCENT)
    del path[target.base_year]
    return path


def _on_way(figures: Figures, way: Way, year: int, value: float) -> Standing:
    """A level, a count or an index on its way."""
    elapsed, growth = year - way.first, figures.measure == "growth"
    average = formulas.average_growth(way.base, value, elapsed)
    shown = value
    if growth:
        shown = PERCENT * (value - 1) if figures.target.transform == "growth_total" else average or 0.0
    return Standing(
        value=shown,
        year=year,
        progress=formulas.realised_progress(value, way.base, way.target),
        required_linear=formulas.linear_progress(elapsed, way.years),
        required_compound=formulas.compound_progress(way.base, way.target, elapsed, way.years),
        level_linear=None if growth else formulas.linear_level(way.base, way.target, elapsed, way.years),
        level_compound=None if growth else formulas.compound_level(way.base, way.target, elapsed, way.years),
        pace=_pace(way, value, elapsed, figures.target),
        path=way.path,
    )


def planned_pace(figures: Figures, way: Way | None, aim: float) -> float | None:
    """The planned change a year of a target, whether or not anything was observed."""
    target = figures.target
    years = target.year - target.base_year
    if figures.measure == "cut":
        return formulas.yearly_cut(0.0, aim, years)
    if figures.measure in TOTALLED:
        return aim if figures.measure == "average" else aim / years
    if way is None or way.path == "linear":
        return None if way is None else (way.target - way.base) / way.years
    return formulas.average_growth(way.base, way.target, way.years)


def pace_unit(figures: Figures, way: Way | None) -> PaceUnit | None:
    """The unit of the change a year of a target."""
    if figures.measure == "cut" or (way is not None and way.path == "compound"):
        return "percent_a_year"
    if way is None and figures.measure not in TOTALLED:
        return None
    return "points_a_year" if figures.target.unit in ("percent", "per_mille") else "units_a_year"


def _pace(way: Way, value: float, elapsed: int, target: Target) -> Pace:
    left = way.years - elapsed
    if way.path == "compound":
        return Pace(
            "percent_a_year",
            formulas.average_growth(way.base, way.target, way.years),
            formulas.average_growth(way.base, value, elapsed),
            formulas.average_growth(value, way.target, left),
        )
    return Pace(
        "points_a_year" if target.unit in ("percent", "per_mille") else "units_a_year",
        (way.target - way.base) / way.years,
        (value - way.base) / elapsed,
        (way.target - value) / left if left else None,
    )


def _cut(figures: Figures, aim: float) -> Standing:
    """A cut over the plan: yearly cuts one after the other, or the cut since the base year as published."""
    target = figures.target
    done: dict[int, float] = {target.base_year: 0.0}
    for year in range(target.base_year + 1, target.year + 1):
        if year in figures.total_cuts:
            done[year] = figures.total_cuts[year]
        elif year in figures.yearly_cuts and year - 1 in done:
            done[year] = formulas.cut_so_far([done[year - 1], figures.yearly_cuts[year]])
    year = max(done)
    if year == target.base_year:
        return Standing(nothing(figures))
    elapsed, whole = year - target.base_year, target.year - target.base_year
    by_now, straight = formulas.compound_cut(aim, elapsed, whole), formulas.linear_cut(aim, elapsed, whole)
    pace = Pace(
        "percent_a_year",
        formulas.yearly_cut(0.0, aim, whole),
        formulas.yearly_cut(0.0, done[year], elapsed),
        formulas.yearly_cut(done[year], aim, whole - elapsed),
    )
    return Standing(
        value=done[year],
        year=year,
        progress=PERCENT * done[year] / aim,
        required_linear=PERCENT * straight / aim,
        required_compound=PERCENT * by_now / aim,
        level_linear=straight,
        level_compound=by_now,
        pace=pace,
        path="compound",
    )


def _sum(figures: Figures, aim: float) -> Standing:
    """A sum over the plan, or its average a year: the years added up, or the sum as published."""
    target, whole = figures.target, figures.target.year - figures.target.base_year
    average = figures.measure == "average"
    wanted = aim * whole if average else aim
    sums = _sums(figures)
    if not sums:
        return Standing(nothing(figures))
    elapsed = max(sums)
    total = sums[elapsed]
    left = whole - elapsed
    required = formulas.linear_progress(elapsed, whole)
    by_now = aim if average else aim * elapsed / whole
    pace = Pace(
        "units_a_year", wanted / whole, total / elapsed, (wanted - total) / left if left > 0 else None
    )
    return Standing(
        value=total / elapsed if average else total,
        year=target.base_year + int(-(-elapsed // 1)),
        progress=PERCENT * total / wanted,
        required_linear=required,
        required_compound=None,
        level_linear=by_now,
        level_compound=None,
        pace=pace,
        path="linear",
    )


def _sums(figures: Figures) -> dict[float, float]:
    """Sums since the base year by elapsed years; parts of a year only where the sum was published so."""
    base_year = figures.target.base_year
    sums: dict[float, float] = {0.0: 0.0}
    for year in range(base_year + 1, figures.target.year + 1):
        at = float(year - base_year)
        if year in figures.totals:
            sums[at] = figures.totals[year]
        elif year in figures.levels and at - 1 in sums:
            sums[at] = sums[at - 1] + figures.levels[year]
    for (year, month), value in figures.part_totals.items():
        sums[year - base_year - 1 + month / MONTHS] = value
    del sums[0.0]
    return sums


def nothing(figures: Figures) -> Reason:
    """Why there is nothing to add up."""
    known = (figures.levels, figures.growths, figures.yearly_cuts, figures.total_cuts, figures.totals)
    if any(known):
        return "years_missing"
    if figures.partial:
        return "only_partial"
    return "nothing_counts" if figures.shown else "no_data"
