"""Known answers: delays, smoothing, debt, capital, growth; and the order of every method."""

from __future__ import annotations

from math import exp, factorial

import numpy as np
import pytest

from sim.inputs import Linear
from sim.integrate import Settings, simulate, trajectory
from sim.methods import METHODS
from tests.engine_models import known
from tests.engine_models.make import compiled_from

FINE = Settings(2000, 2009, 64, "rk4")
STEP_UP = Linear(((2002.0, 5.0),), 0.0, 2002.0)


def delayed(order: int, settings: Settings = FINE):
    compiled = compiled_from(
        known.DELAY.format(order=order),
        {"entering_before": "item/year", "delay_time": "year"},
        {"jump": "item/year"},
        outputs=("leaving", "inside", "entering"),
    )
    return trajectory(compiled, {"entering_before": 10.0, "delay_time": 3.0}, {"jump": STEP_UP}, settings)


def erlang(order: int, time: float, age: float) -> float:
    """Share of what entered at once that has left after `age` years."""
    speed = order / time * age
    return 1 - exp(-speed) * sum(speed**stage / factorial(stage) for stage in range(order))


@pytest.mark.parametrize("order", [1, 3])
def test_a_delay_answers_a_step_as_the_erlang_distribution_says(order):
    run = delayed(order)
    inside = np.sum([run[f"leaving_stage_{number + 1}"] for number in range(order)], axis=0)
    last = run[f"leaving_stage_{order}"][:, 0] * order / 3.0
    expected = [10.0 + 5.0 * erlang(order, 3.0, max(time - 2002.0, 0.0)) for time in run.times]
    np.testing.assert_allclose(last, expected, rtol=1e-6)
    assert inside[0, 0] == pytest.approx(30.0)
    assert inside[-1, 0] == pytest.approx(45.0, rel=0.03)


def test_a_delay_loses_nothing_on_the_way():
    run = delayed(3)
    contents = sum(run[f"leaving_stage_{number}"] for number in (1, 2, 3))
    net = run.step * (run["entering"] - run["leaving"])
    np.testing.assert_allclose(np.diff(contents, axis=0), net, atol=1e-12)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_a_smoothed_value_follows_a_step_as_the_erlang_distribution_says(order):
    compiled = compiled_from(
        known.SMOOTH.format(order=order),
        {"actual_before": "item", "lag": "year"},
        {"jump": "item"},
        outputs=("perceived",),
    )
    run = trajectory(compiled, {"actual_before": 10.0, "lag": 2.0}, {"jump": STEP_UP}, FINE)
    expected = [10.0 + 5.0 * erlang(order, 2.0, max(time - 2002.0, 0.0)) for time in run.times]
    np.testing.assert_allclose(run["perceived"][:, 0], expected, rtol=1e-6)


def test_debt_at_fixed_interest_follows_the_closed_form():
    compiled = compiled_from(
        known.DEBT, {"debt_at_start": "CNY", "interest_rate": "1/year", "repayment": "CNY/year"}
    )
    rates = np.array([0.03, 0.06, 0.20])
    values = {"debt_at_start": 100.0, "interest_rate": rates, "repayment": 5.0}
    run = trajectory(compiled, values, {}, FINE, draws=3)
    growth = np.exp(rates * 10.0)
    np.testing.assert_allclose(run["debt"][-1], 100.0 * growth - 5.0 / rates * (growth - 1), rtol=1e-8)


def test_capital_settles_where_retirement_equals_investment():
    compiled = compiled_from(
        known.CAPITAL,
        {"capital_at_start": "CNY", "retirement_rate": "1/year", "investment_wanted": "CNY/year"},
        outputs=("retirements",),
    )
    steady = {"capital_at_start": 200.0, "retirement_rate": 0.05, "investment_wanted": 10.0}
    run = trajectory(compiled, steady, {}, Settings(2000, 2049))
    np.testing.assert_allclose(run["capital"], 200.0, rtol=1e-13)
    late = trajectory(compiled, steady | {"capital_at_start": 20.0}, {}, Settings(2000, 2199))
    assert late["capital"][-1, 0] == pytest.approx(200.0, rel=1e-3)


def test_the_solow_economy_converges_to_its_steady_state():
    compiled = compiled_from(
        known.SOLOW,
        {
            "capital_at_start": "1",
            "capital_elasticity": "1",
            "saving_rate": "1/year",
            "dilution_rate": "1/year",
        },
    )
    values = {"capital_at_start": np.array([0.5, 8.0]), "capital_elasticity": 1 / 3}
    rates = {"saving_rate": 0.2, "dilution_rate": 0.08}
    run = trajectory(compiled, values | rates, {}, Settings(2000, 2199), draws=2)
    np.testing.assert_allclose(run["capital_per_head"][-1], (0.2 / 0.08) ** 1.5, rtol=1e-4)


def decay_error(method: str, steps: int) -> float:
    compiled = compiled_from(known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"})
    values = {"water_at_start": 1.0, "leak_rate": 0.7}
    run = trajectory(compiled, values, {}, Settings(2000, 2003, steps, method))
    return abs(run["water"][-1, 0] - exp(-0.7 * 4))


@pytest.mark.parametrize("method", METHODS)
def test_halving_the_step_gains_the_order_of_the_method(method):
    measured = np.log2(decay_error(method, 8) / decay_error(method, 16))
    assert measured == pytest.approx(METHODS[method].order, abs=0.1)


@pytest.mark.parametrize("method", METHODS)
def test_annual_integrals_converge_at_the_order_of_the_method(method):
    compiled = compiled_from(
        known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"}, outputs=("leak", "water")
    )
    values = {"water_at_start": 1.0, "leak_rate": 0.7}

    def error(steps: int) -> float:
        leak = simulate(compiled, values, {}, Settings(2000, 2003, steps, method), 1)["leak"]
        return abs(leak[3, 0] - (exp(-0.7 * 3) - exp(-0.7 * 4)))

    assert np.log2(error(8) / error(16)) == pytest.approx(METHODS[method].order, abs=0.15)
