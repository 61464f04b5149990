"""The years after the plan: growth comes back to what is thought possible, and every draw stays sound.

Growth of the last five years is compared with the range of published prospects, which the evidence of the
region's long-run growth gives. A draw is sound when no stock falls below zero and every account closes, at
every step. Left out: what will be decided after the plan; levers stay where the plan leaves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from calibration.economy import CLOSURES, parameters_of
from calibration.world import drawn_world
from evaluation.annual import FloatArray
from evaluation.checks.extremes import SIGNED
from evaluation.checks.identities import RESIDUALS, TOLERANCE
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.checks.limits import LATER
from evaluation.confidence import fact, within
from evaluation.results import Check
from sim.generate import Compiled, compile_model
from sim.integrate import Trajectory, trajectory

PROSPECTS = "regional_growth_long_run"
"""The parameter whose evidence has the range of published prospects, as fractions a year."""
COMPARED = ("baseline", "everything")
LAST_YEARS = 5
BLOCK = 128
"""Draws whose every step is held at once."""
MOST = 256
"""Draws that `model check` follows step by step; `python -m benchmarks.long_draws` follows more."""


@dataclass(frozen=True)
class Soundness:
    """The worst of some draws: widest relative residual by account, lowest value and margin by stock.

    The margin is the lowest value over the greatest of the same draw, from the first year of the plan on.
    """

    draws: int
    residuals: Mapping[str, float]
    lowest: Mapping[str, float]
    margins: Mapping[str, float]

    @property
    def worst(self) -> tuple[str, float]:
        """The widest residual, with its account."""
        return max(self.residuals.items(), key=lambda item: item[1])

    @property
    def below_zero(self) -> tuple[str, ...]:
        """Stocks that fall below zero, or are no number at all."""
        return tuple(name for name, value in self.lowest.items() if not value >= 0)

    @property
    def nearest(self) -> tuple[str, float]:
        """The stock that comes nearest to zero for its size, with its margin."""
        return min(self.margins.items(), key=lambda item: item[1])


def growth_reverts(laboratory: Laboratory) -> Iterator[Check]:
    """Growth at the end of the years after the plan lies in the range of published prospects."""
    prospects = published_prospects(laboratory)
    if prospects is None:
        return
    low, high = prospects
    end = laboratory.last_year + LATER
    compiled = compile_model(laboratory.model, ("gdp",))
    for scenario in COMPARED:
        for closure in CLOSURES:
            gdp = laboratory.ensemble(compiled, Case(scenario, closure, end)).of("gdp")
            median, fifth, last = np.quantile(
                (gdp[-1] / gdp[-1 - LAST_YEARS]) ** (1 / LAST_YEARS) - 1, [0.5, 0.05, 0.95]
            )
            evidence = (
                f"median growth a year {end - LAST_YEARS + 1}-{end} of {gdp.shape[1]} draws: {median:.2%} "
                f"({fifth:.1%} to {last:.1%}); published prospects {low:.1%} to {high:.1%}"
            )
            outside = max(low - float(median), float(median) - high, 0.0)
            yield within(f"growth_reverts_{scenario}_{closure}", outside, 0.0, evidence)


def draws_stay_sound(laboratory: Laboratory) -> Iterator[Check]:
    """In random draws to ten years after the plan no stock is negative and accounts close at every step."""
    fewer = replace(laboratory, draws=min(laboratory.draws, MOST))
    end = laboratory.last_year + LATER
    for closure in CLOSURES:
        found = soundness(fewer, closure, end)
        account, residual = found.worst
        told = f"{found.draws} draws to {end}, every step; widest: {account}"
        yield within(f"accounts_of_draws_{closure}", residual, TOLERANCE, told)
        stock, margin = found.nearest
        told = f"{len(found.lowest)} stocks; nearest to zero: {stock}, {margin:.2g} of its greatest value"
        below = ", ".join(found.below_zero)
        yield fact(f"stocks_of_draws_{closure}", not below, below or told)


def published_prospects(laboratory: Laboratory) -> tuple[float, float] | None:
    """Lowest and highest growth that the evidence of the long-run parameter has; None without either."""
    row = laboratory.known.rows.get(PROSPECTS)
    if row is None:
        return None
    found = next((item for item in laboratory.pack.evidence if item.id == row.evidence), None)
    return None if found is None else (found.low, found.high)


def soundness(laboratory: Laboratory, closure: str, end: int) -> Soundness:
    """The worst over all draws of the laboratory, block by block, from the start year to `end`."""
    outputs = (*RESIDUALS, *dict.fromkeys(RESIDUALS.values()))
    compiled = compile_model(laboratory.model, outputs)
    total = laboratory.draws
    parts = [
        _worst_of(laboratory, _run(laboratory, compiled, Case(closure=closure, end=end), first, count))
        for first, count in ((first, min(BLOCK, total - first)) for first in range(0, total, BLOCK))
    ]
    return Soundness(
        total,
        {name: max(part.residuals[name] for part in parts) for name in RESIDUALS},
        {name: min(part.lowest[name] for part in parts) for name in parts[0].lowest},
        {name: min(part.margins[name] for part in parts) for name in parts[0].margins},
    )


def _run(laboratory: Laboratory, compiled: Compiled, case: Case, first: int, count: int) -> Trajectory:
    """Every step of draws [first, first + count): parameters and outside world drawn."""
    pack, settings = laboratory.pack, laboratory.settings(case)
    values = laboratory.known.central() | laboratory.known.draw(laboratory.seed, first, count)
    assumed = laboratory.scenarios[case.scenario].world
    world = drawn_world(pack, values, settings.end, laboratory.seed, first, count, assumed)
    inputs = laboratory.inputs(case, world)
    return trajectory(compiled, parameters_of(compiled.model, values), inputs, settings, count)


def _worst_of(laboratory: Laboratory, run: Trajectory) -> Soundness:
    stocks = {name: run[name] for name in laboratory.model.stock_names() if name not in SIGNED}
    since = int(np.searchsorted(run.times, laboratory.first_year))
    return Soundness(
        run[next(iter(RESIDUALS))].shape[1],
        {name: _residual(run[name], run[scale]) for name, scale in RESIDUALS.items()},
        {name: float(values.min()) for name, values in stocks.items()},
        {name: _margin(values[since:]) for name, values in stocks.items()},
    )


def _residual(values: FloatArray, scale: FloatArray) -> float:
    """Widest residual over the size of what it balances; a stock has one instant more than steps."""
    size = np.abs(scale[-len(values) :])
    widest = float((np.abs(values) / np.where(size == 0, 1.0, size)).max())
    return widest if np.isfinite(widest) else np.inf


def _margin(values: FloatArray) -> float:
    """Smallest ratio of a draw's lowest to its greatest value; 1 where there is nothing at any time."""
    low, high = values.min(axis=0), values.max(axis=0)
    return float(np.where(high > 0, low / np.where(high > 0, high, 1.0), 1.0).min())
