"""Growth is never an input: without growth around the district, growth fades, and no rate reaches a target.

What may grow by itself is the income of the region and of the partners, prices, and a sourced trend of
productivity; people have their natural growth. The first test stops all of it from the first year of the
plan on. The others search the graph for a way from an input to a target that bypasses the sectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from calibration.economy import CLOSURES
from evaluation.annual import FloatArray
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.confidence import within
from evaluation.results import Check
from sim.model import Model

PERCENT = 100.0
YEARS = 5
LIMIT = 0.5
"""Percent a year, over the last five years of a run."""
SOON, LATE = 10, 35
"""Years after the plan at which growth is looked at."""
RATE_UNIT = "1/year"

OUTSIDE = ("regional_growth", "partner_growth")
PRICES = (
    "producer_inflation_rate",
    "service_inflation_rate",
    "consumer_inflation_rate",
    "investment_inflation_rate",
    "industry_price_drift",
    "service_price_drift",
    "construction_price_drift",
    "consumer_price_drift",
    "investment_price_drift",
    "trade_price_drift",
)
PRODUCTIVITY = ("productivity_trend", "productivity_shock")
PEOPLE = ("natural_growth_rate", "migration_per_unemployment_gap")
TURNOVER = (
    "retirement_rate",
    "separation_rate",
    "knowledge_obsolescence_rate",
    "patent_expiry_rate",
    "principal_due_rate",
    "asset_sale_rate",
    "forest_loss_rate",
    "doctor_leaving_rate",
    "bed_retirement_rate",
    "digital_retirement_rate",
    "loan_repayment_rate",
    "cross_border_exit_rate",
    "steelworks_relocation",
)
RETURNS = (
    "return_on_assets",
    "state_firm_interest_rate",
    "state_firm_interest_at_base",
    "government_interest_rate",
    "private_interest_rate",
)
EXPECTED = ("demand_trend_at_start",)
ADOPTION = ("rail_adoption_rate",)
RATES: Mapping[str, tuple[str, ...]] = {
    "income outside": OUTSIDE,
    "prices": PRICES,
    "productivity": PRODUCTIVITY,
    "people": PEOPLE,
    "turnover of a stock": TURNOVER,
    "returns and interest": RETURNS,
    "expectation at the start": EXPECTED,
    "adoption that ends": ADOPTION,
}
"""Every parameter and input with the unit of a rate, by what it is."""
GROWTH = OUTSIDE + PRICES + PRODUCTIVITY + PEOPLE
"""Those that make something outside the sectors grow."""
UNGROWN: tuple[str, ...] = ("productivity_trend", "natural_growth_rate")
FLOWS = (
    "gdp",
    "industrial_value_added",
    "reported_investment_nominal",
    "retail_sales",
    "trade_total",
    "budget_revenue",
    "urban_income_per_head",
)
"""Targets in money a year that follow the economy alone."""


def growth_without_drivers(laboratory: Laboratory) -> Iterator[Check]:
    """Without growth outside, inflation and a trend of productivity, growth of output fades to nothing."""
    soon, late = laboratory.last_year + SOON, laboratory.last_year + LATE
    for closure in CLOSURES:
        case = unforced_case(laboratory, closure, late)
        unforced = laboratory.central(FLOWS, case)
        births = {name: value for name, value in case.parameters.items() if name not in PEOPLE}
        peopled = laboratory.central(("gdp",), replace(case, parameters=births))
        first, last = (mean_growth(unforced.over("gdp", year - YEARS, year)) for year in (soon, late))
        told = ", ".join(
            f"{mean_growth(peopled.over('gdp', year - YEARS, year)):.2f} % to {year}" for year in (soon, late)
        )
        evidence = f"% a year, {YEARS} years to {late}; {first:.2f} % to {soon}; with births: {told}"
        yield within(f"growth_without_drivers_{closure}", last, LIMIT, evidence)
        yield within(f"growth_fades_{closure}", last / first, 0.5, f"growth to {late} over growth to {soon}")
        rates = {name: mean_growth(unforced.over(name, late - YEARS, late)) for name in FLOWS}
        worst = max(rates, key=lambda name: abs(rates[name]))
        evidence = f"fastest of {len(FLOWS)} targets: {worst}, % a year, {YEARS} years to {late}"
        yield within(f"targets_without_drivers_{closure}", rates[worst], LIMIT, evidence)


def no_bypass(laboratory: Laboratory) -> Iterator[Check]:
    """Every way from an input to output passes the output of a sector, and its capacity or orders."""
    model = laboratory.model
    sectors = (*model.scalars("output"), "construction_value_added", "agriculture_output")
    left = _given(model, _causes(model, ("gdp",), set(sectors)))
    yield within(
        "ways_round_the_sectors", len(left), 0, _listed(left, f"{len(_given(model, model.variables))} names")
    )
    doors = {*model.scalars("potential_output"), *model.scalars("desired_output")}
    shape = {"capacity_ceiling", "capacity_sharpness"}
    left = [
        name for name in _given(model, _causes(model, model.scalars("output"), doors)) if name not in shape
    ]
    evidence = _listed(left, "only the form of utilisation beside capacity and orders")
    yield within("ways_round_capacity_and_orders", len(left), 0, evidence)


def rates_are_known(laboratory: Laboratory) -> Iterator[Check]:
    """Every parameter and input in 1/year is one of the declared kinds; none makes a target grow at once."""
    model = laboratory.model
    known = {name for names in RATES.values() for name in names}
    unknown = sorted(set(_rates(model)) - known)
    told = "; ".join(f"{kind}: {len(names)}" for kind, names in RATES.items())
    yield within("rates_without_a_kind", len(unknown), 0, _listed(unknown, told))
    yield from _growth_at_a_target(laboratory)


def _growth_at_a_target(laboratory: Laboratory) -> Iterator[Check]:
    """No growth rate stands in the equation of a target, in its flows or in what they read at once."""
    model, stocks = laboratory.model, set(laboratory.model.stock_names())
    targets = sorted({target.variable for target in laboratory.pack.main_targets if target.variable})
    starts = {name for name in PRICES if name.endswith("_drift")}
    found = [
        f"{rate} at {name}"
        for name in targets
        for rate in _causes(model, (name,), stocks - {name})
        if rate in GROWTH and rate not in starts
    ]
    evidence = _listed(
        found, f"{len(targets)} targets; prices, income and productivity act through their stocks"
    )
    yield within("growth_rates_at_a_target", len(found), 0, evidence)


def unforced_case(laboratory: Laboratory, closure: str, end: int) -> Case:
    """Nothing grows by itself: income outside, prices, productivity, births."""
    rates = [row.name for row in laboratory.pack.processes if row.unit == RATE_UNIT]
    parameters = dict.fromkeys(UNGROWN, 0.0)
    return Case(closure=closure, end=end, parameters=parameters, world=dict.fromkeys(rates, 0.0))


def mean_growth(values: FloatArray) -> float:
    """Mean growth over the years of a series of shape (year, 1), % a year."""
    return PERCENT * float(np.log(values[-1, 0] / values[0, 0]) / (len(values) - 1))


def _rates(model: Model) -> list[str]:
    return [name for name in _given(model, model.variables) if model.variables[name].unit == RATE_UNIT]


def _given(model: Model, names: Iterable[str]) -> list[str]:
    return [name for name in names if model.variables[name].kind in ("parameter", "input")]


def _causes(model: Model, names: Iterable[str], closed: set[str]) -> set[str]:
    """All that acts on these names without passing a name that is closed."""
    found: set[str] = set()
    work = list(names)
    while work:
        for cause in model.variables[work.pop()].inputs:
            if cause not in found and cause not in closed:
                found.add(cause)
                work.append(cause)
    return found


def _listed(names: Iterable[str], otherwise: str) -> str:
    return ", ".join(sorted(names)) or otherwise
