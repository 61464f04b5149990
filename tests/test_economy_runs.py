"""The same draws give the same bytes however they are run, and the common history is common."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from economy_subject import economy, laboratory, pack

from calibration.economy import CLOSURES, lever_inputs
from evaluation.checks.laboratory import Case
from evaluation.results import to_json
from evaluation.running import run_scenario
from evaluation.simulation import PARAMETERS, WORLD, Options, all_draws, ensemble_of
from scenarios.levers import resolve
from scenarios.library import load_scenario, scenario_names
from sim.inputs import Fraction, Held
from sim.integrate import Settings

FEW = Options(draws=40)


def ensemble(name: str = "baseline", options: Options = FEW):
    return ensemble_of(economy(), load_scenario(name, pack()), options)


def answer_text(options: Options) -> str:
    found, _ = run_scenario(economy(), load_scenario("baseline", pack()), options)
    return json.dumps(to_json(found), allow_nan=False, sort_keys=True)


def test_an_answer_is_the_same_to_the_byte_for_any_block_and_number_of_processes():
    once = answer_text(Options(draws=600, block=2048))
    assert once == answer_text(Options(draws=600, block=512))
    assert once == answer_text(Options(draws=600, block=256, jobs=2))
    assert once != answer_text(Options(draws=600, seed=0))


def test_draw_17_stays_draw_17():
    few, more = all_draws(ensemble(), FEW), all_draws(ensemble(), replace(FEW, draws=80))
    assert all((few.values[name] == more.values[name][:, :40]).all() for name in few.values)
    alone = ensemble()(17, 1)
    assert all((alone.values[name][:, 0] == few.values[name][:, 17]).all() for name in few.values)


def test_a_later_end_moves_no_year_before():
    short, long = all_draws(ensemble(), FEW), all_draws(ensemble(options=replace(FEW, end=2028)), FEW)
    assert all((short.values[name] == long.values[name][:11]).all() for name in short.values)


@cache
def led_by_demand():
    return all_draws(ensemble(options=replace(FEW, closure=CLOSURES[0])), FEW)


@pytest.mark.parametrize("name", scenario_names())
def test_levers_act_from_the_first_year_of_the_plan(name):
    base = led_by_demand()
    for closure in CLOSURES:
        other = all_draws(ensemble(name, replace(FEW, closure=closure)), FEW)
        for variable in base.values:
            np.testing.assert_array_equal(base.values[variable][:6], other.values[variable][:6], variable)
        moved = (base.values["gdp"][6:] != other.values["gdp"][6:]).any()
        assert moved or (name == "baseline" and closure == CLOSURES[0])


def test_layers_are_switched_one_by_one():
    whole = all_draws(ensemble(), FEW)
    none = all_draws(ensemble(options=replace(FEW, layers=())), FEW)
    assert all(np.ptp(none.values[name], axis=1).max() == 0 for name in none.values)
    central = ensemble().central()
    assert (none.values["gdp"][:, 0] == central.values["gdp"][:, 0]).all()
    for layer in (PARAMETERS, WORLD):
        one = all_draws(ensemble(options=replace(FEW, layers=(layer,))), FEW)
        assert 0 < one.values["gdp"][-1].std() < whole.values["gdp"][-1].std() * 1.2
    world = all_draws(ensemble(options=replace(FEW, layers=(WORLD,))), FEW)
    assert np.ptp(world.values["gdp"][:6], axis=1).max() == 0


def test_the_closure_of_a_scenario_gives_way_to_that_asked_for():
    led = ensemble(options=replace(FEW, closure="supply_led"))
    assert led.closure == "supply_led"
    assert ensemble().closure == "demand_led"


def test_a_lever_date_at_its_limit_is_never():
    paths = resolve(load_scenario("baseline", pack()), pack())
    assert lever_inputs(pack(), paths, CLOSURES[0])["trade_zone_open"] == Fraction(None)
    opened = resolve(load_scenario("opening", pack()), pack())
    assert lever_inputs(pack(), opened, CLOSURES[0])["trade_zone_open"] == Fraction(2022.0)
    run = laboratory().central(("trade_zone_effect",), Case(end=2040))
    assert run.of("trade_zone_effect").max() == 0


def test_the_supply_led_closure_takes_over_in_the_course_of_one_year():
    weight = lever_inputs(pack(), laboratory().paths["baseline"], "supply_led")["supply_led_weight"]
    assert not isinstance(weight, Held)
    path = weight.values(Settings(2020, 2022, 4).grid, (0.0,))[:, 0]
    np.testing.assert_allclose(path, [0, 0, 0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1])


def test_shares_of_output_sum_to_one():
    run = laboratory().central(("primary_share", "secondary_share", "tertiary_share"))
    total = sum(run.of(name) for name in run.values)
    np.testing.assert_allclose(total, 1, rtol=1e-3)


def test_a_year_of_a_flow_is_its_integral_and_a_stock_is_read_at_the_end():
    lab = laboratory()
    steps, annual = lab.steps(("gdp",)), lab.central(("gdp", "population"))
    per_year = Case().steps_per_year
    np.testing.assert_allclose(
        annual.of("gdp")[:, 0], steps["gdp"][:, 0].reshape(-1, per_year).mean(axis=1), rtol=1e-12
    )
    np.testing.assert_allclose(
        annual.of("population")[:, 0], steps["population"][per_year::per_year, 0], rtol=1e-12
    )
