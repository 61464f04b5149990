"""The rows of the responsibility ledger: milestones on three paths, what was reached, and the light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluation.midterm.classes import Measure, measure_of
from report.numbers import decimals

if TYPE_CHECKING:
    from evaluation.midterm.answers import GradeThresholds, IndicatorResult
    from scenarios.schema import PlanPack

Light = Literal["green", "yellow", "red", "grey"]
NoModel = Literal["tracked", "no_milestones"]
Path = Literal["linear", "compound", "model", "actual"]
PATHS: tuple[Path, ...] = ("linear", "compound", "model", "actual")
GREEN = ("achieved_early", "ahead", "on_track")


@dataclass(frozen=True)
class LedgerEntry:
    """One target in the ledger: its values by path and year, its light, and when data are due next.

    `no_model` says why the model has no path: `tracked`, or `no_milestones`.
    """

    result: IndicatorResult
    values: Mapping[Path, Mapping[int, float]]
    light: Light
    due: str
    places: int
    no_model: NoModel | None = None


def light_of(one: IndicatorResult, thresholds: GradeThresholds) -> Light:
    """Green: in time. Red: reversed, a binding one behind, or a rest of the way that is hard. Else yellow."""
    if one.grade == "not_evaluable":
        return "grey"
    if one.grade in GREEN:
        return "green"
    hard = one.effort_ratio is not None and one.effort_ratio > thresholds.hard_effort
    return "red" if one.grade == "reversed" or one.nature == "binding" or hard else "yellow"


def entries(
    results: Sequence[IndicatorResult],
    thresholds: GradeThresholds,
    medians: Mapping[tuple[str, int], float],
    pack: PlanPack,
) -> tuple[LedgerEntry, ...]:
    """The rows; `medians` is the median path of a run of the model by target and year."""
    return tuple(
        LedgerEntry(
            result=one,
            values=_values(one, medians, pack),
            no_model=_no_model(one, medians),
            light=light_of(one, thresholds),
            due=due_date(one),
            places=max(1, decimals(one.printed_digits, one.target, one.unit), _digits(one.base)),
        )
        for one in results
    )


def _digits(value: float | None) -> int:
    """How many digits behind the point a printed value has."""
    return 0 if value is None else len(f"{value:.6f}".rstrip("0").partition(".")[2])


def due_date(one: IndicatorResult) -> str:
    """When the next yearly figure is due: a fixed day of the year after the first year without one."""
    from scenarios.observed_words import observed_words

    settings = observed_words().settings
    last = max(
        (item.year for item in one.observed if item.counted and item.month is None), default=one.base_year
    )
    year = min(last + 1, one.year) + 1
    return f"{year}-{settings.due_month:02d}-{settings.due_day:02d}"


def _values(
    one: IndicatorResult, medians: Mapping[tuple[str, int], float], pack: PlanPack
) -> Mapping[Path, Mapping[int, float]]:
    years = {milestone.year: milestone for milestone in one.milestones}
    return {
        "linear": {year: m.linear for year, m in years.items() if m.linear is not None},
        "compound": {year: m.compound for year, m in years.items() if m.compound is not None},
        "model": {year: medians[one.id, year] for year in years if (one.id, year) in medians},
        "actual": _actual(one, measure_of(pack.target(one.id))),
    }


def _no_model(one: IndicatorResult, medians: Mapping[tuple[str, int], float]) -> NoModel | None:
    if not any(name == one.id for name, _ in medians):
        return "tracked"
    return None if one.milestones else "no_milestones"


def _actual(one: IndicatorResult, measure: Measure) -> Mapping[int, float]:
    """Observed values of whole years in the unit of the milestones; what was reached in the last of them.

    Sums are those since the base year, as far as every year is known.
    """
    kinds = ("growth",) if one.unit == "percent/year" else ("level",)
    found = {
        item.year: item.value
        for item in one.observed
        if item.counted and item.month is None and item.kind in kinds and item.unit != "1"
    }
    if measure == "sum":
        found = _running(found, one.base_year)
    if one.reached is not None and one.reached_year is not None and measure not in ("growth", "average"):
        found[one.reached_year] = one.reached
    return {year: value for year, value in found.items() if year > one.base_year}


def _running(yearly: Mapping[int, float], base_year: int) -> dict[int, float]:
    """Sums since the base year, up to the first year without a figure."""
    sums: dict[int, float] = {}
    total, year = 0.0, base_year + 1
    while year in yearly:
        total += yearly[year]
        sums[year] = total
        year += 1
    return sums
