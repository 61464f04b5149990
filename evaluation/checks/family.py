"""The family: the same structure for another region.

A region five times as large behaves the same, and no result depends on the unit in which persons, money or
trains are counted: both follow from equations without hidden numbers, and both are exact. A region of
factories instead of services has to give results in their bounds, with accounts that close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from calibration.economy import CLOSURES
from evaluation.checks.extremes import SIGNED
from evaluation.checks.identities import RESIDUALS
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.checks.unforced_growth import mean_growth
from evaluation.confidence import fact, within
from evaluation.results import Check
from sim.economy import INDICATORS
from sim.model import Model

SIZES = ("yi_CNY", "wan_person", "train", "patent", "tce")
"""Units of quantities that grow with the size of a region."""
LARGER = 5.0
EXACT = 1e-9
POWER = re.compile(r"[a-zA-Z_]+|1")
FACTORIES: Mapping[str, float] = {
    "output_at_start__traditional": 160.0,
    "output_at_start__emerging": 60.0,
    "output_at_start__services": 160.0,
    "employment_share_at_start__traditional": 0.3,
    "employment_share_at_start__emerging": 0.1,
    "capital_share_at_start__traditional": 0.35,
    "capital_share_at_start__emerging": 0.12,
    "capital_share_at_start__infrastructure": 0.2,
    "retail_capture_at_start": 0.005,
    "retail_capture_after_opening": 0.005,
}
"""A region with over half of its output from industry at the start, and few shoppers from outside."""
INDUSTRIAL = 0.4
"""Share of output above which a region counts as one of factories."""
SANE_GROWTH = (-3.0, 12.0)
"""Percent a year within which growth of such a region has to lie."""


def larger_region(laboratory: Laboratory) -> Iterator[Check]:
    """Everything that grows with size five times as large: so is every result, and growth is the same."""
    for closure in CLOSURES:
        gap, name = _gap(laboratory, SIZES, Case(closure=closure))
        evidence = f"all of {', '.join(SIZES)} times {LARGER:g}; widest of {len(INDICATORS)}: {name}"
        yield within(f"larger_region_{closure}", gap, EXACT, evidence)


def other_units(laboratory: Laboratory) -> Iterator[Check]:
    """One unit at a time: no result depends on how a thing is counted."""
    for unit in SIZES:
        gap, name = _gap(laboratory, (unit,), Case())
        yield within(f"unit_of_{unit}", gap, EXACT, f"counted in units a fifth of {unit}; widest: {name}")


def region_of_factories(laboratory: Laboratory) -> Iterator[Check]:
    """A region of factories runs, its accounts close, and it is what it is made to be."""
    names = ("industry_share", *RESIDUALS, *dict.fromkeys(RESIDUALS.values()))
    for closure in CLOSURES:
        case = Case(closure=closure, parameters=FACTORIES)
        run, annual = laboratory.steps(names, case), laboratory.central(("gdp", "industry_share"), case)
        closed = max(
            float(np.abs(run[residual]).max() / np.abs(run[scale]).max())
            for residual, scale in RESIDUALS.items()
        )
        lowest = min(float(run[name].min()) for name in laboratory.model.stock_names() if name not in SIGNED)
        pace = mean_growth(annual.over("gdp", laboratory.first_year - 1, laboratory.last_year))
        share = float(annual.at("industry_share", laboratory.first_year - 1)[0])
        low, high = SANE_GROWTH
        passed = closed < EXACT and lowest >= 0 and low < pace < high and share > INDUSTRIAL
        evidence = (
            f"industry {share:.0%} of output, growth {pace:.1f} % a year, accounts to {closed:.0e}, "
            f"lowest stock {lowest:.3g}"
        )
        yield fact(f"region_of_factories_{closure}", passed, evidence)


def size_of(unit: str, sizes: Sequence[str]) -> int:
    """The power in which the units `sizes` stand in a unit such as `patent/wan_person`."""
    above, *below = unit.split("/")
    factors = [(name, 1) for name in POWER.findall(above)] + [
        (name, -1) for part in below for name in POWER.findall(part)
    ]
    return sum(power for name, power in factors if name in sizes)


def _gap(laboratory: Laboratory, sizes: Sequence[str], case: Case) -> tuple[float, str]:
    """Widest relative gap of any indicator between a region and one that is larger, scaled back."""
    model = laboratory.model
    one = laboratory.central(INDICATORS, case)
    values = laboratory.values(case)
    parameters = {
        name: values[name] * factor for name, factor in _factors(model, sizes, model.parameters).items()
    }
    levers = {lever.name: lever for lever in laboratory.pack.levers}
    inputs = {
        name: laboratory.lever_from_plan(levers[name], [levers[name].baseline], factor)
        for name, factor in _factors(model, sizes, model.inputs).items()
    }
    two = laboratory.central(INDICATORS, Case(closure=case.closure, parameters=parameters, inputs=inputs))
    back = {name: LARGER ** size_of(model.variables[name].unit, sizes) for name in INDICATORS}
    gaps = {name: float(np.abs(two.of(name) / back[name] / one.of(name) - 1).max()) for name in INDICATORS}
    widest = max(gaps, key=lambda name: gaps[name])
    return gaps[widest], widest


def _factors(model: Model, sizes: Sequence[str], names: Sequence[str]) -> dict[str, float]:
    """By how much each name grows with the region; names that stay are left out."""
    powers = {name: size_of(model.variables[name].unit, sizes) for name in names}
    return {name: LARGER**power for name, power in powers.items() if power}
