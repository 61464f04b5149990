"""Declared bounds, in every scenario of the library and over many draws, and runs of thirty years.

Read at the end of each year (stocks) or as the mean of the year (shares).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from calibration.economy import CLOSURES
from evaluation.annual import Annual
from evaluation.checks.extremes import SIGNED
from evaluation.checks.laboratory import BASELINE, Case, Laboratory
from evaluation.confidence import fact, within
from evaluation.results import Check
from scenarios.errors import NumericalError
from sim.generate import Compiled, compile_model

BOUNDS: Mapping[str, tuple[float, float]] = {
    "surveyed_unemployment_rate": (0.0, 0.3),
    "registered_unemployment_rate": (0.0, 0.3),
    "primary_share": (0.0, 1.0),
    "secondary_share": (0.0, 1.0),
    "tertiary_share": (0.0, 1.0),
    "industry_share": (0.0, 1.0),
    "private_investment_share": (0.0, 1.0),
    "state_firm_debt_ratio": (0.0, 1.0),
    "rd_intensity": (0.0, 0.2),
    "market_share__traditional": (0.0, 10.0),
    "market_share__emerging": (0.0, 10.0),
    "market_share__services": (0.0, 10.0),
    "retail_capture": (0.0, 1.0),
    "rail_adoption": (0.0, 1.0),
    "private_finance_effect": (0.0, 2.0),
    "leverage_room": (0.0, 1.0),
    "liquidity": (0.0, 1.0),
    "digital_economy_share": (0.0, 1.0),
    "forest_cover": (0.0, 1.0),
    "nursing_bed_share": (0.0, 1.0),
    "accident_risk": (0.0, 1.0),
    "fulfilment__traditional": (0.0, 1.0),
    "fulfilment__emerging": (0.0, 1.0),
    "fulfilment__services": (0.0, 1.0),
}
UTILISATION = ("utilisation__traditional", "utilisation__emerging", "utilisation__services")
CEILING = "capacity_ceiling"
SMALL = 1e-9
LATER, MUCH_LATER = 10, 20
"""Years after the plan to which the bounds, and the runs of thirty years, are followed."""
RUNAWAY = 0.2
"""Growth a year over ten years above which a draw counts as running away."""


def bounds_held(laboratory: Laboratory) -> Iterator[Check]:
    """No bound is broken in any scenario, closure, draw or year."""
    compiled = _compiled(laboratory)
    end = laboratory.last_year + LATER
    for scenario in laboratory.paths:
        for closure in CLOSURES:
            run = laboratory.ensemble(compiled, Case(scenario, closure, end))
            broken = _broken(laboratory, run)
            count = len(BOUNDS) + len(UTILISATION)
            sound = f"{count} variables and all stocks, {laboratory.draws} draws to {end}"
            evidence = "; ".join(broken) or sound
            yield within(f"bounds_{scenario}_{closure}", len(broken), 0, evidence)


def thirty_years(laboratory: Laboratory) -> Iterator[Check]:
    """No draw breaks or runs away in thirty years."""
    compiled = _compiled(laboratory)
    end = laboratory.last_year + MUCH_LATER
    for closure in CLOSURES:
        try:
            run = laboratory.ensemble(compiled, Case(BASELINE, closure, end))
        except NumericalError as error:
            yield fact(f"thirty_years_{closure}", False, f"of {laboratory.draws} draws one breaks: {error}")
            continue
        bad = _bad_draws(laboratory, run)
        gdp = run.of("gdp")
        fastest = (gdp[-1] / gdp[-1 - LATER]) ** (1 / LATER) - 1
        evidence = (
            f"share of {laboratory.draws} draws to {end} with a stock below zero or growth above "
            f"{RUNAWAY:.0%}; growth of the last {LATER} years {fastest.min():.1%} to {fastest.max():.1%}"
        )
        yield within(f"thirty_years_{closure}", float((bad | (fastest > RUNAWAY)).mean()), 0.0, evidence)


def _compiled(laboratory: Laboratory) -> Compiled:
    names = ("gdp", *BOUNDS, *UTILISATION, *_stocks(laboratory))
    return compile_model(laboratory.model, tuple(dict.fromkeys(names)))


def _stocks(laboratory: Laboratory) -> tuple[str, ...]:
    return tuple(name for name in laboratory.model.stock_names() if name not in SIGNED)


def _bad_draws(laboratory: Laboratory, run: Annual) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Draws in which a stock falls below zero, shape (draw,)."""
    lowest = np.min([run.values[name].min(axis=0) for name in _stocks(laboratory)], axis=0)
    return lowest < 0


def _broken(laboratory: Laboratory, run: Annual) -> list[str]:
    found: list[str] = []
    for name, (low, high) in BOUNDS.items():
        values = run.of(name)
        if values.min() < low - SMALL or values.max() > high + SMALL:
            found.append(f"{name} from {values.min():.3g} to {values.max():.3g}")
    found += [
        f"{name} down to {run.of(name).min():.3g}" for name in _stocks(laboratory) if run.of(name).min() < 0
    ]
    ceiling = laboratory.parameter_draws(CEILING)
    found += [f"{name} above its ceiling" for name in UTILISATION if (run.of(name) > ceiling + SMALL).any()]
    return found
