"""Extreme conditions: what happens when something stops, doubles or breaks away at the start of the plan.

In every case all values stay finite, no stock goes below zero, unemployment stays a share, and
output and what the case is about move the way they must. Ten years are run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from calibration.economy import CLOSURES
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.checks.surgery import stopped, with_equation, with_input, with_name
from evaluation.confidence import fact, within
from evaluation.results import Check
from sim.expressions import Call, Name
from sim.inputs import Held, Input
from sim.integrate import Trajectory
from sim.model import Model

YEARS = 10
STARTS = ("private_starts", "state_firm_starts", "government_starts", "upper_level_starts")
SECTORS = ("traditional", "emerging", "services")
SIGNED = ("perceived_job_growth", "people_drawn_in", "state_firm_equity", "private_equity")
"""Stocks that may be negative: changes, and the net worth of firms that are insolvent."""
INTEREST = 0.2
EMIGRATION = "emigration"
INTEREST_NOW = "interest_now"
TOLERANCE = 1e-3
Change = Callable[[Laboratory], Model]
Inputs = Callable[[Laboratory], Mapping[str, Input]]


def _same(laboratory: Laboratory) -> Model:
    return laboratory.model


def _nothing(laboratory: Laboratory) -> Mapping[str, Input]:
    return {}


@dataclass(frozen=True)
class Extreme:
    """One case. `signs`: variables that end higher (+1) or lower (-1) than in the baseline."""

    name: str
    signs: Mapping[str, int]
    change: Change = _same
    inputs: Inputs = _nothing
    world: Mapping[str, float] = field(default_factory=dict[str, float])
    closures: tuple[str, ...] = CLOSURES


def _stopped(*names: str) -> Change:
    return lambda laboratory: stopped(laboratory.model, names)


def _emigrating(laboratory: Laboratory) -> Model:
    """The model in which a share of the population leaves in a year."""
    model = with_input(laboratory.model, EMIGRATION, "1/year")
    leavers = Call("multiply", (Name("population"), Name(EMIGRATION)))
    return with_equation(
        model, "net_migration", Call("subtract", (model.expression("net_migration"), leavers))
    )


def _half_leave(laboratory: Laboratory) -> Mapping[str, Input]:
    """Emigration that halves the population in the first year of the plan."""
    about = laboratory.pack.about
    rates = np.zeros(about.levers_act_from - about.start_year + 2)
    rates[-2] = np.log(2)
    return {EMIGRATION: Held(about.start_year, rates)}


def _dear_money(laboratory: Laboratory) -> Model:
    """The model in which firms and the government pay another interest."""
    model = with_input(laboratory.model, INTEREST_NOW, "1/year")
    model = with_name(model, "government_interest", "government_interest_rate", Name(INTEREST_NOW))
    model = with_name(model, "private_interest", "private_interest_rate", Name(INTEREST_NOW))
    return with_name(model, "state_firm_profit", "state_firm_interest_rate", Name(INTEREST_NOW))


def _interest(laboratory: Laboratory) -> Mapping[str, Input]:
    about = laboratory.pack.about
    usual = laboratory.known.central()["state_firm_interest_rate"]
    rates = np.full(about.levers_act_from - about.start_year + 1, usual)
    rates[-1] = INTEREST
    return {INTEREST_NOW: Held(about.start_year, rates)}


LED_BY_DEMAND = CLOSURES[:1]
MARKETS = tuple(f"outside_market__{sector}" for sector in SECTORS)
CASES = (
    Extreme(
        "no_investment",
        {"gdp": -1, "capital__services": -1, "construction_value_added": -1, "budget_revenue": -1},
        _stopped(*STARTS),
    ),
    Extreme("no_research", {"gdp": -1, "knowledge": -1, "patents_per_10k": -1}, _stopped("rd_spending")),
    Extreme("no_trade", {"gdp": -1, "industrial_value_added": -1}, _stopped("exports", "imports")),
    Extreme(
        "population_halved",
        {"gdp": -1, "population": -1, "all_employed": -1, "consumption": -1, "real_wage": 1},
        _emigrating,
        _half_leave,
    ),
    Extreme(
        "interest_20_percent",
        {
            "gdp": -1,
            "state_firm_equity": -1,
            "state_firm_debt_ratio": 1,
            "state_firm_starts": -1,
            "private_finance_effect": -1,
            "private_starts": -1,
            "fund_balance": -1,
        },
        _dear_money,
        _interest,
    ),
    Extreme(
        "no_outside_demand",
        {
            "gdp": -1,
            "all_employed": -1,
            "surveyed_unemployment_rate": 1,
            "population": -1,
            "private_starts": -1,
        },
        _stopped(*MARKETS),
        closures=LED_BY_DEMAND,
    ),
    Extreme(
        "no_demand_from_outside_at_all",
        {"gdp": -1, "retail_sales": -1, "all_employed": -1, "surveyed_unemployment_rate": 1},
        _stopped(*MARKETS, "exports", "imports", "outside_retail_sales"),
        closures=LED_BY_DEMAND,
    ),
    Extreme(
        "no_consumption", {"gdp": -1, "retail_sales": -1, "output__services": -1}, _stopped("consumption")
    ),
    Extreme(
        "no_coal",
        {"gdp": -1, "industrial_value_added": -1, "employed__traditional": -1, "coal_use": -1},
        _stopped("coal_left_for_traditional"),
    ),
    Extreme(
        "no_public_money",
        {"gdp": -1, "forest_cover": -1, "licensed_doctors": -1, "care_beds": -1},
        _stopped("government_investment_spending", "government_consumption_nominal"),
    ),
    Extreme(
        "no_revenue",
        {"gdp": -1, "government_consumption": -1, "fund_balance": -1},
        _stopped("budget_revenue"),
    ),
    Extreme(
        "epidemic_every_year",
        {"gdp": -1, "total_factor_productivity": -1, "retail_sales": -1},
        world={"epidemic": 1.0},
    ),
    Extreme(
        "epidemic_ten_times_as_deep",
        {"gdp": -1, "retail_sales": -1, "consumption": -1},
        world={"epidemic": 10.0},
    ),
)
CHECKED = tuple(
    dict.fromkeys(("gdp", "surveyed_unemployment_rate", *(name for case in CASES for name in case.signs)))
)


def extreme_conditions(laboratory: Laboratory) -> Iterator[Check]:
    """Every case under both closures."""
    for closure in CLOSURES:
        case = Case(closure=closure, end=laboratory.first_year + YEARS - 1)
        calm = laboratory.steps(CHECKED, case)
        for extreme in CASES:
            if closure not in extreme.closures:
                continue
            inputs = dict(extreme.inputs(laboratory))
            run = laboratory.steps(
                CHECKED, replace(case, world=extreme.world, inputs=inputs), extreme.change(laboratory)
            )
            faults = [*_broken(run), *_wrong_signs(extreme, run, calm)]
            change = run["gdp"][-1, 0] / calm["gdp"][-1, 0] - 1
            evidence = (
                "; ".join(faults)
                or f"GDP {change:+.1%} at the end of {case.end}; signs of {', '.join(extreme.signs)}"
            )
            yield fact(f"{extreme.name}_{closure}", not faults, evidence)


def slowest_decline(laboratory: Laboratory) -> Iterator[Check]:
    """Without any investment output falls no faster than wear and the end of construction imply."""
    known = laboratory.known.central()
    elasticity = max(known["industrial_capital_elasticity"], known["service_capital_elasticity"])
    rate = known["retirement_rate"] * (elasticity + known["infrastructure_elasticity"])
    for closure in CLOSURES:
        case = Case(closure=closure, end=laboratory.first_year + YEARS - 1)
        run = laboratory.central(("gdp", "construction_value_added"), case, stopped(laboratory.model, STARTS))
        base = laboratory.first_year - 1
        building = run.at("construction_value_added", base)[0] / run.at("gdp", base)[0]
        floor = (1 - building) * np.exp(-rate * YEARS)
        left = run.at("gdp", base + YEARS)[0] / run.at("gdp", base)[0]
        evidence = f"GDP after {YEARS} years over {base}; at least {floor:.3f} if capital only wears out"
        yield replace(
            within(f"decline_without_investment_{closure}", left, floor, evidence),
            passed=bool(floor <= left < 1),
        )


def wear_of_knowledge(laboratory: Laboratory) -> Iterator[Check]:
    """Without R&D the stock of knowledge decays at its rate of obsolescence, exactly."""
    run = laboratory.central(
        ("knowledge",),
        Case(end=laboratory.first_year + YEARS - 1),
        stopped(laboratory.model, ["rd_spending"]),
    )
    rate = laboratory.known.central()["knowledge_obsolescence_rate"]
    base = laboratory.first_year - 1
    left = run.at("knowledge", base + YEARS)[0] / run.at("knowledge", base)[0]
    evidence = f"after {YEARS} years against exp(-{rate:g} x {YEARS})"
    yield within("knowledge_without_research", left / np.exp(-rate * YEARS) - 1, TOLERANCE, evidence)


def _broken(run: Trajectory) -> Iterator[str]:
    """Values that are no numbers, stocks below zero, unemployment that is no share."""
    for name, values in run.values.items():
        if not np.isfinite(values).all():
            yield f"{name} is not finite"
        elif name in run.values and len(values) == len(run.times) and name not in SIGNED and values.min() < 0:
            yield f"{name} falls to {values.min():.3g}"
    rate = run["surveyed_unemployment_rate"]
    if not 0 < rate.min() <= rate.max() < 1:
        yield f"unemployment between {rate.min():.3f} and {rate.max():.3f}"


def _wrong_signs(extreme: Extreme, run: Trajectory, calm: Trajectory) -> Iterator[str]:
    for name, sign in extreme.signs.items():
        change = run[name][-1, 0] - calm[name][-1, 0]
        if not change * sign > 0:
            yield f"{name} changes by {change:+.3g}"
