"""Tests of confidence that any model of this engine can be put through: units, ledger, step, accounts.

The limits are conventions of numerical work: rounding of float64 for identities, and a tenth of a percent
of a reported value for the step of integration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from evaluation.annual import FloatArray
from evaluation.confidence import Subject, Test, within
from evaluation.results import Check
from evaluation.transforms import reported
from scenarios.units import UNITS
from sim.integrate import Trajectory
from sim.model import StockNode
from sim.unit_check import check_units

LEDGER_LIMIT = 1e-12
ACCOUNTS_LIMIT = 1e-9
STEP_LIMIT = 1e-3
SHOWN = 3


def dimensional_consistency(subject: Subject) -> Iterator[Check]:
    """Units, not only dimensions, of every equation, initial value and flow."""
    faults = check_units(subject.model, UNITS)
    equations = sum(variable.expression is not None for variable in subject.model.variables.values())
    found = "; ".join(str(fault) for fault in faults[:SHOWN])
    evidence = found or f"{equations} equations and {len(subject.model.stocks)} stocks, no conversion inside"
    yield within("dimensional_consistency", len(faults), 0, evidence)


def ledger(subject: Subject) -> Iterator[Check]:
    """Every stock changes by its flows alone, at every step."""
    stocks = subject.model.stocks
    flows = dict.fromkeys(flow for stock in stocks for flow in stock.flows)
    run = subject.steps(tuple(flows))
    gaps = {stock.name: _ledger_gap(stock, run) for stock in stocks}
    worst = max(gaps, key=lambda name: gaps[name], default="")
    evidence = f"{len(gaps)} stocks, {len(run.times) - 1} steps; widest gap: {worst}"
    yield within("ledger", gaps.get(worst, 0.0), LEDGER_LIMIT, evidence)


def accounts_close(subject: Subject) -> Iterator[Check]:
    """Every declared residual is zero at every step, relative to the size of what it balances."""
    run = subject.steps((*subject.residuals, *dict.fromkeys(subject.residuals.values())))
    for residual, scale in subject.residuals.items():
        at_the_end = run[scale][-len(run[residual]) :]  # a stock has one instant more than there are steps
        gap = float(np.max(np.abs(run[residual]) / _size(at_the_end)))
        yield within(residual, gap, ACCOUNTS_LIMIT, f"relative to {scale}, {len(run.times) - 1} steps")


def integration_error(subject: Subject) -> Iterator[Check]:
    """Halving the step moves no reported target by more than the limit."""
    variables = tuple(dict.fromkeys(target.variable for target in subject.targets if target.variable))
    steps = subject.settings.steps_per_year
    coarse = subject.annual(variables)
    fine = subject.annual(variables, replace(subject.settings, steps_per_year=2 * steps))
    for target in subject.targets:
        if target.mode == "tracked":
            continue
        one, two = (reported(target, annual, target.base) for annual in (coarse, fine))
        moved = float(np.max(np.abs(one - two) / _size(two)))
        evidence = f"{subject.settings.method}, steps of 1/{steps} against 1/{2 * steps} year"
        yield within(f"integration_error_{target.id}", moved, STEP_LIMIT, evidence)


def never_negative(*names: str) -> Test:
    """A test that these stocks stay at or above zero at every step."""

    def stocks_never_negative(subject: Subject) -> Iterator[Check]:
        run = subject.steps(names)
        for name in names:
            lowest = float(run[name].min())
            yield replace(within(f"never_negative_{name}", lowest, 0, "lowest value"), passed=lowest >= 0)

    return stocks_never_negative


def bounds(limits: Mapping[str, tuple[float, float]]) -> Test:
    """A test that yearly values stay between the declared low and high of each variable."""

    def declared_bounds(subject: Subject) -> Iterator[Check]:
        run = subject.annual(tuple(limits))
        for name, (low, high) in limits.items():
            values = run.of(name)
            outside = float(max(low - values.min(), values.max() - high, 0.0))
            yield within(f"bounds_{name}", outside, 0.0, f"{low} to {high}; distance outside")

    return declared_bounds


GENERIC: Sequence[Test] = (dimensional_consistency, ledger, accounts_close, integration_error)


def _ledger_gap(stock: StockNode, run: Trajectory) -> float:
    """Largest difference between change and net flow, relative to the largest value of the stock."""
    values = run[stock.name]
    net = np.zeros_like(values[1:])
    for flow in stock.inflows:
        net += run[flow]
    for flow in stock.outflows:
        net -= run[flow]
    gap = np.abs(np.diff(values, axis=0) - run.step * net).max()
    scale = max(np.abs(values).max(), run.step * np.abs(net).max())
    return float(gap / scale) if scale else float(gap)


def _size(values: FloatArray) -> FloatArray:
    """The size of values, 1 where they are zero."""
    size = np.abs(values)
    return np.where(size == 0, 1.0, size)
