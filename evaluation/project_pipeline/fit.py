"""The sums of 2016-2020 from the events beside what the plan prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from evaluation.project_pipeline.answers import FitRow, Place, Span, Totals
from evaluation.project_pipeline.replications import PLAIN
from sim.projects.setup import HISTORY

if TYPE_CHECKING:
    from evaluation.project_pipeline.replications import Array, Runs
    from scenarios.schema import PlanPack
    from scenarios.tables import Observation
    from scenarios.targets import Locator
    from sim.projects.setup import Setup

OBSERVED: Mapping[str, str] = {
    "attracted_projects": "signed_projects",
    "attracted_signed": "signed_investment",
    "invested": "investment_sum",
    "invested_infrastructure": "infrastructure_investment_sum",
    "invested_renewal": "old_town_investment_sum",
    "invested_industry": "industrial_investment_sum",
}
"""Row -> the observation of the plan that prints it."""
UNITS: Mapping[str, str] = {"attracted_projects": "project"}
VOLUME = "yi_CNY"
INDUSTRY = ("traditional", "emerging")


def sums(runs: Runs, setup: Setup) -> dict[str, Array]:
    """Every sum of 2016-2020 by row, shape (replication,)."""
    attracted = [stream.name for stream in setup.streams if stream.attracted]
    industry = [stream.name for stream in setup.streams if stream.kind in INDUSTRY]

    def of(measure: str, names: list[str]) -> Array:
        return np.sum([runs.total(PLAIN, f"{measure}/{name}", *HISTORY) for name in names], axis=0)

    return {
        "attracted_projects": of("signed_count", attracted),
        "attracted_signed": of("signed", attracted),
        "invested": runs.over_streams(PLAIN, "work", *HISTORY),
        "invested_infrastructure": of("work", ["infrastructure"]),
        "invested_renewal": of("work", ["renewal"]),
        "invested_industry": of("work", industry),
        "signed": runs.over_streams(PLAIN, "signed", *HISTORY),
        "withdrawn": runs.over_streams(PLAIN, "withdrawn", *HISTORY),
    }


def fit_rows(found: Mapping[str, Array], pack: PlanPack) -> tuple[FitRow, ...]:
    """Every sum beside the observation of the plan, where there is one."""
    return tuple(_row(name, values, pack) for name, values in found.items())


def totals(found: Mapping[str, Array]) -> Totals:
    """Medians of what all streams signed, invested and withdrew."""
    middle = {name: span_of(found[name]).median or 0.0 for name in ("signed", "invested", "withdrawn")}
    return Totals(*HISTORY, **middle)


def span_of(values: Array) -> Span:
    """Median and 80 % range; infinite where it has not come so far. Values of shape (replication,)."""
    if not len(values):
        return Span(None, None, None)
    low, middle, high = (
        float(one) if np.isfinite(one) else None
        for one in np.quantile(values, (0.1, 0.5, 0.9), method="inverted_cdf")
    )
    return Span(middle, low, high)


def _row(name: str, values: Array, pack: PlanPack) -> FitRow:
    row = next((one for one in pack.observations if one.id == OBSERVED.get(name)), None)
    unit = UNITS.get(name, VOLUME)
    if row is None:
        return FitRow(name, unit, span_of(values), None, None, None)
    return FitRow(name, unit, span_of(values), row.value, row.kind, place_of(row))


def place_of(row: Observation | Locator) -> Place:
    """A place of the plan as it stands in the answer."""
    return Place(row.chapter, row.box, row.row, row.line, row.section, row.paragraph)
