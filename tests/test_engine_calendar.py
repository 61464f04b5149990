"""The clock: integrals over calendar years, stocks at their end, inputs and dates inside a step."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest

from sim.inputs import Fraction, Grid, Held, Linear
from sim.integrate import Settings, simulate, start_values, trajectory
from sim.methods import METHODS
from tests.engine_models import known
from tests.engine_models.make import compiled_from

RAMP = """
tank = Stock(unit="item", initial="nothing", inflows=("rain",))

@equation(unit="item")
def nothing():
    return 0

@equation(unit="item/year")
def rain(weather):
    return weather
"""


def rain(weather, settings, outputs=("rain", "tank", "weather"), draws=1):
    compiled = compiled_from(RAMP, {}, {"weather": "item/year"}, outputs=outputs)
    return simulate(compiled, {}, {"weather": weather}, settings, draws)


def test_a_flow_of_a_year_is_its_integral_and_not_a_sample():
    compiled = compiled_from(
        known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"}, outputs=("leak", "water")
    )
    values = {"water_at_start": 100.0, "leak_rate": 2.0}
    run = simulate(compiled, values, {}, Settings(2000, 2001, 256, "rk4"), 1)
    assert run["leak"][0, 0] == pytest.approx(100 * (1 - exp(-2)), rel=1e-8)
    at_the_start, at_the_end = 200.0, 200.0 * exp(-2)
    assert abs(run["leak"][0, 0] - at_the_start) > 50
    assert abs(run["leak"][0, 0] - at_the_end) > 50
    assert run["water"][1, 0] == pytest.approx(100 * exp(-4), rel=1e-8)


def test_years_run_from_the_first_of_january_to_the_last_of_december():
    run = rain(Held(2015, np.array([1.0, 2.0, 4.0])), Settings(2015, 2018))
    assert run.years == (2015, 2016, 2017, 2018)
    np.testing.assert_allclose(run["rain"][:, 0], [1, 2, 4, 4])
    np.testing.assert_allclose(run["tank"][:, 0], [1, 3, 7, 11])


def test_a_dimensionless_variable_gives_its_average_over_the_year():
    run = rain(Linear(((2015.0, 0.0), (2016.0, 1.0)), 0.0, 2015.0), Settings(2015, 2016, 8, "heun"))
    np.testing.assert_allclose(run["weather"][:, 0], [0.5, 1.0])


@pytest.mark.parametrize("method", METHODS)
def test_a_jump_at_the_boundary_of_a_step_never_leaks_back(method):
    run = rain(Linear(((2016.0, 7.0),), 1.0, 2016.0), Settings(2015, 2016, 4, method))
    np.testing.assert_allclose(run["rain"][:, 0], [1.0, 7.0], rtol=1e-14)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("date", [2015.3, 2015.5, 2015.999])
def test_a_date_inside_a_step_acts_with_its_fraction(method, date):
    expected = [2016.0 - date, 1.0]
    for weather in (Fraction(date), Linear(((2000.0, 1.0),), 0.0, date)):
        run = rain(weather, Settings(2015, 2016, 4, method))
        np.testing.assert_allclose(run["rain"][:, 0], expected, rtol=1e-10)


def test_no_date_means_never():
    assert rain(Fraction(None), Settings(2015, 2016))["rain"].max() == 0.0


def test_a_path_is_linear_between_named_years_and_constant_outside():
    path = Linear(((2016.0, 1.0), (2018.0, 3.0)), 9.0, 2015.0)
    values = path.values(Grid(2014, 6, 1), (0.0, 1.0))
    np.testing.assert_allclose(values[:, 0], [9, 1, 1, 2, 3, 3])
    np.testing.assert_allclose(values[:, 1], [9, 1, 2, 3, 3, 3])


def test_a_held_value_belongs_to_the_step_and_not_to_the_time_of_a_stage():
    noise = np.random.default_rng(1).normal(size=(3, 5))
    for method in METHODS:
        run = rain(Held(2015, noise), Settings(2015, 2017, 4, method), draws=5)
        np.testing.assert_allclose(run["rain"], noise, rtol=1e-12, atol=1e-14)


def test_a_run_that_begins_before_its_values_is_refused():
    with pytest.raises(ValueError, match="values begin in 2016"):
        rain(Held(2016, np.ones(3)), Settings(2015, 2017))


def test_a_trajectory_and_the_annual_results_agree():
    compiled = compiled_from(
        known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"}, outputs=("leak", "water")
    )
    values, settings = {"water_at_start": 3.0, "leak_rate": 0.4}, Settings(2000, 2004, 8, "rk4")
    run, annual = trajectory(compiled, values, {}, settings), simulate(compiled, values, {}, settings, 1)
    by_year = (run["leak"] * run.step).reshape(5, 8, 1).sum(axis=1)
    np.testing.assert_allclose(by_year, annual["leak"], rtol=1e-13)
    np.testing.assert_allclose(run["water"][8::8], annual["water"], rtol=1e-15)


def test_start_values_are_those_of_the_first_instant():
    compiled = compiled_from(
        known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"}, outputs=("leak",)
    )
    found = start_values(
        compiled, {"water_at_start": 3.0, "leak_rate": np.array([0.4, 0.5])}, {}, Settings(), 2
    )
    np.testing.assert_allclose(found["leak"], [1.2, 1.5])
    assert set(found) == {"water", "leak", "water_at_start", "leak_rate"}
